"""Strict JSON, with the place of every key and value.

The standard library decides what is valid JSON; a scan of the tokens before it gives the
places, and refuses depth, duplicate keys and numbers that no fact can have.
"""

from __future__ import annotations

import json
import re
from typing import Any

from checker.ground.places import Span
from checker.load.limits import MAX_DEPTH, MAX_VALUES, TOO_DEEP, Refused, integer, real
from checker.load.offsets import Lines

__all__ = ["parse"]

# A text that never closes is one token too: to try again at each quote within it would take hours.
_TOKEN = re.compile(r'"(?:[^"\\\n]++|\\.)*+"?|[{}\[\]:,]|[^\s{}\[\]:,"]+')

Places = dict[str | int, tuple[Span, Span]]


def parse(text: str) -> tuple[Any, dict[int, Places]]:
    """The value in the text, and the spans of its keys and values.

    Raises:
        Refused: the text is not strict JSON.
    """
    places = _Scan(text).run()
    try:
        data = json.loads(text, parse_int=integer, parse_float=real)
    except json.JSONDecodeError as error:
        raise Refused(
            f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}", error.lineno, error.colno, code="not-in-format"
        ) from None
    marks: dict[int, Places] = {}
    _attach(data, places, marks)
    return data, marks


def _attach(node: Any, places: Any, marks: dict[int, Places]) -> None:
    """Tie the scanned places to the containers that the decoder made."""
    if not isinstance(node, dict | list):
        return
    spans, children = places
    marks[id(node)] = spans
    for key, child in children.items():
        _attach(node[key], child, marks)


class _Scan:
    """One pass over the tokens: a tree of places in the shape of the data.

    It stops without complaint where the text is no JSON, and leaves the message to the decoder.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        # Each open container: its places, its children, the key or index now being filled, the span of its key.
        self.stack: list[list[Any]] = []
        self.starts: list[int] = []
        self.root: Any = ({}, {})
        self.values = 0

    def run(self) -> Any:
        if not self.text.strip():
            raise Refused("the file is empty", 1, 1, code="not-in-format")
        expecting_key = False
        for match in _TOKEN.finditer(self.text):
            token, start, end = match.group(), match.start(), match.end()
            first = token[0]
            if first in "{[":
                if len(self.stack) >= MAX_DEPTH:
                    raise self.lines.refused(TOO_DEEP, start, "too-deep")
                self.stack.append([{}, {}, None if first == "{" else 0, None])
                self.starts.append(start)
                expecting_key = first == "{"
            elif first in "}]":
                if not self.stack:
                    break
                self.close(end)
                expecting_key = False
            elif first == ",":
                if not self.stack:
                    break
                expecting_key = self.advance()
            elif first == '"' and expecting_key:
                self.key(token, start, end)
                expecting_key = False
            elif first != ":":
                self.scalar(token, start, end)
        return self.root

    def key(self, token: str, start: int, end: int) -> None:
        frame = self.stack[-1]
        try:
            name = json.loads(token)
        except json.JSONDecodeError:
            return
        _no_surrogates(name, self, start)
        if name in frame[0]:
            line = frame[0][name][0].line
            raise self.lines.refused(
                f"the key `{name[:60]}` is given twice, first on line {line}", start, "given-twice"
            )
        frame[2], frame[3] = name, self.lines.span(start, end)

    def advance(self) -> bool:
        """Go to the next entry of the open container; true where a key must follow."""
        frame = self.stack[-1]
        if isinstance(frame[2], int):
            frame[2] += 1
            return False
        return True

    def scalar(self, token: str, start: int, end: int) -> None:
        if token in ("NaN", "Infinity", "-Infinity"):
            raise self.lines.refused(f"`{token}` is not JSON", start, "not-in-format")
        if token[0] == '"':
            if "\\u" in token:
                try:
                    _no_surrogates(json.loads(token), self, start)
                except json.JSONDecodeError:
                    return
        elif token[0] in "-0123456789":
            try:
                (integer if token.lstrip("-").isdigit() else real)(token)
            except Refused as error:
                raise self.lines.refused(error.message, start, error.code) from None
            except ValueError:
                return
        self.place(self.lines.span(start, end), None)

    def close(self, end: int) -> None:
        frame = self.stack.pop()
        start = self.starts.pop()
        self.place(self.lines.span(start, end), (frame[0], frame[1]))

    def place(self, span: Span, children: Any) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            raise Refused(f"more than {MAX_VALUES} values", span.line, span.column, code="too-large")
        if not self.stack:
            self.root = children or ({}, {})
            return
        frame = self.stack[-1]
        if frame[2] is None:
            return
        frame[0][frame[2]] = (frame[3] or span, span)
        if children is not None:
            frame[1][frame[2]] = children


def _no_surrogates(text: str, scan: _Scan, offset: int) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise scan.lines.refused("half of a surrogate pair is not text", offset, "not-text")
