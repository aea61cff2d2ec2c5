"""What brought an outcome about: failures one by one, and open conditions by class. It knows no format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.domain.words import CLASSES
from checker.formats.shared.texts import gravity

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
    blocking: dict[str, Result] = {}
    holding: dict[str, Result] = {}
    for result in results:
        if report.in_the_way(result):
            group, name = blocking if report.blocks(result) else holding, report.name(result)
            group[name] = min(group.get(name, result), result, key=lambda one: gravity(report, one))
    # Aid is not held: it goes on while this is mended.
    aid = report.outcome.word == "corrective_action"
    verbs = ("To put right first", "To put right") if aid else ("Blocks", "Holds")
    # A condition that blocks for one subject and holds for another is told of once.
    rest = [one for name, one in holding.items() if name not in blocking]
    both = zip(verbs, ([*blocking.values()], rest), strict=True)
    return [_cause(report, verb, found) for verb, found in both if found]


def _cause(report: Report, verb: str, found: list[Result]) -> Cause:
    found.sort(key=lambda result: CLASSES.index(report.rule(result).class_))
    failed = [result for result in found if result.verdict == "not_met"]
    open_ = [result for result in found if result.verdict != "not_met"]
    by_class = [(name, [one for one in open_ if report.rule(one).class_ == name]) for name in CLASSES]
    return Cause(verb, failed, [(name, ones) for name, ones in by_class if ones])
