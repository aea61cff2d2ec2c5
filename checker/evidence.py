"""Evidence grades, computed from what the register says of each item; never typed in by its author.

Grades run from 0 (none) to 5 (independent, unannounced, private interviews, records matched).
Source of the scale: the product's domain documents, after the practice of labour monitors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from checker.project import EvidenceItem

__all__ = ["CORROBORATED", "GRADE_MEANINGS", "OBSERVED", "GradeContext", "Register"]

OBSERVED = frozenset({"inspection", "monitoring_report", "interviews", "survey", "audit"})
_RECORDS = frozenset({"payroll_records", "bank_records", "personnel_records"})
_DOCUMENTS = frozenset({"statute", "treaty", "contract", "official_decision", "authorisation", "policy"})
_REPORTS = frozenset({"press", "ngo_report", "academic", "party_statement"})
_THIRD_PARTY = frozenset({"court_record", "un_report"})
# Instruments stay in force; only what reports conduct grows stale.
_AGEING = OBSERVED | _RECORDS | _REPORTS | {"un_report"}
_SPOKEN = frozenset({"audit", "interviews", "survey"})
CORROBORATED = 2

GRADE_MEANINGS = {
    "E5": "an independent, unannounced visit with private interviews and matched records",
    "E4": "an independent inspection, monitoring report, interviews, survey or audit",
    "E3": "records or an audit examined by an independent party, a court record or a UN report",
    "E2": "a binding document, or two independent reports that agree",
    "E1": "one report or statement",
    "E0": "no evidence",
}


class GradeContext(NamedTuple):
    """What a condition asks of its evidence beside the grade.

    ``capped``: workers cannot speak safely and the cluster rests on what they say.
    ``oldest``: evidence of conduct that speaks of a time before this day is stale.
    """

    capped: bool = False
    oldest: date | None = None


class Register:
    """The evidence register, as it stands for one day and one state of knowledge."""

    def __init__(self, items: Iterable[EvidenceItem], as_of: date, known_on: date | None) -> None:
        self.items = {item.id: item for item in items}
        self.as_of = as_of
        self.known_on = known_on
        self._origins = {identity: self._origin(identity) for identity in self.items}

    def _origin(self, identity: str) -> str:
        """The first source of an item: what it repeats, and what that repeats."""
        seen = [identity]
        while (origin := self.items[seen[-1]].origin) and origin in self.items and origin not in seen:
            seen.append(origin)
        return seen[-1]

    def counts(self, identity: str) -> bool:
        """Whether an item speaks of no later time, and was known on the day asked about."""
        item = self.items.get(identity)
        if item is None or (item.covers_from and item.covers_from > self.as_of):
            return False
        return not (self.known_on and item.issued and item.issued > self.known_on)

    def grade(self, identities: Iterable[str], context: GradeContext, stated: date) -> int:
        """The grade of items cited together for one value; items of one origin count once.

        Args:
            identities: ids of items.
            context: cap and shelf life.
            stated: the day the statement speaks of, which dates an item without a date.
        """
        best: dict[str, int] = {}
        reports: dict[str, list[EvidenceItem]] = {}
        for identity in identities:
            if not self.counts(identity):
                continue
            item = self.items[identity]
            if (
                context.oldest
                and item.kind in _AGEING
                and (item.covers_until or item.issued or stated) < context.oldest
            ):
                continue
            origin = self._origins[identity]
            best[origin] = max(best.get(origin, 0), _grade(item, capped=context.capped))
            if item.kind in _REPORTS:
                reports.setdefault(origin, []).append(item)
        grade = max(best.values(), default=0)
        return CORROBORATED if grade < CORROBORATED and _agree(reports) else grade

    def basis(self, identities: Iterable[str], grade: int) -> str:
        """How a value is known: observed, documented or asserted."""
        cited = [self.items[identity] for identity in identities if self.counts(identity)]
        if any(item.kind in OBSERVED and item.independent is True for item in cited):
            return "observed"
        return "documented" if grade >= CORROBORATED else "asserted"


def _grade(item: EvidenceItem, *, capped: bool) -> int:
    examined = item.examined_by is not None and item.examined_by.independent is True
    grade = 1
    if item.kind in OBSERVED and item.independent is True:
        full = item.unannounced and item.private_interviews and item.records_matched and not item.partial_access
        grade = 5 if full else 4
        if capped and (item.kind in _SPOKEN or item.private_interviews):
            grade = 3
    elif item.kind in _THIRD_PARTY or ((item.kind in _RECORDS or item.kind == "audit") and examined):
        grade = 3
    elif item.kind in _DOCUMENTS:
        grade = CORROBORATED
    return grade


def _agree(reports: dict[str, list[EvidenceItem]]) -> bool:
    """Two reports of different origin and named, different issuers, not both of them a party's own word."""
    groups = list(reports.values())
    for index, first in enumerate(groups):
        for second in groups[index + 1 :]:
            for one in first:
                for other in second:
                    named = one.issuer and other.issuer and one.issuer != other.issuer
                    if named and not (one.kind == other.kind == "party_statement"):
                        return True
    return False
