"""Text made safe to set in type: nothing that steers, nothing without a glyph, no word wider than its line.

A document for screen readers may not contain a character that no font shows, so such characters are
written by their numbers. It does not know where a text stands.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from checker.ground.escape import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["BREAK", "TEXT", "characters", "each_text", "missing_in", "settable", "without"]

# Longer texts are cut, with a count of what is left out.
TEXT = 1_500
# Where a long word may be broken; the template turns it into a break without a sign. No text has it
# otherwise, because ``visible`` shows a zero-width space of an input as an escape.
BREAK = "\u200b"
# Private, unassigned and other characters that have no agreed shape.
_SHAPELESS = frozenset({"Cc", "Cn", "Co", "Cs"})
_SPACES = re.compile(r"\s+")
_LONG = re.compile(r"[^\s\u200b]{11,}")
_JOINTS = re.compile(r"(?<=[/._\-&=?:,;@|+#%])(?=[^\s/._\-&=?:,;@|+#%])")
_STRETCH = 24
_QUOTED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_NUMBERED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def settable(text: str) -> str:
    """The text on one line, cut with a count, its control characters visible, its long words breakable."""
    rest = len(text) - TEXT
    line = visible(_SPACES.sub(" ", text[:TEXT]))
    if rest > 0:
        line += f" […{rest:,} more characters are not shown]"
    if not line.isascii():
        line = without(line, {one for one in set(line) if unicodedata.category(one) in _SHAPELESS})
    return _breakable(line)


def without(text: str, missing: set[str]) -> str:
    """The text with these characters by their numbers: ``[U+AC00 U+B098]``."""
    if missing.isdisjoint(text):
        return text
    run = re.compile(f"[{re.escape(''.join(sorted(missing)))}{BREAK}]+")
    return run.sub(lambda match: _numbered(match.group()), text)


def _numbered(run: str) -> str:
    shown = " ".join(f"U+{ord(one):04X}" for one in run if one != BREAK)
    return f"[{shown}]" if shown else run


def _breakable(text: str) -> str:
    """The text with places to break words that might not fit a line."""
    return _LONG.sub(lambda match: BREAK.join(_pieces(match.group())), text)


def _pieces(word: str) -> Iterator[str]:
    for part in _JOINTS.split(word):
        start = 0
        while len(part) - start > _STRETCH:
            end = start + _STRETCH
            # A base letter keeps its marks, unless there is no end of them.
            while end < min(len(part), start + 2 * _STRETCH) and unicodedata.category(part[end])[0] == "M":
                end += 1
            yield part[start:end]
            start = end
        yield part[start:]


def each_text(data: Any, change: Callable[[str], str]) -> Any:
    """The data with every text changed, but not the addresses and anchors of links, nor any key."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {
            key: value if key in ("link", "to", "anchor") else each_text(value, change) for key, value in data.items()
        }
    if isinstance(data, list | tuple):
        return [each_text(item, change) for item in data]
    return data


def characters(data: Any) -> set[str]:
    """The characters beyond ASCII that the texts of the data use."""
    found: set[str] = set()

    def note(text: str) -> str:
        if not text.isascii():
            found.update(text)
        return text

    each_text(data, note)
    return {one for one in found if not one.isascii() and one != BREAK}


def missing_in(diagnostics: Iterable[str]) -> set[str]:
    """The characters that the typesetter says no font can show."""
    found: set[str] = set()
    for diagnostic in diagnostics:
        for quoted in _QUOTED.findall(diagnostic):
            found.update(_NUMBERED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], quoted))
    return {one for one in found if not one.isascii()}
