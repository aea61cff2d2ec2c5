"""What the schemas share."""

from __future__ import annotations

from typing import Any

__all__ = ["DIALECT", "header", "nullable"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def header(name: str, title: str, description: str) -> dict[str, Any]:
    """The opening keys of a schema of ours."""
    return {
        "$schema": DIALECT,
        "$id": f"urn:conditionality-checker:schema:{name}:1",
        "title": title,
        "description": description,
    }


def nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema, or null."""
    return {"anyOf": [schema, {"type": "null"}]}
