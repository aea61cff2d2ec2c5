"""What follows from the verdicts for one disbursement: release, hold, block or corrective action."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.domain.words import DELIVERY_STAGES, UNSETTLED
from checker.ground.days import shifted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from checker.engine.facts import FactBase
    from checker.engine.judged import Judged
    from checker.packs.terms import Terms
    from checker.project.models import Disbursement, Project

__all__ = ["Consequence", "PackVerdicts", "Schedule", "consequence"]

# What an open covenant cannot wait for: somebody keeps it from being known, or it is likely broken.
_AT_ONCE = frozenset({"access_refused", "evidence_conflicts"})
_PAYROLLS = frozenset({"payroll_records", "bank_records"})
_VISITS = frozenset({"inspection", "monitoring_report", "interviews", "survey", "audit"})


class Schedule:
    """The project's disbursements and the one that is asked about."""

    def __init__(self, project: Project, as_of: date, wanted: str | None, stage: str) -> None:
        self.disbursements: tuple[Disbursement, ...] = (project.finance.disbursements or ()) if project.finance else ()
        self.as_of = as_of
        self.under_way = stage in DELIVERY_STAGES
        self.wanted = wanted or self._next_due(as_of)

    def _next_due(self, as_of: date) -> str | None:
        dated = sorted(
            (item.due, index) for index, item in enumerate(self.disbursements) if item.due and item.due >= as_of
        )
        return self.disbursements[dated[0][1]].id if dated else None

    @property
    def position(self) -> int | None:
        """The place of the disbursement in the order of payment, from 1; None where none is named or due."""
        for index, item in enumerate(self.disbursements):
            if item.id == self.wanted:
                return index + 1
        return None

    @property
    def first_due(self) -> date | None:
        """The day of the first disbursement, from which deadlines run; None where the file does not show it.

        Of a project under way money has moved: where all payments listed are still to come, the first is missing.
        """
        dated = [item.due for item in self.disbursements if item.due]
        first = min(dated) if dated else None
        return None if first and self.under_way and first > self.as_of else first

    def deadline(self, days: int | None) -> date | None:
        """The day a condition subsequent is due; None where the file gives no day to count from."""
        return shifted(self.first_due, days) if self.first_due and days is not None else None


class Consequence(NamedTuple):
    """The outcome's word, and the verdicts that brought it about."""

    word: str
    blocking: tuple[Judged, ...]
    holding: tuple[Judged, ...]


class PackVerdicts(NamedTuple):
    """What one pack found."""

    terms: Terms
    judged: tuple[Judged, ...]
    consequence: Consequence


def consequence(judged: Iterable[Judged], terms: Terms, facts: FactBase, schedule: Schedule) -> Consequence:
    """Folds verdicts into the outcome. A FLOOR cannot be bought off by anything."""
    blocking: list[Judged] = []
    holding: list[Judged] = []
    started = _started(facts, schedule)
    for item in judged:
        if item.verdict not in UNSETTLED or not terms.gates(item.class_):
            continue
        if item.class_ == "FLOOR" and item.verdict == "not_met":
            blocking.append(item)
        elif _holds(item, terms, facts, schedule, started):
            holding.append(item)
    worst = terms.track.worst if terms.track else "block"
    if worst == "corrective_action":
        word = "corrective_action" if blocking or holding else "release"
    else:
        word = "block" if blocking else "hold" if holding else "release"
    return Consequence(word, tuple(blocking), tuple(holding))


def _holds(item: Judged, terms: Terms, facts: FactBase, schedule: Schedule, started: date | None) -> bool:
    """Whether an unsettled condition keeps money back, by its class."""
    match item.class_:
        case "FLOOR":
            return True
        case "CP":
            return schedule.position is None or item.condition.disbursement <= schedule.position
        case "CS":
            deadline = schedule.deadline(terms.deadline_days(item.condition))
            if deadline is None:
                # Money has moved, and nobody can say when the time was up: silence is not compliance.
                return schedule.under_way
            return deadline < facts.as_of
        case "COV":
            return facts.delivery and (_past_cure(item, facts) if item.verdict == "not_met" else _open_too_long(
                item, facts, started))  # fmt: skip
        case _:
            return False


def _past_cure(item: Judged, facts: FactBase) -> bool:
    """Whether a breach has stood longer than its cure period; one of which nobody knows the start has."""
    return item.since is None or shifted(item.since, item.condition.cure_days) < facts.as_of


def _open_too_long(item: Judged, facts: FactBase, started: date | None) -> bool:
    """Whether an open covenant holds: at once where its answer is kept back or doubtful, a core one after its time."""
    if item.reason in _AT_ONCE or item.presumption:
        return True
    return item.condition.core and (started is None or shifted(started, item.condition.cure_days) < facts.as_of)


def _started(facts: FactBase, schedule: Schedule) -> date | None:
    """The first payment, visit or payroll that the file shows; None where it shows none."""
    days = [item.due for item in schedule.disbursements if item.due and item.due <= facts.as_of]
    for item in facts.register.items.values():
        if item.kind in _VISITS | _PAYROLLS:
            days += [day for day in (item.covers_from, item.issued, item.covers_until) if day and day <= facts.as_of]
    return min(days, default=None)
