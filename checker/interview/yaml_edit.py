"""A YAML text with a few values added or changed, everything else left as it stands, byte for byte.

The new data is held against the old: what is new is written in at its place, and nothing is
reflowed. What cannot be written so is refused, never guessed: the result is read again and compared.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.ground.places import Document, Pointer, Span

__all__ = ["comments_kept", "rewritten"]

_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9_./()-]| (?! |$))*|\d{4}-\d\d-\d\d")
_WORDS = frozenset({"null", "true", "false"})
_STATEMENT = ("value", "not_collected")
_EMPTY = re.compile(r"\{\s*\}")


class _Change(NamedTuple):
    """A stretch of the text and what stands there instead."""

    start: int
    end: int
    text: str


def rewritten(document: Document, old: Any, new: Any) -> str:
    """The document's text, changed so that it states ``new`` where it stated ``old``."""
    text = document.text
    eol = "\r\n" if "\r\n" in text else "\n"
    if not old:
        # A mapping with nothing in it, or none at all: comments may be all there is.
        kept = _EMPTY.sub("", text, count=1).rstrip(" ") if old == {} and document.data is not None else text
        gap = "" if not kept or kept.endswith("\n") else eol
        return kept + gap + eol.join(_block(new, 0)) + eol
    changes = sorted(_Writer(document, eol).changes((), old, new), key=lambda change: change.start)
    parts, place = [], 0
    for change in changes:
        parts += [text[place : change.start], change.text]
        place = change.end
    return "".join([*parts, text[place:]])


def comments_kept(old: str, new: str) -> bool:
    """Whether every comment of the old text still stands in the new one."""
    before, after = (Counter(part.strip() for part in re.findall(r"(?m)(?:^|\s)#.*$", text)) for text in (old, new))
    return not before - after


class _Writer:
    """Finds the places in one document."""

    def __init__(self, document: Document, eol: str) -> None:
        self.document = document
        self.text = document.text
        self.eol = eol
        self.starts = [0, *(match.end() for match in re.finditer("\n", self.text))]

    def changes(self, pointer: Pointer, old: Any, new: Any) -> Iterator[_Change]:
        """What has to change in the text, inner places before outer ones."""
        if old == new and type(old) is type(new):
            return
        if isinstance(old, dict) and isinstance(new, dict) and old and list(new)[: len(old)] == list(old):
            for key in old:
                yield from self.changes((*pointer, key), old[key], new[key])
            added = {key: value for key, value in new.items() if key not in old}
            if added:
                yield self._more_keys(pointer, old, added)
        elif isinstance(old, list) and isinstance(new, list) and old and len(new) >= len(old):
            for index, item in enumerate(old):
                yield from self.changes((*pointer, index), item, new[index])
            if len(new) > len(old):
                yield self._more_items(pointer, old, new[len(old) :])
        else:
            yield self._instead(pointer, old, new)

    def _instead(self, pointer: Pointer, old: Any, new: Any) -> _Change:
        start, end = self._start(pointer), self._end(pointer, old)
        if isinstance(old, dict | list) and old and not self._is_flow(pointer):
            return self._wrapped(pointer, old, new, end)
        said = self.text[start:end]
        if start == end or not said.strip():
            gap = "" if self.text[start - 1 : start] in (" ", "\n", "") else " "
            return _Change(start, start, f"{gap}{_flow(new)}")
        # What stood there keeps its own spelling.
        if isinstance(new, dict) and new.get("value") == old and said[0] not in "|>":
            rest = {key: value for key, value in new.items() if key != "value"}
            return _Change(start, end, f"{{value: {said}{''.join(f', {k}: {_flow(v)}' for k, v in rest.items())}}}")
        return _Change(start, end, _flow(new))

    def _wrapped(self, pointer: Pointer, old: Any, new: Any, end: int) -> _Change:
        """A value in block style made part of a statement, or a statement made the first of a list."""
        start = self._start(pointer)
        if isinstance(old, list):
            start = self.text.rindex("-", 0, start if not self._dash_at(start) else start + 1)
        indent = " " * (start - self._line_start(start))
        lines = self.text[start:end].split("\n")
        deeper = [lines[0], *(f"  {line}" if line.strip() else line for line in lines[1:])]
        body = "\n".join(deeper)
        if isinstance(new, list) and new and new[0] == old:
            rest = "".join(f"{self.eol}{indent}- {_flow(item)}" for item in new[1:])
            return _Change(start, end, f"- {body}{rest}")
        if isinstance(new, dict) and new.get("value") == old:
            rest = "".join(f"{self.eol}{indent}{key}: {_flow(value)}" for key, value in new.items() if key != "value")
            return _Change(start, end, f"value:{self.eol}{indent}  {body}{rest}")
        return _Change(start, end, _flow(new))

    def _dash_at(self, place: int) -> bool:
        return self.text[place : place + 1] == "-"

    def _more_keys(self, pointer: Pointer, old: dict[str, Any], added: dict[str, Any]) -> _Change:
        end = self._end((*pointer, list(old)[-1]), list(old.values())[-1])
        if pointer and self._is_flow(pointer):
            return _Change(end, end, "".join(f", {_flow(key)}: {_flow(value)}" for key, value in added.items()))
        column = self.document.key_span((*pointer, next(iter(old)))).column - 1
        return self._after_line(end, _block(added, column))

    def _more_items(self, pointer: Pointer, old: list[Any], added: list[Any]) -> _Change:
        end = self._end((*pointer, len(old) - 1), old[-1])
        if self._is_flow(pointer):
            return _Change(end, end, "".join(f", {_flow(item)}" for item in added))
        first = self._start((*pointer, 0))
        dash = self.text.rindex("-", 0, first)
        return self._after_line(end, _items(added, dash - self._line_start(dash)))

    def _after_line(self, end: int, lines: list[str]) -> _Change:
        """Lines put in below the line where something ends, before the comments that follow it."""
        place = self.text.find("\n", end)
        said = "".join(f"{line}{self.eol}" for line in lines)
        if place < 0:
            return _Change(len(self.text), len(self.text), self.eol + said)
        return _Change(place + 1, place + 1, said)

    def _offset(self, line: int, column: int) -> int:
        return min(self.starts[line - 1] + column - 1, len(self.text)) if line <= len(self.starts) else len(self.text)

    def _line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def _start(self, pointer: Pointer) -> int:
        span: Span = self.document.span(pointer)
        return self._offset(span.line, span.column)

    def _end(self, pointer: Pointer, value: Any) -> int:
        """Where a value ends, without the blank lines and comments that a parser counts to it."""
        if isinstance(value, dict | list) and value and not self._is_flow(pointer):
            last = list(value)[-1] if isinstance(value, dict) else len(value) - 1
            return self._end((*pointer, last), value[last])
        span = self.document.span(pointer)
        start, end = self._offset(span.line, span.column), self._offset(span.end_line, span.end_column)
        return start + len(self.text[start:end].rstrip())

    def _is_flow(self, pointer: Pointer) -> bool:
        return bool(pointer) and self.text[self._start(pointer) :][:1] in ("{", "[")


def _block(data: dict[str, Any], column: int) -> list[str]:
    """A mapping on lines of its own, statements and plain lists kept on one line each."""
    lines = []
    for key, value in data.items():
        head = f"{' ' * column}{_flow(key)}:"
        if isinstance(value, dict) and value and not any(word in value for word in _STATEMENT):
            lines += [head, *_block(value, column + 2)]
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            lines += [head, *_items(value, column + 2)]
        else:
            lines.append(f"{head} {_flow(value)}")
    return lines


def _items(items: list[Any], column: int) -> list[str]:
    lines = []
    for item in items:
        if isinstance(item, dict) and item and not any(word in item for word in _STATEMENT):
            first, *rest = _block(item, column + 2)
            lines += [f"{' ' * column}- {first[column + 2 :]}", *rest]
        else:
            lines.append(f"{' ' * column}- {_flow(item)}")
    return lines


def _flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_flow(key)}: {_flow(item)}' for key, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
