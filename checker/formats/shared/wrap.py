"""Lines of at most 80 columns, counted as a terminal shows them: wide characters take two."""

from __future__ import annotations

from checker.ground.escape import inert, visible, width

__all__ = ["COLUMNS", "cut", "fit", "wrap"]

COLUMNS = 80


def wrap(text: str, indent: str = "", hang: str | None = None) -> list[str]:
    """The text on lines that fit, control characters made visible.

    Args:
        text: what to say; runs of white space count as one space unless ``hang`` is given.
        indent: before the first line.
        hang: before the lines that follow; two more columns than ``indent`` if not given.
    """
    shown = inert(visible(" ".join(text.split()) if hang is None else text))
    if shown.isascii() and len(indent) + len(shown) <= COLUMNS:
        return [indent + shown]
    if hang is None:
        hang = f"{indent}  " if indent else ""
    lines, line, used = [], indent, len(indent)
    for word in shown.split(" "):
        for piece in _pieces(word, COLUMNS - len(hang)):
            size = width(piece)
            gap = "" if line in (indent, hang) and not line.strip() else " "
            if used + len(gap) + size > COLUMNS:
                lines.append(line.rstrip())
                line, used, gap = hang, len(hang), ""
            line += gap + piece
            used += len(gap) + size
    return [inert(one) for one in (*lines, line)]


def _pieces(word: str, room: int) -> list[str]:
    """A word, broken where it is wider than a line."""
    if width(word) <= room:
        return [word]
    pieces, piece, used = [], "", 0
    for character in word:
        size = width(character)
        if used + size > room:
            pieces.append(piece)
            piece, used = "", 0
        piece += character
        used += size
    return [*pieces, piece]


def cut(text: str, columns: int) -> str:
    """The text, shortened with an ellipsis to the columns there are."""
    if width(text) <= columns:
        return text
    kept, used = "", 0
    for character in text:
        used += width(character)
        if used > columns - 1:
            break
        kept += character
    return f"{kept.rstrip()}…"


def fit(text: str, columns: int) -> str:
    """The text made visible, on exactly the columns there are: cut, or filled with blanks."""
    shown = cut(inert(visible(" ".join(text.split()))), columns)
    return shown + " " * (columns - width(shown))
