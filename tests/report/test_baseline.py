"""An earlier report hides what was open then and is no worse now: for the same subject, facts and day of reckoning."""

from __future__ import annotations

import json
from typing import Any

import pytest

from checker import check
from checker.ground.errors import InputError
from checker.report.baseline import load_baseline, with_baseline
from tests.build import ids, project, said


def report(*workforces: dict[str, Any], **keys: Any):
    named = [{"id": f"w{index}", **item} for index, item in enumerate(workforces)]
    return check(project(workforces=named, **keys))


def compared(before, now, condition: str, subject: str = "w0") -> str | None:
    """How a condition's verdict now compares with a report as it stands in JSON."""
    earlier = json.loads(before.to_json()) if before else None
    return with_baseline(now, earlier).result(condition, subject).baseline


def paid(path: str, grade: str = "E5", **more: Any) -> dict[str, Any]:
    return {"wages": {"payment_path": said(path, grade)}, **more}


CASES = {
    "the same failure is known": (paid("via_state"), paid("via_state"), "known"),
    "with better evidence it still is": (paid("via_state", "E1"), paid("via_state", "E5"), "known"),
    "what was open and is open is known": ({}, {}, "known"),
    "what was open and is not met is worse": ({}, paid("via_state"), "worse"),
    "what was met and is not met is worse": (paid("worker_cash"), paid("via_state"), "worse"),
    "what was met and is open is worse": (paid("worker_cash"), {}, "worse"),
    "what was met and lost its evidence is worse": (paid("worker_cash"), paid("worker_cash", "E1"), "worse"),
    "a failure that became a question is known": (paid("via_state"), {}, "known"),
    "a failure for another fact is reopened": (paid("via_state"), paid("via_agent"), "reopened"),
    "another employer reopens it": (
        paid("via_state", employer="a"), paid("via_state", employer="b"), "reopened"),
    "another workplace reopens it": (
        paid("via_state", workplace_country="KP"), paid("via_state", workplace_country="PL"), "reopened"),
    "more hands do not": (paid("via_state", headcount=10), paid("via_state", headcount=12), "known"),
    "what is met has nothing to compare": (paid("via_state"), paid("worker_cash"), None),
}  # fmt: skip
PARTIES = [{"id": "a", "name": "A", "kind": "company"}, {"id": "b", "name": "B", "kind": "company"}]


@pytest.mark.parametrize(("before", "now", "expected"), CASES.values(), ids=CASES)
def test_a_verdict_compared_with_an_earlier_one(before, now, expected):
    assert compared(report(before, parties=PARTIES), report(now, parties=PARTIES), "WAGE-1") == expected


def test_a_subject_that_was_not_there_is_new():
    before, now = report(paid("via_state")), report(paid("via_state"), paid("via_state"))

    assert compared(before, now, "WAGE-1", "w0") == "known"
    assert compared(before, now, "WAGE-1", "w1") == "new"


def test_without_an_earlier_report_everything_open_is_new():
    assert compared(None, report(paid("via_state")), "WAGE-1") == "new"


def test_another_purpose_reopens_everything():
    before, now = report(paid("via_state")), report(paid("via_state"), purpose="developmental")

    assert compared(before, now, "WAGE-1") == "reopened"


def test_a_floor_that_is_open_or_not_met_is_never_known():
    refused = {"freedom": {"penalty_for_declining": said(value=True)}}

    assert compared(report(refused), report(refused), "FREE-2") == "reopened"
    assert compared(report({}), report({}), "FREE-2") == "reopened"


def test_what_did_not_hold_the_money_then_is_worse_when_it_does():
    paid_out = {"finance": {"currency": "EUR", "disbursements": [{"id": "one", "amount": 1, "due": "2025-06-01"}]}}
    before = check(project(workforce={}, **paid_out, as_of="2025-06-02"), as_of=None)
    now = check(project(workforce={}, **paid_out))
    gender = [with_baseline(one, json.loads(before.to_json())).result("GENDER-5").baseline for one in (before, now)]

    assert "GENDER-5" not in ids(before.outcome.holding)
    assert "GENDER-5" in ids(now.outcome.holding)
    assert gender == ["known", "worse"]


def test_a_report_of_version_1_is_refused_in_words(tmp_path):
    path = tmp_path / "old.json"
    path.write_text('{"report": 1, "tool": {"name": "checker", "version": "0.1.0"}}')
    with pytest.raises(InputError) as caught:
        load_baseline(str(path), max_bytes=10_000)
    assert str(caught.value) == (
        f"{path}:1:12: is no report to compare with: it is of report version 1, and this checker compares reports of "
        "version 2; write one with `checker check FILE --output json=REPORT.json`"
    )


def test_a_result_that_falls_apart_still_stands_in_the_way():
    same = [paid("via_state") for _ in range(150)]
    before, now = report(*same), report(*same[:-1], paid("via_state", workplace_country="PL"))
    found = with_baseline(now, json.loads(before.to_json()))
    assert all(found.in_the_way(one) for one in found.results if one.condition == "WAGE-1")
    assert len({one.fingerprint for one in found.results}) == len(found.results)


def test_of_folded_workforces_each_is_compared():
    same = [paid("via_state") for _ in range(150)]
    before, now = report(*same), report(*same[:-1], paid("via_state", workplace_country="PL"))
    found = with_baseline(now, json.loads(before.to_json()))

    assert found.result("WAGE-1", "w0").baseline == "known"
    assert found.result("WAGE-1", "w149").baseline == "reopened"
    assert sum(len(result.subjects) for result in found.results) == sum(len(result.subjects) for result in now.results)
