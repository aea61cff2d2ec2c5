"""JUnit XML, read back with junitparser and the standard library: right counts, and never a false green."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped

from checker import check
from checker.formats import junit
from checker.formats.registry import write
from checker.ground.errors import Problem
from checker.report.baseline import with_baseline
from checker.report.run import Run as Written
from tests.build import alone
from tests.conftest import BLOCKING, EXAMPLES

if TYPE_CHECKING:
    from checker import Report
    from tests.conftest import Run

NAMES = ("kaesong-2006", "invented-release", "invented-hold", "eugene-bell-2020")
MEANT = {"met": "passed", "met_by_alternative": "passed", "not_met": Failure, "not_determined": Skipped,
         "not_applicable": Skipped}  # fmt: skip


@cache
def example(name: str = "kaesong-2006") -> Report:
    return check(EXAMPLES / name / "project.yaml")


def read(*reports: Report, faults: tuple[Problem, ...] = (), junit_open: str = "skipped") -> JUnitXml:
    """The document as junitparser reads it, after its counts were held against its cases."""
    written = write("junit", Written(reports, faults, junit_open=junit_open))
    root = ET.fromstring(written)
    for element in (root, *root.iter("testsuite")):
        kinds = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
        assert {name: len(list(element.iter(tag))) for name, tag in kinds.items()} == {
            name: int(element.attrib[name]) for name in kinds
        }
    names = [(case.get("classname"), case.get("name"), case.get("file")) for case in root.iter("testcase")]
    assert len(set(names)) == len(names)
    return JUnitXml.fromroot(root)


def ends(found: JUnitXml) -> Counter[object]:
    return Counter(type(case.result[0]) if case.result else "passed" for suite in found for case in suite)


@pytest.mark.parametrize("name", NAMES)
def test_every_verdict_ends_as_its_test(name: str) -> None:
    report = example(name)
    assert ends(read(report)) == Counter(MEANT[result.verdict] for result in report.results)


def test_not_determined_is_an_error_on_request() -> None:
    report = example()
    verdicts = Counter(result.verdict for result in report.results)
    found = ends(read(report, junit_open="error"))
    assert found[Error] == verdicts["not_determined"]
    assert found[Skipped] == verdicts["not_applicable"]


def test_a_failure_says_what_failed_where_and_how_to_mend_it() -> None:
    case = next(case for suite in read(example()) for case in suite if case.name.startswith("HIRE-6 "))
    (failure,) = case.result
    assert case.classname == "kaesong-2006/engagement-threshold/HIRE"
    assert case.name.endswith("The worker pays nothing for the job. [zone-workers]")
    assert failure.message == "HIRE-6 is not met: A state or opaque intermediary, or a fee for the job."
    assert failure.type == "not_met"
    assert (
        "hiring.intermediary is `state_owned` (practice, evidence FAQ, ITUC, grade E2, speaks of 2006-05-21)"
        in failure.text
    )
    assert "Mend: Hire directly" in failure.text
    assert case._elem.get("line") == "42"
    assert case._elem.get("file", "").endswith("examples/kaesong-2006/project.yaml")


def test_a_skipped_test_says_why() -> None:
    cases = {case.name.split()[0]: case for suite in read(example()) for case in suite}
    assert cases["HIRE-4"].result[0].message == "HIRE-4 is not determined: nothing is stated."
    assert cases["HIRE-4"].result[0].type == "no_evidence"
    assert cases["HUM-1"].result[0].message == ("not applicable: a commercial project is not judged by it")


def test_a_pass_says_on_what_evidence() -> None:
    case = next(case for suite in read(example("invented-release")) for case in suite if not case.result)
    assert "evidence" in (case.system_out or "")


def test_a_suite_says_its_outcome() -> None:
    (suite,) = read(example())
    properties = {item.name: item.value for item in suite.properties()}
    assert properties["outcome"] == "hold"
    assert properties["coverage"] == "12 of 71 determined"
    assert "HOLD: no money may move yet" in suite._elem.findtext("system-out", "")


def test_a_file_that_could_not_be_checked_is_an_error() -> None:
    faults = (
        Problem("wrong-value", "is no project", "bad.yaml", 3, 4, help="mend it"),
        Problem("wrong-value", "cannot be read", "-"),
    )
    found = read(example("invented-release"), faults=faults)
    suite = list(found)[-1]
    assert [case.name for case in suite] == ["bad.yaml:3:4: is no project", "-: cannot be read"]
    assert [case.result[0].text for case in suite] == ["bad.yaml:3:4: is no project; mend it", "-: cannot be read"]
    assert [case.result[0].type for case in suite] == ["wrong-value", "wrong-value"]
    assert found.errors == 2


def test_a_name_is_the_same_whatever_the_verdict() -> None:
    # Two files of one day: a requirement says the figure in force, which is another in 2006.
    files = ("invented-hold", "invented-release")
    names = [{case.name.split(" [")[0] for suite in read(example(name)) for case in suite} for name in files]
    assert names[0] == names[1]


def test_what_the_baseline_knows_does_not_fail_again() -> None:
    found = read(with_baseline(example(), example().to_dict()))
    assert (found.failures, found.errors) == (0, 0)
    case = next(case for suite in found for case in suite if case.name.startswith("HIRE-6 "))
    assert case.result[0].message.startswith("known since the baseline: HIRE-6 is not met: ")


def with_subjects(count: int) -> Report:
    report = example()
    subjects = tuple(f"w{number}" for number in range(count))
    return replace(report, results=tuple(replace(result, subjects=subjects) for result in report.results[:2]))


def test_every_subject_is_a_case() -> None:
    assert read(with_subjects(junit.MOST_CASES // 2)).tests == junit.MOST_CASES


def test_more_subjects_are_folded_and_counted() -> None:
    (suite,) = read(with_subjects(junit.MOST_CASES // 2 + 1))
    assert suite.tests == 2
    assert "[5001 subjects: w0, w1, w2, w3, w4, w5, w6, w7 and 4993 more]" in next(iter(suite)).name
    said = "10002 verdicts in 2 test cases: each names how many it stands for"
    assert {item.name: item.value for item in suite.properties()}["folded"] == said
    assert said in suite._elem.findtext("system-out", "")


def hostile(said: str) -> Report:
    report = example()
    result = report.result("HIRE-6")
    because = tuple(replace(item, value=said, file=said) for item in result.because)
    report = alone(
        report, "HIRE-6", title=said, requirement=said, remedy=(said,), because=because, subjects=(said,)
    )  # fmt: skip
    return replace(report, project=replace(report.project, id=said, title=said, file=said))


@pytest.mark.parametrize("said", ["]]>", "</failure>", "\x00\x0b\x1b[31m", "\ufffe\uffff", "\u202e", "\udcff", "&#0;"])
def test_hostile_text_is_read_back(said: str) -> None:
    found = read(hostile(said), faults=(Problem("wrong-value", said, said, help=said),))
    assert (found.tests, found.failures, found.errors) == (2, 1, 1)


@given(st.text(max_size=40))
def test_any_text_can_be_read_back(said: str) -> None:
    assert read(hostile(said)).failures == 1


def test_text_that_xml_holds_comes_back_as_it_was() -> None:
    said = 'a <b> & "c" ]]> 한국어 \U0001f600'
    case = next(iter(next(iter(read(hostile(said))))))
    assert case.result[0].message == f"HIRE-6 is not met: {said}."


def test_the_command_writes_it(run: Run) -> None:
    ended = run("check", "-", "--format", "junit", "--junit-open", "error", input=BLOCKING)
    assert ended.code == 1
    root = ET.fromstring(ended.out)
    assert int(root.attrib["failures"]) > 0
    assert int(root.attrib["errors"]) > 0
    assert not [case for case in root.iter("testcase") if "file" in case.attrib]
