"""JSON Schemas of what goes in and out, generated from the models; ``schemas/`` holds the committed copies."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["NAMES", "build", "text"]

NAMES = ("project", "pack", "report", "attestations", "problems")


def build(name: str) -> dict[str, Any]:
    """The schema of that name, one of ``NAMES``, as data.

    Raises:
        KeyError: there is no such schema.
    """
    if name == "project":
        from checker.tools.schemas.project import project_schema

        return project_schema()
    if name == "pack":
        from checker.tools.schemas.pack import pack_schema

        return pack_schema()
    if name == "report":
        from checker.tools.schemas.report import report_schema

        return report_schema()
    if name == "attestations":
        from checker.tools.schemas.attestations import attestations_schema

        return attestations_schema()
    if name == "problems":
        from checker.tools.schemas.problems import problems_schema

        return problems_schema()
    raise KeyError(name)


def text(name: str) -> str:
    """The schema as it stands in its file."""
    return json.dumps(build(name), indent=2, ensure_ascii=False) + "\n"
