"""What follows from the verdicts for one disbursement: release, hold, block or corrective action."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.domain.words import DELIVERY_STAGES, UNSETTLED
from checker.ground.days import shifted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from checker.engine.facts import FactBase
    from checker.engine.judge import Judged
    from checker.packs.terms import Terms
    from checker.project.models import Disbursement, Project

__all__ = ["Consequence", "Findings", "Schedule", "consequence"]


class Schedule:
    """The project's disbursements and the one that is asked about."""

    def __init__(self, project: Project, as_of: date, wanted: str | None) -> None:
        self.disbursements: tuple[Disbursement, ...] = (project.finance.disbursements or ()) if project.finance else ()
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
        """The day of the first disbursement, from which deadlines run."""
        dated = [item.due for item in self.disbursements if item.due]
        return min(dated) if dated else None

    def deadline(self, days: int | None) -> date | None:
        """The day a condition subsequent is due; None where the file gives no day to count from."""
        return shifted(self.first_due, days) if self.first_due and days is not None else None


class Consequence(NamedTuple):
    """The outcome's word, and the conditions that brought it about."""

    word: str
    blocking: tuple[str, ...]
    holding: tuple[str, ...]


class Findings(NamedTuple):
    """What one pack found."""

    terms: Terms
    judged: tuple[Judged, ...]
    consequence: Consequence


def consequence(judged: Iterable[Judged], terms: Terms, facts: FactBase, schedule: Schedule) -> Consequence:
    """Folds verdicts into the outcome. A FLOOR cannot be bought off by anything."""
    blocking: list[str] = []
    holding: list[str] = []
    for item in judged:
        if item.verdict not in UNSETTLED or not terms.gates(item.class_):
            continue
        if item.class_ == "FLOOR" and item.verdict == "not_met":
            blocking.append(item.condition.id)
        elif _holds(item, terms, facts, schedule):
            holding.append(item.condition.id)
    worst = terms.track.worst if terms.track else "block"
    blocking, holding = list(dict.fromkeys(blocking)), list(dict.fromkeys(holding))
    if worst == "corrective_action":
        return Consequence("corrective_action" if blocking or holding else "release", tuple(blocking), tuple(holding))
    word = "block" if blocking else "hold" if holding else "release"
    return Consequence(word, tuple(blocking), tuple(holding))


def _holds(item: Judged, terms: Terms, facts: FactBase, schedule: Schedule) -> bool:
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
                return facts.stage in DELIVERY_STAGES
            return deadline < facts.as_of
        case "COV":
            return item.verdict == "not_met" and _past_cure(item, facts)
        case _:
            return False


def _past_cure(item: Judged, facts: FactBase) -> bool:
    """Whether a breach has stood longer than the cure period, counted from the day it is first stated for."""
    if item.since is None or not facts.delivery:
        return False
    return shifted(item.since, item.condition.cure_days) < facts.as_of
