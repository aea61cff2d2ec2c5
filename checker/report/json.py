"""The report as JSON, for machines; ``schemas/report.schema.json`` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.findings import Report

__all__ = ["render"]


def render(reports: list[Report]) -> str:
    """One report as an object; several as a list, in the order of the files."""
    if len(reports) == 1:
        return reports[0].to_json()
    import json

    data = [report.to_dict() for report in reports]
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
