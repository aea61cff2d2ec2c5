"""Markdown, read by a real parser: text of an input comes out as the text it was, and as nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt

from checker import check, render
from checker.formats import markdown
from checker.formats.registry import write
from checker.formats.shared.plan import each_line
from checker.formats.shared.texts import because_phrase, headline, next_steps
from checker.ground.errors import Problem
from checker.ground.escape import visible
from checker.report.run import Run as Written
from tests.build import altered
from tests.conftest import EXAMPLES

if TYPE_CHECKING:
    from markdown_it.token import Token

    from checker import Report
    from tests.conftest import Run

NAMES = ("kaesong-2006", "invented-release", "invented-hold", "eugene-bell-2020")
HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    "a | b || c \\| d \\",
    "`code` ``more`` ```fence",
    "[click](javascript:alert(1)) ![x](http://a.org/x.png) <http://a.org>",
    "# heading\n## second\n\n- item\n1. one\n> quote\n---\n===",
    "@everyone @a-b me@example.org #12 !34 GH-56 org/repo#7 :smile: $a$ ~~gone~~",
    "&lt; &#60; &copy; R&D &",
    "*b* **b** _i_ __b__ a_b_c _ * snake_case",
    "\x1b[31mred \u202eevil \u200b \ufffe",
    "ftp://a.org mailto:a@b.org javascript://x",
    "- + = > 1. 2) ~~~",
]
words = pytest.mark.parametrize("said", HOSTILE)


@cache
def example(name: str = "invented-hold") -> Report:
    return check(EXAMPLES / name / "project.yaml")


def tokens(source: str) -> list[Token]:
    found = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    return [token for block in found for token in (block, *(block.children or ()))]


def read(source: str) -> str:
    """What a reader sees: the text and code of all tokens, without the breaks that only sites see."""
    seen = (token.content for token in tokens(source) if token.type in ("text", "text_special", "code_inline"))
    return "".join(seen).replace("\u200b", "")


def folded(said: str) -> str:
    return visible(" ".join(said.split()))


def hostile(said: str) -> Report:
    """A report that says a text wherever a report says anything of an input's."""
    report = example()
    some = [result for result in report.results if result.verdict == "not_determined"][:2]
    result = report.result("HIRE-1")
    because = tuple(replace(item, value=said, path=said, file=said, evidence=(said,)) for item in result.because)
    report = altered(
        report, "HIRE-1", title=said, requirement=said, remedy=(said,), because=because, subjects=(said,)
    )  # fmt: skip
    evidence = tuple(replace(item, title=said, issuer=said, url=said, id=said) for item in report.evidence)
    plan = tuple(replace(item, evidence_required=said, subject=said) for item in report.action_plan)
    return replace(
        report,
        project=replace(report.project, title=said, id=said, file=said),
        outcome=replace(report.outcome, exit_harm=said),
        results=(report.result("HIRE-1"), *some),
        evidence=evidence,
        action_plan=plan,
    )


@words
def test_hostile_text_is_read_as_the_text_it_is(said: str) -> None:
    assert read(markdown.text(said)) == folded(said)
    assert read(f"before {markdown.code(said)} after") == f"before {folded(said)} after"
    assert read(f"| a |\n| --- |\n| {markdown.text(said)} |\n") == f"a{folded(said)}"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_read_as_the_text_it_is(said: str) -> None:
    for opening, seen in (("", ""), ("- ", ""), ("### x: ", "x: "), ("para\n", "para")):
        assert read(f"{opening}{markdown.text(said)}\n").strip() == f"{seen}{folded(said)}".strip()
    assert {token.type for token in tokens(markdown.text(said))} <= {
        "paragraph_open", "inline", "text", "text_special", "paragraph_close"}  # fmt: skip


@given(st.text(st.sampled_from("`| \\a"), min_size=1, max_size=20))
def test_a_code_span_holds_any_backticks(said: str) -> None:
    if said.strip():
        assert read(markdown.code(said)) == folded(said)


@words
def test_a_hostile_report_holds_no_html_and_no_link_but_to_the_web(said: str) -> None:
    found = tokens(render([hostile(said), hostile(said)], "markdown").decode())
    assert not [token for token in found if token.type in ("html_inline", "html_block", "image", "fence")]
    links = [str(token.attrs["href"]) for token in found if token.type == "link_open"]
    assert links
    assert all(link.startswith(("https://", "http://")) for link in links)


def shape(report: Report) -> list[str]:
    found = tokens(render(report, "markdown").decode())
    kinds = ("heading_open", "table_open", "tr_open", "td_open", "th_open", "list_item_open", "hr")
    return [token.type for token in found if token.type in kinds]


@cache
def plain_shape() -> list[str]:
    return shape(hostile("plain words"))


@words
def test_a_hostile_report_has_the_headings_and_tables_of_any_other(said: str) -> None:
    assert shape(hostile(said)) == plain_shape()


@pytest.mark.parametrize("said", ["@everyone", "me@example.org", "#12", "!3", "GH-4", ":smile:", "ftp://a.org"])
def test_sites_see_no_mention_reference_emoji_or_link(said: str) -> None:
    assert said not in MarkdownIt().render(markdown.text(said))


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_the_report_says(name: str) -> None:
    report = example(name)
    seen = read(render(report, "markdown").decode())

    assert headline(report).replace("`", "") in seen
    assert all(step.replace("`", "") in seen for step in next_steps(report))
    assert f"{report.coverage.determined} of {report.coverage.applicable} applicable conditions" in seen
    for result in report.results:
        rule = report.rule(result)
        assert (f"{result.condition} {rule.title}" in seen) == (result.verdict in ("not_met", "not_determined"))
        if result.verdict == "not_met":
            assert all(because_phrase(item, "") in seen for item in result.because)
            assert all(f"{item.file}:{item.line}:{item.column}" in seen for item in result.because)
            assert all(remedy in seen for remedy in report.remedy(result))
    assert all(cluster.title in seen for cluster in report.clusters)
    assert all(warning.message in seen for warning in report.warnings)
    assert all(todo.gap in seen for todo in each_line(report))


def test_several_projects_begin_with_a_table_and_faults_are_said() -> None:
    reports = tuple(map(example, NAMES))
    source = write(
        "markdown", Written(reports, (Problem("wrong-value", "is `no` project", "bad|.yaml", 3, 4, help="mend it"),))
    ).decode()

    assert source.startswith("# 4 projects checked\n")
    found = tokens(source)
    rows = sum(
        token.type == "tr_open" for token in found[: next(i for i, t in enumerate(found) if t.type == "table_close")]
    )
    assert rows == 1 + len(NAMES)
    assert "bad|.yaml:3:4: is `no` project (mend it)" in read(source)


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    rows: list[list[int]] = []
    for token in tokens(render(hostile("a | b"), "markdown").decode()):
        if token.type == "table_open":
            rows.append([])
        if token.type == "tr_open":
            rows[-1].append(0)
        if token.type in ("td_open", "th_open"):
            rows[-1][-1] += 1
    assert rows
    assert all(len(set(table)) == 1 for table in rows)


def test_it_stays_below_the_limit_of_a_job_summary_and_counts_what_it_cuts() -> None:
    reports = [
        replace(example(), project=replace(example().project, id=f"p{number}", title="x")) for number in range(60)
    ]
    written = render(reports, "markdown")
    shown = written.count(b"\nSHA-256") + written.count(b" SHA-256 ")

    assert 900_000 < len(written) < 1 << 20
    assert b"**Cut here**" in written.splitlines()[-1]
    assert f"{60 - shown - 1} projects" in written.decode() or f"{60 - shown} projects" in written.decode()
    assert written.count(b"| **hold** |") == 60


def test_long_text_is_cut() -> None:
    assert len(render(hostile("x" * 1_000_000), "markdown")) < 200_000


def test_a_file_name_that_is_no_unicode_does_not_end_the_run() -> None:
    assert b"\\udcff" in render(hostile("\udcff.yaml"), "markdown")


def test_the_command_writes_it(run: Run) -> None:
    ended = run("check", EXAMPLES / "invented-hold", "--format", "markdown")
    assert ended.code == 3
    assert ended.out.startswith("# INVENTED")
