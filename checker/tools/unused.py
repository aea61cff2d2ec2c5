"""The own facts of a pack that none of its conditions reads: asked for, and for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.domain.tree import FactRef, ItemRef, Scaled, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.domain.pack import Pack
    from checker.domain.tree import Node

__all__ = ["unread_facts"]


def unread_facts(pack: Pack, trees: Iterable[Node]) -> Iterator[str]:
    """The paths of the pack's own facts, not of those it has from others, that no tree reads."""
    read = {path for tree in trees for node in walk(tree) for path in _read(node)}
    yield from (path for path in pack.own if path.partition(".")[0] == pack.id and path not in read)


def _read(node: Node) -> Iterator[str]:
    match getattr(node, "ref", None):
        case FactRef(name) | ItemRef(name):
            yield name
    match getattr(node, "operand", None):
        case Scaled(path, _):
            yield path
    if path := getattr(node, "path", ""):
        yield path
