"""The JSON Schema of reports, from the report model."""

from __future__ import annotations

from typing import Any

from checker.tools.schemas.parts import header

__all__ = ["report_schema"]


def report_schema() -> dict[str, Any]:
    """The schema of a report in JSON."""
    from pydantic import TypeAdapter

    from checker.report.model import REPORT_VERSION, Report

    schema = TypeAdapter(Report).json_schema(mode="serialization")
    definitions = schema.pop("$defs")
    for definition in (schema, *definitions.values()):
        _close(definition)
    properties = schema["properties"]
    name, version = properties.pop("tool_name"), properties.pop("tool_version")
    tool = {
        "type": "object",
        "additionalProperties": False,
        "required": ["name", "version"],
        "properties": {"name": {"type": name["type"]}, "version": {"type": version["type"]}},
    }
    opening = header("report", "Report", "What a check of one project found, condition by condition.")
    properties = {"report": {"const": REPORT_VERSION}, "tool": tool, **properties}
    body = {"type": "object", "additionalProperties": False, "required": list(properties), "properties": properties}
    return opening | body | {"$defs": definitions}


def _close(definition: dict[str, Any]) -> None:
    """Every field is written and no other: what the model says by its type."""
    for written_for_programmers in ("description", "additionalProperties"):
        definition.pop(written_for_programmers, None)
    properties = {name.rstrip("_"): schema for name, schema in definition.get("properties", {}).items()}
    for schema in properties.values():
        schema.pop("default", None)
        schema.pop("title", None)
    definition["properties"] = properties
    definition["required"] = list(properties)
    definition["additionalProperties"] = False
