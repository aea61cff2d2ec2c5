"""How far a long run is, on standard error: after a second, and only on a terminal."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

from checker.ground.escape import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["shown"]

_AFTER = 1.0  # seconds of silence first
_EVERY = 0.1
_COLUMNS = 79
_T = TypeVar("_T")


def shown(names: Iterable[_T]) -> Iterator[_T]:
    """The same names, with a line that tells which is being checked; it is wiped out at the end."""
    if not sys.stderr.isatty():
        yield from names
        return
    start = last = time.monotonic()
    drawn = False
    for count, name in enumerate(names, 1):
        now = time.monotonic()
        if now - start > _AFTER and (not drawn or now - last > _EVERY):
            _draw(f"checking file {count}: {visible(str(name))}")
            last, drawn = now, True
        yield name
    if drawn:
        _draw("")


def _draw(text: str) -> None:
    try:
        sys.stderr.write(f"\r{text[:_COLUMNS]}\x1b[K")
        sys.stderr.flush()
    except (OSError, ValueError):
        return
