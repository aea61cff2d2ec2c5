"""The cases of a condition set up once, so that many changed conditions can be played on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.domain.tree import Count, FactRef, Test, walk
from checker.ground.errors import CheckerError
from checker.packs.folder import load_pack
from checker.tools.run_case import explain_difference, set_up

if TYPE_CHECKING:
    from checker.domain.pack import Condition, Pack
    from checker.engine.judge import Judge
    from checker.packs.cases import Case

__all__ = ["MOST_STEPS", "SetUp", "Stage"]

# A step is one look at one node. The largest shipped pack asks for less than a tenth of this; it is about a minute.
MOST_STEPS = 10_000_000


class SetUp(NamedTuple):
    """A case that comes out as it expects, ready to be judged again.

    ``usual`` is false under another sanctions regime than the pack's first: there the trees are others,
    and a change of the usual ones changes nothing.
    """

    case: Case
    judge: Judge
    workforce: int | None
    verdict: str
    usual: bool


class Stage:
    """A pack under each sanctions regime that its cases ask for, each loaded once, and the work left for it.

    What a pack from outside asks for is bounded: when the steps are used up, ``has_room`` is false.
    """

    def __init__(self, pack: Pack, steps: int = MOST_STEPS) -> None:
        self._usual = pack.regime
        self._packs = {pack.regime: pack}
        self._left = steps
        self._costs: dict[str, int] = {}

    def has_room(self, condition: Condition) -> bool:
        """Whether there is room to judge a condition once more; if so, it is taken."""
        # A changed condition costs about what the condition costs that it was made of.
        if condition.id not in self._costs:
            self._costs[condition.id] = _steps(condition)
        self._left -= self._costs[condition.id]
        return self._left >= 0

    def condition_of(self, case: Case) -> Condition:
        """The condition that a case is about."""
        return next(one for one in self._packs[self._usual].conditions if one.id == case.condition)

    def pack_for(self, case: Case) -> Pack:
        """The pack, compiled for the regime that a case asks for."""
        regime = case.given.get("regime", self._usual)
        if regime not in self._packs[self._usual].regimes:
            return self._packs[self._usual]  # setting it up says what is wrong
        if regime not in self._packs:
            self._packs[regime] = load_pack(self._packs[self._usual].folder, regime=regime)
        return self._packs[regime]

    def sound(self, cases: list[Case]) -> list[SetUp]:
        """The cases that come out as they expect, set up. The others prove nothing of their condition."""
        found = []
        for case in cases:
            if not self.has_room(self.condition_of(case)):
                break
            try:
                pack = self.pack_for(case)
                judge, condition, workforce = set_up(pack, case)
            except CheckerError:
                continue
            judged = judge.judge(condition, workforce)
            if not explain_difference(case, judged):
                found.append(SetUp(case, judge, workforce, judged.verdict, pack.regime == self._usual))
        return found

    def notices(self, changed: Condition, trials: list[SetUp]) -> bool | None:
        """Whether a case comes out otherwise with a changed condition; None where there is no room to find out."""
        for trial in trials:
            if trial.usual:
                if not self.has_room(changed):
                    return None
                if explain_difference(trial.case, trial.judge.judge(changed, trial.workforce)):
                    return True
        return False

    def turned(self, changed: Condition, trials: list[SetUp]) -> int:
        """How many cases come out otherwise with a changed condition, as far as there is room to find out."""
        return sum(
            1
            for trial in trials
            if trial.usual
            and self.has_room(changed)
            and explain_difference(trial.case, trial.judge.judge(changed, trial.workforce))
        )


def _steps(condition: Condition) -> int:
    """What judging a condition can cost: an open one is judged again for each fact that may decide it."""
    trees = [tree for tree in (condition.applies, condition.requires, condition.alternative) if tree is not None]
    nodes = [node for tree in trees for node in walk(tree)]
    paths = {node.ref.path for node in nodes if isinstance(node, Test) and isinstance(node.ref, FactRef)}
    return len(nodes) * (1 + len(paths) + sum(1 for node in nodes if isinstance(node, Count)))
