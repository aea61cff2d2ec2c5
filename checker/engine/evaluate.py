"""The evaluator: a node and a view of the facts to true, false or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.operators import OPERATORS
from checker.domain.pack import Either
from checker.domain.tree import (
    All,
    AnyOf,
    Constant,
    Count,
    Each,
    FactRef,
    ItemRef,
    Judgement,
    Not,
    ParamRef,
    Scaled,
    Test,
)  # fmt: skip
from checker.engine.values import UNKNOWN
from checker.ground.truth import Truth, all_of, any_of, negation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.domain.tree import Node, Operand, Ref
    from checker.engine.facts import FactBase

__all__ = ["Key", "View", "compare", "evaluate", "evaluate_item"]

# A fact by its path and the workforce it is about; None for the project's.
Key = tuple[str, int | None]


class View:
    """What a tree sees: the facts of one subject and the pack's parameters.

    ``chosen`` says which of its values a fact has here, by path and workforce; a fact that has several and is not
    chosen is unknown. ``overrides`` answer "what if": they stand for facts of this subject. ``answers`` are those of
    attestations, by question; what they do not answer is unknown.
    """

    __slots__ = ("answers", "chosen", "facts", "law_only", "overrides", "parameters", "workforce")

    def __init__(
        self,
        facts: FactBase,
        workforce: int | None,
        parameters: Mapping[str, Any],
        *,
        chosen: Mapping[Key, Any] | None = None,
        overrides: Mapping[str, Any] | None = None,
        law_only: bool = False,
        answers: Mapping[str, bool] | None = None,
    ) -> None:
        self.facts = facts
        self.workforce = workforce
        self.parameters = parameters
        self.chosen = chosen or {}
        self.overrides = overrides or {}
        self.law_only = law_only
        self.answers = answers or {}

    def what_if(self, path: str, value: Any) -> View:
        """The same view, with another value of one fact."""
        return self._other({**self.overrides, path: value}, self.answers, self.chosen)

    def what_if_attested(self, answers: Mapping[str, bool]) -> View:
        """The same view, with these answers of attestations and no others."""
        return self._other(self.overrides, answers, self.chosen)

    def choosing(self, chosen: Mapping[Key, Any]) -> View:
        """The same view, with these of the values that facts have."""
        return self._other(self.overrides, self.answers, chosen)

    def _other(self, overrides: Mapping[str, Any], answers: Mapping[str, bool], chosen: Mapping[Key, Any]) -> View:
        return View(
            self.facts, self.workforce, self.parameters, chosen=chosen, overrides=overrides,
            law_only=self.law_only, answers=answers,
        )  # fmt: skip

    def key(self, path: str, workforce: int | None = None) -> Key:
        """A fact as it is looked up: of the project without a workforce, else the subject's where none is given."""
        if self.facts.row(path).scope == "project":
            return path, None
        return path, self.workforce if workforce is None else workforce

    def fact(self, path: str) -> Any:
        """The value of a fact, or UNKNOWN."""
        if path in self.overrides:
            return self.overrides[path]
        if self.law_only:
            return self.facts.law_value(path, self.workforce)
        return self._value(self.key(path))

    def at(self, key: Key) -> Any:
        """The value of a fact of any workforce, or UNKNOWN."""
        return self.fact(key[0]) if key == self.key(key[0]) else self._value(key)

    def _value(self, key: Key) -> Any:
        if key in self.chosen:
            return self.chosen[key].value
        values = self.facts.values(*key)
        return values[0].value if len(values) == 1 else UNKNOWN

    def item(self, records: str, record: Any, field: str) -> Any:
        """One field of a record of a list, or UNKNOWN."""
        if records == "workforces":
            return self._value(self.key(field, record))
        return self.facts.item_value(records, record, field)

    def records(self, path: str) -> Any:
        """The records of a list, or UNKNOWN; a set of which only bounds are known is one of several."""
        value = self.fact(path)
        if value is UNKNOWN or isinstance(value, Either):
            return value
        return range(len(value)) if path == "workforces" else value

    def operand(self, operand: Operand) -> Any:
        """The value a test compares with, or UNKNOWN."""
        match operand:
            case Constant(value):
                return value
            case ParamRef(name):
                return self.parameters[name]
            case Scaled(path, times):
                value = self.fact(path)
                if isinstance(value, Either) and times != 1:
                    return Either(tuple(_times(one, times) for one in value.values))
                return value if value is UNKNOWN or times == 1 else _times(value, times)


def evaluate(node: Node, view: View) -> Truth:
    """The truth of a node. A fact that is not known makes a test unknown, never false."""
    return evaluate_item(node, view, "", None)


def evaluate_item(node: Node, view: View, records: str, record: Any) -> Truth:
    """The truth of a node inside a quantifier over ``records``, for one record."""
    match node:
        case All(parts):
            return all_of(evaluate_item(part, view, records, record) for part in parts)
        case AnyOf(parts):
            return any_of(evaluate_item(part, view, records, record) for part in parts)
        case Not(part):
            return negation(evaluate_item(part, view, records, record))
        case Test(ref, op, operand):
            return compare(op, _value(ref, view, records, record), view.operand(operand))
        case Each(quantifier, path, part):
            members = view.records(path)
            if members is UNKNOWN or isinstance(members, Either):
                return None
            results = (evaluate_item(part, view, path, member) for member in members)
            return all_of(results) if quantifier == "every" else any_of(results)
        case Count():
            return _count(node, view)
        case Judgement(question):
            return view.answers.get(question)


def _value(ref: Ref, view: View, records: str, record: Any) -> Any:
    match ref:
        case FactRef(path):
            return view.fact(path)
        case ItemRef(field):
            return view.item(records, record, field)
        case ParamRef(name):
            return view.parameters[name]


def compare(op: str, value: Any, operand: Any) -> Truth:
    """The truth of one test; unknown where a side is, or where it may be several values that are told apart."""
    if value is UNKNOWN or operand is UNKNOWN:
        return None
    if isinstance(value, Either) and value.between and op in ("is", "is_not"):
        return None
    if isinstance(operand, Either) or isinstance(value, Either):
        results = {OPERATORS[op].test(left, right) for left in _values(value) for right in _values(operand)}
        return results.pop() if len(results) == 1 else None
    return OPERATORS[op].test(value, operand)


def _values(value: Any) -> tuple[Any, ...]:
    return value.values if isinstance(value, Either) else (value,)


def _count(node: Count, view: View) -> Truth:
    """Tests a number of which only bounds may be known: members that may or may not satisfy."""
    members = view.records(node.path)
    operand = view.operand(node.operand)
    if members is UNKNOWN or operand is UNKNOWN:
        return None
    if isinstance(members, Either):
        sizes = {compare(node.op, len(set(one)), operand) for one in members.values}
        return sizes.pop() if len(sizes) == 1 and node.where is None and node.distinct is None else None
    if node.where is None and node.distinct is None:
        size = len(set(members)) if members and isinstance(members[0], str) else len(members)
        return compare(node.op, size, operand)
    chosen = [
        (member, evaluate_item(node.where, view, node.path, member) if node.where else True) for member in members
    ]
    sure = [member for member, truth in chosen if truth is True]
    maybe = [member for member, truth in chosen if truth is None]
    if node.distinct is None:
        least, most = len(sure), len(sure) + len(maybe)
    else:
        least, most = _distinct_bounds(node.path, node.distinct, sure, maybe, view)
    results = {compare(node.op, size, operand) for size in range(least, most + 1)}
    return results.pop() if len(results) == 1 else None


def _distinct_bounds(path: str, field: str, sure: list[Any], maybe: list[Any], view: View) -> tuple[int, int]:
    known = {value for member in sure if (value := view.item(path, member, field)) is not UNKNOWN}
    unnamed = sum(1 for member in sure if view.item(path, member, field) is UNKNOWN)
    least = max(len(known), 1 if sure else 0)
    open_ = {value for member in maybe if (value := view.item(path, member, field)) is not UNKNOWN} - known
    open_unnamed = sum(1 for member in maybe if view.item(path, member, field) is UNKNOWN)
    return least, len(known) + unnamed + len(open_) + open_unnamed


def _times(value: Any, factor: float) -> float:
    """The product of two numbers as they are written, rounded once."""
    from fractions import Fraction

    return float(Fraction(str(value)) * Fraction(str(factor)))
