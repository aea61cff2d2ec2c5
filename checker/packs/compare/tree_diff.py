"""Where two trees differ, in words: the place in the tree, and what stood and stands there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.outline import outline
from checker.domain.tree import All, AnyOf, Count, Each, Judgement, Not, Test
from checker.packs.compare.tree_strictness import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.domain.pack import Pack
    from checker.domain.tree import Node

__all__ = ["changes_said"]

_MOST = 8
_LONGEST = 200
_WORDS = {All: "all", AnyOf: "any"}


class _Change(NamedTuple):
    place: str
    old: Node | None
    new: Node | None


def changes_said(old: Node | None, new: Node | None, place: str, packs: tuple[Pack, Pack]) -> list[str]:
    """Each place where the trees differ, with what the packs say there; many are counted."""
    found = list(_changes(old, new, place))
    said = [_said(change, packs) for change in found[:_MOST]]
    return [*said, f"and {len(found) - _MOST} more places"] if len(found) > _MOST else said


def _said(change: _Change, packs: tuple[Pack, Pack]) -> str:
    old, new = (_words(node, pack) for node, pack in zip(change[1:], packs, strict=True))
    if change.old is None:
        return f"{change.place}: with {new}"
    if change.new is None:
        return f"{change.place}: without {old}"
    return f"{change.place}: {new} (before: {old})"


def _words(node: Node | None, pack: Pack) -> str:
    said = " ".join(line.strip() for line in outline(node, pack.parameters)) if node is not None else ""
    said = said.replace(f"two people attest: {MEASURES.question}", MEASURES.question)
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"


def _changes(old: Node | None, new: Node | None, place: str) -> Iterator[_Change]:
    if old == new:
        return
    for kind, word in _WORDS.items():
        if old is not None and new is not None and (isinstance(old, kind) or isinstance(new, kind)):
            were, are = (_parts_of(node, kind) for node in (old, new))
            if (isinstance(old, kind) and isinstance(new, kind)) or set(were) & set(are):
                yield from _parts(were, are, f"{place}.{word}")
                return
    match old, new:
        case Not(before), Not(after):
            yield from _changes(before, after, f"{place}.not")
        case Each(quantifier, path, before), Each(other, same, after) if (quantifier, path) == (other, same):
            yield from _changes(before, after, f"{place}.satisfies")
        case Count(), Count() if old.where and new.where and replace(old, where=None) == replace(new, where=None):
            yield from _changes(old.where, new.where, f"{place}.where")
        case _:
            yield _Change(place, old, new)


def _parts_of(node: Node, kind: type[Any]) -> tuple[Node, ...]:
    return node.parts if isinstance(node, All | AnyOf) and isinstance(node, kind) else (node,)


def _parts(before: tuple[Node, ...], after: tuple[Node, ...], place: str) -> Iterator[_Change]:
    """The parts that differ; those about the same thing are compared with each other."""
    kept = set(before) & set(after)
    gone = {index: part for index, part in enumerate(before) if part not in kept}
    for index, part in enumerate(after):
        if part in kept:
            continue
        like = next((other for other, one in gone.items() if _subject(one) == _subject(part)), None)
        yield from _changes(gone.pop(like) if like is not None else None, part, f"{place}[{index}]")
    for index, part in gone.items():
        yield _Change(f"{place}[{index}]", part, None)


def _subject(node: Node) -> object:
    """What a part speaks of."""
    match node:
        case Test(ref):
            return ref
        case Each(_, path) | Count(path):
            return type(node), path
        case Judgement():
            return Judgement
        case _:
            return type(node)
