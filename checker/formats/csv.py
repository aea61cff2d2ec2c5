"""The results as comma-separated values, a row for each verdict: for spreadsheets, filters and joins.

The file begins with a byte order mark, because Excel takes UTF-8 for another code page without it; readers that
know UTF-8 skip it. Every text is quoted, lines end as RFC 4180 has them, and no cell holds a line break. A text
that a spreadsheet would run as a formula gets an apostrophe, so a machine reads the JSON report instead.
"""

from __future__ import annotations

import csv
import io
import re
from itertools import chain
from typing import TYPE_CHECKING

from checker.formats.shared.rows import CELL, RESULTS, fault_rows, result_rows, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.formats.shared.rows import Cell
    from checker.report.run import Run

__all__ = ["render", "table"]

# What begins a formula, in plain, full-width and small form, also behind blanks and quotation marks.
_SIGNS = "=+\\-@\t\r＝＋－＠﹢﹣﹦﹫−"
_FORMULA = re.compile(f"[\\s'\"`‘’“”«»]*[{_SIGNS}]")
# Where Excel separates by semicolons, a cell begins after each of them, whatever the quotes say.
_INNER = re.compile(f"(;[\\s'\"`‘’“”«»]*)(?=[{_SIGNS}])")


def render(run: Run) -> bytes:
    """The results of all projects under one header, and the files that could not be checked."""
    names = [column.name.replace(" ", "_") for column in RESULTS]
    return table(names, chain(*map(result_rows, run.reports), fault_rows(run)))


def table(names: Sequence[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """Rows under a header; no cell runs as a formula or breaks a line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in names])
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> str | int:
    """What is written of a cell: a number as it is, a text that runs nowhere."""
    if isinstance(cell, int):
        return cell
    text = _INNER.sub(r"\1'", shown(" | ".join(cell) if isinstance(cell, tuple) else cell, CELL - 100))
    if _FORMULA.match(text):
        text = f"'{text}"
    return shown(text)
