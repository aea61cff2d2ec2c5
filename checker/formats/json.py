"""The report as JSON, for machines; ``schemas/report.schema.json`` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.report.run import Run

__all__ = ["render"]


def render(run: Run) -> str:
    """One report as an object; several as a list, in the order of the files."""
    if len(run.reports) == 1:
        return run.reports[0].to_json()
    return "[\n" + ",\n".join(report.to_json().removesuffix("\n") for report in run.reports) + "\n]\n"
