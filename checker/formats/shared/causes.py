"""What brought an outcome about: failures one by one, and open conditions by class. It knows no format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.domain.words import CLASSES
from checker.formats.shared.texts import by_gravity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.report.model import Report, Result

__all__ = ["Cause", "causes"]


class Cause(NamedTuple):
    """What blocks, holds or is to be put right: of each condition its gravest result."""

    verb: str
    failed: Sequence[Result]
    open: Sequence[tuple[str, Sequence[Result]]]


def causes(report: Report, results: Iterable[Result]) -> list[Cause]:
    """The causes of a report's outcome, those that block first; none where the money may move."""
    gravest: dict[str, Result] = {}
    for result in by_gravity(results):
        gravest.setdefault(result.condition, result)
    # Aid is not held: it goes on while this is mended.
    holds = "To put right" if report.outcome.word == "corrective_action" else "Holds"
    both = (("Blocks", report.outcome.blocking), (holds, report.outcome.holding))
    return [_cause(verb, [gravest[one] for one in ids if one in gravest]) for verb, ids in both if ids]


def _cause(verb: str, found: list[Result]) -> Cause:
    found.sort(key=lambda result: CLASSES.index(result.class_))
    failed = [result for result in found if result.verdict == "not_met"]
    open_ = [result for result in found if result.verdict != "not_met"]
    by_class = [(name, [one for one in open_ if one.class_ == name]) for name in CLASSES]
    return Cause(verb, failed, [(name, ones) for name, ones in by_class if ones])
