"""Where things stand in a file: a document is plain data plus the place of every key and value.

Pointers are tuples of keys and indices from the root. Rules and models speak of pointers
only; lines and columns are looked up here, once, when something is reported.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.ground.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Document", "Pointer", "Span", "dotted", "portable"]

Pointer = tuple[str | int, ...]
_LONGEST = 100


class Span(NamedTuple):
    """A stretch of text; lines and columns count from 1, the end column is past the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


class Document:
    """One file as read: its data, the spans of its keys and values, its text and digest.

    ``marks`` maps the identity of each container to ``{key: (span of key, span of value)}``;
    the document keeps the containers alive, so an identity stays valid as long as it does.
    """

    __slots__ = ("_lines", "data", "marks", "name", "sha256", "text")

    def __init__(self, name: str, data: Any, marks: dict[int, dict[str | int, tuple[Any, Any]]], text: str) -> None:
        self.name = name
        self.data = data
        self.marks = marks
        self.text = text
        self.sha256 = ""
        self._lines: list[str] | None = None

    def __reduce__(self) -> tuple[Callable[..., Document], tuple[Any, ...]]:
        # A copy has other containers, which have other identities.
        marks = [(node, {key: _settled_pair(pair) for key, pair in self.marks[id(node)].items()})
                 for node in self._containers(self.data, {}).values()]  # fmt: skip
        return _restored, (self.name, self.data, marks, self.text, self.sha256)

    def _containers(self, node: Any, found: dict[int, Any]) -> dict[int, Any]:
        """The mappings and lists at and below a node whose places are known, by identity."""
        if id(node) in self.marks and id(node) not in found:
            found[id(node)] = node
            for child in node.values() if isinstance(node, dict) else node:
                self._containers(child, found)
        return found

    def _find(self, pointer: Iterable[str | int]) -> tuple[Any, Any] | None:
        """Both spans of the entry at the pointer, or of the nearest entry above it that exists."""
        node, found = self.data, None
        for part in pointer:
            entry = self.marks.get(id(node), {}).get(part)
            if entry is None:
                break
            found = entry
            node = node[part]
        return found

    def span(self, pointer: Iterable[str | int]) -> Span:
        """The place of the value at the pointer, or of what stands nearest above it."""
        found = self._find(pointer)
        return _settled(found[1]) if found else Span(1, 1, 1, 1)

    def key_span(self, pointer: Iterable[str | int]) -> Span:
        """The place of the key that names the value at the pointer."""
        found = self._find(pointer)
        return _settled(found[0]) if found else Span(1, 1, 1, 1)

    def problem(self, code: str, message: str, pointer: Pointer, advice: str = "", *, at_key: bool = False) -> Problem:
        """A fault of this file, placed at the value of the pointer or at its key; see ``Problem``."""
        line, column, end_line, end_column = self.key_span(pointer) if at_key else self.span(pointer)
        return Problem(code, message, self.name, line, column, dotted(pointer), advice, end_line, end_column)

    def line(self, number: int) -> str:
        """The text of one line, without its line break."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines[number - 1].rstrip("\r") if 0 < number <= len(self._lines) else ""


def _restored(
    name: str, data: Any, marks: list[tuple[Any, dict[str | int, tuple[Any, Any]]]], text: str, sha256: str
) -> Document:
    made = Document(name, data, {id(node): places for node, places in marks}, text)
    made.sha256 = sha256
    return made


def _settled_pair(pair: tuple[Any, Any]) -> tuple[Span, Span]:
    return _settled(pair[0]), _settled(pair[1])


def _settled(span: Any) -> Span:
    """A span, also where a parser left a pair of marks that count from 0."""
    if isinstance(span, Span):
        return span
    start, end = span
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def dotted(pointer: Iterable[str | int]) -> str:
    """A pointer as a reader writes it.

    >>> dotted(("workforces", 0, "wages", "payment_path"))
    'workforces[0].wages.payment_path'
    """
    text = ""
    for part in pointer:
        if isinstance(part, str) and len(part) > _LONGEST:
            part = f"{part[:_LONGEST]}…"  # noqa: PLW2901 - a key of a megabyte is not read whole
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def portable(name: str) -> str:
    """A file's name free of the machine's own folders, so that a report reads the same elsewhere."""
    if not os.path.isabs(name):
        return name
    relative = os.path.relpath(name)
    return os.path.basename(name) if relative.startswith("..") else relative
