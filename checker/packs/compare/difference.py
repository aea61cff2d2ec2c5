"""One difference between two packs, and how it is said."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from checker.packs.compare.tree_strictness import Way

__all__ = ["LOOSER", "Difference", "Kind", "moved", "of_way", "shown"]

Kind = Literal["added", "removed", "tightened", "relaxed", "altered", "reworded"]
# What lets through, or may let through, what was not let through before.
LOOSER: tuple[Kind, ...] = ("removed", "relaxed", "altered")
_KINDS: dict[Way, Kind] = {Way.STRICTER: "tightened", Way.LAXER: "relaxed", Way.OTHER: "altered"}


class Difference(NamedTuple):
    """What differs: the kind, the thing by the name that ``relaxes`` gives it, and how it moved.

    ``altered`` is a change of meaning of which nobody can prove whether it is stricter.
    """

    kind: Kind
    what: str
    said: str


def of_way(way: Way, what: str, said: str) -> list[Difference]:
    """The difference that a way makes; none where nothing moved."""
    return [] if way is Way.SAME else [Difference(_KINDS[way], what, said)]


def moved(what: str, name: str, old: Any, new: Any, *, stricter: int) -> list[Difference]:
    """The difference of two numbers or days; ``stricter`` is 1 where the greater is, -1 where the smaller is."""
    if old == new:
        return []
    way = Way.STRICTER if (new > old) == (stricter > 0) else Way.LAXER
    return of_way(way, what, f"{name} {shown(old)} to {shown(new)}")


def shown(value: Any) -> str:
    """A value as it is written in a pack."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "none"
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple | list) else str(value)
