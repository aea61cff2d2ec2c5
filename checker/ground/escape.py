"""Text from files made safe to show: no control sequence of an input ever reaches a terminal."""

from __future__ import annotations

import re

__all__ = ["inert", "visible", "width"]

# C0 and C1 controls, DEL, line and paragraph separators, bidi controls and marks, zero-width characters,
# interlinear and tag characters, and lone surrogates.
_HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)


def visible(text: str) -> str:
    """The text with every character that could steer a terminal shown as an escape."""
    if text.isascii() and text.isprintable():
        return text
    return _HOSTILE.sub(_escaped, text)


def inert(line: str) -> str:
    """The line without the power to command a CI runner, which reads `::` and `##` at the start of any line."""
    start = line.lstrip(" ")
    if not start.startswith(("::", "##")):
        return line
    return f"{line[: len(line) - len(start)]}\\x{ord(start[0]):02x}{start[1:]}"


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def width(text: str) -> int:
    """The number of terminal columns a text takes; East Asian wide characters take two."""
    if text.isascii():
        return len(text)
    import unicodedata

    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
