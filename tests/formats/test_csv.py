"""The CSV is a row for each verdict, reads the same everywhere, and no cell of it can run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import cache

import pytest

from checker import Report, check, render
from checker.formats.csv import _cell, render as render_run
from checker.formats.shared.rows import CELL, RESULTS, shown
from checker.ground.errors import Problem
from checker.report.run import Run
from tests.build import ids
from tests.conftest import EXAMPLES, MINIMAL


@cache
def report(story: str = "kaesong-2006") -> Report:
    return check(EXAMPLES / story / "project.yaml")


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


class TestFile:
    def test_excel_knows_its_encoding_and_lines_end_as_the_standard_says(self):
        data = render(report(), "csv")

        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\r\n") == len(report().results) + 1
        assert data.replace(b"\r\n", b"").count(b"\n") == data.replace(b"\r\n", b"").count(b"\r") == 0

    def test_its_header_names_each_column_once(self):
        header = render(report(), "csv").decode("utf-8-sig").splitlines()[0]
        names = next(csv.reader([header]))

        assert names == [column.name.replace(" ", "_") for column in RESULTS]
        assert len(set(names)) == len(names)

    def test_the_same_report_gives_the_same_bytes(self):
        assert render(report(), "csv") == render(report(), "csv")


class TestRows:
    @pytest.mark.parametrize("story", ["kaesong-2006", "invented-release", "invented-hold", "eugene-bell-2020"])
    def test_each_verdict_is_a_row(self, story):
        found = report(story)
        said = [(row["condition"], row["subject"], row["verdict"], row["class"], row["effect"])
                for row in rows(render(found, "csv"))]  # fmt: skip

        def effect(result):
            if result.verdict not in ("not_met", "not_determined"):
                return ""
            named = result.condition
            blocking, holding = ids(found.outcome.blocking), ids(found.outcome.holding)
            return "blocks" if named in blocking else "holds" if named in holding else ""

        assert said == [
            (result.condition, result.subject, result.verdict, found.rule(result).class_, effect(result))
            for result in found.results
        ]

    def test_a_row_says_what_decided_and_where(self):
        row = next(row for row in rows(render(report(), "csv")) if row["condition"] == "WAGE-1")

        expected = {
            "project": "kaesong-2006", "project_title": "Kaesong Industrial Complex, August 2006",
            "cluster": "WAGE", "core": "yes", "structural": "no", "subjects": "1",
            "basis": "asserted", "grade": "E1", "demanded_grade": "E3",
            "facts": "wages.payment_path=via_state (speaks of 2006-08-31)", "evidence": "HRW3, HRBRIEF",
        }  # fmt: skip
        assert {key: row[key] for key in expected} == expected
        assert row["places"].endswith("examples/kaesong-2006/project.yaml:54:19")
        assert row["sources"] == "ILO C095 5 | Kaesong labour law 32 (text not confirmed) | HRW 2006 page 3"
        assert row["remedy"].startswith("Pay each worker in cash")

    def test_a_folded_result_is_a_row_with_its_subjects_and_their_number(self):
        names = tuple(f"w{index}" for index in range(10_000))
        first = report().result("WAGE-1")
        because = tuple(replace(first.because[0], line=line) for line in range(1, 10_001))
        made = replace(report(), results=(replace(first, subjects=names, because=because),))
        (row,) = rows(render(made, "csv"))

        assert row["subjects"] == "10000"
        assert row["subject"].endswith("w98, w99, and 9,900 more")
        assert row["facts"] == "wages.payment_path=via_state (speaks of 2006-08-31)"
        assert row["places"].endswith("and 9,940 more")

    def test_what_changed_since_the_baseline_is_said(self):
        made = replace(report(), results=(replace(report().results[0], baseline="worse"),))
        assert rows(render(made, "csv"))[0]["baseline"] == "worse"

    def test_several_projects_share_a_header(self):
        found = rows(render([report(), report("invented-hold")], "csv"))

        assert {row["project"] for row in found} == {"kaesong-2006", "invented-hold"}
        assert len(found) == len(report().results) + len(report("invented-hold").results)

    def test_a_file_that_could_not_be_checked_is_a_row(self):
        run = Run((report(),), (Problem("wrong-value", "it is no project", "bad.yaml"),))
        last = rows(render_run(run))[-1]
        assert (last["verdict"], last["reason"], last["file"]) == (
            "could not be checked",
            "it is no project",
            "bad.yaml",
        )


CELLS = [
    ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    ("+1+1", "'+1+1"),
    ("-1", "'-1"),
    ("@SUM(1)", "'@SUM(1)"),
    ("\t=1", "\\x09=1"),
    ("\r=1", "\\x0d=1"),
    ("  =1", "'  =1"),
    ("\u00a0=1", "'\u00a0=1"),
    ('"=1', "'\"=1"),
    ("'=1", "''=1"),
    ("“=1", "'“=1"),
    ("＝1", "'＝1"),
    ("＋1", "'＋1"),
    ("－1", "'－1"),
    ("＠x", "'＠x"),
    ("a;=1+1", "a;'=1+1"),
    ('a; "@x', "a; \"'@x"),
    ("a = b", "a = b"),
    ("x-y", "x-y"),
    ("한국어", "한국어"),
    ("", ""),
    ("a\nb", "a\\x0ab"),
    ("\x1b[31m", "\\x1b[31m"),
    ("a\u202eb", "a\\u202eb"),
    ("\ufffe\uffff", "\\ufffe\\uffff"),
    ("\udcff", "\\udcff"),
    (7, 7),
    (-7, -7),
    (("a", "b"), "a | b"),
    (("=a", "=b"), "'=a | =b"),
]


@pytest.mark.parametrize(("given", "cell"), CELLS)
def test_no_cell_runs_or_steers(given, cell) -> None:
    assert _cell(given) == cell


@pytest.mark.parametrize("text", ["x" * 1_000_000, "한" * 40_000, "\U0001f600" * 20_000, "=" * 32_767, ";=" * 20_000])
def test_a_long_cell_is_cut_with_its_count(text) -> None:
    cell = str(_cell(text))

    assert len(cell.encode("utf-16-le")) // 2 <= CELL
    assert cell.endswith("more characters are not shown]")
    assert len(cell) > 15_000


def test_the_count_of_a_cut_is_right() -> None:
    cut = shown("x" * 1_000_000)
    kept = cut.count("x")
    assert f"[… {1_000_000 - kept:,} more" in cut


def test_hostile_names_stay_in_their_cells(run, tmp_path) -> None:
    (tmp_path / "p.yaml").write_text(MINIMAL.replace("A project", "'=1+1\",\"x;@y'"))
    ended = run("check", "p.yaml", "--output", "csv=out.csv")

    assert ended.code == 3
    found = rows((tmp_path / "out.csv").read_bytes())
    assert {row["project_title"] for row in found} == {"'=1+1\",\"x;'@y"}
    assert {row["file"] for row in found} == {"p.yaml"}
