"""A code frame: the line of the file that decided something, with the text underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats.shared.wrap import cut
from checker.ground.escape import visible, width

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.report.model import Because

__all__ = ["frame"]


def frame(because: Because, line_of: Callable[[int], str], columns: int) -> tuple[str, str]:
    """The line and its underline, cut to the columns there are; both without colour."""
    text = line_of(because.line)
    start = min(because.column - 1, len(text))
    end = because.end.column - 1 if because.end.line == because.line else len(text.rstrip())
    end = max(start + 1, min(end, max(len(text), start + 1)))
    gutter = f"{because.line:>6} | "
    room = max(20, columns - len(gutter))
    # A line that does not fit is cut on the left, so that the underlined text stays in sight.
    skipped = max(0, start - room // 3) if width(text) > room else 0
    lead = "…" if skipped else ""
    head, middle, tail = (visible(part) for part in (text[skipped:start], text[start:end], text[end:]))
    shown = cut(lead + head + middle + tail, room)
    before = width(lead + head)
    length = max(1, min(width(middle), room - before))
    return gutter + shown, " " * (len(gutter) - 2) + "| " + " " * before + "^" * length
