"""The report as JSON, for machines; ``schemas/report.schema.json`` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.serialise import json_text

if TYPE_CHECKING:
    from checker.findings import Report

__all__ = ["render"]


def render(reports: list[Report]) -> str:
    """One report as an object; several as a list, in the order of the files."""
    if len(reports) == 1:
        return reports[0].to_json()
    return json_text([report.to_dict() for report in reports])
