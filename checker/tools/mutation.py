"""Mutation: which small faults in its conditions the cases of a pack would not notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.tools.mutants import mutants_of
from checker.tools.stage import MOST_STEPS, Stage
from checker.tools.value_space import always_the_same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.domain.pack import Pack
    from checker.packs.cases import Case

__all__ = ["Mutation", "mutate"]

# Proofs that a mutant changes nothing are for the few that no case notices.
_MOST_PROOFS = 100


class Mutation(NamedTuple):
    """How the cases of one condition stood up.

    Attributes:
        mutants: how many there are, those apart that change no verdict whatever the answers.
        unnoticed: those that no case notices.
        idle: how many were left out of the count because they change no verdict.
        untried: how many there was no room to try; none of them counts as noticed.
    """

    condition: str
    mutants: int
    unnoticed: tuple[str, ...]
    idle: int = 0
    untried: int = 0

    @property
    def noticed(self) -> int:
        """How many some case notices."""
        return self.mutants - len(self.unnoticed) - self.untried


def mutate(pack: Pack, cases: list[Case], steps: int = MOST_STEPS) -> Iterator[Mutation]:
    """Tries every mutant of every condition that has cases among those given.

    Cases that fail on the condition as it is would notice anything, and are left out.
    """
    stage = Stage(pack, steps)
    proofs = _MOST_PROOFS
    for condition in pack.conditions:
        mine = [case for case in cases if case.condition == condition.id]
        if not mine:
            continue
        trials = stage.sound(mine)
        unnoticed, mutants, idle, untried = [], 0, 0, 0
        for mutant in mutants_of(condition, pack):
            mutants += 1
            noticed = stage.notices(mutant.condition, trials)
            if noticed is None:
                untried += 1
            if noticed is not False:
                continue
            proofs -= 1
            if proofs >= 0 and always_the_same(condition, mutant.condition, pack):
                idle += 1
            else:
                unnoticed.append(mutant.what)
        yield Mutation(condition.id, mutants - idle, tuple(unnoticed), idle, untried)
