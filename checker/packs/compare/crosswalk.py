"""Packs laid side by side: which conditions are about the same, how they stand, and what is missing where.

Rows are the themes that packs give their conditions; all else is derived from trees and citations.
Nothing is equated that the trees do not prove equal.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from checker.domain.pack import Theme
from checker.packs.compare.condition_relation import Relation, facts_of, place, relation
from checker.packs.themes import shipped_themes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.domain.pack import Pack
    from checker.packs.compare.condition_relation import Placed, RelationProof

__all__ = ["Article", "Crosswalk", "Gap", "Row", "Served", "crosswalk"]

_GRADE = ("planning", "delivery")


class Article(NamedTuple):
    """A clause that conditions of several packs cite."""

    source: str
    article: str
    conditions: tuple[str, ...]


class Row(NamedTuple):
    """One theme: its conditions by pack, how they stand to one another across packs, what they cite alike."""

    theme: Theme
    cells: tuple[tuple[Placed, ...], ...]
    pairs: tuple[RelationProof, ...]
    articles: tuple[Article, ...]

    @property
    def all(self) -> tuple[Placed, ...]:
        """All conditions of the theme, in the order of the packs."""
        return tuple(one for cell in self.cells for one in cell)

    @property
    def sames(self) -> list[list[Placed]]:
        """The conditions in groups whose tests are the same; most groups are of one."""
        groups: list[list[Placed]] = []
        for one in self.all:
            home = next((group for group in groups if relation(group[0], one).relation is Relation.SAME), None)
            groups.append([one]) if home is None else home.append(one)
        return groups


class Gap(NamedTuple):
    """A theme of other packs that a pack has no condition on, and those of its conditions that read a fact of it."""

    theme: Theme
    near: tuple[tuple[str, str], ...]


class Served(NamedTuple):
    """A fact, the conditions by pack that read it, and the highest grade of evidence that they ask for."""

    path: str
    conditions: tuple[tuple[str, ...], ...]
    planning: str
    delivery: str


class Crosswalk(NamedTuple):
    """The packs, their themes in rows, the gaps of each pack, and what one answer serves."""

    packs: tuple[Pack, ...]
    rows: tuple[Row, ...]
    gaps: tuple[tuple[Gap, ...], ...]
    facts: tuple[Served, ...]


def crosswalk(packs: Sequence[Pack]) -> Crosswalk:
    """The packs side by side, in the order given."""
    placed = [{one.id: place(one, pack) for one in pack.conditions} for pack in packs]
    rows = tuple(_row(theme, packs, placed) for theme in _themes(packs))
    gaps = tuple(tuple(_gaps(index, rows, placed)) for index in range(len(packs)))
    return Crosswalk(tuple(packs), rows, gaps, tuple(_served(packs, placed)))


def _themes(packs: Sequence[Pack]) -> list[Theme]:
    """All themes of the packs: the shipped ones in their order, then the packs' own, then what has none."""
    found = {theme.id: theme for pack in packs for theme in pack.themes}
    order = [name for name in shipped_themes() if name in found] + list(found)
    themes = [found[name] for name in dict.fromkeys(order)]
    for pack in packs:
        told = {identity for theme in pack.themes for identity in theme.conditions}
        rest = tuple(one.id for one in pack.conditions if one.id not in told)
        if rest:
            themes.append(Theme("", f"{pack.id} gives these no theme", "Without a theme", rest))
    return themes


def _row(theme: Theme, packs: Sequence[Pack], placed: list[dict[str, Placed]]) -> Row:
    cells = []
    for pack, known in zip(packs, placed, strict=True):
        listed = next((one.conditions for one in pack.themes if one.id == theme.id), ())
        cells.append(tuple(known[name] for name in (listed if theme.id else theme.conditions) if name in known))
    pairs = tuple(
        relation(first, second) for one, other in combinations(cells, 2) for first in one for second in other
    )  # fmt: skip
    return Row(theme, tuple(cells), pairs, tuple(_articles(cells)))


def _articles(cells: list[tuple[Placed, ...]]) -> Iterator[Article]:
    """The clauses that conditions of at least two packs cite, by the same words."""
    cited: dict[tuple[str, str], dict[str, int]] = {}
    for index, cell in enumerate(cells):
        for one in cell:
            for citation in one.condition.citations:
                cited.setdefault((citation.short, citation.article), {})[one.id] = index
    for (source, article), who in cited.items():
        if len(set(who.values())) > 1:
            yield Article(source, article, tuple(who))


def _gaps(index: int, rows: Sequence[Row], placed: list[dict[str, Placed]]) -> Iterator[Gap]:
    for row in rows:
        if not row.cells[index] and row.theme.id:
            asked = {path for one in row.all for path in one.facts}
            near = tuple(
                (one.id, path) for one in placed[index].values() for path in one.facts if path in asked
            )  # fmt: skip
            yield Gap(row.theme, near)


def _served(packs: Sequence[Pack], placed: list[dict[str, Placed]]) -> Iterator[Served]:
    """The facts that conditions of at least two packs read, to decide or to tell whether they apply."""
    readers: dict[str, dict[int, list[Placed]]] = {}
    for index, known in enumerate(placed):
        for one in known.values():
            where = facts_of(one.applies) if one.applies is not None else ()
            for path in dict.fromkeys((*one.facts, *where)):
                readers.setdefault(path, {}).setdefault(index, []).append(one)
    for path in sorted(path for path, by_pack in readers.items() if _meet(list(by_pack.values()))):
        by_pack = readers[path]
        asking = [one for group in by_pack.values() for one in group]
        highest = [max(one.pack.demands[one.condition.class_][stage] for one in asking) for stage in _GRADE]
        yield Served(path, tuple(tuple(one.id for one in by_pack.get(i, ())) for i in range(len(packs))), *highest)


def _meet(groups: list[list[Placed]]) -> bool:
    """Whether one project can be judged by conditions of two packs."""
    return any(
        one.purposes & other.purposes for first, second in combinations(groups, 2) for one in first for other in second
    )
