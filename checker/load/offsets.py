"""Offsets in a text as lines and columns, for the scanners of JSON and TOML."""

from __future__ import annotations

import re
from bisect import bisect_right

from checker.ground.places import Span
from checker.load.limits import Refused

__all__ = ["Lines"]


class Lines:
    """The line starts of one text."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The stretch between two offsets."""
        return Span(*self.at(start), *self.at(end))

    def refused(self, message: str, offset: int, code: str = "not-accepted") -> Refused:
        """A refusal placed at an offset."""
        return Refused(message, *self.at(offset), code=code)
