"""The JSON Schema of problem codes: which there are, and what each means."""

from __future__ import annotations

from typing import Any

from checker.ground.errors import PROBLEM_CODES
from checker.tools.schemas.parts import header

__all__ = ["problems_schema"]


def problems_schema() -> dict[str, Any]:
    """The schema of the code of a problem, as data."""
    title, description = "Code of a problem", "Why a file, a pack or a command could not be checked."
    codes = [{"const": code, "description": meaning} for code, meaning in PROBLEM_CODES.items()]
    return header("problems", title, description) | {"type": "string", "oneOf": codes}
