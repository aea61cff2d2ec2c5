"""Plain data as JSON text: true text, with what could steer a terminal or hide itself escaped by JSON."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["json_text"]

_STEERING = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def json_text(data: Any) -> str:
    """The data as indented JSON that ends with a line break; the same bytes for the same data."""
    import json

    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return _STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"
