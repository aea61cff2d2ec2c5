"""How much of each condition its cases reach: verdicts that can occur, and tests that decided one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.workbench.mutants import flipped_leaves
from checker.workbench.mutation import Worlds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.packs.cases import Case
    from checker.packs.model import Condition, Pack

__all__ = ["Coverage", "coverage", "percent"]


class Coverage(NamedTuple):
    """What the cases of one condition reach.

    Attributes:
        verdicts: the verdicts that the condition can have.
        reached: those that a case leads to.
        tests: how many tests its trees hold.
        decided: how many of them decide a case: turned round, a case comes out otherwise.
        undecided: the tests that decide none, in words.
    """

    condition: str
    verdicts: tuple[str, ...]
    reached: tuple[str, ...]
    tests: int
    decided: int
    undecided: tuple[str, ...]


def coverage(pack: Pack, cases: list[Case]) -> Iterator[Coverage]:
    """The coverage of every condition, in the pack's order."""
    worlds = Worlds(pack)
    for condition in pack.conditions:
        mine = [case for case in cases if case.condition == condition.id]
        found = {worlds.verdict(case) for case in mine}
        verdicts = _reachable(condition)
        flips = list(flipped_leaves(condition, pack))
        undecided = tuple(flip.what for flip in flips if not worlds.notices(flip.condition, mine))
        reached = tuple(verdict for verdict in verdicts if verdict in found)
        yield Coverage(condition.id, verdicts, reached, len(flips), len(flips) - len(undecided), undecided)


def _reachable(condition: Condition) -> tuple[str, ...]:
    """The verdicts that a condition can have at all. On a purpose outside its track any can be not applicable."""
    verdicts = ["met", "not_met", "not_determined"]
    if condition.applies is not None or condition.in_force_from or condition.in_force_until:
        verdicts.append("not_applicable")
    if condition.alternative is not None:
        verdicts.append("met_by_alternative")
    return tuple(verdicts)


def percent(part: int, whole: int) -> int:
    """A share in whole percent, rounded down: 100 means all."""
    return 100 * part // whole if whole else 100
