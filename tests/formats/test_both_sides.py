"""What stands on the other side of a verdict, when facts speak, what was changed, and what is only a scenario:
every format says it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from checker import check
from checker.formats.registry import FORMATS, write
from checker.report.model import Because, ChangedParameter, Position
from checker.report.run import Run
from tests.build import altered
from tests.conftest import EXAMPLES
from tests.formats.test_every_format import said_in

if TYPE_CHECKING:
    from checker import Report

every_format = pytest.mark.parametrize("name", FORMATS)
# What lists findings alone leaves out what does not apply, and a plan leaves out what is met.
FINDINGS_ONLY = {"github", "gitlab", "markdown", "oscal-poam"}
# The places of a plan's facts stand in its observations.
CONTRARY = Because(
    "housing.locked", "no", "2025-05-31", "practice", ("VISIT9",), "E4", "side.yaml", 77, 5, Position(77, 9)
)


def written(name: str, report: Report) -> str:
    """What a reader of the format reads, without blanks, of everything that the format can be asked to say."""
    return said_in(name, write(name, Run((report,), verbose=True, sarif_profile="full")))


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@cache
def made(condition: str, verdict: str) -> Report:
    """A report in which a statement stands on the other side of a verdict, and all else is as it was."""
    report = check(EXAMPLES / "kaesong-2006" / "project.yaml")
    first = replace(report.result(condition).because[0], day="2006-07-30")
    return altered(report, condition, verdict=verdict, reason=None, because=(first,), contrary=(CONTRARY,))


def says_the_other_side(name: str, text: str, label: str) -> None:
    """Label, value, day, evidence, grade and place, in whatever order and dress the format has them."""
    if name == "json":
        assert '"contrary":[{"path":"housing.locked"'.replace('"', "") in text
    else:
        assert bare(label) in text
    for told in ("housing.locked", "2025-05-31", "VISIT9", "E4", "77"):
        assert told in text, told


@every_format
def test_what_speaks_for_a_failure_is_said_in_its_favour(name: str) -> None:
    text = written(name, made("HIRE-6", "not_met"))
    says_the_other_side(name, text, "In its favour")
    assert "2006-07-30" in text


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "oscal-poam"])
def test_what_stands_against_a_verdict_that_is_met_is_said_against_it(name: str) -> None:
    says_the_other_side(name, written(name, made("HIRE-6", "met")), "Against it")


@pytest.mark.parametrize("name", ["text", "sarif", "github", "gitlab", "markdown"])
def test_a_format_that_lists_no_met_condition_lists_one_that_something_stands_against(name: str) -> None:
    text = said_in(name, write(name, Run((made("HIRE-6", "met"),))))
    says_the_other_side(name, text, "Against it")


@every_format
def test_a_changed_parameter_is_said_and_a_looser_one_is_a_relaxation(name: str) -> None:
    report = check(EXAMPLES / "kaesong-2006" / "project.yaml")
    changed = (
        ChangedParameter("share_of_it", 0.31, 0.87),
        ChangedParameter("days_of_it", 41, 23, "looser"),
    )
    packs = (replace(report.packs[0], changed_parameters=changed),)
    text = written(name, replace(report, packs=packs))
    for one in changed:
        assert one.name.replace("_", "") in text.replace("_", "")
        assert str(one.default) in text
    if name != "json":
        assert "loosenedfrom23" in text
        assert "changedfrom0.87" in text


@every_format
def test_a_release_in_a_scenario_is_no_release(name: str) -> None:
    report = check(EXAMPLES / "invented-release" / "project.yaml")
    outcome = replace(report.outcome, word="release", scenario="all_lifted", blocking=(), holding=())
    text = written(name, replace(report, outcome=outcome))
    assert "all_lifted" in text
    assert "Releasethedisbursement" not in text
    if name not in ("json", "csv", "xlsx"):
        assert "wouldrelease" in text.casefold()


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - FINDINGS_ONLY))
def test_why_a_condition_does_not_apply_is_said(name: str) -> None:
    report = check(EXAMPLES / "kaesong-2006" / "project.yaml")
    report = altered(report, "HUM-1", why_not_applicable="the pack of ours is about ferries")
    assert "thepackofoursisaboutferries" in written(name, report)


@every_format
def test_a_cluster_whose_verdict_says_too_little_is_marked(name: str) -> None:
    report = check(EXAMPLES / "kaesong-2006" / "project.yaml")
    plain, marked = (
        written(name, replace(report, clusters=tuple(replace(one, marked=said) for one in report.clusters)))
        for said in (False, True)
    )
    word = {"json": "marked:true", "oscal": "cluster-marked"}.get(name, "outsidethecore")
    assert len(re.findall(word, marked)) > len(re.findall(word, plain))
