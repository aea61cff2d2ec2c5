"""The workbook says what the report says, in words as well as colours, and holds no formula."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from functools import cache

import openpyxl
import pytest

from checker import Report, check, render
from checker.formats import xlsx
from checker.formats.shared.texts import MARKED, OUTCOMES, VERDICTS
from checker.ground.errors import Problem
from checker.report.run import Run
from tests.build import alone
from tests.conftest import EXAMPLES

STORIES = ["kaesong-2006", "invented-release", "invented-hold", "eugene-bell-2020"]


@cache
def report(story: str = "kaesong-2006") -> Report:
    return check(EXAMPLES / story / "project.yaml")


def book(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


def table(sheet) -> list[dict[str, object]]:
    """The rows of a sheet by the names of its header."""
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def saying(text: str) -> Report:
    """A report with a text wherever a cell may hold one."""
    made = report()
    first = made.result("WAGE-1")
    because = replace(first.because[0], value=text, file=text, evidence=(text,))
    made = alone(made, "WAGE-1", title=text, remedy=(text,), unsafe=False, because=(because,), waiver=text)
    return replace(
        made,
        project=replace(made.project, title=text, file=text),
        evidence=tuple(replace(item, title=text, issuer=text, url=text) for item in made.evidence[:2]),
        action_plan=tuple(one for one in made.action_plan if one.condition == "WAGE-1"),
        warnings=tuple(replace(item, message=text) for item in made.warnings[:1]),
    )


class TestSheets:
    def test_one_project(self):
        found = book(render(report(), "xlsx"))

        assert found.sheetnames == ["Summary", "Results", "Evidence", "Action items", "Warnings"]
        assert found.properties.title == "Human-rights check: Kaesong Industrial Complex, August 2006"
        rows = {sheet.title: sheet.max_row - 1 for sheet in found}
        assert rows == {
            "Summary": 1,
            "Results": len(report().results),
            "Evidence": len(report().evidence),
            "Action items": len(report().action_plan),
            "Warnings": len(report().warnings) + 1,
        }

    def test_each_keeps_its_header_in_sight_and_filters(self):
        for sheet in book(render([report(), report("invented-hold")], "xlsx")):
            assert sheet.freeze_panes is not None
            assert sheet.freeze_panes.endswith("2")
            assert sheet.auto_filter.ref == sheet.dimensions
            assert sheet.print_title_rows == "$1:$1"
            assert sheet.cell(1, 1).font.bold
            assert all(cell.alignment.wrap_text for cell in sheet[2] if cell.value is not None)
            assert {dimension.width > 5 for dimension in sheet.column_dimensions.values()} == {True}


class TestVerdicts:
    @pytest.mark.parametrize("story", STORIES)
    def test_they_are_those_of_the_report(self, story):
        found = table(book(render(report(story), "xlsx"))["Results"])

        assert [(row["Condition"], row["Subject"], row["Verdict"]) for row in found] == [
            (result.condition, result.subject, VERDICTS[result.verdict].label) for result in report(story).results
        ]

    def test_a_word_has_a_fill_of_its_own_tone(self):
        sheet = book(render([report(), report("invented-hold")], "xlsx"))["Results"]
        fills: dict[str, set[str]] = {}
        for row in range(2, sheet.max_row + 1):
            cell = sheet.cell(row, 5)
            fills.setdefault(cell.value, set()).add(cell.fill.fgColor.rgb)

        assert set(fills) == {word.label for word in VERDICTS.values()}
        assert all(len(fill) == 1 for fill in fills.values())
        assert fills["met"] == fills["met by alternative"]
        assert len({*map(tuple, fills.values())}) == 4

    def test_a_matrix_of_several_projects_shows_each_cluster_in_words(self):
        reports = [report(story) for story in STORIES]
        found = table(book(render(reports, "xlsx"))["Matrix"])

        assert [row["Project"] for row in found] == STORIES
        for row, made in zip(found, reports, strict=True):
            assert row["Outcome"] == OUTCOMES[made.outcome.word].label
            assert {key: row[key] for key in list(row)[3:]} == {
                cluster.id: VERDICTS[cluster.verdict].label + (f" ({MARKED})" if cluster.marked else "")
                for cluster in made.clusters
            }

    def test_the_summary_has_the_counts_and_the_digests(self):
        (row,) = table(book(render(report(), "xlsx"))["Summary"])

        assert (row["Outcome"], row["Not met"], row["Not determined"], row["Met"], row["Not applicable"]) == (
            "hold", 11, 59, 1, 5)  # fmt: skip
        assert (row["Determined"], row["Applicable"]) == (12, 71)
        assert row["File sha256"] == report().project.sha256
        assert row["Rules sha256"] == report().packs[0].sha256

    def test_a_file_that_could_not_be_checked_is_on_every_overview(self):
        found = book(
            xlsx.render(Run((report(), report("invented-hold")), (Problem("wrong-value", "it is empty", "bad.yaml"),)))
        )

        assert table(found["Summary"])[-1]["Outcome"] == "could not be checked"
        assert table(found["Summary"])[-1]["Means"] == "it is empty"
        assert table(found["Matrix"])[-1]["Title"] == "bad.yaml"
        assert table(found["Results"])[-1]["Verdict"] == "could not be checked"


TEXTS = {
    "=cmd|' /C calc'!A0": None, "{=SUM(1)}": None, "+1": None, "-1": None, "@x": None, "007": None, "1e5": None,
    "https://example.org/": None, "mailto:a@b.c": None, "internal:Results!A1": None, "<b>&amp;</b>": None,
    "  blanks  ": None, "한국어 \U0001f600": None, "#REF!": None, "TRUE": None,
    "\x1b[31m\x00": "\\x1b[31m\\x00", "a\ufffeb\uffff": "a\\ufffeb\\uffff", "\udcff": "\\udcff",
    "a\u202eb": "a\\u202eb", "a\r\nb": "a\\x0d\\x0ab",
}  # fmt: skip


class TestHostile:
    @pytest.mark.parametrize("streamed", [False, True])
    @pytest.mark.parametrize("text", TEXTS, ids=ascii)
    def test_a_text_is_a_text(self, text, streamed, monkeypatch):
        monkeypatch.setattr(xlsx, "_MANY", 0 if streamed else 10**9)
        found = book(render(saying(text), "xlsx"))

        assert {cell.data_type for sheet in found for row in sheet for cell in row} <= {"s", "n", "inlineStr"}
        assert [cell for sheet in found for row in sheet for cell in row if cell.hyperlink] == []
        seen = text if TEXTS[text] is None else TEXTS[text]
        if streamed and text == "_x0041_":  # openpyxl leaves the escape of such a text in a cell of its own
            seen = "_x005F_x0041_"
        assert table(found["Results"])[0]["Title when not met"] == seen
        assert table(found["Evidence"])[0]["Title"] == seen
        assert table(found["Action items"])[0]["Action"] == seen

    def test_only_counts_and_lines_are_numbers(self):
        sheet = book(render(saying("12"), "xlsx"))["Results"]
        numbers = {
            sheet.cell(1, cell.column).value for cell in sheet[2] if cell.data_type == "n" and cell.value is not None
        }
        assert numbers == {"Subjects"}

    @pytest.mark.parametrize("text", ["x" * 1_000_000, "\U0001f600" * 40_000])
    def test_a_long_text_is_cut_with_a_count(self, text):
        found = book(render(saying(text), "xlsx"))

        for row in found["Results"].iter_rows(min_row=2, values_only=True):
            assert all(len(str(value).encode("utf-16-le")) // 2 <= 32_767 for value in row)
        assert table(found["Results"])[0]["Title when not met"].endswith("more characters are not shown]")
        assert table(found["Results"])[0]["Remedy"].endswith("more characters are not shown]")

    def test_many_long_lines_of_a_cell_are_counted(self):
        lines = tuple(f"{number}" + "y" * 10_000 for number in range(30))
        made = alone(report(), "WAGE-1", remedy=lines, unsafe=False)
        found = table(book(render(made, "xlsx"))["Results"])[0]["Remedy"]

        assert len(found) <= 32_767
        assert found.endswith("more are not shown]")


class TestLimits:
    def test_what_a_sheet_has_no_room_for_is_counted(self, monkeypatch):
        monkeypatch.setattr(xlsx, "ROWS", 11)
        sheet = book(render(report(), "xlsx"))["Results"]

        assert sheet.max_row == 11
        assert sheet.cell(11, 1).value.startswith(f"{len(report().results) - 9:,} more rows are not shown")

    def test_a_sheet_that_is_just_full_counts_nothing(self, monkeypatch):
        monkeypatch.setattr(xlsx, "ROWS", len(report().results) + 2)
        sheet = book(render(report(), "xlsx"))["Results"]
        assert sheet.max_row == len(report().results) + 1

    def test_rows_written_as_they_come_are_the_same(self, monkeypatch):
        kept = book(render(report(), "xlsx"))
        monkeypatch.setattr(xlsx, "_MANY", 0)
        streamed = book(render(report(), "xlsx"))
        for sheet in kept:
            assert list(sheet.values) == list(streamed[sheet.title].values)


def test_it_knows_no_clock() -> None:
    data = render(report(), "xlsx")

    assert data == render(report(), "xlsx")
    (written,) = {item.date_time for item in zipfile.ZipFile(io.BytesIO(data)).infolist()}
    assert written[:2] == (1980, 1)
    assert book(data).properties.created == datetime(1980, 1, 1)  # noqa: DTZ001
