"""What other facts of a file imply or suggest of a fact: further values beside those that are stated."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.implications import OPEN, concluded_paths, conclusions, sources_of
from checker.domain.pack import Either
from checker.domain.vocabulary import DESCRIPTIVE
from checker.engine.values import UNKNOWN, Placed, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.domain.implications import Conclusion, Implication
    from checker.domain.vocabulary import Fact
    from checker.engine.values import FactReader

__all__ = ["Implied"]

_MOST_SOURCES = 64  # combinations of contested sources from which something is concluded


class _Drawn(NamedTuple):
    """What a row concludes from some values of its sources, and the values of theirs from which it does not."""

    conclusion: Conclusion
    sources: dict[str, Value]
    spared: tuple[dict[str, Value], ...]


class Implied:
    """Reads the table of implications on the stated values of one project."""

    def __init__(self, facts: FactReader) -> None:
        self._facts = facts

    def beside(self, path: str, workforce: int | None, stated: list[Value]) -> Iterable[Value]:
        """The stated values, and those that other facts imply or suggest."""
        drawn = list(self._drawn(path, workforce)) if path not in self._facts.own else []
        if not drawn:
            return stated
        if any(one.conclusion.op == OPEN and not one.spared for one in drawn):
            # Whatever is stated is in doubt: it can still fail a condition, and meets none.
            stated = [replace(one, lower=True) for one in stated if one.known]
        row = self._facts.row(path)
        known = [one.value for one in stated if one.known and not isinstance(one.value, Either)]
        found = [value for one in drawn for value in _concluded(one.conclusion, tuple(one.sources.items()), known, row)]
        if any(not one.opens for one in found):
            # What is implied is an answer, so nothing is missing.
            stated = [one for one in stated if one.known or one.reason not in (None, "no_evidence")]
            if not known:
                # Where a source is in dispute, its other values imply nothing, and are worth what shows them.
                spared = (one for drawn_one in drawn for one in drawn_one.spared)
                found += [Value(UNKNOWN, (), "no_evidence", sources=tuple(one.items())) for one in spared]
        return [*stated, *found]

    def _drawn(self, path: str, workforce: int | None) -> Iterator[_Drawn]:
        """What rows of the table conclude of a fact, for every combination of the values stated for their sources."""
        for row in sources_of(path):
            # A fact of the project follows from what any one workforce shows.
            each = workforce is None and row.of_workforces
            for subject in range(len(self._facts.workforces or ())) if each else [workforce]:
                yield from self._drawn_by(row, subject)

    def _drawn_by(self, row: Implication, workforce: int | None) -> Iterator[_Drawn]:
        also = tuple(test.path for test in row.unless)
        given = {one: self._given(one, workforce) for one in dict.fromkeys((*row.sources, *also))}
        if not all(given[one] for one in row.sources):
            return
        held = {one: values for one, values in given.items() if values}
        found: list[tuple[Conclusion, dict[str, Value]]] = []
        spared: list[dict[str, Value]] = []
        for chosen in islice(product(*held.values()), _MOST_SOURCES):
            values = dict(zip(held, chosen, strict=True))
            sources = {one: values[one] for one in row.sources if one not in DESCRIPTIVE}
            value_of = {one: value.value for one, value in values.items()}.get
            drawn = [(conclusion, sources) for conclusion in conclusions(value_of, (row,))]
            found += drawn
            spared += [] if drawn else [sources]
        yield from (_Drawn(conclusion, held_by, tuple(spared)) for conclusion, held_by in found)

    def _given(self, path: str, workforce: int | None) -> tuple[Value, ...]:
        """The values that the file states for a source; what is itself implied implies nothing further."""
        if self._facts.row(path).scope == "workforce" and workforce is None:
            return ()
        if path in DESCRIPTIVE:
            told = self._facts.describe(path, workforce)
            return (Value(told.value),) if told.known else ()
        return tuple(one for one in self._facts.stated_values(path, workforce, worked_out=False)
                     if one.known and not one.denies and not isinstance(one.value, Either))  # fmt: skip

    def contradictions(self) -> Iterator[tuple[Conclusion, int | None, tuple[Placed, ...]]]:
        """What rows of the table conclude against what is stated, with the statements of both."""
        subjects: list[int | None] = list(range(len(self._facts.workforces or ()))) or [None]
        seen: set[tuple[str, tuple[Placed, ...]]] = set()
        for path in concluded_paths():
            for subject in subjects if self._asks_each(path) else [None]:
                stated = [one for one in self._facts.stated_values(path, subject) if one.known]
                for conclusion, sources, _ in self._drawn(path, subject):
                    against = [one for one in stated if not conclusion.allows(one.value)]
                    placed = tuple(
                        dict.fromkeys(item for one in (*against, *sources.values()) for item in one.statements)
                    )
                    if against and (conclusion.row.id, placed) not in seen:
                        seen.add((conclusion.row.id, placed))
                        yield conclusion, subject, placed

    def _asks_each(self, path: str) -> bool:
        return any(
            self._facts.row(one).scope == "workforce" for row in sources_of(path) for one in (path, *row.sources)
        )


def _concluded(
    conclusion: Conclusion, sources: tuple[tuple[str, Value], ...], stated: list[Any], row: Fact
) -> Iterator[Value]:
    """What a conclusion adds to the values that a fact may have; nothing where all that is stated agrees with it."""
    opens = conclusion.row.kind == "suggests"
    if stated and (opens or conclusion.op != "is") and all(map(conclusion.allows, stated)):
        return
    found = list(_with_member(conclusion, stated, row)) if row.kind == "set" else [_bounded(conclusion, row)]
    if opens and not found:
        found = [UNKNOWN]
    for value in found:
        if opens or value is not UNKNOWN:
            reason = None if value is not UNKNOWN else "evidence_conflicts" if stated else "no_evidence"
            yield Value(value, (), reason, conclusion.said, sources=sources, opens=opens)


def _with_member(conclusion: Conclusion, stated: list[Any], row: Fact) -> Iterator[Any]:
    """A set with the member that it must hold: those stated with it, else any that hold it."""
    member = conclusion.value
    if member is None:
        return
    members = tuple(member) if isinstance(member, tuple | list) else (member,)
    lacking = [one for one in stated if not set(members) <= set(one)]
    for one in lacking:
        yield tuple(dict.fromkeys((*one, *members)))
    if not stated:
        yield Either((members, tuple(row.choices)))


def _bounded(conclusion: Conclusion, row: Fact) -> Any:
    """The value that a test leaves, one of several, or a range."""
    if conclusion.op == "is":
        return conclusion.operand
    if row.kind in ("bool", "choice"):
        every = (True, False) if row.kind == "bool" else row.choices
        left = tuple(one for one in every if conclusion.allows(one))
        return left[0] if len(left) == 1 else Either(left) if left else UNKNOWN
    if row.kind in ("share", "number", "integer") and conclusion.op in (
        "at_most",
        "less_than",
        "at_least",
        "more_than",
    ):
        most = 1.0 if row.kind == "share" else row.maximum or float("inf")
        low = conclusion.op in ("at_most", "less_than")
        return Either((0, conclusion.operand) if low else (conclusion.operand, most), between=True)
    return UNKNOWN
