"""Texts of a pack that name a parameter, such as ``{wage_share_minimum}``: the value in force stands in its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from checker.domain.pack import Either

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.domain.pack import Parameter

__all__ = ["fill", "named"]

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def named(text: str) -> list[str]:
    """The names that a text holds in braces, in reading order."""
    return _PLACEHOLDER.findall(text)


def fill(text: str, parameters: Mapping[str, Parameter], values: Mapping[str, Any] | None = None) -> str:
    """The text with the value of each parameter that it names: the one in force, else its default.

    A ratio is said in per cent; where a host that is not stated decides, both values are said.
    """

    def said(match: re.Match[str]) -> str:
        parameter = parameters[match[1]]
        value = parameter.default if values is None else values[match[1]]
        several = value.values if isinstance(value, Either) else (value,)
        return " or ".join(_worded(one, parameter) for one in several)

    return _PLACEHOLDER.sub(said, text)


def _worded(value: Any, parameter: Parameter) -> str:
    if isinstance(value, list | tuple):
        return _listed(value)
    if parameter.unit == "ratio":
        return f"{value * 100:.12g} per cent"
    return f"{value:.15g}" if isinstance(value, int | float) else str(value)


def _listed(words: Iterable[Any]) -> str:
    *first, last = map(str, words) if words else ("none",)
    return f"{', '.join(first)} and {last}" if first else last
