"""Results alike for many workforces, said once: a zone with 124 firms has one finding, not 124."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checker.report.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.report.model import Because, Report, Result

__all__ = ["joined_findings", "same_fact_key"]


def joined_findings(report: Report, results: Iterable[Result] | None = None) -> tuple[Result, ...]:
    """Results of one rule that differ in nothing but subject and place, as one result.

    It has the first one's place in the order, all their subjects, and every place of the facts
    on each side. Other results stay as they are.

    Args:
        report: the report that the results are of.
        results: which of its results; all of them where not given.
    """
    groups: dict[object, list[Result]] = {}
    for result in report.results if results is None else results:
        groups.setdefault(_same_finding_key(report, result), []).append(result)
    return tuple(group[0] if len(group) == 1 else _one(report, group) for group in groups.values())


def same_fact_key(item: Because) -> object:
    """All that a reader would see of a fact, but for its place."""
    return item.path, repr(item.value), item.day, item.statement_basis, item.evidence, item.grade, item.remark


def _same_finding_key(report: Report, result: Result) -> object:
    """All that a reader would see of a result, but for its subject and the lines of the file."""
    sides = tuple(tuple(map(same_fact_key, side)) for side in (result.because, result.contrary))
    return (
        result.pack, result.condition, result.verdict, result.reason, result.basis, result.structural,
        result.presumption, result.grade, result.demanded_grade, sides, result.needs, result.why_not_applicable,
        result.waiver, result.deadline, result.baseline, report.blocks(result), report.in_the_way(result),
    )  # fmt: skip


def _one(report: Report, group: list[Result]) -> Result:
    subjects = tuple(subject for result in group for subject in result.subjects)
    one = replace(
        group[0], subjects=subjects, because=_places(result.because for result in group),
        contrary=_places(result.contrary for result in group),
    )  # fmt: skip
    return replace(one, fingerprint=fingerprint(report.project.id, one))


def _places(sides: Iterable[tuple[Because, ...]]) -> tuple[Because, ...]:
    """The facts of one side of all, each place of the file once."""
    found: dict[tuple[str, int, int], Because] = {}
    for side in sides:
        for item in side:
            found.setdefault((item.path, item.line, item.column), item)
    return tuple(found.values())
