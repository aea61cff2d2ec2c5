"""Evidence grades, computed from what the register says of each item; never typed in by its author.

Grades run from 0 (none) to 5 (independent, unannounced, private interviews, records matched).
Source of the scale: the product's domain documents, after the practice of labour monitors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from checker.project.models import EvidenceItem, Party

__all__ = ["CORROBORATED", "OBSERVED", "GradeContext", "Register"]

OBSERVED = frozenset({"inspection", "monitoring_report", "interviews", "survey", "audit"})
_RECORDS = frozenset({"payroll_records", "bank_records", "personnel_records"})
_DOCUMENTS = frozenset({"statute", "treaty", "contract", "official_decision", "authorisation", "policy"})
_REPORTS = frozenset({"press", "ngo_report", "academic", "party_statement"})
_THIRD_PARTY = frozenset({"court_record", "un_report"})
# Instruments stay in force; only what reports conduct grows stale.
_AGEING = OBSERVED | _RECORDS | _REPORTS | {"un_report"}
_SPOKEN = frozenset({"audit", "interviews", "survey"})
CORROBORATED = 2


class GradeContext(NamedTuple):
    """What a condition asks of its evidence beside the grade.

    ``capped``: workers cannot speak safely and the cluster rests on what they say.
    ``oldest``: evidence of conduct that speaks of a time before this day is stale.
    """

    capped: bool = False
    oldest: date | None = None


class Register:
    """The evidence register, as it stands for one day and one state of knowledge."""

    def __init__(
        self,
        items: Iterable[EvidenceItem],
        as_of: date,
        known_on: date | None,
        interested: Iterable[Party] = (),
        parties: Iterable[Party] = (),
    ) -> None:
        self.items = {item.id: item for item in items}
        self._party_ids = {_plain(party.name): _plain(party.id) for party in parties if party.name}
        self._interested = {_plain(party.id) for party in interested}
        self.as_of = as_of
        self.known_on = known_on
        self._origins = {identity: self._origin(identity) for identity in self.items}

    def _origin(self, identity: str) -> str:
        """The first source of an item: what it repeats, and what that repeats."""
        seen = [identity]
        while (origin := self.items[seen[-1]].origin) and origin in self.items:
            if origin in seen:
                # Items that name each other in a ring are one source, whichever of them is asked.
                return min(seen[seen.index(origin) :])
            seen.append(origin)
        return seen[-1]

    def issuer(self, item: EvidenceItem) -> str | None:
        """Who made an item, spelt one way: a party by its id, others by name."""
        return self._one_name(item.issuer) if item.issuer else None

    def independent(self, item: EvidenceItem) -> bool:
        """Whether an item is independent: it says so, and no interested party made it."""
        return item.independent is True and self.issuer(item) not in self._interested

    def _one_name(self, name: str) -> str:
        return self._party_ids.get(_plain(name), _plain(name))

    def counts(self, identity: str) -> bool:
        """Whether an item speaks of no later time, and was known on the day asked about."""
        item = self.items.get(identity)
        if item is None or (item.covers_from and item.covers_from > self.as_of):
            return False
        return not (self.known_on and item.issued and item.issued > self.known_on)

    def grade(self, cited: Mapping[str, date], context: GradeContext) -> int:
        """The grade of items cited together for one value; items of one origin count once.

        Args:
            cited: ids of items, each with the day that the statement which cites it speaks of.
            context: cap and shelf life.
        """
        best: dict[str, int] = {}
        reports: dict[str, list[EvidenceItem]] = {}
        for identity, stated in cited.items():
            if not self.counts(identity):
                continue
            item = self.items[identity]
            # A statement about an earlier time stays about that time, however new the report of it is.
            speaks_of = min(item.covers_until or item.issued or stated, stated)
            if context.oldest and item.kind in _AGEING and speaks_of < context.oldest:
                continue
            origin = self._origins[identity]
            best[origin] = max(best.get(origin, 0), self._grade(item, capped=context.capped))
            if item.kind in _REPORTS:
                reports.setdefault(origin, []).append(item)
        grade = max(best.values(), default=0)
        return CORROBORATED if grade < CORROBORATED and self._agree(reports) else grade

    def basis(self, identities: Iterable[str], grade: int) -> str:
        """How a value is known: observed, documented or asserted."""
        cited = [self.items[identity] for identity in identities if self.counts(identity)]
        if any(item.kind in OBSERVED and self.independent(item) for item in cited):
            return "observed"
        return "documented" if grade >= CORROBORATED else "asserted"

    def _grade(self, item: EvidenceItem, *, capped: bool) -> int:
        examined = (
            item.examined_by is not None and item.examined_by.independent is True and not self._by_interested(item)
        )
        grade = 1
        if item.kind in OBSERVED and self.independent(item):
            full = item.unannounced and item.private_interviews and item.records_matched and not item.partial_access
            grade = 5 if full else 4
            if capped and (item.kind in _SPOKEN or item.private_interviews):
                grade = 3
        elif item.kind in _THIRD_PARTY or ((item.kind in _RECORDS or item.kind == "audit") and examined):
            grade = 3
        elif item.kind in _DOCUMENTS:
            grade = CORROBORATED
        return grade

    def _by_interested(self, item: EvidenceItem) -> bool:
        """Whether the examiner of records is a party with an interest in them."""
        name = item.examined_by.name if item.examined_by else None
        return name is not None and self._one_name(name) in self._interested

    def _agree(self, reports: dict[str, list[EvidenceItem]]) -> bool:
        """Two reports of different origin and named, different issuers, not both of them a party's own word."""
        groups = list(reports.values())
        for index, first in enumerate(groups):
            for second in groups[index + 1 :]:
                for one in first:
                    for other in second:
                        makers = self.issuer(one), self.issuer(other)
                        if None not in makers and makers[0] != makers[1] and not _both_parties(one, other):
                            return True
        return False


def _both_parties(one: EvidenceItem, other: EvidenceItem) -> bool:
    return one.kind == other.kind == "party_statement"


def _plain(name: str) -> str:
    """A name without regard to case and spacing."""
    return " ".join(name.casefold().split())
