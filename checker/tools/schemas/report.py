"""The JSON Schema of reports, from the report model."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from typing_extensions import TypedDict

from checker.ground.model import Model
from checker.tools.schemas.parts import header

__all__ = ["report_schema"]


def report_schema() -> dict[str, Any]:
    """The schema of a report in JSON."""
    from pydantic import TypeAdapter

    from checker.report.model import REPORT_VERSION, Report

    schema = TypeAdapter(_typed(Report)).json_schema(mode="serialization")
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


def _typed(hint: Any) -> Any:
    """A model as a typed dictionary, which pydantic can describe; other types as they are."""
    if isinstance(hint, type) and issubclass(hint, Model):
        hints = get_type_hints(hint)
        return TypedDict(hint.__name__, {name: _typed(hints[name]) for name in hint.fields})  # type: ignore[operator]
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (None, Literal, NoneType):
        return hint
    if origin in (UnionType, Union):
        return Union[tuple(_typed(item) for item in inner)]  # noqa: UP007 - made from values, not written
    return origin[tuple(item if item is ... else _typed(item) for item in inner)]


def _close(definition: dict[str, Any]) -> None:
    """Every field is written and no other: what the model says by its type."""
    properties = {name.rstrip("_"): schema for name, schema in definition.get("properties", {}).items()}
    for schema in properties.values():
        schema.pop("default", None)
        schema.pop("title", None)
    definition["properties"] = properties
    definition["required"] = list(properties)
    definition["additionalProperties"] = False
