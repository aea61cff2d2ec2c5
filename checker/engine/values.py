"""What a fact may be: values, the statements that speak for them, and a fact at one glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from checker.domain.vocabulary import Fact
    from checker.engine.evidence import Cite
    from checker.ground.places import Pointer
    from checker.project.models import Workforce
    from checker.project.statements import Statement

__all__ = ["UNKNOWN", "FactReader", "Placed", "Resolved", "Value", "mark_of", "same"]


class _Unknown:
    """The value of a fact that is not known."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Any = _Unknown()


# One object in the file is one thing, whatever else states the same: it is compared by identity.
@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A statement with its basis settled, the pointer to its value, and its evidence.

    ``day`` is the day that the statement itself names; ``of_file`` the file's, for a bare claim.
    """

    path: str
    statement: Statement
    basis: str
    pointer: Pointer
    day: date | None
    of_file: date
    cites: tuple[Cite, ...] = ()
    ahead: bool = False  # it names a day after the one judged

    @property
    def newest(self) -> date:
        """The latest day it can be held to speak of: its evidence's, else its own, else the file's."""
        own = self.day or self.of_file
        days = [cite.day or own for cite in self.cites]
        return max(days, default=own)

    @property
    def dated(self) -> date | None:
        """The latest day that something shows it for; None where it cites evidence and nothing dates that."""
        if not self.cites:
            return self.day or self.of_file
        return max((cite.day for cite in self.cites if cite.day is not None), default=None)

    @property
    def speaks_of(self) -> date | None:
        """The day it speaks of: the earliest of its own and its evidence's; None where nothing dates it."""
        days = [cite.day for cite in self.cites if cite.day is not None]
        if self.day is not None:
            days.append(self.day)
        if not days:
            return None if self.statement.evidence else self.of_file
        return min(days)


# One object in the file is one thing, whatever else states the same: it is compared by identity.
@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """One value that a fact may have, and what speaks for it.

    ``lower`` marks statements that a higher basis, or the stage, outranks: they count only against the project.
    ``denies`` marks the denial of a value; ``sources`` are the values of other facts that imply this one.
    ``opens`` marks what other facts suggest: it opens the question and answers nothing.
    """

    value: Any
    statements: tuple[Placed, ...] = ()
    reason: str | None = None
    remark: str = ""
    lower: bool = False
    denies: bool = False
    sources: tuple[tuple[str, Value], ...] = ()
    opens: bool = False

    @property
    def newest(self) -> date | None:
        """The latest day that speaks for it."""
        own = [placed.newest for placed in self.statements]
        if self.sources:
            implied = [day for _, source in self.sources if (day := source.newest) is not None]
            own += [min(implied)] if implied else []
        return max(own, default=None)

    @property
    def dated(self) -> date | None:
        """The latest day that something shows it for; what is implied, no later than its oldest source."""
        own = [placed.dated for placed in self.statements]
        if self.sources:
            implied = [source.dated for _, source in self.sources]
            own.append(None if None in implied else min(filter(None, implied)))
        return max(filter(None, own), default=None)

    @property
    def known(self) -> bool:
        """Whether it is a value at all."""
        return self.value is not UNKNOWN


class FactReader(Protocol):
    """What is read of facts by those who work out further ones; ``FactBase`` is it."""

    @property
    def own(self) -> Mapping[str, Fact]:
        """The rows of facts that packs bring themselves."""

    @property
    def workforces(self) -> tuple[Workforce, ...] | None:
        """The stated workforces."""

    def row(self, path: str) -> Fact:
        """The row of a fact."""

    def stated(self, path: str, workforce: int | None) -> tuple[Placed, ...]:
        """Every live statement about a fact."""

    def stated_values(self, path: str, workforce: int | None, *, worked_out: bool = True) -> Iterator[Value]:
        """The values that statements give a fact."""

    def values(self, path: str, workforce: int | None) -> tuple[Value, ...]:
        """Every value that a fact may have."""

    def describe(self, path: str, workforce: int | None) -> Resolved:
        """A descriptive fact."""

    def resolve(self, path: str, workforce: int | None) -> Resolved:
        """A fact at one glance."""


class Resolved(NamedTuple):
    """A fact at one glance: its value where all live statements agree, else why it has none.

    ``parts`` are the facts that a description was worked out from; ``implied_by`` are the statements of the facts
    that imply it.
    """

    path: str
    value: Any
    reason: str | None = None
    statements: tuple[Placed, ...] = ()
    basis: str | None = None
    remark: str = ""
    parts: tuple[Resolved, ...] = ()
    pointer: Pointer | None = None
    implied_by: tuple[Placed, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.value is not UNKNOWN


def mark_of(value: Any) -> Any:
    """The same for values that are the same: the order of a list says nothing, nor a word twice in a set; 1 is 1.0."""
    if isinstance(value, tuple | list):
        words = all(isinstance(one, str) for one in value)
        return ("list", *sorted(map(repr, set(value) if words else value)))
    if isinstance(value, dict):
        return ("mapping", *sorted((key, repr(one)) for key, one in value.items()))
    return (isinstance(value, bool), value)


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same: the order of a list says nothing."""
    return bool(mark_of(one) == mark_of(other))
