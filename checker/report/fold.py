"""Results alike for many workforces, said once: a zone with 124 firms has one finding, not 124."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.report.model import Because, Result

__all__ = ["fold"]


def fold(results: Iterable[Result]) -> tuple[Result, ...]:
    """Results of one condition that differ in nothing but subject and place, as one result.

    It has the first one's place in the order, all their subjects, and every place of the facts
    that decided them. Other results stay as they are.
    """
    groups: dict[object, list[Result]] = {}
    for result in results:
        groups.setdefault(_likeness(result), []).append(result)
    return tuple(group[0] if len(group) == 1 else _one(group) for group in groups.values())


def _likeness(result: Result) -> object:
    """All that a reader would see of a result, but for its subject and the lines of the file."""
    facts = tuple(
        (item.path, repr(item.value), item.statement_basis, item.evidence, item.grade, item.remark)
        for item in result.because
    )
    return (
        result.condition, result.class_, result.verdict, result.reason, result.basis, result.structural,
        result.presumption, result.grade, result.demanded_grade, facts, result.needs, result.waiver,
        result.deadline, result.baseline,
    )  # fmt: skip


def _one(group: list[Result]) -> Result:
    places: dict[tuple[str, int, int], Because] = {}
    for result in group:
        for item in result.because:
            places.setdefault((item.path, item.line, item.column), item)
    subjects = tuple(subject for result in group for subject in result.subjects)
    return replace(group[0], subjects=subjects, because=tuple(places.values()))
