"""One walk of a tree: its truth, what suffices for that, how strong that is, and what is missing.

A set of facts suffices for a truth where the tree has it whatever all other facts are. Of several such sets the
strongest is kept, and a set is as strong as the weakest fact in it: once as evidence in a project's favour, once
as evidence against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from checker.domain.pack import Either
from checker.domain.tree import All, AnyOf, Count, Each, FactRef, ItemRef, Judgement, Not, ParamRef, Scaled, Test
from checker.engine.evaluate import evaluate_item
from checker.engine.values import UNKNOWN
from checker.ground.truth import Truth, all_of, any_of, negation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from checker.domain.tree import Node
    from checker.engine.evaluate import Key, View

__all__ = ["CERTAIN", "NOTHING", "Grounds", "Leaf", "Weights", "grounds", "joined"]

CERTAIN = 1_000  # the weight of what needs no evidence


class Leaf(NamedTuple):
    """A fact as a test reads it, or a question that people answer.

    ``record`` is the place of the record in a list of which one record is read; ``since`` the day from which on an
    answer must speak.
    """

    path: str
    workforce: int | None = None
    record: int | None = None
    since: date | None = None
    question: str = ""

    @property
    def key(self) -> Key:
        """The fact, by path and workforce."""
        return self.path, self.workforce


class Weights(Protocol):
    """How strong the evidence for one fact is."""

    def favour(self, leaf: Leaf) -> int:
        """In the project's favour."""

    def against(self, leaf: Leaf) -> int:
        """Against the project."""


class _Set(NamedTuple):
    """Facts that suffice, and the weight of the weakest."""

    leaves: tuple[Leaf, ...]
    weight: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """Of two sets the stronger; then that which rests on fewer people's word; then the smaller."""
        return self.weight, -sum(1 for leaf in self.leaves if leaf.question), -len(self.leaves)


class Grounds(NamedTuple):
    """The truth of a tree, and its grounds: the strongest sets where it is known, what is missing where not."""

    truth: Truth
    favour: _Set
    against: _Set
    missing: tuple[Leaf, ...] = ()


NOTHING = _Set((), CERTAIN)
_HOLDS: Truth = True


def grounds(
    node: Node, view: View, weights: Weights, records: str = "", record: tuple[int, object] = (0, None)
) -> Grounds:
    """Walk a tree once; inside a quantifier over ``records`` for one record, given with its place."""
    match node:
        case All(parts):
            return joined([grounds(part, view, weights, records, record) for part in parts], every=True)
        case AnyOf(parts):
            return joined([grounds(part, view, weights, records, record) for part in parts], every=False)
        case Not(part):
            inner = grounds(part, view, weights, records, record)
            return inner._replace(truth=negation(inner.truth))
        case Each(quantifier, path, part):
            return _each(view, weights, every=quantifier == "every", path=path, part=part)
        case Count(path, where, _, _, _) if path == "workforces" and where is not None:
            return _counted(node, view, weights)
        case _:
            return _leaf(node, view, weights, records, record)


def joined(parts: Sequence[Grounds], *, every: bool) -> Grounds:
    """What follows from the grounds of several parts: all must hold, or one."""
    truths = [part.truth for part in parts]
    truth = all_of(truths) if every else any_of(truths)
    if truth is None:
        return Grounds(None, NOTHING, NOTHING, tuple(leaf for part in parts for leaf in part.missing))
    if truth is not every and parts:
        # One part suffices: a failed one of `all`, one that holds of `any`.
        told = [part for part in parts if part.truth is truth]
        return Grounds(
            truth, max((part.favour for part in told), key=_rank), max((part.against for part in told), key=_rank)
        )
    return Grounds(truth, _union(part.favour for part in parts), _union(part.against for part in parts))


def _rank(one: _Set) -> tuple[int, int, int]:
    return one.rank


def _union(sets: Iterable[_Set]) -> _Set:
    """All of them are needed."""
    leaves: dict[Leaf, None] = {}
    weight = CERTAIN
    for one in sets:
        leaves.update(dict.fromkeys(one.leaves))
        weight = min(weight, one.weight)
    return _Set(tuple(leaves), weight)


def _of(truth: Truth, leaves: tuple[Leaf, ...], weights: Weights) -> Grounds:
    """The grounds of a test: all facts that it reads."""
    favour = min((weights.favour(leaf) for leaf in leaves), default=CERTAIN)
    against = min((weights.against(leaf) for leaf in leaves), default=CERTAIN)
    return Grounds(truth, _Set(leaves, favour), _Set(leaves, against))


def _each(view: View, weights: Weights, *, every: bool, path: str, part: Node) -> Grounds:
    members = view.records(path)
    whole = Leaf(*view.key(path))
    if members is UNKNOWN or isinstance(members, Either):
        return Grounds(None, NOTHING, NOTHING, (whole,))
    inner = [grounds(part, view, weights, path, (place, member)) for place, member in enumerate(members)]
    found = joined(inner, every=every)
    if found.truth is None or (found.truth is not every and inner):
        return found
    # That nothing else is in the list, the list itself must say; of workforces only where there is none.
    if path == "workforces" and members:
        return found
    listed = _of(found.truth, (whole,), weights)
    return joined([listed, found] if found.truth else [_as_true(listed), _as_true(found)], every=True)._replace(
        truth=found.truth
    )


def _as_true(one: Grounds) -> Grounds:
    return one._replace(truth=True)


def _counted(node: Count, view: View, weights: Weights) -> Grounds:
    """The number of workforces of which something holds: all of them, and what is asked of each."""
    truth = evaluate_item(node, view, "", None)
    members = view.records(node.path)
    whole = Leaf(*view.key(node.path))
    if members is UNKNOWN:
        return Grounds(None, NOTHING, NOTHING, (whole,))
    assert node.where is not None
    inner = [grounds(node.where, view, weights, node.path, (place, member)) for place, member in enumerate(members)]
    if truth is None:
        missing = tuple(leaf for one in inner for leaf in one.missing)
        operand = _operand(node, view)
        return Grounds(None, NOTHING, NOTHING, missing or operand or (whole,))
    known = [_as_true(one) for one in inner if one.truth is not None]
    return joined([_of(_HOLDS, (whole, *_operand(node, view)), weights), *known], every=True)._replace(truth=truth)


def _leaf(node: Node, view: View, weights: Weights, records: str, record: tuple[int, object]) -> Grounds:
    truth = evaluate_item(node, view, records, record[1])
    if isinstance(node, Judgement):
        asked = Leaf("judgement", question=node.question)
        return Grounds(None, NOTHING, NOTHING, (asked,)) if truth is None else _of(truth, (asked,), weights)
    if truth is None:
        return Grounds(None, NOTHING, NOTHING, tuple(_open_leaves(node, view, records, record)))
    return _of(truth, tuple(_read(node, view, records, record)), weights)


def _read(node: Node, view: View, records: str, record: tuple[int, object]) -> Iterable[Leaf]:
    """The facts that a test reads; the day and the stage are given and decide nothing by themselves."""
    place, member = record
    if isinstance(node, Count):
        yield Leaf(*view.key(node.path))
    elif isinstance(node, Test):
        match node.ref:
            case FactRef(path) if path not in ("as_of", "stage"):
                yield Leaf(*view.key(path), since=node.since)
            case ItemRef(field) if records == "workforces":
                assert isinstance(member, int)
                yield Leaf(*view.key(field, member))
            case ItemRef():
                yield Leaf(*view.key(records), record=place)
    yield from _operand(node, view)


def _operand(node: Node, view: View) -> tuple[Leaf, ...]:
    operand = node.operand if isinstance(node, Test | Count) else None
    if isinstance(operand, Scaled) and operand.path not in ("as_of", "stage"):
        return (Leaf(*view.key(operand.path)),)
    return ()


def _open_leaves(node: Node, view: View, records: str, record: tuple[int, object]) -> Iterable[Leaf]:
    """What keeps a test unknown."""
    if isinstance(node, Count):
        operand = _operand(node, view)
        if operand and view.fact(operand[0].path) is UNKNOWN:
            yield operand[0]
        else:
            yield Leaf(*view.key(node.path))
        return
    for leaf in _read(node, view, records, record):
        if leaf.record is not None or _is_open(leaf, view):
            yield leaf._replace(since=None)
    # What a host's law asks is open while the host is not stated.
    asked = [view.operand(node.operand)] if isinstance(node, Test) and not isinstance(node.operand, Scaled) else []
    if isinstance(node, Test) and isinstance(node.ref, ParamRef):
        asked.append(view.parameters[node.ref.name])
    if any(isinstance(one, Either) for one in asked):
        yield Leaf("country")


def _is_open(leaf: Leaf, view: View) -> bool:
    value = view.at(leaf.key)
    return value is UNKNOWN or isinstance(value, Either)
