"""The action plan as people read it: each line with the texts of its rule, lines alike for several subjects once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.formats.shared.texts import why_open

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.report.model import ActionItem, Report, Result

__all__ = ["Todo", "each_line", "merged"]


class Todo(NamedTuple):
    """A line of the action plan, for all the subjects that it is said of."""

    item: ActionItem
    name: str
    gap: str
    action: str
    standard: str
    subjects: list[str]


def each_line(report: Report, results: Iterable[Result] | None = None) -> Iterator[Todo]:
    """Every line of the plan; ``results`` are those that its findings are looked up in, where not the report's."""
    judged = {
        (one.pack, one.condition, subject): one
        for one in (report.results if results is None else results)
        for subject in one.subjects
    }
    for item in report.action_plan:
        rule, result = report.rule(item), judged.get((item.pack, item.condition, item.subject))
        gap = f"{rule.title} ({why_open(result)})" if result and result.reason else rule.title
        standard = next((f"{one.short} {one.article}" for one in report.sources(rule)), "")
        yield Todo(
            item,
            report.name(item),
            gap,
            " ".join(report.remedy(result) if result else rule.remedy),
            standard,
            list(item.subjects),
        )


def merged(report: Report, results: Iterable[Result]) -> list[Todo]:
    """The plan with lines alike for several subjects said once."""
    found: dict[object, Todo] = {}
    for todo in each_line(report, results):
        item = todo.item
        key = (todo.item.pack, todo.item.condition, todo.gap, item.evidence_required, item.linked_to, item.due,
               item.status)  # fmt: skip
        if key in found:
            found[key].subjects.extend(todo.subjects)
        else:
            found[key] = todo
    return list(found.values())
