"""Since when a condition has failed, as far as the file dates it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.domain.vocabulary import DESCRIPTIVE
from checker.engine.sides import ADVERSE
from checker.engine.values import Value
from checker.engine.weights import Alternative
from checker.ground.days import shifted

if TYPE_CHECKING:
    from datetime import date

    from checker.engine.attested_answers import Answers
    from checker.engine.sides import Look, Sides
    from checker.engine.values import Placed

__all__ = ["breached_since", "value_of"]


def breached_since(failed: Look, sides: Sides, answers: Answers) -> date | None:
    """The earliest day for which any statement, overtaken or not, shows the breach; None where nothing dates it.

    A report that shows it for its own day gives no start: nobody knows how long it had been so.

    Args:
        failed: the combination in which the condition fails.
        sides: all its combinations.
        answers: what people attest; a breach that rests on that is no older than it.
    """
    starts: list[date | None] = []
    for leaf in failed.leaves:
        if leaf.question:
            starts += [answers.given[leaf.question].given] if leaf.question in answers.given else []
            continue
        for placed in sides.view.facts.stated(*leaf.key) if leaf.path not in DESCRIPTIVE else ():
            value = value_of(placed)
            if value is not None:
                again = sides.look({**failed.chosen, leaf.key: Alternative((value,))})
                if again.score == ADVERSE and leaf.key in {one.key for one in again.leaves}:
                    starts.append(_start(placed))
    known = [day for day in starts if day is not None]
    return min(known) if known and len(known) == len(starts) else None


def value_of(placed: Placed) -> Value | None:
    """A statement's value as one that the fact may have by itself; None where it gives none."""
    return None if placed.statement.value is None else Value(placed.statement.value, (placed,))


def _start(placed: Placed) -> date | None:
    """Since when a statement shows what it states: since the day it names itself; arrears count themselves."""
    if placed.path == "wages.arrears_days" and isinstance(placed.statement.value, int | float):
        return shifted(placed.newest, -int(placed.statement.value))
    return placed.day
