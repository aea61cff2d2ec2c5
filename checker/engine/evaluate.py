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
from checker.engine.facts import UNKNOWN
from checker.ground.truth import Truth, all_of, any_of, negation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checker.domain.tree import Node, Operand, Ref
    from checker.engine.facts import FactBase, Resolved

__all__ = ["View", "evaluate", "evaluate_item"]


class View:
    """What a tree sees: the facts of one subject and the pack's parameters.

    ``accept`` may refuse a fact as too weak, which makes it unknown; ``overrides`` answer
    "what if": they stand for facts of this subject. ``answers`` are those of attestations, by
    question; what they do not answer is unknown.
    """

    __slots__ = ("accept", "answers", "facts", "law_only", "overrides", "parameters", "workforce")

    def __init__(
        self,
        facts: FactBase,
        workforce: int | None,
        parameters: Mapping[str, Any],
        *,
        accept: Callable[[Resolved], bool] | None = None,
        overrides: Mapping[str, Any] | None = None,
        law_only: bool = False,
        answers: Mapping[str, bool] | None = None,
    ) -> None:
        self.facts = facts
        self.workforce = workforce
        self.parameters = parameters
        self.accept = accept
        self.overrides = overrides or {}
        self.law_only = law_only
        self.answers = answers or {}

    def what_if(self, path: str, value: Any) -> View:
        """The same view, with another value of one fact."""
        return self._other({**self.overrides, path: value}, self.answers)

    def what_if_attested(self, answers: Mapping[str, bool]) -> View:
        """The same view, with these answers of attestations and no others."""
        return self._other(self.overrides, answers)

    def _other(self, overrides: Mapping[str, Any], answers: Mapping[str, bool]) -> View:
        return View(
            self.facts, self.workforce, self.parameters, accept=self.accept, overrides=overrides,
            law_only=self.law_only, answers=answers,
        )  # fmt: skip

    def fact(self, path: str) -> Any:
        """The value of a fact, or UNKNOWN."""
        if path in self.overrides:
            return self.overrides[path]
        if self.law_only:
            return self.facts.law_value(path, self.workforce)
        resolved = self.facts.resolve(path, self.workforce)
        if self.accept is not None and resolved.known and not self.accept(resolved):
            return UNKNOWN
        return resolved.value

    def item(self, records: str, record: Any, field: str) -> Any:
        """One field of a record of a list, or UNKNOWN."""
        if records == "workforces":
            resolved = self.facts.resolve(field, record)
            if self.accept is not None and resolved.known and not self.accept(resolved):
                return UNKNOWN
            return resolved.value
        return self.facts.item_value(records, record, field)

    def records(self, path: str) -> Any:
        """The records of a list, or UNKNOWN."""
        value = self.fact(path)
        if value is UNKNOWN:
            return UNKNOWN
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
            return _test(op, _value(ref, view, records, record), view.operand(operand))
        case Each(quantifier, path, part):
            members = view.records(path)
            if members is UNKNOWN:
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


def _test(op: str, value: Any, operand: Any) -> Truth:
    if value is UNKNOWN or operand is UNKNOWN:
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
    if node.where is None and node.distinct is None:
        size = len(set(members)) if members and isinstance(members[0], str) else len(members)
        return _test(node.op, size, operand)
    chosen = [
        (member, evaluate_item(node.where, view, node.path, member) if node.where else True) for member in members
    ]
    sure = [member for member, truth in chosen if truth is True]
    maybe = [member for member, truth in chosen if truth is None]
    if node.distinct is None:
        least, most = len(sure), len(sure) + len(maybe)
    else:
        least, most = _distinct_bounds(node.path, node.distinct, sure, maybe, view)
    results = {_test(node.op, size, operand) for size in range(least, most + 1)}
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
