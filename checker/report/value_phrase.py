"""A fact's value in words: what reports say of it in every format, and in sentences of their own."""

from __future__ import annotations

from typing import Any

__all__ = ["value_phrase"]


def value_phrase(value: Any, mark: str = "`") -> str:
    """A fact's value in words; ``mark`` stands around single values."""
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        return f"{mark}{'true' if value else 'false'}{mark}"
    if isinstance(value, list):
        return f"[{', '.join(map(_item, value))}]" if value else "an empty list"
    return f"{mark}{_item(value)}{mark}"


def _item(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(f"{key}={item}" for key, item in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)
