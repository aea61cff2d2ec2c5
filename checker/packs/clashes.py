"""Which packs can judge a project in one run: those whose names do not clash.

A report, a baseline, a waiver and a SARIF rule know a condition by its id alone, so within one run
an id stands for one condition.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from checker.ground.errors import Problem, UsageError, quoted_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.domain.pack import Pack

__all__ = ["refuse_clashes"]

_SHOWN = 3


def refuse_clashes(packs: Sequence[Pack]) -> None:
    """Nothing, where every id of a pack, cluster and condition stands for one thing in this run.

    Raises:
        UsageError: two packs share one; the message names both and says what to do.
    """
    problems = [problem for first, second in combinations(packs, 2) if (problem := _clash(first, second))]
    if problems:
        raise UsageError(problems)


def _clash(first: Pack, second: Pack) -> Problem | None:
    if first.sha256 == second.sha256 and first.id == second.id:
        return Problem("clash", f"the rule pack `{first.id}` is named twice", "--pack", help="name it once")
    if first.id == second.id:
        said = f"two rule packs have the id `{first.id}`: {first.folder} and {second.folder}"
        return Problem("clash", said, "--pack", help="run them one at a time, or give one another id in its pack.yaml")
    shared = _shared([one.id for one in first.conditions], [one.id for one in second.conditions])
    what = "condition"
    if not shared:
        shared = _shared([one.id for one in first.clusters], [one.id for one in second.clusters])
        what = "cluster"
    if not shared:
        return None
    few = quoted_list(shared[:_SHOWN]) + (f" and {len(shared) - _SHOWN} more" if len(shared) > _SHOWN else "")
    said = f"the rule packs `{first.id}` and `{second.id}` cannot be run together: both have the {what} {few}"
    return Problem("clash", said, "--pack", help=_advice(first, second))


def _shared(first: list[str], second: list[str]) -> list[str]:
    known = set(second)
    return [name for name in first if name in known]


def _advice(first: Pack, second: Pack) -> str:
    for whole, part in ((first, second), (second, first)):
        if part.id in {base.id for base in whole.extends}:
            return f"`{whole.id}` extends `{part.id}` and asks all that it asks, so name `{whole.id}` alone"
    common = [base.id for base in first.extends if base.id in {other.id for other in second.extends}]
    if common:
        return f"both extend `{common[0]}`, so run them one at a time"
    return "run them one at a time, or rename the ids in the pack that is yours"
