"""A cross-walk of packs as text: a table of themes by pack, then relations, gaps and what one answer serves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.domain.vocabulary import find
from checker.formats.pages.crosswalk_sentences import (
    GAP,
    INTRODUCTION,
    article_lines,
    gap_line,
    relation_lines,
    served_line,
    shared_rows,
)
from checker.formats.shared.wrap import cut, fit, wrap
from checker.ground.escape import inert, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.packs.compare.crosswalk import Crosswalk, Row

__all__ = ["question_of", "render_text"]

# Six packs fill 80 columns.
_COLUMN = 13


def render_text(walk: Crosswalk) -> str:
    """The cross-walk for a terminal."""
    return "\n".join(_lines(walk)) + "\n"


def question_of(path: str, walk: Crosswalk) -> str:
    """What a fact asks, in plain words."""
    own = (pack.own[path].row for pack in walk.packs if path in pack.own)
    row = find(path) or next(own, None)
    return row.question if row else ""


def _lines(walk: Crosswalk) -> Iterator[str]:
    yield from wrap(f"Cross-walk of {', '.join(f'{pack.id} {pack.version}' for pack in walk.packs)}")
    for said in INTRODUCTION:
        yield from ["", *wrap(said)]
    yield from ["", "── WHO ASKS WHAT " + "─" * 63]
    area = None
    for row in walk.rows:
        if row.theme.area != area:
            area = row.theme.area
            yield from ["", *wrap(area.upper()), *_heads(walk)]
        yield from wrap(row.theme.title)
        yield from _cells(row)
    yield from ["", "── HOW THEY STAND TO ONE ANOTHER " + "─" * 47]
    for row in shared_rows(walk):
        yield from ["", *wrap(row.theme.title)]
        for said in relation_lines(row):
            yield from wrap(said, "  ")
        for said in article_lines(row):
            yield from wrap(f"Same clause cited: {said}", "  ")
    yield from _gaps(walk)
    yield from ["", "── ONE ANSWER, SEVERAL PACKS " + "─" * 51]
    for served in walk.facts:
        yield from ["", *wrap(f"{served.path}: {question_of(served.path, walk)}"), *wrap(served_line(served), "  ")]


def _heads(walk: Crosswalk) -> Iterator[str]:
    """The ids of the packs above their columns, broken at their dashes."""
    heads = [_broken(pack.id) for pack in walk.packs]
    for level in range(max(map(len, heads))):
        cells = (fit(head[level] if level < len(head) else "", _COLUMN - 1) for head in heads)
        yield f"  {' '.join(cells)}".rstrip()


def _broken(name: str) -> list[str]:
    lines = [""]
    for word in re.findall(r"[^-]+-?|-", name):
        if lines[-1] and len(lines[-1]) + len(word) >= _COLUMN:
            lines.append("")
        lines[-1] += word
    return [cut(line, _COLUMN - 1) for line in lines]


def _cells(row: Row) -> Iterator[str]:
    columns = [[one.id for one in cell] or [GAP] for cell in row.cells]
    for level in range(max(map(len, columns))):
        cells = (f"{column[level] if level < len(column) else '':<{_COLUMN - 1}}" for column in columns)
        yield f"  {' '.join(cells)}".rstrip()


def _gaps(walk: Crosswalk) -> Iterator[str]:
    yield from ["", "── GAPS, BY PACK " + "─" * 63]
    for pack, gaps in zip(walk.packs, walk.gaps, strict=True):
        head = f"{pack.id}: no condition on {len(gaps)} of {len(walk.rows)} themes"
        yield from ["", *wrap(inert(visible(head)))]
        for gap in gaps:
            yield from wrap(gap_line(gap, walk), "  ")
