"""The operators of a test: what they apply to, how they decide, and how they are said.

A new operator is a new row; the compiler, the evaluator, the explanation and the English
rendering read nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.vocabulary import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from checker.domain.vocabulary import Kind

__all__ = ["OPERATORS", "Operator", "witnesses"]

_NUMERIC: frozenset[Kind] = frozenset({"integer", "number", "share"})
_WORDS: frozenset[Kind] = TEXTS | {"choice"}
_SINGLE: frozenset[Kind] = _WORDS | _NUMERIC | {"bool", "date"}
_ANYTHING: frozenset[Kind] = _SINGLE | {"set", "money", "records"}


class Operator(NamedTuple):
    """One row: ``test(value, operand)`` on known values; ``operand`` says what is written beside it."""

    kinds: frozenset[Kind]
    operand: str  # "one": a value of the fact's kind; "list": several; "number", "date", "true"
    test: Callable[[Any, Any], bool]
    holds: str
    fails: str


def _day(value: Any) -> Any:
    from datetime import date

    return date.fromisoformat(value) if isinstance(value, str) else value


def _dated(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """Dates compare as dates; the word `none` (no end) is neither before nor after a day."""
    return lambda value, operand: value != "none" and test(value, _day(operand))


OPERATORS: dict[str, Operator] = {
    "is": Operator(_SINGLE, "one", lambda value, operand: value == operand, "{}", "anything but {}"),
    "is_not": Operator(_SINGLE, "one", lambda value, operand: value != operand, "anything but {}", "{}"),
    "in": Operator(_WORDS, "list", lambda value, operand: value in operand, "{}", "anything but {}"),
    "not_in": Operator(_WORDS, "list", lambda value, operand: value not in operand, "anything but {}", "{}"),
    "at_least": Operator(_NUMERIC, "number", lambda value, operand: value >= operand, "at least {}", "less than {}"),
    "at_most": Operator(_NUMERIC, "number", lambda value, operand: value <= operand, "at most {}", "more than {}"),
    "more_than": Operator(_NUMERIC, "number", lambda value, operand: value > operand, "more than {}", "at most {}"),
    "less_than": Operator(_NUMERIC, "number", lambda value, operand: value < operand, "less than {}", "at least {}"),
    "contains_any": Operator(
        frozenset({"set"}), "list", lambda value, operand: any(item in operand for item in value),
        "a list with any of {}", "a list without {}"),
    "contains_none": Operator(
        frozenset({"set"}), "list", lambda value, operand: not any(item in operand for item in value),
        "a list without {}", "a list with any of {}"),
    "within": Operator(
        frozenset({"set"}), "list", lambda value, operand: all(item in operand for item in value),
        "a list of nothing but {}", "a list with anything but {}"),
    "before": Operator(
        frozenset({"date"}), "date", _dated(lambda value, operand: value < operand), "before {}", "on or after {}"),
    "on_or_before": Operator(
        frozenset({"date"}), "date", _dated(lambda value, operand: value <= operand), "on or before {}", "after {}"),
    "on_or_after": Operator(
        frozenset({"date"}), "date", _dated(lambda value, operand: value >= operand), "on or after {}", "before {}"),
    "stated": Operator(_ANYTHING, "true", lambda _value, _operand: True, "any answer", "no answer"),
}  # fmt: skip


def witnesses(
    op: str, operand: Any, choices: tuple[str, ...], kind: Kind, bounds: tuple[Any, ...] = ()
) -> tuple[list[Any], list[Any]]:
    """Values that make the test true, and values that make it false, as examples of an answer.

    ``bounds`` are the numbers, days and words that other tests of the same fact compare with: examples
    lie on both sides of each, so that what is said of a range holds for all of it.
    """
    test = OPERATORS[op].test
    candidates: list[Any]
    if kind == "bool":
        candidates = [True, False]
    elif kind == "choice":
        candidates = list(choices)
    elif kind == "set":
        candidates = [(), *((choice,) for choice in choices), choices]
    elif kind in _NUMERIC and isinstance(operand, int | float):
        candidates = _numbers((operand, *(bound for bound in bounds if isinstance(bound, int | float))), kind)
    elif kind == "date" and not choices and hasattr(operand, "isoformat"):
        candidates = _days((operand, *(bound for bound in bounds if hasattr(bound, "isoformat"))))
    elif kind in TEXTS:
        candidates = _texts((operand, *bounds))
    else:
        candidates = list(operand) if isinstance(operand, list | tuple) else [operand]
    true = [value for value in candidates if test(value, operand)]
    return true, [value for value in candidates if not test(value, operand)]


def _days(bounds: Iterable[date]) -> list[date]:
    """Each day, and those beside it."""
    from datetime import date

    near = {min(max(day.toordinal() + step, 1), date.max.toordinal()) for day in bounds for step in (-1, 0, 1)}
    return [date.fromordinal(number) for number in sorted(near)]


def _texts(bounds: Iterable[Any]) -> list[str]:
    """Each text that is compared with, and one that is none of them."""
    named = [word for one in bounds for word in (one if isinstance(one, list | tuple) else [one])]
    words = [word for word in dict.fromkeys(named) if isinstance(word, str)]
    return [*words, max(words, key=len, default="") + "…"]


def _numbers(bounds: tuple[float, ...], kind: Kind) -> list[float]:
    """Numbers at, beside and far from each bound that a fact of the kind can have."""
    step = 1 if kind == "integer" else 0.01
    most = 1 if kind == "share" else 2 * max(bounds) + 1_000
    near = {value for bound in bounds for value in (bound - step, bound, bound + step)}
    return sorted(value for value in {0, most, *near} if 0 <= value <= most)
