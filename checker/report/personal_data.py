"""Finds what looks like personal data in the free text of a project file. It warns and judges nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.ground.places import Pointer

__all__ = ["personal_data"]

_FREE_TEXT = frozenset({"title", "summary", "note", "scope", "exit_harm", "name"})
_SIGNS = (
    (re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}"), "an e-mail address"),
    (re.compile(r"(?<![\w/.-])(?:\+\d[\d ()-]{7,18}\d|\d{9,14})(?![\w/-])"), "a telephone or identity number"),
    (re.compile(r"\b(?:passport|citizen card|identity card)\s*(?:no|number|nr)\b", re.IGNORECASE), "an identity paper"),
    (re.compile(r"\b(?:his|her|worker's|whose)\s+songbun\b|성분", re.IGNORECASE), "the songbun of a person"),
)


def personal_data(data: Any) -> Iterator[tuple[Pointer, str]]:
    """Where free text looks like personal data, and like which."""
    stack: list[tuple[Pointer, Any]] = [((), data)]
    while stack:
        pointer, node = stack.pop()
        entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, value in entries:
            if isinstance(value, dict | list):
                stack.append(((*pointer, key), value))
            elif isinstance(value, str) and key in _FREE_TEXT:
                for sign, what in _SIGNS:
                    if sign.search(value):
                        yield (*pointer, key), what
