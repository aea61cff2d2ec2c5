"""Which packs can stand in one run, and by which names: a finding is known by pack, condition and subject."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from checker.ground.errors import Problem, UsageError, quoted_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.domain.pack import Pack

__all__ = ["pack_names", "refuse_clashes", "refuse_twice"]

_SHOWN = 3
_DIGITS = 12


def pack_names(packs: Sequence[Pack]) -> list[str]:
    """A name for each pack of a run: its id; with its version where others share the id; else with its digest.

    The names are different where ``refuse_twice`` refuses none of the packs.
    """
    ids = Counter(pack.id for pack in packs)
    versions = Counter((pack.id, pack.version) for pack in packs)
    return [
        pack.id
        if ids[pack.id] == 1
        else f"{pack.id}@{pack.version}"
        if versions[pack.id, pack.version] == 1
        else f"{pack.id}@{pack.version}+{pack.sha256[:_DIGITS]}"
        for pack in packs
    ]


def refuse_twice(packs: Sequence[Pack]) -> None:
    """Nothing, where no pack is there twice.

    Raises:
        UsageError: one is; what it finds would be said twice.
    """
    for first, second in combinations(packs, 2):
        if first.sha256 == second.sha256 and first.id == second.id:
            raise UsageError(
                Problem("clash", f"the rule pack `{first.id}` is named twice", "--pack", help="name it once")
            )


def refuse_clashes(packs: Sequence[Pack]) -> None:
    """Nothing, where every id of a pack and a condition stands for one thing: a cross-walk knows them by id alone.

    Raises:
        UsageError: a pack is there twice, or two share an id; the message names both and says what to do.
    """
    refuse_twice(packs)
    problems = [problem for first, second in combinations(packs, 2) if (problem := _clash(first, second))]
    if problems:
        raise UsageError(problems)


def _clash(first: Pack, second: Pack) -> Problem | None:
    if first.id == second.id:
        said = f"two rule packs have the id `{first.id}`: {first.folder} and {second.folder}"
        return Problem("clash", said, "--pack", help="compare them with `checker pack diff`")
    known = {one.id for one in second.conditions}
    shared = [one.id for one in first.conditions if one.id in known]
    if not shared:
        return None
    few = quoted_list(shared[:_SHOWN]) + (f" and {len(shared) - _SHOWN} more" if len(shared) > _SHOWN else "")
    said = f"the rule packs `{first.id}` and `{second.id}` cannot be laid side by side: both have the condition {few}"
    return Problem("clash", said, "--pack", help="compare them with `checker pack diff`")
