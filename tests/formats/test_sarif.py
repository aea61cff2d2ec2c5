"""SARIF, held against the official schema and the rules of the standard that a schema cannot say."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from checker import check, render
from checker.domain.words import SETTLED
from checker.formats import sarif
from checker.formats.registry import write
from checker.ground.errors import Problem
from checker.report.baseline import with_baseline
from checker.report.fingerprint import fingerprint
from checker.report.model import FindingKey
from checker.report.run import Run as Written
from tests.build import alone, project, report as checked, said as stated
from tests.conftest import EXAMPLES, ROOT

if TYPE_CHECKING:
    from checker import Report
    from tests.conftest import Run

NAMES = ("kaesong-2006", "invented-release", "invented-hold", "eugene-bell-2020")
SCHEMA = Path(ROOT).parent / "shared" / "data" / "schemas" / "sarif" / "sarif-schema-2.1.0.json"
PROFILES = ("github", "full")


@cache
def validator() -> Draft7Validator:
    if not SCHEMA.exists():
        pytest.skip("the official schema of SARIF is not here")
    return Draft7Validator(json.loads(SCHEMA.read_text()), format_checker=Draft7Validator.FORMAT_CHECKER)


@cache
def example(name: str = "kaesong-2006") -> Report:
    return check(EXAMPLES / name / "project.yaml")


def example_called(project: str) -> Report:
    """The report of the same file under another id of the project."""
    made = example()
    results = tuple(replace(one, fingerprint=fingerprint(project, one)) for one in made.results)
    return replace(made, project=replace(made.project, id=project), results=results)


def renamed(report: Report, file: str) -> Report:
    results = tuple(
        replace(result, because=tuple(replace(item, file=file) for item in result.because)) for result in report.results
    )
    return replace(report, project=replace(report.project, file=file), results=results)


def run_of(*reports: Report, profile: str = "github", faults: tuple[Problem, ...] = ()) -> dict[str, Any]:
    """The run that is written, after what must hold of every one was asserted."""
    whole = json.loads(write("sarif", Written(reports, faults, sarif_profile=profile)))
    assert not [error.message for error in validator().iter_errors(whole)]
    (found,) = whole["runs"]
    rules = [rule["id"] for rule in found["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    for result in found["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert (result["level"] == "none") == (result["kind"] != "fail")
        assert result["locations"]
        assert len(result.get("relatedLocations", [])) <= 100
    prints = [result["partialFingerprints"]["conditionality/v2"] for result in found["results"]]
    assert len(set(prints)) == len(prints)
    return dict(found)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", NAMES)
def test_it_is_valid(name: str, profile: str) -> None:
    assert run_of(example(name), profile=profile)["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize("name", NAMES)
def test_full_has_every_verdict_by_its_kind(name: str) -> None:
    report = example(name)
    found = run_of(report, profile="full")["results"]
    kinds = Counter(result["kind"] for result in found)
    verdicts = Counter(result.verdict for result in report.results)

    assert kinds["pass"] == verdicts["met"] + verdicts["met_by_alternative"]
    assert kinds["fail"] == verdicts["not_met"]
    assert kinds["open"] + kinds["review"] == verdicts["not_determined"]
    assert kinds["notApplicable"] == verdicts["not_applicable"]


@pytest.mark.parametrize("name", NAMES)
def test_github_has_what_is_open_and_never_a_pass(name: str) -> None:
    report = example(name)
    found = run_of(report)["results"]
    assert Counter(result["properties"]["verdict"] for result in found) == Counter(
        result.verdict for result in report.results if result.verdict in ("not_met", "not_determined")
    )
    assert {result["kind"] for result in found} <= {"fail"}


def test_only_a_judgement_missing_is_a_review() -> None:
    report = example()
    result = next(item for item in report.results if item.verdict == "not_determined" and item.needs)
    waits = replace(result, needs=(replace(result.needs[0], path="judgement"),))
    both = replace(result, fingerprint="0" * 64, needs=(*result.needs, replace(result.needs[0], path="judgement")))
    found = run_of(replace(report, results=(waits, both)), profile="full")["results"]
    assert [item["kind"] for item in found] == ["review", "open"]


LEVELS = [
    ("FLOOR", "not_met", True, "error"),
    ("FLOOR", "not_met", False, "error"),
    ("CP", "not_met", True, "error"),
    ("CP", "not_met", False, "warning"),
    ("COV", "not_met", True, "error"),
    ("COV", "not_met", False, "warning"),
    ("REG", "not_met", False, "note"),
    ("FLOOR", "not_determined", True, "warning"),
    ("COV", "not_determined", False, "warning"),
    ("REG", "not_determined", False, "note"),
]


@pytest.mark.parametrize(("class_", "verdict", "holds", "level"), LEVELS)
def test_the_level_follows_class_verdict_and_outcome(class_: str, verdict: str, holds: bool, level: str) -> None:
    report = example()
    result = next(item for item in report.results if item.verdict == verdict)
    holding = (FindingKey(result.pack, result.condition, result.subject),) if holds else ()
    made = alone(report, result.condition, class_=class_)
    (found,) = run_of(replace(made, outcome=replace(report.outcome, blocking=(), holding=holding)))["results"]
    assert found["level"] == level


def test_a_result_is_where_the_deciding_fact_is_and_the_others_are_related() -> None:
    report = example("invented-hold")
    found = next(item for item in run_of(report)["results"] if item["ruleId"] == "engagement-threshold:HIRE-1")
    lines = [item.line for item in report.result("HIRE-1").because]
    places = [*found["locations"], *found["relatedLocations"]]

    assert [place["physicalLocation"]["region"]["startLine"] for place in places] == lines
    assert [place["id"] for place in places] == list(range(len(lines)))
    assert len(lines) > 1
    text = (EXAMPLES / "invented-hold" / "project.yaml").read_text().splitlines()
    for place, item in zip(places, report.result("HIRE-1").because, strict=True):
        region = place["physicalLocation"]["region"]
        assert region["startLine"] == region["endLine"]
        # What is derived from the class of the workers is at the place of that.
        stated_there = "direct" if item.path == "works_for_another" else str(item.value)
        assert text[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == stated_there


def test_a_result_without_a_fact_is_at_the_first_line_and_says_what_it_waits_for() -> None:
    found = next(item for item in run_of(example())["results"] if item["ruleId"] == "engagement-threshold:HIRE-4")
    (place,) = found["locations"]
    assert place["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1}
    assert place["message"]["text"] == "The verdict waits for hiring.dismissal_by."


FILES = [
    ("a b/project.yaml", "a%20b/project.yaml", True),
    ("./c:d.yaml", "c%3Ad.yaml", True),
    ("../up.yaml", "../up.yaml", False),
    ("/srv/p.yaml", "file:///srv/p.yaml", False),
    ("-", "stdin", False),
]


@pytest.mark.parametrize(("file", "uri", "based"), FILES)
def test_file_names_become_uris(file: str, uri: str, based: bool) -> None:
    report = replace(example(), project=replace(example().project, file=file))
    found = run_of(report)
    (artifact,) = found["artifacts"]
    assert artifact["location"]["uri"] == uri
    assert ("uriBaseId" in artifact["location"]) == based
    assert artifact["hashes"] == {"sha-256": report.project.sha256}
    assert "uri" not in found["originalUriBaseIds"]["%SRCROOT%"]


def test_rules_hold_what_github_takes() -> None:
    report = example()
    rules = run_of(report)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [f"engagement-threshold:{result.condition}" for result in report.results]
    for rule in rules:
        assert rule["name"].isalnum()
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert len(rule["properties"]["tags"]) <= 10
        assert rule["properties"]["class"] + ": " in rule["help"]["text"]
        assert "[" in rule["help"]["markdown"] or "helpUri" not in rule
        assert rule.get("helpUri", "https://").startswith(("https://", "http://"))
    assert sum("helpUri" in rule for rule in rules) > 60


def test_files_that_could_not_be_checked_make_the_run_unsuccessful() -> None:
    (before,) = run_of(example())["invocations"]
    (after,) = run_of(example(), faults=(Problem("wrong-value", "is no project", "bad file.yaml", 3, 4),))[
        "invocations"
    ]
    assert before["executionSuccessful"] is True
    assert after["executionSuccessful"] is False
    note = after["toolExecutionNotifications"][0]
    assert note["level"] == "error"
    assert note["message"]["text"] == "Could not be checked: bad file.yaml:3:4: is no project"
    assert note["descriptor"] == {"id": "wrong-value"}
    assert note["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 4}
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "bad%20file.yaml"


def test_warnings_are_notifications_with_their_place() -> None:
    (invocation,) = run_of(example())["invocations"]
    marked = ["cluster-marked" for cluster in example().clusters if cluster.marked]
    assert [note["descriptor"]["id"] for note in invocation["toolExecutionNotifications"]] == [
        *marked, *(warning.code for warning in example().warnings)
    ]  # fmt: skip


def test_several_projects_are_one_run_gravest_first() -> None:
    reports = tuple(map(example, NAMES))
    found = run_of(*reports)
    assert [item["id"] for item in found["properties"]["projects"]] == list(NAMES)
    assert [item["outcome"]["word"] for item in found["properties"]["projects"]] == [r.outcome.word for r in reports]
    levels = [result["level"] for result in found["results"]]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)


def test_files_of_one_name_keep_their_own_digests() -> None:
    reports = [renamed(example(name), "project.yaml") for name in NAMES]
    found = run_of(*reports, profile="full")
    assert [item["hashes"]["sha-256"] for item in found["artifacts"]] == [item.project.sha256 for item in reports]
    for result in found["results"]:
        index = result["locations"][0]["physicalLocation"]["artifactLocation"]["index"]
        assert NAMES[index] == result["properties"]["project"]


def test_github_gets_the_gravest_results_and_a_count_of_the_rest() -> None:
    reports = [example_called(f"p{number}") for number in range(80)]
    found = run_of(*reports)
    total = sum(result.verdict in ("not_met", "not_determined") for result in example().results) * 80
    (invocation,) = found["invocations"]
    assert len(found["results"]) == sarif.MOST_RESULTS == 5000
    assert found["results"][0]["level"] == "error"
    said = invocation["toolExecutionNotifications"][0]["message"]["text"]
    assert said.startswith(f"{total - 5000} results are not written, because 5000 are shown at most: ")


def test_two_findings_of_a_rule_on_one_line_are_told_apart_for_github() -> None:
    many = {"hiring": {"selection_mode": stated("assigned", "E1")}}
    report = checked(project(workforces=[{"id": "a"}, {"id": "b"} | many]))
    found = [item for item in run_of(report)["results"] if item["ruleId"] == "engagement-threshold:HIRE-1"]
    assert len(found) == 2
    assert len({item["partialFingerprints"].get("primaryLocationLineHash") for item in found}) == 2


def test_a_baseline_becomes_a_state() -> None:
    report = example()
    known = run_of(with_baseline(report, report.to_dict()), profile="full")["results"]
    new = run_of(with_baseline(report, None), profile="full")["results"]
    open_ = Counter(report.rule(item).class_ == "FLOOR" for item in report.results if item.verdict not in SETTLED)
    settled = len(report.results) - open_.total()
    # A FLOOR is never known.
    assert Counter(item.get("baselineState") for item in known) == {
        "unchanged": open_[False], "updated": open_[True], None: settled}  # fmt: skip
    assert Counter(item.get("baselineState") for item in new) == {"new": open_.total(), None: settled}


HOSTILE = ["[x](javascript:alert(1))", "</script><img src=x onerror=alert(1)>", "\x1b[31m\u202e", "\ufffe", "\udcff"]


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_text_is_text(said: str) -> None:
    report = example()
    result = report.result("HIRE-6")
    because = tuple(replace(item, value=said, path=said, file=said) for item in result.because)
    report = alone(report, "HIRE-6", title=said, requirement=said, remedy=(said,), because=because)
    report = replace(report, project=replace(report.project, file=said))
    found = run_of(report)
    (written,) = found["results"]
    rule = found["tool"]["driver"]["rules"][written["ruleIndex"]]
    shown = [written["message"]["text"], written["locations"][0]["message"]["text"], rule["help"]["markdown"]]
    shown += [rule["help"]["text"], rule["shortDescription"]["text"], rule["fullDescription"]["text"]]
    for text in shown:
        assert not re.search(r"(?<!\\)\]\(javascript", text)
        assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ud800-\udfff]", text)


def test_the_command_writes_both_profiles(run: Run) -> None:
    for profile in PROFILES:
        ended = run("check", EXAMPLES / "invented-hold", "--format", "sarif", "--sarif-profile", profile)
        assert ended.code == 3
        assert not list(validator().iter_errors(json.loads(ended.out)))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(example(), "sarif") == render(check(EXAMPLES / "kaesong-2006" / "project.yaml"), "sarif")
