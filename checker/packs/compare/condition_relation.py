"""How two conditions of different packs stand to each other, as far as their trees prove it.

``same`` and ``stricter`` are claims about the tests alone, under each pack's default profile: the
words of the instruments, the class and the evidence asked for are compared by nobody here.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.tree import All, AnyOf, Constant, Count, Each, FactRef, Not, ParamRef, Scaled, Test, walk
from checker.domain.vocabulary import DESCRIPTIVE
from checker.packs.compare.tree_strictness import Way, goal_of, joined, tree_way, way_of

if TYPE_CHECKING:
    from datetime import date

    from checker.domain.pack import Condition, Pack
    from checker.domain.tree import Node

__all__ = ["Placed", "Relation", "RelationProof", "facts_of", "place", "relation"]


class Relation(Enum):
    """How the second condition stands to the first."""

    SAME = "same"
    STRICTER = "stricter"
    LAXER = "laxer"
    OVERLAPS = "overlaps"
    APART = "apart"
    NEVER = "never together"


class Placed(NamedTuple):
    """A condition in its pack, with its trees as the default profile reads them."""

    condition: Condition
    pack: Pack
    goal: Node
    applies: Node | None
    facts: tuple[str, ...]
    purposes: frozenset[str]

    @property
    def id(self) -> str:
        """The id of the condition."""
        return self.condition.id


class RelationProof(NamedTuple):
    """A relation, with what it rests on: the goal, where it applies, and the facts that each goal reads."""

    first: Placed
    second: Placed
    relation: Relation
    goal: Way
    applies: Way
    shared: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


def place(condition: Condition, pack: Pack) -> Placed:
    """The condition, ready to be compared."""
    goal = _plain(goal_of(condition), pack)
    applies = _plain(condition.applies, pack) if condition.applies is not None else None
    judging = (track.purposes for track in pack.tracks if condition.cluster in track.clusters)
    return Placed(condition, pack, goal, applies, facts_of(goal), frozenset(chain.from_iterable(judging)))


def relation(first: Placed, second: Placed) -> RelationProof:
    """How the second stands to the first; what is not proven is an overlap at most."""
    goal = tree_way(first.goal, second.goal)
    applies = joined((_cases_way(first, second), _window_way(first, second), _purposes_way(first, second)))
    shared = tuple(path for path in first.facts if path in second.facts)
    only_first = tuple(path for path in first.facts if path not in shared)
    only_second = tuple(path for path in second.facts if path not in shared)
    if first.condition.scope != second.condition.scope:
        goal = Way.OTHER
    proven = {Way.SAME: Relation.SAME, Way.STRICTER: Relation.STRICTER, Way.LAXER: Relation.LAXER}
    if not first.purposes & second.purposes:
        # No project is judged by both, so neither says anything of the other.
        return RelationProof(first, second, Relation.NEVER, goal, Way.OTHER, shared, only_first, only_second)
    word = proven.get(joined((goal, applies)), Relation.OVERLAPS if shared else Relation.APART)
    return RelationProof(first, second, word, goal, applies, shared, only_first, only_second)


def facts_of(node: Node) -> tuple[str, ...]:
    """The facts that a tree reads, each once, in its order; what only describes the project is left out."""
    found: list[str] = []
    for part in walk(node):
        match part:
            case Test(ref, _, operand):
                found += [ref.path] if isinstance(ref, FactRef) else []
                found += [operand.path] if isinstance(operand, Scaled) else []
            case Each(_, path, _):
                found.append(path)
            case Count(path, _, _, _, operand):
                found += [path, *([operand.path] if isinstance(operand, Scaled) else [])]
    return tuple(dict.fromkeys(path for path in found if path not in DESCRIPTIVE))


def _cases_way(first: Placed, second: Placed) -> Way:
    return tree_way(first.applies, second.applies).turned()


def _purposes_way(first: Placed, second: Placed) -> Way:
    """A condition that judges projects of more purposes is the stricter one."""
    before, after = set(first.purposes), set(second.purposes)
    return way_of(no_laxer=before <= after, no_stricter=after <= before)


def _window_way(first: Placed, second: Placed) -> Way:
    """A condition that is in force on more days is the stricter one."""
    before, after = first.condition, second.condition
    begins = _edge_way(before.in_force_from, after.in_force_from, earlier=Way.STRICTER)
    ends = _edge_way(before.in_force_until, after.in_force_until, earlier=Way.LAXER)
    return joined((begins, ends))


def _edge_way(old: date | None, new: date | None, *, earlier: Way) -> Way:
    if old == new:
        return Way.SAME
    if old is None or new is None:
        # Without an edge it is in force on more days, at either end.
        return Way.STRICTER if new is None else Way.LAXER
    return earlier if new < old else earlier.turned()


def _plain(node: Node, pack: Pack) -> Any:
    """The tree with parameters as values, and without the ways of writing the same thing twice."""
    match node:
        case All(parts) | AnyOf(parts):
            kind = type(node)
            plain = [_plain(part, pack) for part in parts]
            flat = [one for part in plain for one in (part.parts if isinstance(part, kind) else (part,))]
            found = tuple(dict.fromkeys(flat))
            return found[0] if len(found) == 1 else kind(found)
        case Not(part):
            inner = _plain(part, pack)
            return inner.part if isinstance(inner, Not) else Not(inner)
        case Each(part=part):
            return replace(node, part=_plain(part, pack))
        case Count(where=where, operand=operand):
            inner = _plain(where, pack) if where is not None else None
            return replace(node, where=inner, operand=_value(operand, pack))
        case Test(ref, _, operand):
            ref = ParamRef(_said(ref.name, pack)) if isinstance(ref, ParamRef) else ref
            return replace(node, ref=ref, operand=_value(operand, pack))
        case _:
            return node


def _value(operand: Any, pack: Pack) -> Any:
    """The value of a parameter; one that host law moves is comparable only with one that moves alike."""
    if not isinstance(operand, ParamRef):
        return operand
    if pack.parameters[operand.name].host_law:
        return ParamRef(_said(operand.name, pack))
    value = _default(operand.name, pack)
    return Constant(tuple(value) if isinstance(value, list) else value)


def _default(name: str, pack: Pack) -> Any:
    return pack.profiles[pack.default_profile].parameters.get(name, pack.parameters[name].default)


def _said(name: str, pack: Pack) -> str:
    """A name that two parameters share only where they have the same value, in every country."""
    rows = [(row.country, row.value, str(row.from_), str(row.until)) for row in pack.parameters[name].host_law]
    return repr((_default(name, pack), sorted(rows)))
