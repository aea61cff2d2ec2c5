"""Which question comes first, and how few an empty file takes to a decided FLOOR."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from checker import check
from checker.domain.options import Options
from checker.interview.questions import floor, look
from tests.build import condition, project, said, write_pack
from tests.interview.player import badly, opening_or, sitting, well

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("answer", "stage", "fewest", "how"),
    [
        (well, "proposal", 29, "holds"), (well, "operation", 29, "holds"),
        (badly, "proposal", 7, "fails"), (badly, "operation", 7, "fails"),
    ],
)  # fmt: skip
def test_an_empty_file_takes_few_questions_to_a_decided_floor(
    tmp_path: Path, answer: Any, stage: str, fewest: int, how: str
) -> None:
    path = tmp_path / "project.yaml"
    path.write_text("")

    count, _, end = sitting(path, opening_or(answer, stage), until="floor")

    assert end is not None
    assert count <= fewest
    assert floor(check(path)) == how


def paths(
    folder: Path, conditions: list[dict[str, Any]], scope: str = "project", **facts: Any
) -> list[tuple[str, str]]:
    pack = write_pack(folder, conditions, scope=scope)
    file = project(**{"stage": "proposal", **facts})
    return [(one.asks, one.path) for one in look(file, Options(packs=(str(pack),))).questions]


def yes(path: str) -> dict[str, Any]:
    return {"fact": path, "is": True}


REFUSED = {"sanctions": {"public_utility": {"not_collected": "access_refused"}}}
RULES = {
    "FLOOR before what holds, that before what can wait, and that before what is only recorded": (
        [condition("TEST-1", "REG", yes("remedy.retaliation_clause")),
         condition("TEST-2", "CS", yes("remedy.independent_accountability_body"), deadline_days=90),
         condition("TEST-3", "CP", yes("monitoring.payroll_access")),
         condition("TEST-4", "FLOOR", yes("sanctions.profit_making"))],
        {},
        [("value", "sanctions.profit_making"), ("value", "monitoring.payroll_access"),
         ("value", "remedy.independent_accountability_body"), ("value", "remedy.retaliation_clause")],
    ),
    "the fact that decides most": (
        [condition("TEST-1", "FLOOR", yes("sanctions.profit_making")),
         condition("TEST-2", "FLOOR", yes("monitoring.payroll_access")),
         condition("TEST-3", "FLOOR", yes("monitoring.payroll_access"))],
        {},
        [("value", "monitoring.payroll_access"), ("value", "sanctions.profit_making")],
    ),
    "of alternatives, the one that a single answer settles": (
        [condition("TEST-1", "FLOOR", {"any": [
            {"all": [yes("monitoring.payroll_access"), yes("monitoring.bank_access")]},
            yes("sanctions.profit_making")]})],
        {},
        [("value", "sanctions.profit_making"), ("value", "monitoring.payroll_access"),
         ("value", "monitoring.bank_access")],
    ),
    "facts before the evidence for others": (
        [condition("TEST-1", "FLOOR", yes("sanctions.profit_making")),
         condition("TEST-2", "FLOOR", yes("monitoring.payroll_access"))],
        {"sanctions": {"profit_making": True}},
        [("value", "monitoring.payroll_access"), ("evidence", "sanctions.profit_making")],
    ),
    "what is not known comes last": (
        [condition("TEST-1", "FLOOR", yes("sanctions.profit_making")),
         condition("TEST-2", "CP", yes("monitoring.payroll_access"))],
        {"sanctions": {"profit_making": None}},
        [("value", "monitoring.payroll_access"), ("value", "sanctions.profit_making")],
    ),
    "what was refused or unsafe to ask is not asked": (
        [condition("TEST-1", "FLOOR", yes("sanctions.public_utility"))], REFUSED, []),
    "nor what statements conflict about": (
        [condition("TEST-1", "FLOOR", yes("sanctions.public_utility"))],
        {"sanctions": {"public_utility": [said(value=True), said(value=False)]}}, []),
    "nor what cannot change a verdict": (
        [condition("TEST-1", "FLOOR", {"all": [yes("sanctions.public_utility"), yes("sanctions.profit_making")]})],
        {"sanctions": {"public_utility": False}}, []),
    "a commitment is asked about again once the work goes on": (
        [condition("TEST-1", "FLOOR", yes("monitoring.payroll_access"))],
        {"monitoring": {"payroll_access": {"value": True, "basis": "commitment"}}, "stage": "operation"},
        [("value", "monitoring.payroll_access")]),
}  # fmt: skip


@pytest.mark.parametrize(("conditions", "facts", "expected"), RULES.values(), ids=RULES)
def test_the_question_that_matters_most_comes_first(
    tmp_path: Path, conditions: list[dict[str, Any]], facts: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert paths(tmp_path, conditions, **facts) == expected


def test_each_workforce_is_asked_about_for_itself(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, [condition("TEST-1", "FLOOR", yes("hiring.employer_may_refuse"))], scope="workforce")
    both = [{"id": "cooks"}, {"id": "fitters", "hiring": {"employer_may_refuse": said(value=True)}}]

    found = look(project(workforces=both), Options(packs=(str(pack),))).questions

    assert [(one.path, one.subject) for one in found] == [("hiring.employer_may_refuse", "cooks")]


def test_evidence_is_wanted_where_a_fact_worked_out_of_others_rests_on_them(tmp_path: Path) -> None:
    share = condition("TEST-1", "FLOOR", {"fact": "wages.share_received", "at_least": 0.5})
    pack = write_pack(tmp_path, [share], scope="workforce")
    wages = {"gross_monthly": {"amount": 100, "currency": "EUR"}, "received_monthly": {"amount": 90, "currency": "EUR"}}

    (found,) = look(project(workforce={"wages": wages}), Options(packs=(str(pack),))).questions

    assert found.asks == "evidence"
    assert [pointer[-1] for pointer in found.pointers] == ["gross_monthly", "received_monthly"]
