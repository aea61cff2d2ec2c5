"""Which of two trees asks more, as far as that can be proven; never guessed.

A tree implies another where it is never truer: over false, unknown and true alike, whatever the
facts. Both directions are tried. Where neither is proven the answer is OTHER, not a guess.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.operators import OPERATORS
from checker.domain.tree import All, AnyOf, Constant, Count, Each, Judgement, Node, Not, ParamRef, Scaled, Test
from checker.packs.measures import authorised

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.domain.pack import Condition

__all__ = ["MEASURES", "Way", "asks_for_measures", "fixed", "goal_of", "joined", "tree_way", "way_of",
           "with_measures", "without_table"]  # fmt: skip

# A pair of trees that takes more steps than this to compare is not compared: nothing is proven then.
_MOST_STEPS = 50_000
# Bounds: 1 where the greater operand is the harder test, -1 where the smaller is; and whether the bound is left out.
_BOUNDS = {
    "at_least": ("above", 1, False), "more_than": ("above", 1, True), "at_most": ("below", -1, False),
    "less_than": ("below", -1, True), "on_or_after": ("after", 1, False), "on_or_before": ("until", -1, False),
    "before": ("until", -1, True),
}  # fmt: skip
_ALWAYS, _NEVER = All(()), AnyOf(())
# Stands for `authorised: measures` where the rest of a tree is compared.
MEASURES = Judgement("authorised: measures")


class Way(Enum):
    """How the new reading stands to the old one."""

    SAME = "same"
    STRICTER = "stricter"
    LAXER = "laxer"
    OTHER = "other"

    def turned(self) -> Way:
        """The way of a part under ``not``."""
        return {Way.STRICTER: Way.LAXER, Way.LAXER: Way.STRICTER}.get(self, self)


def way_of(*, no_laxer: bool, no_stricter: bool) -> Way:
    """The way that two proofs make: that the new is never laxer than the old, and never stricter."""
    if no_laxer:
        return Way.SAME if no_stricter else Way.STRICTER
    return Way.LAXER if no_stricter else Way.OTHER


def joined(ways: Iterable[Way]) -> Way:
    """The way of a whole from those of its parts."""
    found = set(ways) - {Way.SAME}
    if not found:
        return Way.SAME
    return found.pop() if len(found) == 1 else Way.OTHER


def tree_way(old: Node | None, new: Node | None) -> Way:
    """How a tree that must hold has changed; None holds always."""
    if old == new:
        return Way.SAME
    table = _Table()
    before, after = (table.number(_ALWAYS if node is None else node) for node in (old, new))
    return way_of(no_laxer=_Proof(table).implies(after, before), no_stricter=_Proof(table).implies(before, after))


class _Entry(NamedTuple):
    """A node with its parts by number, so that equal nodes are one."""

    kind: type[Any]
    head: tuple[Any, ...]
    parts: tuple[int, ...]


class _Table:
    """Numbers nodes; nodes that say the same have the same number."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self._numbers: dict[_Entry, int] = {}

    def number(self, node: Node) -> int:
        match node:
            case All(parts) | AnyOf(parts):
                entry = _Entry(type(node), (), tuple(dict.fromkeys(map(self.number, parts))))
            case Not(part):
                entry = _Entry(Not, (), (self.number(part),))
            case Each(quantifier, path, part):
                entry = _Entry(Each, (quantifier, path), (self.number(part),))
            case Count(path, where, distinct, op, operand):
                entry = _Entry(Count, (path, distinct, op, operand), (self.number(where or _ALWAYS),))
            case Test(ref, op, operand):
                entry = _Entry(Test, (ref, op, operand), ())
            case _:
                entry = _Entry(type(node), (node,), ())
        found = self._numbers.setdefault(entry, len(self.entries))
        if found == len(self.entries):
            self.entries.append(entry)
        return found


class _Proof:
    """That one tree is never truer than another. False means only that it was not proven."""

    def __init__(self, table: _Table) -> None:
        self._entries = table.entries
        self._known: dict[tuple[int, int], bool] = {}
        self._steps = 0

    def implies(self, first: int, second: int) -> bool:
        if first == second:
            return True
        pair = first, second
        if pair not in self._known:
            self._known[pair] = self._search(first, second)
        return self._known[pair]

    def _search(self, first: int, second: int) -> bool:
        one, other = self._entries[first], self._entries[second]
        self._steps += 1
        if self._steps > _MOST_STEPS:
            return False
        # What these two ask for is both needed and enough, so nothing is lost by asking it first.
        if one.kind is AnyOf:
            allowed = set(other.parts) if other.kind is AnyOf else ()
            return all(part in allowed or self.implies(part, second) for part in one.parts)
        if other.kind is All:
            given = set(one.parts) if one.kind is All else ()
            return all(part in given or self.implies(first, part) for part in other.parts)
        if one.kind is All and any(self.implies(part, second) for part in one.parts):
            return True
        if other.kind is AnyOf and any(self.implies(first, part) for part in other.parts):
            return True
        if one.kind is not other.kind:
            return False
        if one.kind is Not:
            return self.implies(other.parts[0], one.parts[0])
        if one.kind is Each:
            return one.head == other.head and self.implies(one.parts[0], other.parts[0])
        if one.kind is Count:
            return self._count(one, other)
        return one.kind is Test and _test_implies(one.head, other.head)

    def _count(self, one: _Entry, other: _Entry) -> bool:
        """More members counted pass a lower bound more easily, and an upper bound less."""
        if one.head[:2] != other.head[:2] or not _bound_implies(one.head[2:], other.head[2:]):
            return False
        narrow, wide = (one, other) if _BOUNDS[one.head[2]][1] > 0 else (other, one)
        return self.implies(narrow.parts[0], wide.parts[0])


def _test_implies(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether a test (reference, operator, operand) is never truer than another."""
    if one[0] != other[0] or isinstance(one[0], ParamRef):
        return False
    # Whatever is asked of a fact, there has to be an answer.
    if other[1] == "stated" or one[1:] == other[1:]:
        return True
    return _bound_implies(one[1:], other[1:]) or _members_imply(one[1:], other[1:])


def _bound_implies(one: tuple[str, Any], other: tuple[str, Any]) -> bool:
    if one[0] not in _BOUNDS or other[0] not in _BOUNDS:
        return False
    (side, harder, excludes), (same, _, also_excludes) = _BOUNDS[one[0]], _BOUNDS[other[0]]
    found = _order_of(one[1], other[1]) if side == same else None
    if found is None or found * harder < 0:
        return False
    # Two multiples of a fact that is nought are the same, whatever the factors.
    apart = found != 0 and isinstance(one[1], Constant)
    return apart or excludes or not also_excludes


def _order_of(one: Any, other: Any) -> int | None:
    """1 where the first operand is the greater, 0 where both are the same, None where nobody knows."""
    if one == other:
        return 0
    match one, other:
        case Constant(first), Constant(second):
            pass
        # No fact is a negative number, so a greater multiple is no smaller.
        case Scaled(path, first), Scaled(same, second) if path == same:
            pass
        case _:
            return None
    try:
        return 1 if first > second else -1 if first < second else None
    except TypeError:
        return None


def _members_imply(one: tuple[str, Any], other: tuple[str, Any]) -> bool:
    """Tests of what is, or is not, among some words."""
    if not (isinstance(one[1], Constant) and isinstance(other[1], Constant)):
        return False
    (first, mine), (second, theirs) = _as_list(*one), _as_list(*other)
    match first, second:
        case ("in", "in") | ("within", "within") | ("contains_any", "contains_any"):
            return mine <= theirs
        case ("not_in", "not_in") | ("contains_none", "contains_none"):
            return mine >= theirs
        case ("in", "not_in"):
            return not mine & theirs
        case _:
            return False


def _as_list(op: str, operand: Constant) -> tuple[str, frozenset[Any]]:
    """`is` is `in` of one word."""
    if op in ("is", "is_not"):
        return ("in" if op == "is" else "not_in"), frozenset((operand.value,))
    return op, frozenset(operand.value) if isinstance(operand.value, tuple) else frozenset((operand.value,))


def goal_of(condition: Condition) -> Node:
    """What must hold: the requirement, or its alternative."""
    return AnyOf((condition.requires, condition.alternative)) if condition.alternative else condition.requires


def fixed(node: Node, name: str, value: Any) -> Node:
    """The tree with a value in the place of a parameter; tests of the parameter itself are settled."""

    def settled(part: Node) -> Node:
        match part:
            case Test(ParamRef(one), op, Constant(given)) if one == name:
                return _ALWAYS if OPERATORS[op].test(value, given) else _NEVER
            case Test(ParamRef(one)) if one == name:
                # Compared with a fact: as a test of a constant it is like no other test.
                settled_ref: Any = Constant(value)
                return replace(part, ref=settled_ref)
            case Test(operand=ParamRef(one)) | Count(operand=ParamRef(one)) if one == name:
                return replace(part, operand=Constant(tuple(value) if isinstance(value, list) else value))
            case _:
                return part

    return _rebuilt(node, settled)


def with_measures(node: Node, old: tuple[Any, ...], new: tuple[Any, ...]) -> Node:
    """The tree with another table of measures wherever ``authorised: measures`` stands for the old one."""
    before, after = authorised(old), authorised(new)
    return _rebuilt(node, lambda part: after if part == before else part)


def without_table(node: Node, measures: tuple[Any, ...]) -> Node:
    """The tree with ``MEASURES`` for the table, of which it then says nothing: neither that it holds nor that not."""
    table = authorised(measures)
    return _rebuilt(node, lambda part: MEASURES if part == table else part)


def asks_for_measures(node: Node, measures: tuple[Any, ...]) -> bool:
    """Whether a stricter table of measures makes the tree hold less often, and never more."""
    plain = without_table(node, measures)
    granted, refused = (
        _rebuilt(plain, lambda part, end=end: end if part == MEASURES else part) for end in (_ALWAYS, _NEVER)
    )
    return tree_way(granted, refused) in (Way.SAME, Way.STRICTER)


def _rebuilt(node: Node, change: Any) -> Node:
    """The tree with each node changed, from the top; what a change replaces is not entered but for its own parts."""
    changed: Node = change(node)
    if changed is not node and not isinstance(changed, Count):
        return changed
    match changed:
        case All(parts) | AnyOf(parts):
            return type(changed)(tuple(_rebuilt(part, change) for part in parts))
        case Not(part):
            return Not(_rebuilt(part, change))
        case Each(quantifier, path, part):
            return Each(quantifier, path, _rebuilt(part, change))
        case Count(where=where) if where is not None:
            return replace(changed, where=_rebuilt(where, change))
        case _:
            return changed
