"""The text report: outcome on top, 80 columns, colour only on a terminal, nothing left out without being counted."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import subprocess
import sys
from collections import Counter
from functools import cache

import pytest

from checker import check
from checker.ground.escape import width
from tests.conftest import BLOCKING, EXAMPLES, HUMANITARIAN, MINIMAL, ROOT, Ended, environment, run_checker

STORIES = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())
of_every_example = pytest.mark.parametrize("story", STORIES)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
OUTCOMES = {"release": "RELEASE: ", "hold": "HOLD: ", "block": "BLOCK: ", "corrective_action": "CORRECTIVE ACTION: "}


def path_of(story: str) -> str:
    return f"examples/{story}/project.yaml"


@cache
def shown(story: str, *options: str) -> Ended:
    """A run on an example, made once."""
    return run_checker("check", path_of(story), *options, cwd=ROOT)


@cache
def verdicts(story: str) -> Counter[str]:
    """How many conditions have each verdict."""
    return Counter(result.verdict for result in check(ROOT / path_of(story)).results)


def sections(text: str) -> dict[str, tuple[int, list[str]]]:
    """The ruled sections of a report: the count in the rule, and the lines below it."""
    parts = re.split(r"^── (.+?) \((\d+)\) ─*$", text, flags=re.MULTILINE)
    return {name: (int(count), body.splitlines()) for name, count, body in zip(*[iter(parts[1:])] * 3, strict=True)}


@of_every_example
@pytest.mark.parametrize("options", [(), ("--verbose",)], ids=["short", "verbose"])
def test_no_line_is_wider_than_80_columns(story, options):
    assert [line for line in shown(story, *options).out.splitlines() if width(line) > 80] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("개성공업지구 " * 40, id="wide letters"),
        pytest.param("개" * 200, id="wide letters without a space"),
        pytest.param("x" * 500, id="one long word"),
        pytest.param(r"\u202e" * 100, id="what is shown as escapes"),
    ],
)
def test_no_line_is_wider_than_80_columns_whatever_the_file_says(run, tmp_path, text):
    identity = text.replace(" ", "")[:90]
    (tmp_path / "p.yaml").write_text(
        MINIMAL.replace("A project", f'"{text}"')
        + f'workforces:\n  - id: "{identity}"\n    title: "{text}"\n'
        + f'    freedom: {{penalty_for_declining: {{value: true, note: "{text}", evidence: ["{identity}"]}}}}\n'
        + f'  - id: second\nevidence: [{{id: "{identity}", kind: press, title: "{text}"}}]\n'
    )
    ended = run("check", "p.yaml", "--verbose")
    assert ended.code == 1
    assert [line for line in ended.out.splitlines() if width(line) > 80] == []


@of_every_example
def test_the_outcome_stands_above_everything_but_the_title(story):
    report = check(ROOT / path_of(story))
    head, outcome, *_ = shown(story).out.split("\n\n")
    assert head.splitlines()[0] in report.project.title
    assert f"as of {report.settings.as_of}" in " ".join(head.split())
    assert outcome.startswith(OUTCOMES[report.outcome.word])


@pytest.mark.parametrize(
    ("text", "word"),
    [(MINIMAL, "hold"), (BLOCKING, "block"), (HUMANITARIAN, "corrective_action")],
    ids=["hold", "block", "aid"],
)
def test_the_outcome_of_a_small_file_stands_above_too(run, text, word):
    assert run("check", "-", input=text).out.split("\n\n")[1].startswith(OUTCOMES[word])


@of_every_example
def test_every_condition_that_is_not_met_or_open_is_listed_and_counted(story):
    found, counted = sections(shown(story).out), verdicts(story)
    assert {name: count for name, (count, _) in found.items() if name in ("NOT MET", "NOT DETERMINED")} == {
        name: count
        for name, count in (("NOT MET", counted["not_met"]), ("NOT DETERMINED", counted["not_determined"]))
        if count
    }
    for count, lines in (found[name] for name in ("NOT MET", "NOT DETERMINED") if name in found):
        assert len([line for line in lines if re.match(r"[A-Z]+-\w+ +\S", line)]) == count


@of_every_example
def test_what_is_not_listed_is_counted(story):
    counted = verdicts(story)
    met, rest = counted["met"] + counted["met_by_alternative"], counted["not_applicable"]
    tail = " ".join(shown(story).out.split("\n\n")[-1].split())
    assert tail == (
        f"{counted['not_met']} not met, {counted['not_determined']} not determined, {met} met, {rest} not applicable. "
        f"Not listed: {met} met, {rest} not applicable (--verbose lists them)."
    )


@of_every_example
def test_verbose_lists_every_condition(story):
    text = shown(story, "--verbose").out
    report = check(ROOT / path_of(story))
    assert {name: count for name, (count, _) in sections(text).items() if name != "WARNINGS"} == {
        name: count
        for name, count in {
            "NOT MET": verdicts(story)["not_met"],
            "NOT DETERMINED": verdicts(story)["not_determined"],
            "MET": verdicts(story)["met"],
            "MET BY ALTERNATIVE": verdicts(story)["met_by_alternative"],
            "not applicable": verdicts(story)["not_applicable"],
        }.items()
        if count
    }
    listed = set(re.findall(r"^(?:  )?([A-Z]+-\w+) ", text, flags=re.MULTILINE))
    assert {result.condition for result in report.results} <= listed
    assert "Not listed" not in text


@of_every_example
def test_the_coverage_and_every_cluster_are_shown(story):
    report, text = check(ROOT / path_of(story)), shown(story).out
    coverage = report.coverage
    assert (
        f"Coverage: {coverage.determined} of {coverage.applicable} applicable conditions are determined."
        in " ".join(text.split())
    )
    for cluster in report.clusters:
        counts = (cluster.met, cluster.not_met, cluster.not_determined, cluster.not_applicable)
        (line,) = [line for line in text.splitlines() if re.match(rf"{cluster.id} .*\d$", line)]
        assert tuple(map(int, line.split()[-4:])) == counts


@of_every_example
def test_what_decided_is_underlined_in_its_line(story):
    """Each frame is a line of the file with carets below text that stands there."""
    lines = shown(story).out.splitlines()
    source = (ROOT / path_of(story)).read_text().splitlines()
    frames = [index for index, line in enumerate(lines) if re.match(r" +\d+ \| ", line)]
    for index in frames:
        number, _, text = lines[index].partition(" | ")
        place, carets = lines[index - 1], lines[index + 1]
        assert place.strip().startswith(f"--> {path_of(story)}:{int(number)}:")
        start, length = carets.index("^") - len(number) - 3, carets.count("^")
        marked = text[start : start + length].rstrip("…")
        assert marked
        assert marked.strip() in source[int(number) - 1]


@of_every_example
def test_the_same_input_gives_the_same_bytes(story):
    again = run_checker("check", path_of(story), cwd=ROOT, env={"PYTHONHASHSEED": "7"})
    assert again == shown(story)


def test_the_report_does_not_say_where_on_the_machine_the_file_lies(run, tmp_path):
    (tmp_path / "p.yaml").write_text(BLOCKING)
    ended = run("check", tmp_path / "p.yaml")
    assert str(tmp_path) not in ended.out
    assert ended.out == run("check", "p.yaml").out


class TestSeveralProjects:
    """A table first, in which no file is missing, then each report as it is alone."""

    @pytest.fixture
    def both(self, run, tmp_path):
        (tmp_path / "a.yaml").write_text(MINIMAL)
        (tmp_path / "b.yaml").write_text(BLOCKING.replace("A project", "Another " + "x" * 100))
        return run("check", "a.yaml", "b.yaml", "bad.yaml")

    def test_a_line_for_each_project(self, both):
        heading, first, second, bad = both.out.splitlines()[:4]
        assert heading.split() == ["Project", "Outcome", "FLOOR", "not", "open", "known"]
        assert first.split() == ["A", "project", "HOLD", "0", "0", "72", "0/72"]
        assert second.startswith("Another xxx")
        assert second.split()[2:5] == ["BLOCK", "1", "1"]
        assert bad.split(maxsplit=1) == ["bad.yaml", "COULD NOT BE CHECKED"]
        assert max(map(len, both.out.splitlines())) <= 80

    def test_the_reports_follow_as_they_are_alone(self, both, run):
        alone = [run("check", name).out for name in ("a.yaml", "b.yaml")]
        assert both.out.endswith("\n\n".join(alone))


class TestColour:
    """Colour is for terminals, and says nothing that the words do not."""

    def on_a_terminal(self, *arguments: str, **env: str) -> str:
        """What the command writes to a terminal."""
        leader, follower = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "checker", *arguments],
            cwd=ROOT,
            env=environment(env),
            stdin=subprocess.DEVNULL,
            stdout=follower,
            stderr=subprocess.PIPE,
        ) as process:
            os.close(follower)
            written = b""
            with contextlib.suppress(OSError):  # Linux says so when the other side has closed
                while some := os.read(leader, 65536):
                    written += some
            assert process.wait(timeout=20) in (0, 1, 3)
            assert process.stderr.read() == b""
        os.close(leader)
        return written.decode().replace("\r\n", "\n")

    @of_every_example
    def test_without_a_terminal_there_is_none(self, story):
        for options in ((), ("--verbose",)):
            assert "\x1b" not in shown(story, *options).out

    def test_on_a_terminal_the_outcome_is_coloured(self):
        text = self.on_a_terminal("check", path_of("kaesong-2006"))
        assert re.search(r"^\x1b\[[0-9;]+mHOLD: .*\x1b\[0m$", text, flags=re.MULTILINE)

    @pytest.mark.parametrize("options", [(), ("--verbose",)], ids=["short", "verbose"])
    def test_without_its_colours_it_is_the_same_text(self, options):
        text = self.on_a_terminal("check", path_of("kaesong-2006"), *options)
        assert COLOUR.sub("", text) == shown("kaesong-2006", *options).out

    def test_every_colour_ends_on_its_line(self):
        for line in self.on_a_terminal("check", path_of("kaesong-2006"), "--verbose").splitlines():
            codes = COLOUR.findall(line)
            assert codes[1::2] == ["\x1b[0m"] * (len(codes) // 2)
            assert len(codes) % 2 == 0

    @pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb terminal"])
    def test_a_terminal_that_wants_none_gets_none(self, env):
        assert self.on_a_terminal("check", path_of("kaesong-2006"), **env) == shown("kaesong-2006").out

    def test_an_empty_no_color_asks_for_nothing(self):
        assert "\x1b" in self.on_a_terminal("check", path_of("kaesong-2006"), NO_COLOR="")

    def test_json_has_none_even_on_a_terminal(self):
        assert "\x1b" not in self.on_a_terminal("check", path_of("kaesong-2006"), "--format", "json")

    def test_a_file_written_beside_a_terminal_has_none(self, tmp_path):
        self.on_a_terminal("check", path_of("kaesong-2006"), "--output", f"text={tmp_path / 'report.txt'}")
        assert (tmp_path / "report.txt").read_text() == shown("kaesong-2006").out
