"""How strong the evidence for one value of a fact is, as one condition asks for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from checker.domain.vocabulary import DESCRIPTIVE
from checker.engine.evidence import ADMISSION
from checker.engine.grounds import CERTAIN, Leaf
from checker.engine.values import UNKNOWN, mark_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from checker.engine.evaluate import Key
    from checker.engine.evidence import Cite
    from checker.engine.facts import FactBase
    from checker.engine.values import Placed, Value

__all__ = ["OUTRANKED", "REACHES", "Alternative", "Grader", "Weighing"]

# Added to a grade that reaches what is asked for, so that what reaches it always weighs more than what does not.
REACHES = 100
OUTRANKED = -1  # a statement that a higher basis or the stage outranks: no evidence makes it count in favour


# One object in the file is one thing, whatever else states the same: it is compared by identity.
@dataclass(frozen=True, slots=True, eq=False)
class Alternative:
    """Values of one fact that every test reads alike, and so are one value with all their evidence."""

    values: tuple[Value, ...]

    @property
    def value(self) -> Any:
        """The value that stands for all."""
        return self.values[0].value

    @property
    def lower(self) -> bool:
        """Whether nothing but outranked statements speak for it."""
        return all(one.lower for one in self.values)

    @property
    def opens(self) -> bool:
        """Whether it is no more than suggested."""
        return all(one.opens for one in self.values)

    @property
    def denies(self) -> bool:
        """Whether it is no more than a denial."""
        return all(one.denies for one in self.values)

    @property
    def newest(self) -> date | None:
        """The latest day that anything speaks for it."""
        return max((day for one in self.values if (day := one.newest) is not None), default=None)

    @property
    def dated(self) -> date | None:
        """The latest day that something shows it for; None where nothing dates what is cited."""
        return max(filter(None, (one.dated for one in self.values)), default=None)

    @property
    def statements(self) -> tuple[Placed, ...]:
        """All statements for it, those that imply it included."""
        return tuple(dict.fromkeys(_statements(self.values)))


def _statements(values: Iterable[Value]) -> Iterator[Placed]:
    for one in values:
        yield from one.statements
        yield from _statements(source for _, source in one.sources)


class Grader:
    """Grades values under one set of demands: cap, shelf life, and what is asked for.

    Args:
        facts: where the register is.
        demand: the grade asked for of what is done.
        document_demand: the grade asked for of what a document settles.
        capped: workers cannot speak safely, and the condition rests on what they say.
        oldest: evidence of conduct from before this day is stale in favour.
        floor: the condition is a FLOOR, which no description of its own making takes away.
        adverse_oldest: evidence from before this day is too old to fail a condition by itself.
    """

    def __init__(
        self, facts: FactBase, *, demand: int, document_demand: int, capped: bool, oldest: date | None,
        adverse_oldest: date, floor: bool = False,
    ) -> None:  # fmt: skip
        self.facts = facts
        self.demand = demand
        self.document_demand = document_demand
        self.capped = capped
        self.oldest = oldest
        self.adverse_oldest = adverse_oldest
        self.floor = floor
        # Beside each grade its values, so that no other value can come to have the identity they are kept under.
        self._favour: dict[Any, tuple[int, Any]] = {}
        self._against: dict[Any, tuple[int, Any]] = {}
        self._fresh: dict[Any, tuple[bool, Any]] = {}
        self._holding: dict[int, tuple[dict[Any, list[Placed]], Value]] = {}

    def asks(self, path: str) -> int:
        """The grade asked for of a fact."""
        if path == "judgement":
            return 0
        return self.document_demand if self.facts.row(path).by_document else self.demand

    def favour(
        self, values: Sequence[Value], record: Any = None, since: date | None = None, *, stale: bool = False
    ) -> int:
        """What the evidence for some values of one fact is worth together in favour; ``OUTRANKED`` where none counts.

        Args:
            values: the values, which decide alike.
            record: the one record of a list that is asked about.
            since: only evidence of this day or later.
            stale: whether stale evidence counts as well.
        """
        key = (*map(id, values), id(record), since, stale)
        if key not in self._favour:
            self._favour[key] = self._grade_in_favour(values, record, since, stale=stale), (values, record)
        return self._favour[key][0]

    def _grade_in_favour(self, values: Sequence[Value], record: Any, since: date | None, *, stale: bool) -> int:
        # That there is no value is shown by nothing, whatever is cited for a refusal or a promise; that a disputed
        # source implies nothing, by what shows its other value.
        counting = [one for one in values if not one.lower and not one.opens and (one.reason is None or one.sources)]
        if not counting:
            return OUTRANKED
        # That nothing is shown, or was not collected, is no value: what is cited for it speaks for none.
        cites = [cite for one in counting if one.known or not one.reason for cite in self._for(one, record)]
        oldest = None if stale else self.oldest
        own = self.facts.register.grade_in_favour(cites, capped=self.capped, oldest=oldest, since=since)
        implied = [
            min(self.favour((source,), None, since, stale=stale) for _, source in one.sources)
            for one in counting
            if one.sources
        ]
        return max([own, *implied])

    def against(self, values: Sequence[Value]) -> int:
        """What the evidence for some values of one fact is worth against the project; at least an admission."""
        key = tuple(map(id, values))
        if key not in self._against:
            cites = [cite for one in values for cite in self._for(one, None)]
            own = self.facts.register.grade_against(cites)
            implied = [min(self.against((source,)) for _, source in one.sources) for one in values if one.sources]
            self._against[key] = max([ADMISSION, own, *implied]), values
        return self._against[key][0]

    def _for(self, value: Value, record: Any) -> Iterator[Cite]:
        """The evidence for a value: of a contested statement without what the contester brings; of a denial that."""
        for placed in value.statements if record is None else self._that_hold(value, record):
            by = placed.statement.contested_by
            theirs = self._made_by(by, placed.cites) if by else ()
            if value.denies:
                cites: Iterable[Cite] = theirs if by and self.facts.register.outside(by) else ()
            else:
                cites = [cite for cite in placed.cites if cite not in theirs]
            body = _body(placed.path, record)
            for cite in cites:
                yield cite if body is None else replace(cite, granted_by=body)

    def _that_hold(self, value: Value, record: Any) -> Sequence[Placed]:
        """The statements of a value in whose lists a record stands; each list is read once, whoever asks for what."""
        if id(value) not in self._holding:
            found: dict[Any, list[Placed]] = {}
            for placed in value.statements:
                for mark in dict.fromkeys(map(mark_of, placed.statement.value or ())):
                    found.setdefault(mark, []).append(placed)
            self._holding[id(value)] = found, value
        return self._holding[id(value)][0].get(mark_of(record), ())

    def _made_by(self, name: str, cites: Iterable[Cite]) -> tuple[Cite, ...]:
        register = self.facts.register
        return tuple(cite for cite in cites if cite.item.issuer and register.same(cite.item.issuer, name))

    def fresh(self, values: Sequence[Value]) -> bool:
        """Whether what speaks against the project is not too old to fail a condition by itself."""
        key = tuple(map(id, values))
        if key not in self._fresh:
            self._fresh[key] = any(map(self._is_fresh, values)), values
        return self._fresh[key][0]

    def _is_fresh(self, value: Value) -> bool:
        if value.sources and all(self.fresh((source,)) for _, source in value.sources):
            return True
        # What nobody dated may be of yesterday, and an admission in the file is of the file's own day.
        cited = [cite.day for cite in self._for(value, None)]
        bare = any(not placed.cites for placed in value.statements) or not (cited or value.sources)
        return bare or None in cited or max(filter(None, cited), default=date.min) >= self.adverse_oldest

    def independent(self, cites: Iterable[Cite], *, in_favour: bool) -> bool:
        """Whether any of some items comes from outside; of what speaks against, all do that no party made."""
        register = self.facts.register
        if in_favour:
            return any(register.independent(cite.item) or register.outside(cite.item.issuer) for cite in cites)
        return any(not (cite.item.issuer and register.is_interested(cite.item.issuer)) for cite in cites)

    def cites(self, values: Sequence[Value]) -> tuple[Cite, ...]:
        """All evidence for some values."""
        return tuple(
            dict.fromkeys(
                cite
                for one in values
                for cite in (
                    *self._for(one, None),
                    *(two for _, source in one.sources for two in self._for(source, None)),
                )
            )
        )


def _body(path: str, record: Any) -> str | None:
    """Who must have granted an authorisation; nobody can where no body is named."""
    if path != "sanctions.authorisations" or record is None:
        return None
    return str((record.get("body") if isinstance(record, dict) else record.body) or "")


class Weighing:
    """The weights of facts as they are chosen in one combination.

    Args:
        grader: the grades.
        chosen: the alternative that each fact has here that several statements give a value.
        contested: those of them whose values decide otherwise.
        since: of what is contested, only evidence of this day or later counts in favour.
        contested_only: whether all else weighs nothing, so that a side is as strong as what is in dispute.
        stale: whether stale evidence counts as well.
    """

    def __init__(
        self, grader: Grader, chosen: Mapping[Key, Alternative], *, contested: Collection[Key] = (),
        since: date | None = None, contested_only: bool = False, stale: bool = False,
    ) -> None:  # fmt: skip
        self.grader = grader
        self.chosen = chosen
        self.contested = contested
        self.since = since
        self.contested_only = contested_only
        self.stale = stale

    def values(self, leaf: Leaf) -> tuple[Value, ...]:
        """The values of a fact that count here."""
        found = self.chosen.get(leaf.key)
        return found.values if found else self.grader.facts.values(*leaf.key)

    def is_given(self, leaf: Leaf) -> bool:
        """Whether a leaf needs no evidence: an answered question, or a description, unless it takes a FLOOR away."""
        return bool(leaf.question) or (
            leaf.path in DESCRIPTIVE and not (self.grader.floor and any(one.sources for one in self.values(leaf)))
        )

    def favour(self, leaf: Leaf) -> int:
        """The grade in favour, with ``REACHES`` added where it is what is asked for."""
        if self.is_given(leaf):
            return self._ungraded(leaf)
        contested = leaf.key in self.contested
        if self.contested_only and not contested:
            return CERTAIN
        since = max(filter(None, [leaf.since, self.since if contested else None]), default=None)
        grade = self.grader.favour(self.values(leaf), self.record(leaf), since, stale=self.stale)
        if self.contested_only:
            return grade
        return grade + (REACHES if grade >= self.grader.asks(leaf.path) else 0)

    def _ungraded(self, leaf: Leaf) -> int:
        """What people attest is enough, and gives way to a fact that is."""
        return REACHES if leaf.question and not self.contested_only else CERTAIN

    def record(self, leaf: Leaf) -> Any:
        """The record of a list that a leaf is about; None where it is about the whole."""
        if leaf.record is None:
            return None
        value = self.values(leaf)[0].value
        return value[leaf.record] if value is not UNKNOWN and leaf.record < len(value) else None

    def against(self, leaf: Leaf) -> int:
        """The grade against, with ``REACHES`` added where it is not too old."""
        if self.is_given(leaf):
            return self._ungraded(leaf)
        if self.contested_only:
            return self.grader.against(self.values(leaf)) if leaf.key in self.contested else CERTAIN
        values = self.values(leaf)
        return self.grader.against(values) + (REACHES if self.grader.fresh(values) else 0)
