"""The cases of a condition set up once, so that many changed conditions can be played on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.errors import CheckerError
from checker.packs.cases import explain_difference, set_up
from checker.packs.load import load_pack

if TYPE_CHECKING:
    from checker.engine.judge import Judge
    from checker.packs.cases import Case
    from checker.packs.model import Condition, Pack

__all__ = ["SetUp", "Stage"]


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
    """A pack under each sanctions regime that its cases ask for, each loaded once."""

    def __init__(self, pack: Pack) -> None:
        self._usual = pack.regime
        self._packs = {pack.regime: pack}

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
            try:
                pack = self.pack_for(case)
                judge, condition, workforce = set_up(pack, case)
            except CheckerError:
                continue
            judged = judge.judge(condition, workforce)
            if not explain_difference(case, judged):
                found.append(SetUp(case, judge, workforce, judged.verdict, pack.regime == self._usual))
        return found

    def runs_to_notice(self, changed: Condition, trials: list[SetUp]) -> int:
        """How many cases were run until one came out otherwise with a changed condition; negative where none did."""
        runs = 0
        for trial in trials:
            if trial.usual:
                runs += 1
                if explain_difference(trial.case, trial.judge.judge(changed, trial.workforce)):
                    return runs
        return -runs

    def turned(self, changed: Condition, trials: list[SetUp]) -> int:
        """How many cases come out otherwise with a changed condition."""
        return sum(
            1
            for trial in trials
            if trial.usual and explain_difference(trial.case, trial.judge.judge(changed, trial.workforce))
        )
