"""Plain data as JSON text: true text, with what could steer a terminal or hide itself escaped by JSON."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["json_records", "json_text"]

_STEERING = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def json_text(data: Any) -> str:
    """The data as indented JSON that ends with a line break; the same bytes for the same data."""
    import json

    return _inert(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def json_records(data: dict[str, Any]) -> str:
    """An object as JSON that ends with a line break: a line for each key, and for each item of a list of objects.

    A fifth smaller than indented text and several times as fast to write, and two of them still compare by line.
    """
    return "{\n" + ",\n".join(f"  {_line(key)}: {_record(value)}" for key, value in data.items()) + "\n}\n"


def _record(value: Any) -> str:
    if not (isinstance(value, list) and value and isinstance(value[0], dict)):
        return _line(value)
    return "[\n" + ",\n".join(f"    {_line(item)}" for item in value) + "\n  ]"


def _line(value: Any) -> str:
    import json

    return _inert(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _inert(text: str) -> str:
    return _STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
