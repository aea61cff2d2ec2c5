"""Which of two readings of a rule is stricter, as far as that can be derived; never guessed.

Truth grows or shrinks with the parts of a tree: an ``all`` with one part more holds less often, a
``not`` turns that round. Where the shapes differ in another way, the answer is OTHER.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from checker.engine.compile import authorised
from checker.engine.tree import All, AnyOf, Constant, Count, Each, Node, Not, ParamRef, Scaled, Test

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.packs.model import Condition, Pack

__all__ = ["CLASS_ORDER", "Way", "directions", "goal_of", "joined", "tree_way", "value_way", "with_measures"]

CLASS_ORDER = ("REG", "COV", "CS", "CP", "FLOOR")
# 1: a greater operand makes the test harder to pass; -1: easier. Of lists, greater means more members.
_HARDER = {
    "at_least": 1, "more_than": 1, "at_most": -1, "less_than": -1,
    "in": -1, "within": -1, "contains_any": -1, "not_in": 1, "contains_none": 1,
    "before": -1, "on_or_before": -1, "on_or_after": 1,
}  # fmt: skip
# A reference on the left of these grows with the parameter, so the sign turns round.
_ORDERED = ("at_least", "more_than", "at_most", "less_than")
# With the same operand the second of a pair passes less.
_STEPS = {("at_least", "more_than"), ("at_most", "less_than"), ("on_or_before", "before")}


class Way(Enum):
    """How the new reading stands to the old one."""

    SAME = "same"
    STRICTER = "stricter"
    LAXER = "laxer"
    OTHER = "other"

    def turned(self) -> Way:
        """The way of a part under ``not``."""
        return {Way.STRICTER: Way.LAXER, Way.LAXER: Way.STRICTER}.get(self, self)


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
    if old is None or new is None:
        return Way.LAXER if new is None else Way.STRICTER
    for kind, gained in ((All, Way.STRICTER), (AnyOf, Way.LAXER)):
        if isinstance(old, kind) or isinstance(new, kind):
            found = _parts_way(old, new, kind, gained)
            if found is not Way.OTHER:
                return found
    match old, new:
        case Not(before), Not(after):
            return tree_way(before, after).turned()
        case Each(quantifier, path, before), Each(other, same, after) if (quantifier, path) == (other, same):
            return tree_way(before, after)
        case Test(), Test() if old.ref == new.ref and not isinstance(old.ref, ParamRef):
            return _operand_way(old.op, old.operand, new.op, new.operand)
        case Count(), Count() if (old.path, old.where, old.distinct) == (new.path, new.where, new.distinct):
            return _operand_way(old.op, old.operand, new.op, new.operand)
        case _:
            return Way.OTHER


def _parts(node: Node, kind: Any) -> list[Node]:
    return list(node.parts) if isinstance(node, kind) else [node]


def _parts_way(old: Node, new: Node, kind: Any, gained: Way) -> Way:
    """Parts that both have count for nothing; of the rest one side must be empty, or they pair off in order."""
    kept = set(_parts(old, kind)) & set(_parts(new, kind))
    before, after = ([part for part in _parts(node, kind) if part not in kept] for node in (old, new))
    if before and after:
        paired = len(before) == len(after) and isinstance(old, kind) and isinstance(new, kind)
        return joined(map(tree_way, before, after)) if paired else Way.OTHER
    if not before and not after:
        return Way.SAME
    return gained if after else gained.turned()


def _operand_way(old_op: str, old: Any, new_op: str, new: Any) -> Way:
    if old == new and (old_op, new_op) in _STEPS:
        return Way.STRICTER
    if old == new and (new_op, old_op) in _STEPS:
        return Way.LAXER
    if old_op != new_op or old_op not in _HARDER:
        return Way.OTHER
    match old, new:
        case Constant(before), Constant(after):
            return value_way(before, after, _HARDER[old_op])
        case Scaled(path, before), Scaled(same, after) if path == same:
            return value_way(before, after, _HARDER[old_op])
        case _:
            return Way.OTHER


def value_way(old: Any, new: Any, direction: int) -> Way:
    """How a value has moved: direction 1 where more is stricter, -1 where less is, 0 where nobody knows."""
    if isinstance(old, tuple | list) and isinstance(new, tuple | list):
        before, after = set(old), set(new)
        if before == after:
            return Way.SAME
        grown = 1 if before < after else -1 if after < before else 0
    elif old == new:
        return Way.SAME
    else:
        try:
            grown = 1 if new > old else -1
        except TypeError:
            grown = 0
    if not grown or not direction:
        return Way.OTHER
    return Way.STRICTER if grown == direction else Way.LAXER


def goal_of(condition: Condition) -> Node:
    """What must hold: the requirement, or its alternative."""
    return AnyOf((condition.requires, condition.alternative)) if condition.alternative else condition.requires


def directions(pack: Pack) -> dict[str, int]:
    """For each parameter 1 where more is stricter, -1 where less is, and 0 where the trees do not tell.

    ``requires`` and ``alternative`` pass less as they hold less; a condition that applies more often, a
    presumption that stands more often and a measure that is touched more often are stricter.
    """
    found: dict[str, set[int]] = {name: set() for name in pack.parameters}
    for tree, sign in _signed_trees(pack):
        for name, direction in _uses(tree, sign):
            found[name].add(direction)
    return {name: ways.pop() if len(ways) == 1 else 0 for name, ways in found.items()}


def _signed_trees(pack: Pack) -> Iterator[tuple[Node, int]]:
    for condition in pack.conditions:
        yield goal_of(condition), 1
        if condition.applies is not None:
            yield condition.applies, -1
        if condition.presumption and condition.presumption.when is not None:
            yield condition.presumption.when, -1
    for regime in pack.regimes.values():
        yield from ((row["touched_when"], -1) for row in regime.measures if row["touched_when"] is not None)


def _uses(node: Node, sign: int) -> Iterator[tuple[str, int]]:
    match node:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _uses(part, sign)
        case Not(part):
            yield from _uses(part, -sign)
        case Each(_, _, part):
            yield from _uses(part, sign)
        case Test(ref, op, operand):
            if isinstance(operand, ParamRef):
                yield operand.name, sign * _HARDER.get(op, 0)
            if isinstance(ref, ParamRef):
                yield ref.name, -sign * _HARDER[op] if op in _ORDERED else 0
        case Count(_, where, _, op, operand):
            if isinstance(operand, ParamRef):
                yield operand.name, sign * _HARDER.get(op, 0)
            if where is not None:
                # More members counted pass `at_least` more easily and `at_most` less.
                yield from _uses(where, sign * _HARDER[op]) if op in _ORDERED else ((n, 0) for n, _ in _uses(where, 1))
        case _:
            return


def with_measures(node: Node, old: tuple[Any, ...], new: tuple[Any, ...]) -> Node:
    """The tree with another table of measures wherever ``authorised: measures`` stands for the old one."""
    return _replaced(node, authorised(old), authorised(new))


def _replaced(node: Node, old: Node, new: Node) -> Node:
    if node == old:
        return new
    match node:
        case All(parts) | AnyOf(parts):
            return type(node)(tuple(_replaced(part, old, new) for part in parts))
        case Not(part):
            return Not(_replaced(part, old, new))
        case Each(quantifier, path, part):
            return Each(quantifier, path, _replaced(part, old, new))
        case Count(where=where) if where is not None:
            return node.replace(where=_replaced(where, old, new))
        case _:
            return node
