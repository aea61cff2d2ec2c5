"""What stated facts imply or suggest about other facts, and which of them cannot be true together.

The rows are data (``implication_rows.py``); this module reads them on one combination of known values. It knows
nothing of statements, grades or sides: an implied value is one more statement, as strong as the weakest of its
sources, and whoever weighs it does so as with any other. A suggestion only puts in doubt what would be met, and
never excuses what fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.implication_kinds import FIGURES, OPEN, SOME, Implication, Test
from checker.domain.implication_rows import IMPLICATIONS
from checker.domain.operators import OPERATORS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "IMPLICATIONS",
    "IMPOSSIBLE",
    "OPEN",
    "Conclusion",
    "Implication",
    "Impossibility",
    "Test",
    "concluded_paths",
    "conclusions",
    "impossibilities",
    "sources_of",
]  # fmt: skip


class Conclusion(NamedTuple):
    """What one row says of a fact: it passes the test ``op`` with ``operand``, or is in doubt (`open`).

    ``value`` is the fact's value where the row settles it (for a set, the member that it holds), else None: a
    bound answers no test that only some of the values within it pass. ``sources`` are the paths it rests on.
    """

    row: Implication
    path: str
    op: str
    operand: Any
    value: Any
    said: str
    sources: tuple[str, ...]

    def allows(self, value: Any) -> bool:
        """Whether a stated value of the fact agrees with the conclusion; nothing does where the fact is in doubt."""
        return self.op != OPEN and OPERATORS[self.op].test(value, self.operand)


class Impossibility(NamedTuple):
    """Values of which at least one is wrong, with the paths of the facts that state them."""

    row: Implication
    said: str
    sources: tuple[str, ...]


def conclusions(value_of: Callable[[str], Any], rows: Iterable[Implication] | None = None) -> Iterator[Conclusion]:
    """What follows from one combination of values, row by row.

    Args:
        value_of: the value of a fact by its path, for the project and one workforce; None where it is not known.
            `parties` are records with `kind`, `roles` and `id`, as objects or mappings.
        rows: the rows to look at, such as ``sources_of(path)``; all where not given.
    """
    for row in _CONCLUDING if rows is None else rows:
        values = _values(row, value_of)
        if row.then is None or values is None:
            continue
        figure = FIGURES[row.figure](values) if row.figure else None
        if row.figure and figure is None:
            continue
        path, op, stated = row.then
        operand = figure if stated is None and op != OPEN else stated
        yield Conclusion(row, path, op, operand, _settled(op, operand), _said(row, values, figure), tuple(values))


def impossibilities(
    value_of: Callable[[str], Any], rows: Iterable[Implication] | None = None
) -> Iterator[Impossibility]:
    """Which values of one combination cannot all be true; ``value_of`` and ``rows`` as for :func:`conclusions`."""
    for row in IMPOSSIBLE if rows is None else rows:
        values = _values(row, value_of)
        if values is not None and (figure := FIGURES[row.figure](values)) is not None:
            yield Impossibility(row, _said(row, values, figure), tuple(values))


def concluded_paths() -> tuple[str, ...]:
    """The facts of which some row concludes something."""
    return tuple(_BY_CONCLUDED)


def sources_of(path: str) -> tuple[Implication, ...]:
    """The rows that can conclude something about a fact."""
    return _BY_CONCLUDED.get(path, ())


_CONCLUDING = tuple(row for row in IMPLICATIONS if row.then is not None)
IMPOSSIBLE = tuple(row for row in IMPLICATIONS if row.then is None)
_BY_CONCLUDED: dict[str, tuple[Implication, ...]] = {}
for _row in IMPLICATIONS:
    if _row.then is not None:
        _BY_CONCLUDED[_row.then.path] = (*_BY_CONCLUDED.get(_row.then.path, ()), _row)


def _values(row: Implication, value_of: Callable[[str], Any]) -> dict[str, Any] | None:
    """The values of a row's sources where its tests hold; None where one fails or a value is not known."""
    values: dict[str, Any] = {}
    for test in row.when:
        if (value := value_of(test.path)) is None or not _holds(test, value):
            return None
        values[test.path] = value
    for test in row.unless:
        if (value := value_of(test.path)) is not None:
            if _holds(test, value):
                return None
            values[test.path] = value
    return values


def _holds(test: Test, value: Any) -> bool:
    return bool(_matching(test, value)) if test.op == SOME else OPERATORS[test.op].test(value, test.operand)


def _matching(test: Test, value: Any) -> list[Any]:
    """The records of a list, or the one amount, that pass every test of their fields."""
    records = [value] if isinstance(value, dict) else value
    return [
        record
        for record in records
        if all(
            (field := _field(record, name)) is not None and OPERATORS[op].test(field, operand)
            for name, op, operand in test.operand
        )
    ]


def _field(record: Any, name: str) -> Any:
    return record.get(name) if isinstance(record, dict) else getattr(record, name)


def _settled(op: str, operand: Any) -> Any:
    """The value that a test leaves a fact, or the one member that it gives a set; None where it leaves several."""
    return operand if op == "is" or (op == "contains_any" and len(operand) == 1) else None


def _said(row: Implication, values: dict[str, Any], figure: Any) -> str:
    words = [_words(values[path], next(test for test in row.when if test.path == path)) for path in row.sources]
    return row.said.format(*words, figure=figure if isinstance(figure, str) else _words(figure))


class _Amount(NamedTuple):
    """An amount in words, of which a sentence can name the number alone."""

    number: str
    currency: str

    def __str__(self) -> str:
        return " ".join(self)


def _words(value: Any, test: Test | None = None) -> str | _Amount:
    """A value as a sentence holds it: an amount with its currency, the members that a test asks for, a number."""
    if isinstance(value, dict):
        return _Amount(f"{value['amount']:.15g}", value["currency"])
    if test is not None and test.op == SOME:
        return " and ".join(dict.fromkeys(str(_field(record, "id")) for record in _matching(test, value)))
    if test is not None and test.op == "contains_any":
        return " and ".join(str(_words(word)) for word in value if word in test.operand)
    if isinstance(value, int | float):
        return f"{value:.15g}"
    return str(value).replace("_", " ")
