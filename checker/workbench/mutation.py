"""Mutation: which small faults in its conditions the cases of a pack would not notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.errors import PackError
from checker.packs.cases import explain_difference, run_case
from checker.packs.load import load_pack
from checker.workbench.mutants import mutants_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.packs.cases import Case
    from checker.packs.model import Condition, Pack

__all__ = ["Mutation", "Worlds", "mutate"]


class Mutation(NamedTuple):
    """How the cases of one condition stood up: how many mutants, and those that none noticed."""

    condition: str
    mutants: int
    unnoticed: tuple[str, ...]


def mutate(pack: Pack, cases: list[Case]) -> Iterator[Mutation]:
    """Tries every mutant of every condition that has cases among those given."""
    worlds = Worlds(pack)
    for condition in pack.conditions:
        mine = [case for case in cases if case.condition == condition.id]
        if mine:
            mutants = list(mutants_of(condition, pack))
            unnoticed = tuple(mutant.what for mutant in mutants if not worlds.notices(mutant.condition, mine))
            yield Mutation(condition.id, len(mutants), unnoticed)


class Worlds:
    """A pack under each sanctions regime that its cases ask for, each loaded once."""

    def __init__(self, pack: Pack) -> None:
        self._usual = pack.regime
        self._packs = {pack.regime: pack}

    def _pack(self, case: Case) -> Pack:
        regime = case.given.get("regime", self._usual)
        if regime not in self._packs:
            self._packs[regime] = load_pack(self._packs[self._usual].folder, regime=regime)
        return self._packs[regime]

    def verdict(self, case: Case) -> str:
        """The verdict that a case leads to; empty where its facts make no project."""
        try:
            return run_case(self._pack(case), case).verdict
        except PackError:
            return ""

    def notices(self, changed: Condition, cases: list[Case]) -> bool:
        """Whether a case comes out otherwise with a changed condition.

        A case under another regime keeps its own trees: the change is one of the usual regime.
        """
        mutant = _with(self._packs[self._usual], changed)
        for case in cases:
            pack = self._pack(case)
            try:
                if explain_difference(case, run_case(mutant if pack.regime == self._usual else pack, case)):
                    return True
            except PackError:
                return True
        return False


def _with(pack: Pack, condition: Condition) -> Pack:
    """The pack with one condition replaced."""
    clusters = tuple(
        cluster.replace(conditions=tuple(condition if one.id == condition.id else one for one in cluster.conditions))
        if cluster.id == condition.cluster
        else cluster
        for cluster in pack.clusters
    )
    return pack.replace(clusters=clusters)
