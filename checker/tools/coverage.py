"""How much of each condition its cases reach: verdicts that can occur, and tests that decided one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.domain.words import UNSETTLED, VERDICTS
from checker.tools.mutants import flipped_leaves
from checker.tools.stage import MOST_STEPS, Stage
from checker.tools.value_space import verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.domain.pack import Condition, Pack
    from checker.packs.cases import Case

__all__ = ["Coverage", "Leaf", "coverage", "percent"]


class Leaf(NamedTuple):
    """A test of a condition's trees, in words, and how many cases it decides: turned round, they come out otherwise."""

    said: str
    cases: int


class Coverage(NamedTuple):
    """What the cases of one condition reach. Cases that fail reach nothing.

    Attributes:
        verdicts: the verdicts that the condition can have.
        reached: those that a case leads to.
        leaves: each test of its trees, and how many cases it decides.
        failed: how many of its cases do not come out as they expect.
    """

    condition: str
    verdicts: tuple[str, ...]
    reached: tuple[str, ...]
    leaves: tuple[Leaf, ...]
    failed: int

    @property
    def missing(self) -> tuple[str, ...]:
        """The verdicts that no case leads to."""
        return tuple(verdict for verdict in self.verdicts if verdict not in self.reached)

    @property
    def decided(self) -> int:
        """How many tests decide a case."""
        return sum(1 for leaf in self.leaves if leaf.cases)


def coverage(pack: Pack, cases: list[Case], steps: int = MOST_STEPS) -> Iterator[Coverage]:
    """The coverage of every condition, in the pack's order."""
    stage = Stage(pack, steps)
    for condition in pack.conditions:
        mine = [case for case in cases if case.condition == condition.id]
        trials = stage.sound(mine)
        found = {trial.verdict for trial in trials}
        can = _reachable(condition, pack)
        leaves = tuple(
            Leaf(flip.what, stage.turned(flip.condition, trials)) for flip in flipped_leaves(condition, pack)
        )
        reached = tuple(verdict for verdict in can if verdict in found)
        yield Coverage(condition.id, can, reached, leaves, len(mine) - len(trials))


def _reachable(condition: Condition, pack: Pack) -> tuple[str, ...]:
    """The verdicts that a condition can have on its tracks; off them any can be not applicable."""
    can = verdicts(condition, pack)
    if can is None:  # too many answers to try: what its form allows
        can = frozenset({"met", *UNSETTLED})
        if condition.applies is not None or condition.in_force_from or condition.in_force_until:
            can |= {"not_applicable"}
        if condition.alternative is not None:
            can |= {"met_by_alternative"}
    return tuple(verdict for verdict in VERDICTS if verdict in can)


def percent(part: int, whole: int) -> int:
    """A share in whole percent, rounded down: 100 means all."""
    return 100 * part // whole if whole else 100
