"""A cross-walk of packs for other readers: Markdown for a document, CSV for a spreadsheet, JSON for a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.formats.csv import table
from checker.formats.markdown import text
from checker.formats.pages.crosswalk_sentences import (
    GAP,
    INTRODUCTION,
    article_lines,
    gap_line,
    relation_lines,
    served_line,
    shared_rows,
)
from checker.formats.pages.crosswalk_text import question_of
from checker.ground.serialise import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.packs.compare.crosswalk import Crosswalk, Row

__all__ = ["render_csv", "render_json", "render_markdown"]


def render_markdown(walk: Crosswalk) -> str:
    """The cross-walk as a Markdown document."""
    return "\n".join(_markdown(walk)) + "\n"


def _markdown(walk: Crosswalk) -> Iterator[str]:
    yield "# Cross-walk of rule packs"
    yield from ["", *(f"- {text(f'{pack.id} {pack.version}: {pack.title}')}" for pack in walk.packs)]
    for said in INTRODUCTION:
        yield from ["", said]
    yield from ["", "## Who asks what"]
    area = None
    for row in walk.rows:
        if row.theme.area != area:
            area = row.theme.area
            yield from ["", f"### {text(area)}", "", _line(["Theme", *(text(pack.id) for pack in walk.packs)])]
            yield _line(["---"] * (len(walk.packs) + 1))
        yield _line([text(row.theme.title), *(", ".join(cell) or GAP for cell in _ids(row))])
    yield from ["", "## How they stand to one another"]
    for row in shared_rows(walk):
        yield from ["", f"### {text(row.theme.title)}", ""]
        yield from (f"- {text(said)}" for said in relation_lines(row))
        yield from (f"- Same clause cited: {text(said)}" for said in article_lines(row))
    yield from ["", "## Gaps, by pack"]
    for pack, gaps in zip(walk.packs, walk.gaps, strict=True):
        yield from ["", f"### {text(pack.id)}: no condition on {len(gaps)} of {len(walk.rows)} themes", ""]
        yield from (f"- {text(gap_line(gap, walk))}" for gap in gaps)
    yield from ["", "## One answer, several packs", "", _line(["Fact", "Question", "Conditions"]), _line(["---"] * 3)]
    for served in walk.facts:
        yield _line([text(served.path), text(question_of(served.path, walk)), text(served_line(served))])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _ids(row: Row) -> list[list[str]]:
    return [[one.id for one in cell] for cell in row.cells]


def render_csv(walk: Crosswalk) -> bytes:
    """A row for each theme and a column for each pack; then how the conditions stand to one another."""
    names = ["area", "theme", "title", *(pack.id for pack in walk.packs), "relations", "same_clauses"]
    return table(names, [[*_csv(row)] for row in walk.rows])


def _csv(row: Row) -> Iterator[str | tuple[str, ...]]:
    yield from (row.theme.area, row.theme.id, row.theme.title)
    yield from (tuple(cell) or GAP for cell in _ids(row))
    shared = sum(1 for cell in row.cells if cell) > 1
    yield tuple(relation_lines(row)) if shared else ""
    yield tuple(article_lines(row))


def render_json(walk: Crosswalk) -> str:
    """The cross-walk as JSON: every pair of conditions of a theme, gaps, and facts."""
    return json_text(
        {
            "crosswalk": 1,
            "packs": [
                {"id": pack.id, "version": pack.version, "title": pack.title, "sha256": pack.sha256,
                 "profile": pack.default_profile} for pack in walk.packs
            ],
            "themes": [_theme(row, walk) for row in walk.rows],
            "gaps": {
                pack.id: [
                    {"theme": gap.theme.id, "near": [{"condition": name, "fact": path} for name, path in gap.near]}
                    for gap in gaps
                ]
                for pack, gaps in zip(walk.packs, walk.gaps, strict=True)
            },
            "facts": [
                {"path": served.path, "question": question_of(served.path, walk),
                 "conditions": _by_pack(walk, served.conditions),
                 "evidence": {"planning": served.planning, "delivery": served.delivery}}
                for served in walk.facts
            ],
        }
    )  # fmt: skip


def _by_pack(walk: Crosswalk, cells: Any) -> dict[str, Any]:
    return {pack.id: list(cell) for pack, cell in zip(walk.packs, cells, strict=True) if cell}


def _theme(row: Row, walk: Crosswalk) -> dict[str, Any]:
    return {
        "id": row.theme.id, "title": row.theme.title, "area": row.theme.area,
        "conditions": _by_pack(walk, _ids(row)),
        "relations": [
            {"first": pair.first.id, "second": pair.second.id, "second_is": pair.relation.value,
             "test": pair.goal.value, "cases": pair.applies.value, "facts_shared": list(pair.shared),
             "facts_only_first": list(pair.only_first), "facts_only_second": list(pair.only_second)}
            for pair in row.pairs
        ],
        "clauses": [
            {"source": one.source, "article": one.article, "conditions": list(one.conditions)} for one in row.articles
        ],
    }  # fmt: skip
