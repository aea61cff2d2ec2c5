"""A cross-walk in words: how conditions stand to one another, what is missing, what one answer serves."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from checker.packs.compare.condition_relation import Relation, relation
from checker.packs.compare.tree_strictness import Way

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.packs.compare.condition_relation import Placed, RelationProof
    from checker.packs.compare.crosswalk import Crosswalk, Gap, Row, Served

__all__ = ["GAP", "INTRODUCTION", "article_lines", "gap_line", "relation_lines", "served_line", "shared_rows"]

GAP = "gap"
INTRODUCTION = (
    "Conditions of one theme stand in one row; that equates none of them.",
    (
        "What is said below of two conditions is derived from their tests alone, under each pack's default profile. "
        "`Same test` and `stricter` (at least as strict) stand where the trees prove it, `overlaps` where both read a "
        "fact and no more is proven. A case is a project of a purpose and a kind that the condition judges, on a day "
        "when it is in force. The words of the instruments and the evidence asked for can differ even where the tests "
        "do not."
    ),
    f"`{GAP}` means that the pack has no condition on the theme; it says nothing of the instrument behind the pack.",
)
_CASES = {
    Way.SAME: "",
    Way.STRICTER: ", in as many cases or more",
    Way.LAXER: ", in as many cases or fewer",
    Way.OTHER: ", in other cases",
}


def relation_lines(row: Row) -> list[str]:
    """How the conditions of a row stand to one another across packs, a sentence each."""
    groups = row.sames
    lines = [
        f"{_names(group)} apply the same test.{_classes(group)}"
        for group in groups
        if len({one.pack.id for one in group}) > 1
    ]
    related: set[str] = set()
    for first, second in combinations(groups, 2):
        if len({one.pack.id for one in (*first, *second)}) < 2:  # within one pack nothing is compared
            continue
        pair = relation(first[0], second[0])
        if pair.relation is Relation.NEVER:
            related |= {first[0].id, second[0].id}
            lines.append(_never(first, second))
        elif pair.relation is not Relation.APART:
            related |= {first[0].id, second[0].id}
            lines.append(_sentence(first, second, pair))
    alone = [one for group in groups for one in group if len(group) == 1 and one.id not in related]
    if len(alone) > 1 or (alone and len(groups) > 1):
        lines.append(f"No fact in common with another pack here, so each needs its own answer: {_names(alone)}.")
    return lines


def _sentence(first: list[Placed], second: list[Placed], pair: RelationProof) -> str:
    goal, applies, only, other = pair.goal, pair.applies, pair.only_second, pair.only_first
    if goal is Way.OTHER:
        return _overlap(first, second, pair)
    # Told from the side that asks more: the second, unless the goal or else the reach is greater in the first.
    if goal is Way.LAXER or (goal is Way.SAME and applies is Way.LAXER):
        first, second, goal, applies, only, other = second, first, goal.turned(), applies.turned(), other, only
    if goal is Way.SAME:
        said = (
            f"{_names(second)} {_verb(second, 'applies', 'apply')} the same test as {_names(first)}{_CASES[applies]}."
        )
        return said + _classes([*second, *first])
    how = [f"asks also for {', '.join(only)}"] if only else []
    how += [f"takes no account of {', '.join(other)}"] if other else []
    proven = applies in (Way.SAME, Way.STRICTER)
    said = _verb(second, "is", "are") + " stricter than" if proven else _verb(second, "asks", "ask") + " more than"
    return f"{_names(second)} {said} {_names(first)}{_CASES[applies]}: {' and '.join(how) or 'a narrower test'}."


def _never(first: list[Placed], second: list[Placed]) -> str:
    told = [f"{_names(group)} for {', '.join(sorted(group[0].purposes))} ones" for group in (first, second)]
    return f"No project is judged by both: {'; '.join(told)}."


def _overlap(first: list[Placed], second: list[Placed], pair: RelationProof) -> str:
    said = f"{_names(first)} {_verb(first, 'overlaps', 'overlap')} with {_names(second)} on {', '.join(pair.shared)}"
    for group, only in ((first, pair.only_first), (second, pair.only_second)):
        said += f"; only {_names(group)}: {', '.join(only)}" if only else ""
    return f"{said}."


def _classes(group: Sequence[Placed]) -> str:
    """The classes, where they are not all the same."""
    if len({one.condition.class_ for one in group}) == 1:
        return ""
    return f" Their classes differ: {', '.join(f'{one.id} {one.condition.class_}' for one in group)}."


def _verb(group: Sequence[Placed], one: str, several: str) -> str:
    return one if len(group) == 1 else several


def _names(group: Sequence[Placed]) -> str:
    ids = [one.id for one in group]
    return " and ".join(filter(None, [", ".join(ids[:-1]), ids[-1]]))


def article_lines(row: Row) -> list[str]:
    """The clauses that conditions of several packs cite, by the same words."""
    return [f"{one.source}, {one.article}: {', '.join(one.conditions)}" for one in row.articles]


def gap_line(gap: Gap, walk: Crosswalk) -> str:
    """A theme that a pack lacks, who asks about it, and what in the pack comes near."""
    row = next(row for row in walk.rows if row.theme.id == gap.theme.id)
    near = dict.fromkeys(identity for identity, _ in gap.near)
    told = f"; {', '.join(near)} {'reads' if len(near) == 1 else 'read'} a fact of it" if near else ""
    return f"{gap.theme.title}: asked by {', '.join(one.id for one in row.all)}{told}"


def served_line(served: Served) -> str:
    """The conditions that one answer serves, and the evidence that is enough for all."""
    ids = ", ".join(name for cell in served.conditions for name in cell)
    return f"{ids} (evidence asked for: at most {served.planning}, once work has begun {served.delivery})"


def shared_rows(walk: Crosswalk) -> Iterator[Row]:
    """The rows on which at least two packs have a condition."""
    return (row for row in walk.rows if sum(1 for cell in row.cells if cell) > 1)
