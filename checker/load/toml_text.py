"""TOML, with the place of every key and value.

`tomllib` decides what is valid and gives the data; a scan of the text before it gives the
places, and refuses the depth, dotted keys and numbers that make it slow or hungry.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from typing import Any

from checker.ground.places import Span
from checker.load.limits import MAX_DEPTH, MAX_DIGITS, MAX_VALUES, TOO_DEEP, Refused, integer, real
from checker.load.offsets import Lines

__all__ = ["MAX_KEY_PARTS", "parse"]

# tomllib copies its bookkeeping for each part of a dotted key: 10,000 parts take 400 MB.
MAX_KEY_PARTS = 16
# A string that never closes is one token too: to try again at each quote within it would take hours.
_TOKEN = re.compile(
    r'(?P<string>"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5})?|\'\'\'(?:[^\']++|\'(?!\'\'))*+(?:\'{3,5})?'
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?|\'[^\'\n]*+\'?)'
    r"|(?P<comment>\#[^\n]*)|(?P<newline>\n)|(?P<mark>[\[\]{}=,.])|(?P<bare>[^\s\[\]{}=,.\#\"']+)",
    re.DOTALL,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r" \d\d:")

Places = dict[str | int, tuple[Span, Span]]


def parse(text: str) -> tuple[Any, dict[int, Places]]:
    """The document's data, dates as ISO text, and the spans of its keys and values.

    Raises:
        Refused: the text is not TOML.
    """
    text = text.replace("\r\n", "\n")
    if not text.strip():
        raise Refused("the file is empty", 1, 1, code="not-in-format")
    scan = _Scan(text)
    scan.run()
    try:
        data = tomllib.loads(text, parse_float=real)
    except tomllib.TOMLDecodeError as error:
        message, _, where = str(error).rpartition(" (at ")
        said = f"not TOML: {message[:1].lower()}{message[1:]}"
        if found := re.fullmatch(r"line (\d+), column (\d+)\)", where):
            raise Refused(said, int(found[1]), int(found[2]), code="not-in-format") from None
        raise scan.lines.refused(said, len(text), "not-in-format") from None
    except (RecursionError, ValueError) as error:
        raise Refused(f"not TOML: {str(error).splitlines()[0]}", code="not-in-format") from None
    marks: dict[int, Places] = {}
    return _attach(data, (), scan.places, marks), marks


def _attach(
    node: Any, path: tuple[Any, ...], places: dict[tuple[Any, ...], tuple[Span, Span]], marks: dict[int, Places]
) -> Any:
    """Turn native dates into text, and tie the scanned places to the containers."""
    if isinstance(node, datetime.date | datetime.time):
        return node.isoformat()
    if isinstance(node, dict | list):
        for key, child in list(node.items() if isinstance(node, dict) else enumerate(node)):
            node[key] = _attach(child, (*path, key), places, marks)
            if (*path, key) in places:
                marks.setdefault(id(node), {})[key] = places[*path, key]
    return node


class _NotTomlError(Exception):
    """The scan has met what no TOML has here; `tomllib` will say what is wrong."""


class _Scan:
    """Follows headers, keys and brackets; stops without complaint where the text is no TOML."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.places: dict[tuple[Any, ...], tuple[Span, Span]] = {}
        self.tokens = (match for match in _TOKEN.finditer(text) if match.lastgroup != "comment")
        self.next = next(self.tokens, None)
        self.values = 0
        self.table_counts: dict[tuple[Any, ...], int] = {}
        self.prefix: tuple[Any, ...] = ()

    def run(self) -> None:
        try:
            while self.next:
                if self.peek() == "[":
                    self.header()
                elif self.peek() == "\n":
                    self.take()
                else:
                    self.pair(self.prefix)
        except _NotTomlError:
            return

    def ahead(self) -> re.Match[str]:
        """The next token, left in its place."""
        if self.next is None:
            raise _NotTomlError
        return self.next

    def peek(self) -> str:
        return self.ahead().group()

    def take(self) -> re.Match[str]:
        taken = self.ahead()
        self.next = next(self.tokens, None)
        return taken

    def header(self) -> None:
        self.take()
        double = self.peek() == "["
        if double:
            self.take()
        parts, span = self.key()
        while self.next and self.peek() == "]":
            self.take()
        path: tuple[Any, ...] = ()
        for index, part in enumerate(parts):
            path = (*path, part)
            if double and index == len(parts) - 1:
                count = self.table_counts.get(path, 0)
                self.table_counts[path] = count + 1
                self.places.setdefault(path, (span, span))
                path = (*path, count)
            elif path in self.table_counts:
                path = (*path, self.table_counts[path] - 1)
            self.places.setdefault(path, (span, span))
        self.prefix = path

    def key(self) -> tuple[list[str], Span]:
        """The parts of a key, read up to what follows it, and its span."""
        first = self.ahead()
        parts, last = [], first
        while True:
            last = self.take()
            parts.append(_unquoted(last.group()))
            if len(parts) > MAX_KEY_PARTS:
                raise self.lines.refused(f"a key of more than {MAX_KEY_PARTS} parts", first.start(), "too-large")
            if self.next is None or self.peek() != ".":
                return parts, self.lines.span(first.start(), last.end())
            self.take()

    def pair(self, prefix: tuple[Any, ...]) -> None:
        start = self.ahead().start()
        parts, key_span = self.key()
        if self.take().group() != "=":
            raise _NotTomlError
        path = (*prefix, *parts)
        self.bound(path, start)
        for length in range(len(prefix) + 1, len(path)):
            self.places.setdefault(path[:length], (key_span, key_span))
        span = self.value(path)
        if path in self.places:
            line = self.places[path][0].line
            raise Refused(
                f"the key `{'.'.join(parts)[:60]}` is given twice, first on line {line}",
                *key_span[:2],
                code="given-twice",
            )
        self.places[path] = (key_span, span)

    def bound(self, path: tuple[Any, ...], start: int) -> None:
        """Refuse what stands too deep; all of its path but the last step is open around it, brackets or none."""
        if len(path) > MAX_DEPTH + 1:
            raise self.lines.refused(TOO_DEEP, start, "too-deep")

    def value(self, path: tuple[Any, ...]) -> Span:
        token = self.take()
        self.values += 1
        if self.values > MAX_VALUES:
            raise self.lines.refused(f"more than {MAX_VALUES} values", token.start(), "too-large")
        if token.group() not in "[{" or token.lastgroup != "mark":
            return self.scalar(token)
        self.bound((*path, 0), token.start())
        closing, index = ("]", 0) if token.group() == "[" else ("}", 0)
        while True:
            while self.peek() in ("\n", ","):
                self.take()
            if self.peek() == closing:
                return self.lines.span(token.start(), self.take().end())
            if closing == "]":
                item = (*path, index)
                span = self.value(item)
                self.places[item] = (span, span)
                index += 1
            else:
                self.pair(path)

    def scalar(self, token: re.Match[str]) -> Span:
        if token.lastgroup not in ("string", "bare"):
            raise _NotTomlError
        end, text = token.end(), token.group()
        # A fraction arrives in several tokens without a space between them, a time of day after its date and a space.
        while token.lastgroup == "bare" and (following := self.next):
            touching = following.start() == end and (following.group() == "." or following.lastgroup == "bare")
            if not touching and not (_DAY.fullmatch(text) and _TIME.match(self.text, end)):
                break
            text += self.take().group()
            end = following.end()
        if token.lastgroup == "bare" and len(text) > MAX_DIGITS:
            raise self.lines.refused(
                f"a number of {len(text)} characters is too long, at most {MAX_DIGITS} are read",
                token.start(),
                "too-large",
            )
        if token.lastgroup == "bare" and text.lstrip("+-") in ("nan", "inf"):
            raise self.lines.refused(f"`{text}` is not a number a fact can have", token.start(), "wrong-value")
        try:
            number = text.replace("_", "") if token.lastgroup == "bare" else ""
            if re.fullmatch(r"[-+]?[0-9]+", number):
                integer(number)
            elif re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?", number):
                real(number)
        except Refused as error:
            raise self.lines.refused(error.message, token.start(), error.code) from None
        return self.lines.span(token.start(), end)


def _unquoted(part: str) -> str:
    """The name that a part of a key spells."""
    if part[:1] not in "\"'":
        return part
    try:
        value = tomllib.loads(f"k = {part}")["k"]
    except tomllib.TOMLDecodeError:
        return part
    return value if isinstance(value, str) else part
