"""The report as a workbook: summary, results, evidence, action items, warnings, and a matrix of several projects.

Every text is written as a text, never as a formula, a link or a number. Colours only repeat what the words say.
It knows no clock: the same report gives the same bytes.
"""

from __future__ import annotations

import io
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

import xlsxwriter  # type: ignore[import-untyped]

from checker.formats.shared.rows import (
    ACTIONS,
    CELL,
    EVIDENCE,
    NOT_CHECKED,
    RESULTS,
    SUMMARY,
    WARNINGS,
    action_rows,
    evidence_rows,
    fault_rows,
    matrix_columns,
    matrix_rows,
    result_rows,
    shown,
    summary_rows,
    warning_rows,
)
from checker.formats.shared.texts import OUTCOMES, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.formats.shared.rows import Cell, Column
    from checker.report.run import Run

__all__ = ["ROWS", "render"]

# The rows of a sheet, its header among them.
ROWS = 1_048_576
# From here on rows go to the disk as they are written, so that memory does not grow with them.
_MANY = 20_000
_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - a day without a zone, as workbooks have it
_FILLS = {"bad": ("#F8D7DA", "#7A1620"), "open": ("#FFF0CC", "#5C4200"), "good": ("#DDF2E0", "#164F22"),
          "none": ("#EEEEEE", "#444444")}  # fmt: skip
_TONES = {
    **{word.label: word.tone for word in (*VERDICTS.values(), *OUTCOMES.values())},
    NOT_CHECKED: "bad",
    "would release": "open",
}
_JUDGED = ("verdict", "outcome")
_WORDS = {name: word.label for name, word in VERDICTS.items()}


def render(run: Run) -> bytes:
    """The workbook, as the bytes of a file."""
    out = io.BytesIO()
    many = sum(len(report.results) for report in run.reports) > _MANY
    book = xlsxwriter.Workbook(
        out,
        {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": many},
    )
    book.set_properties({"title": _title(run), "subject": "Human-rights check", "created": _DAY})
    sheets = _Sheets(book)
    sheets.add("Summary", SUMMARY, summary_rows(run), 1)
    if len(run.reports) > 1:
        sheets.add("Matrix", matrix_columns(run), matrix_rows(run), 1, all_judged=True)
    results = chain(chain.from_iterable(map(result_rows, run.reports)), fault_rows(run))
    sheets.add("Results", RESULTS, results, 3)
    sheets.add("Evidence", EVIDENCE, chain.from_iterable(map(evidence_rows, run.reports)), 2)
    sheets.add("Action items", ACTIONS, chain.from_iterable(map(action_rows, run.reports)), 3)
    sheets.add("Warnings", WARNINGS, chain.from_iterable(map(warning_rows, run.reports)), 1)
    book.close()
    return out.getvalue()


def _title(run: Run) -> str:
    if len(run.reports) > 1:
        return f"Human-rights check of {len(run.reports):,} projects"
    project = run.reports[0].project
    return shown(f"Human-rights check: {project.title or project.id}", 250)


class _Sheets:
    """Writes tables as sheets of a workbook, all in one manner."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.head = book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "top",
                "bg_color": "#22313F",
                "font_color": "#FFFFFF",
                "border": 1,
            }
        )
        self.tones = {
            tone: book.add_format(
                {"bold": True, "text_wrap": True, "valign": "top", "bg_color": fill, "font_color": ink, "border": 1}
            )
            for tone, (fill, ink) in _FILLS.items()
        }

    def add(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        frozen: int,
        *,
        all_judged: bool = False,
    ) -> None:
        """Add a sheet with a header that stays in sight above the rows, and the first columns beside them."""
        sheet = self.book.add_worksheet(name)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
        sheet.freeze_panes(1, frozen)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for index, column in enumerate(columns):
            sheet.write_string(0, index, shown(_head(column.name)), self.head)
        judged = [all_judged or column.name in _JUDGED for column in columns]
        last, left_out = 0, 0
        for number, row in enumerate(rows, start=1):
            # The last row of a full sheet counts what found no room.
            if number >= ROWS - 1:
                left_out += 1
                continue
            last = number
            self._row(sheet, number, row, judged)
        if left_out:
            said = f"{left_out:,} more rows are not shown: a sheet has no room for them. The JSON report has them all."
            last += 1
            sheet.write_string(last, 0, said, self.head)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)

    def _row(self, sheet: Any, number: int, row: Sequence[Cell], judged: Sequence[bool]) -> None:
        for index, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, index, cell, self.plain)
                continue
            text = _text(cell)
            if judged[index]:
                text = _WORDS.get(text, text)
                sheet.write_string(
                    number, index, text, self.tones.get(_TONES.get(text.partition(" (")[0], ""), self.plain)
                )
            elif text:
                sheet.write_string(number, index, text, self.plain)


def _head(name: str) -> str:
    return name[:1].upper() + name[1:]


def _text(cell: str | tuple[str, ...]) -> str:
    """A cell's text; several stand on a line each, and are cut together where there is no room."""
    if isinstance(cell, str):
        return shown(cell)
    lines: list[str] = []
    room = CELL - 100
    for index, line in enumerate(cell):
        said = shown(line, max(room, 100))
        lines.append(said)
        # Beyond the basic plane a character takes two units of a cell.
        room -= 2 * len(said) + 1
        if room < 200 and index + 1 < len(cell):
            lines.append(f"[… {len(cell) - index - 1:,} more are not shown]")
            break
    return "\n".join(lines)
