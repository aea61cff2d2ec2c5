"""What a row of the table of implications is made of, and the figures that some of its rows work out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from checker.domain.vocabulary import DESCRIPTIVE, FACTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from fractions import Fraction

__all__ = ["FIGURES", "OPEN", "SOME", "Implication", "Kind", "Test"]

Kind = Literal["implies", "suggests", "impossible"]
# Beside the operators of a tree: a list with a record that passes every test of its fields; a fact in doubt
# whatever is stated about it.
SOME = "some"
OPEN = "open"
_HOURS_IN_A_DAY = 24
_HOURS_IN_A_WEEK = 168
# What rounding on a payslip can explain between a share and the deductions that make it up.
_ROUNDING = 0.01


class Test(NamedTuple):
    """One test of a fact's value: an operator of ``operators.py``, `some` or `open`, and what it compares with."""

    path: str
    op: str
    operand: Any = None


class Implication(NamedTuple):
    """One row: where every test of ``when`` holds and none of ``unless``, ``then`` follows.

    ``figure`` names a row of :data:`FIGURES` that works out the operand from the values of the sources (None:
    nothing follows); an impossible row has no ``then``, and its figure is what makes it so. ``said`` is a
    sentence with ``{0}``, ``{1}`` for the values of the sources in their order and ``{figure}``. ``confirmed``
    is false where nobody here has read the text of the source.
    """

    kind: Kind
    id: str
    when: tuple[Test, ...]
    then: Test | None
    said: str
    source: str
    unless: tuple[Test, ...] = ()
    figure: str = ""
    confirmed: bool = True

    @property
    def sources(self) -> tuple[str, ...]:
        """The paths of the facts that must be known, each once, in the order of the row."""
        return tuple(dict.fromkeys(test.path for test in self.when))

    @property
    def of_workforces(self) -> bool:
        """Whether a fact of a workforce is among the sources, so that each workforce is asked for itself."""
        return any((FACTS.get(path) or DESCRIPTIVE[path]).scope == "workforce" for path in self.sources)


def _share_of_amounts(values: Mapping[str, Any]) -> float | None:
    """Received over gross, rounded once; None in two currencies, of nothing, or above the whole."""
    gross, received = (values[f"wages.{name}_monthly"] for name in ("gross", "received"))
    if gross["currency"] != received["currency"] or not gross["amount"]:
        return None
    share = _exact(received["amount"]) / _exact(gross["amount"])
    return float(share) if share <= 1 else None


def _received_above_gross(values: Mapping[str, Any]) -> bool | None:
    gross, received = (values[f"wages.{name}_monthly"] for name in ("gross", "received"))
    return (gross["currency"] == received["currency"] and received["amount"] > gross["amount"]) or None


def _left_by_deductions(values: Mapping[str, Any]) -> float | None:
    """The share of the wage that the deductions leave; None where they take nothing, or more than there is."""
    taken = _taken(values)
    return float(1 - taken) if 0 < taken <= 1 else None


def _deducted(values: Mapping[str, Any]) -> float | None:
    """What all deductions take, where that is more than the wage."""
    taken = _taken(values)
    return float(taken) if taken > 1 else None


def _missing_deductions(values: Mapping[str, Any]) -> float | None:
    """The share of the wage that is neither received nor among the deductions listed."""
    if any(record.get("share") is None for record in values["wages.deductions"]):
        return None
    missing = 1 - _exact(values["wages.share_received"]) - _taken(values)
    return float(missing) if missing > _exact(_ROUNDING) else None


def _taken(values: Mapping[str, Any]) -> Fraction:
    return sum((_exact(record.get("share") or 0) for record in values["wages.deductions"]), _exact(0))


def _hours_worked(values: Mapping[str, Any]) -> float | None:
    """Regular hours and overtime, where a week has fewer."""
    return _more_than(_all_hours(values), _HOURS_IN_A_WEEK)


def _long_hours(values: Mapping[str, Any]) -> float | None:
    """Regular hours and overtime, where they fill twelve hours of every day of the week."""
    return _more_than(_all_hours(values), _HOURS_IN_A_WEEK // 2)


def _all_hours(values: Mapping[str, Any]) -> Fraction:
    return _exact(values["hours.regular_weekly"]) + _exact(values["hours.overtime_weekly"])


def _hours_of_working_days(values: Mapping[str, Any]) -> float | None:
    """The hours of the days that are no days of rest, where the regular hours are more."""
    left = _HOURS_IN_A_DAY * (7 - _exact(values["hours.rest_days_per_week"]))
    return float(left) if _exact(values["hours.regular_weekly"]) > left else None


def _overtime_on_rest_days(values: Mapping[str, Any]) -> float | None:
    left = _HOURS_IN_A_DAY * (7 - _exact(values["hours.rest_days_per_week"]))
    return _more_than(_all_hours(values), left)


def _more_than(hours: Fraction, bound: Fraction | int) -> float | None:
    return float(hours) if hours > bound else None


def _closed_above_received(values: Mapping[str, Any]) -> int | None:
    """How many of the complaints closed did not come in within the same twelve months."""
    more = values["remedy.complaints_closed"] - values["remedy.complaints_received"]
    return more if more > 0 else None


def _more_disabled_than_workers(values: Mapping[str, Any]) -> bool | None:
    return values["disability.employed"] > values["headcount"] or None


def _works_abroad(values: Mapping[str, Any]) -> bool | None:
    return values["nationality"] != values["workplace_country"] or None


def _ends_before_granted(values: Mapping[str, Any]) -> str | None:
    """The days of an authorisation that ends before it was granted."""
    for record in values["sanctions.authorisations"]:
        granted, until = record.get("granted"), record.get("valid_until")
        if granted and until and until != "none" and until < granted:
            return f"`granted` {granted}, `valid_until` {until}"
    return None


def _exact(number: float) -> Fraction:
    """A number as it is written: 0.1 is a tenth, and not a hair more."""
    from fractions import Fraction

    return Fraction(number) if isinstance(number, int) else Fraction(str(number))


# The figures by the name under which a row asks for them.
FIGURES: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "received / gross": _share_of_amounts,
    "more received than gross": _received_above_gross,
    "what the deductions leave": _left_by_deductions,
    "they take more than the wage": _deducted,
    "a part of the wage is in neither": _missing_deductions,
    "more than 168 hours": _hours_worked,
    "more than 84 hours": _long_hours,
    "more hours than the working days have": _hours_of_working_days,
    "more hours than the working days have, overtime counted": _overtime_on_rest_days,
    "more closed than received": _closed_above_received,
    "more employed than work here": _more_disabled_than_workers,
    "the two differ": _works_abroad,
    "it ends before it was granted": _ends_before_granted,
}
