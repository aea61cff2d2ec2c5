"""Workflow commands, read as the runner reads them: ten of a kind, the rest counted, nothing forged."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import example as case, given, strategies as st

from checker import check
from checker.formats import github
from checker.formats.registry import write
from checker.formats.shared.uri import plain_path
from checker.ground.errors import Problem
from checker.ground.escape import visible
from checker.report.baseline import with_baseline
from checker.report.run import Run as Written
from tests.build import alone
from tests.conftest import BLOCKING, EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker import Report
    from tests.conftest import Run

NAMES = ("kaesong-2006", "invented-release", "invented-hold", "eugene-bell-2020")


class Command(NamedTuple):
    kind: str
    properties: dict[str, str]
    data: str


def commands(output: str) -> Iterator[Command | str]:
    """What the runner makes of each line: ``::name properties::data``, or else ``##[name]`` anywhere in it."""
    for line in re.split("\r\n|\r|\n", output.removesuffix("\n")):
        found = re.match(r"\s*::(\S+)(?: (.*?))?::(.*)", line, re.DOTALL)
        if found is None:
            # The runner compares as people read, so characters without width hide nothing.
            bare = re.sub(r"[\u034f\u115f\u200b\ufe0f]", "", line)
            assert "##" not in bare
            assert not bare.lstrip().startswith("::")
            yield line
            continue
        pairs = (pair.split("=", 1) for pair in (found[2] or "").split(","))
        yield Command(found[1], {name: unescape(value, ":,") for name, value in pairs}, unescape(found[3], ""))


def unescape(text: str, more: str) -> str:
    for character in f"\r\n{more}%":
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def written(*reports: Report, faults: tuple[Problem, ...] = ()) -> tuple[list[Command], list[str]]:
    found = list(commands(write("github", Written(reports, faults)).decode()))
    return [item for item in found if isinstance(item, Command)], [item for item in found if isinstance(item, str)]


@cache
def example(name: str = "kaesong-2006") -> Report:
    return check(EXAMPLES / name / "project.yaml")


def hostile(said: str) -> Report:
    report = example()
    result = report.result("HIRE-6")
    because = tuple(replace(item, value=said, file=said) for item in result.because)
    report = alone(report, "HIRE-6", title=said, requirement=said, remedy=(said,), because=because)
    return replace(report, project=replace(report.project, id=said, file=said))


def test_an_annotation_has_its_place_its_title_and_what_to_do() -> None:
    found, _ = written(example())
    assert found[0].kind == "error"
    assert found[0].properties == {
        "file": plain_path(example().project.file),
        "line": "42", "endLine": "42", "col": "29", "endColumn": "39",
        "title": "engagement-threshold:HIRE-6 not met: A state or opaque intermediary, or a fee for the job",
    }  # fmt: skip
    lines = found[0].data.split("\n")
    assert lines[0].startswith("Asks: Nobody stands between worker and employer")
    assert (
        "hiring.intermediary is `state_owned` (practice, evidence FAQ, ITUC, grade E2, speaks of 2006-05-21)" in lines
    )
    assert any(line.startswith("Mend: Hire directly") for line in lines)


def test_a_value_over_several_lines_has_no_columns_which_github_refuses() -> None:
    (found,) = (item for item in written(example())[0] if ":MULTI-1 " in item.properties["title"])
    assert set(found.properties) == {"file", "line", "endLine", "title"}
    assert found.properties["line"] != found.properties["endLine"]


@pytest.mark.parametrize("name", NAMES)
def test_kinds_follow_the_outcome_and_what_is_hidden_is_counted(name: str) -> None:
    report = example(name)
    open_ = [result for result in report.results if result.verdict in ("not_met", "not_determined")]
    total = {
        "error": sum(report.in_the_way(result) and result.verdict == "not_met" for result in open_),
        "warning": sum(report.in_the_way(result) and result.verdict == "not_determined" for result in open_),
        "notice": sum(not report.in_the_way(result) for result in open_),
    }
    found, lines = written(report)
    shown = {kind: sum(item.kind == kind for item in found) for kind in total}

    assert shown == {kind: min(size, github.SHOWN) for kind, size in total.items()}
    hidden = next((line for line in lines if line.startswith("Not annotated: ")), "")
    for kind, size in total.items():
        more = f"{size - github.SHOWN} more {kind}s"
        assert (more in hidden) == (size > github.SHOWN)
    outcome = f"Outcome of {report.project.id}: {report.outcome.word.upper().replace('_', ' ')}: "
    assert sum(line.startswith(outcome) for line in lines) == 1


def test_errors_come_before_warnings_and_floor_before_the_rest() -> None:
    found, _ = written(example(), example("invented-hold"))
    kinds = [item.kind for item in found]
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)
    classes = {f"{rule.pack}:{rule.condition}": rule.class_ for rule in example().rules}
    warned = [classes[item.properties["title"].split()[0]] for item in found if item.kind == "warning"]
    assert warned[0] == "FLOOR"


def test_a_file_that_could_not_be_checked_is_the_first_error() -> None:
    found, lines = written(
        example(), faults=(Problem("wrong-value", "is no project", "a:b,c%.yaml", 3, 4, help="mend it"),)
    )
    assert found[0] == Command(
        "error",
        {"file": "a:b,c%.yaml", "line": "3", "col": "4", "title": "Could not be checked"},
        "a:b,c%.yaml:3:4: is no project; mend it",
    )
    assert lines[-1] == "Could not be checked: a:b,c%.yaml"


def test_standard_input_has_no_file() -> None:
    found, _ = written(replace(example(), project=replace(example().project, file="-")))
    assert any("file" not in item.properties and "line" not in item.properties for item in found)


def test_what_the_baseline_knows_is_only_a_notice_and_an_open_floor_is_never_known() -> None:
    report = example()
    found, lines = written(with_baseline(report, report.to_dict()))
    known = {item.kind: item.properties["title"].endswith("(known since the baseline)") for item in found}
    assert known == {"warning": False, "notice": True}
    floors = sum(report.rule(item).class_ == "FLOOR" and item.verdict == "not_determined" for item in report.results)
    open_ = sum(item.verdict in ("not_met", "not_determined") for item in report.results)
    hidden = f"Not annotated: {floors - github.SHOWN} more warnings, {open_ - floors - github.SHOWN} more notices"
    assert hidden in "\n".join(lines)


HOSTILE = [
    "::error::forged",
    "x\n::stop-commands::y\r::set-env name=A::b",
    "##[add-path]/evil ###[x] #\u034f#[y] ##vso[task.setvariable]z",
    "a,title=b::c%0A::error::d%",
    "\x1b[31m \u202e \ufffe \x85 \u2028::error::",
    "\udcff",
    "x" * 1_000_000,
]


@pytest.mark.parametrize("said", HOSTILE)
def test_nothing_of_an_input_becomes_a_command(said: str) -> None:
    found, lines = written(hostile(said), faults=(Problem("wrong-value", said, said, 1, 1, help=said),))
    assert [item.kind for item in found] == ["error", "error"]
    assert all(re.match("(Outcome of|Marked in|Could not be checked:) ", line) for line in lines)
    assert set(found[1].properties) == {"file", "line", "endLine", "col", "endColumn", "title"}
    assert all(len(item.data) <= 4100 and len(item.properties["title"]) <= 255 for item in found)
    whole = write("github", Written((hostile(said),))).decode()
    assert "##" not in whole
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", whole)


@case("%0A::error::%25%3A")
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="#"), max_size=30))
def test_any_title_comes_back_as_it_was(said: str) -> None:
    (found,), _ = written(hostile(f"a{said}"))
    assert "\n" not in found.properties["title"]
    assert found.data.split("\n")[0] == visible(" ".join(f"Asks: a{said}".split()))
    assert found.properties["title"] == visible(" ".join(f"engagement-threshold:HIRE-6 not met: a{said}".split()))


def test_the_command_writes_it_and_blocks(run: Run) -> None:
    ended = run("check", "-", "--format", "github", input=BLOCKING)
    assert ended.code == 1
    assert ended.out.startswith("::error title=engagement-threshold%3AFREE-")
    assert "Outcome of p: BLOCK: no money may move." in ended.out
