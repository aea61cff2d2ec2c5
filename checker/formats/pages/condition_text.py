"""One condition for a terminal: what ``checker explain`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.english.sentences import Speaker
from checker.formats.pages.condition import leaflet
from checker.formats.shared.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.domain.pack import Condition, Pack

__all__ = ["explain_text"]


def explain_text(condition: Condition, pack: Pack, *, colour: bool = False) -> str:
    """One condition: what it asks, why, how it is decided, what mends it, and its sources."""
    return "\n".join(_explain(condition, pack, colour)) + "\n"


def _explain(condition: Condition, pack: Pack, colour: bool) -> Iterator[str]:
    bold, plain = ("\x1b[1m", "\x1b[0m") if colour else ("", "")
    for line in wrap(f"{condition.id}  {condition.title}", ""):
        yield f"{bold}{line}{plain}"
    for part in leaflet(condition, pack, Speaker(pack)):
        yield from ["", *(f"{bold}{line}{plain}" for line in wrap(part.label))]
        for said in part.lines:
            indent = "  " * said.depth
            yield from wrap(said.text, f"{indent}- " if said.depth else "  ", f"    {indent}" if said.depth else None)
