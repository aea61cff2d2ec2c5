"""The picture of clusters by verdict, laid out: where each condition's tile stands. The template draws it.

It knows no colour: a tile differs by its mark, its border and its column, so it reads on a grey print too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.domain.words import MET, SETTLED, UNSETTLED
from checker.formats.shared.texts import VERDICTS
from checker.formats.shared.wrap import cut
from checker.ground.escape import visible, width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.report.model import ClusterResult, Report, Result

    _Cells = dict[str, list[tuple[Result, int]]]

__all__ = ["COLUMNS", "Column", "Matrix", "Row", "Tile", "layout"]

# What most needs an eye stands first; both ways of being met share a column.
COLUMNS = tuple(verdict for verdict in (*UNSETTLED, *SETTLED) if verdict != MET[1])
_TILE, _GAP, _PAD = 38, 4, 8
_LOW, _HIGH = 26, 36
_HEAD = 34
_LABEL = 312
_NARROWEST = 128
_ACROSS = 8
_MOST = 30
_TITLE = 42
_SHORT = 4
_NAME, _LINE = 24, 14


class Tile(NamedTuple):
    """One condition in one column: its mark, its short name, and for how many workforces it holds."""

    x: int
    y: int
    height: int
    label: str
    verdict: str
    floor: bool
    subjects: int
    told: str


class Column(NamedTuple):
    """A verdict's column: where it begins, how wide it is, what stands above it."""

    verdict: str
    x: int
    width: int
    title: str


class Row(NamedTuple):
    """A cluster's line: its name, its own verdict, its tiles, and how many found no room, with where to say so."""

    y: int
    height: int
    cluster: ClusterResult
    name: str
    title: tuple[str, ...]
    tiles: tuple[Tile, ...]
    more: tuple[tuple[int, int, int], ...]


class Matrix(NamedTuple):
    """The whole picture, in pixels, and what it says in a sentence."""

    width: int
    height: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    told: str


def layout(report: Report, results: Iterable[Result]) -> Matrix:
    """The picture of the report's clusters: a tile for each condition in the column of each verdict that it has."""
    clusters = report.clusters
    cells = _cells(report, results)
    columns: list[Column] = []
    x = _LABEL
    for verdict in COLUMNS:
        widest = max((len(cell[verdict]) for cell in cells.values()), default=0)
        size = max(_NARROWEST, min(widest, _ACROSS) * (_TILE + _GAP) - _GAP + 2 * _PAD)
        columns.append(Column(verdict, x, size, _label(verdict)))
        x += size
    several = any(count > 1 for cell in cells.values() for tiles in cell.values() for _, count in tiles)
    rows: list[Row] = []
    y = _HEAD
    for cluster in clusters:
        cell = cells[cluster.pack, cluster.id]
        row = _row(report, cluster, cell, columns, y, _HIGH if several else _LOW)
        rows.append(row)
        y += row.height
    return Matrix(x, y, tuple(columns), tuple(rows), _told(report))


def _label(verdict: str) -> str:
    label = VERDICTS[verdict].label
    return label[0].upper() + label[1:]


def _cells(report: Report, results: Iterable[Result]) -> dict[tuple[str, str], _Cells]:
    """The conditions of each cluster by column, once each, with the number of subjects."""
    cells: dict[tuple[str, str], dict[str, dict[str, tuple[Result, int]]]]
    cells = {(cluster.pack, cluster.id): {verdict: {} for verdict in COLUMNS} for cluster in report.clusters}
    for result in results:
        key = result.pack, report.rule(result).cluster
        if key in cells:
            cell = cells[key]["met" if result.verdict == "met_by_alternative" else result.verdict]
            first, count = cell.get(result.condition, (result, 0))
            cell[result.condition] = (first, count + len(result.subjects))
    return {name: {verdict: list(found.values()) for verdict, found in cell.items()} for name, cell in cells.items()}


def _row(report: Report, cluster: ClusterResult, cell: _Cells, columns: list[Column], y: int, high: int) -> Row:
    tiles: list[Tile] = []
    more: list[tuple[int, int, int]] = []
    lines = 1
    for column in columns:
        found = cell[column.verdict]
        for index, (result, count) in enumerate(found[:_MOST]):
            line, place = divmod(index, _ACROSS)
            lines = max(lines, line + 1)
            x = column.x + _PAD + place * (_TILE + _GAP)
            tiles.append(_tile(report, result, count, x, y + _PAD + line * (high + _GAP), high))
        if len(found) > _MOST:
            line = -(-_MOST // _ACROSS)
            lines = max(lines, line + 1)
            more.append((column.x + _PAD, y + _PAD + line * (high + _GAP), len(found) - _MOST))
    title = _lines(cluster.title)
    height = max(2 * _PAD + lines * (high + _GAP) - _GAP, _NAME + len(title) * _LINE + _PAD // 2)
    return Row(y, height, cluster, report.cluster_name(cluster), title, tuple(tiles), tuple(more))


def _lines(title: str) -> tuple[str, ...]:
    """A title on one line or two, which a picture cannot break by itself."""
    words = visible(cut(title, 2 * _TITLE)).split()
    first = ""
    while words and width(f"{first} {words[0]}") <= _TITLE:
        first = f"{first} {words.pop(0)}".lstrip()
    second = cut(" ".join(words), _TITLE)
    return tuple(line for line in (first, second) if line)


def _tile(report: Report, result: Result, count: int, x: int, y: int, high: int) -> Tile:
    rule = report.rule(result)
    label = result.condition.removeprefix(f"{rule.cluster}-")
    label = label if width(label) <= _SHORT else cut(label, _SHORT)
    many = f", {count:,} workforces" if count > 1 else ""
    told = f"{report.name(result)}, {VERDICTS[result.verdict].label}, {rule.class_}{many}: {rule.title}"
    return Tile(x, y, high, label, result.verdict, rule.class_ == "FLOOR", count, told)


def _told(report: Report) -> str:
    """Which clusters have which verdict, in a sentence for those who do not see the picture."""
    parts = []
    for verdict in (*UNSETTLED, *SETTLED):
        names = [report.cluster_name(one) for one in report.clusters if one.verdict == verdict]
        if names:
            shown = ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")
            parts.append(f"{_label(verdict)}: {shown}")
    return ". ".join(parts) + "."
