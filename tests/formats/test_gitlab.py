"""GitLab Code Quality: every entry whole, since GitLab stops at the first that is not, and none like another."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from checker import check
from checker.formats.registry import write
from checker.ground.errors import Problem
from checker.report.model import FindingKey
from checker.report.run import Run as Written
from tests.build import alone
from tests.conftest import BLOCKING, EXAMPLES

if TYPE_CHECKING:
    from checker import Report
    from tests.conftest import Run

NAMES = ("kaesong-2006", "invented-release", "invented-hold", "eugene-bell-2020")
SEVERITIES = ["blocker", "critical", "major", "minor", "info"]

# The fields that GitLab's manual asks for, all of them.
TEXT = {"type": "string", "minLength": 1}
ENTRIES = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "additionalProperties": False,
            "properties": {
                "description": TEXT | {"pattern": r"^[^\x00-\x1f]+$"},
                "check_name": TEXT,
                "fingerprint": {"pattern": "^[0-9a-f]{64}$"},
                "severity": {"enum": SEVERITIES},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "additionalProperties": False,
                    "properties": {
                        "path": TEXT | {"pattern": r"^(?!\./)"},
                        "lines": {"properties": {"begin": {"type": "integer", "minimum": 1}}, "required": ["begin"]},
                    },
                },
            },
        },
    }
)


@cache
def example(name: str = "kaesong-2006") -> Report:
    return check(EXAMPLES / name / "project.yaml")


def entries(*reports: Report, faults: tuple[Problem, ...] = ()) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(write("gitlab", Written(reports, faults)))
    assert not [error.message for error in ENTRIES.iter_errors(found)]
    assert len({entry["fingerprint"] for entry in found}) == len(found)
    severities = [entry["severity"] for entry in found]
    assert severities == sorted(severities, key=SEVERITIES.index)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_it_has_the_open_verdicts_and_no_other(name: str) -> None:
    report = example(name)
    open_ = [f"{one.pack}:{one.condition}" for one in report.results if one.verdict in ("not_met", "not_determined")]
    marked = ["cluster-marked" for cluster in report.clusters if cluster.marked]
    assert sorted(entry["check_name"] for entry in entries(report)) == sorted(open_ + marked)


def test_an_entry_says_what_failed_where_and_why() -> None:
    entry = entries(example())[0]
    assert entry["check_name"] == "engagement-threshold:HIRE-6"
    assert entry["severity"] == "critical"
    assert entry["description"] == (
        "HIRE-6 is not met: A state or opaque intermediary, or a fee for the job. [zone-workers] Asks: Nobody stands "
        "between worker and employer, or only a private agency whose terms the financiers know. The worker pays "
        "nothing for the job."
        " hiring.intermediary is `state_owned` (practice, evidence FAQ, ITUC, grade E2, speaks of 2006-05-21)"
    )
    assert entry["location"]["lines"] == {"begin": 42}


@pytest.mark.parametrize(
    ("class_", "verdict", "holds", "severity"),
    [
        ("FLOOR", "not_met", True, "blocker"),
        ("CP", "not_met", True, "critical"),
        ("FLOOR", "not_determined", True, "major"),
        ("COV", "not_met", False, "minor"),
        ("CS", "not_determined", False, "minor"),
        ("REG", "not_met", False, "info"),
    ],
)
def test_the_severity_follows_class_verdict_and_outcome(class_: str, verdict: str, holds: bool, severity: str) -> None:
    report = example()
    result = next(item for item in report.results if item.verdict == verdict)
    holding = (FindingKey(result.pack, result.condition, result.subject),) if holds else ()
    made = alone(report, result.condition, class_=class_)
    (entry,) = entries(replace(made, outcome=replace(report.outcome, blocking=(), holding=holding), clusters=()))
    assert entry["severity"] == severity


def test_a_file_that_could_not_be_checked_is_a_blocker() -> None:
    faults = (
        Problem("wrong-value", "is no project", "./bad.yaml", 3, 4),
        Problem("wrong-value", "is no project", "./bad.yaml", 9),
    )
    first, second, *_ = entries(example(), faults=faults)
    assert first["severity"] == second["severity"] == "blocker"
    assert first["location"] == {"path": "bad.yaml", "lines": {"begin": 3}}
    assert first["description"] == "Could not be checked: ./bad.yaml:3:4: is no project"
    assert first["fingerprint"] != second["fingerprint"]


def test_a_fault_is_the_same_finding_however_it_is_said() -> None:
    faults = [Problem("missing", said, "bad.yaml", path="stage") for said in ("`stage` is missing", "no `stage`")]
    first, second = (entries(example(), faults=(fault,))[0]["fingerprint"] for fault in faults)
    assert first == second


def test_two_files_of_one_project_keep_all_their_entries() -> None:
    moved = replace(example(), project=replace(example().project, file="other.yaml"))
    assert len(entries(example(), moved, example())) == 3 * len(entries(example()))


def test_all_met_is_an_empty_list() -> None:
    report = example("invented-release")
    met = tuple(result for result in report.results if result.verdict == "met")
    assert entries(replace(report, results=met, clusters=())) == []


@pytest.mark.parametrize("said", ["\x1b[31m\nx\u202e", "\ufffe", "x" * 1_000_000, "\udcff", "./-"])
def test_hostile_text_leaves_every_entry_whole(said: str) -> None:
    report = example()
    result = report.result("HIRE-6")
    because = tuple(replace(item, value=said, file=said) for item in result.because)
    report = alone(report, "HIRE-6", title=said, requirement=said, because=because)
    found = entries(replace(report, clusters=()), faults=(Problem("syntax", said, said),))
    assert len(found) == 2
    assert all(len(entry["description"]) <= 2000 for entry in found)


def test_the_command_writes_it(run: Run) -> None:
    ended = run("check", "-", "--format", "gitlab", input=BLOCKING)
    assert ended.code == 1
    entry = json.loads(ended.out)[0]
    assert (entry["severity"], entry["location"]["path"]) == ("blocker", "stdin")
