"""Three-valued truth: strong Kleene logic.

``True``, ``False`` and ``None`` for unknown. Built-in values keep the evaluator fast and let
every table of the engine speak of truth without translating it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Truth", "all_of", "any_of", "negation"]

Truth = bool | None


def all_of(values: Iterable[Truth]) -> Truth:
    """False if any is false, else unknown if any is unknown, else true (also of nothing)."""
    result: Truth = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def any_of(values: Iterable[Truth]) -> Truth:
    """True if any is true, else unknown if any is unknown, else false (also of nothing)."""
    result: Truth = False
    for value in values:
        if value is True:
            return True
        if value is None:
            result = None
    return result


def negation(value: Truth) -> Truth:
    """The opposite; unknown stays unknown."""
    return None if value is None else not value
