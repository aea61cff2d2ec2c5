"""The cases of a pack, run: what each expects, what it found, and the tree that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.engine.trace import trace
from checker.errors import PackError
from checker.packs.cases import explain_difference, read_cases, set_up

if TYPE_CHECKING:
    from checker.engine.judge import Judged
    from checker.engine.tree import Node
    from checker.packs.cases import Case
    from checker.packs.model import Condition, Pack

__all__ = ["Trial", "cases_of", "try_cases"]


class Trial(NamedTuple):
    """One case and what came of it. ``fault`` is set where its facts make no valid project."""

    case: Case
    judged: Judged | None
    difference: str
    tree: tuple[str, ...] = ()
    fault: PackError | None = None

    @property
    def passed(self) -> bool:
        """Whether the verdict is the one expected."""
        return not self.difference and self.fault is None


def cases_of(pack: Pack, *, conditions: tuple[str, ...] = ()) -> list[Case]:
    """The cases of a pack, or of some of its conditions.

    Raises:
        PackError: a file of cases cannot be read.
    """
    return [case for case in read_cases(pack) if not conditions or case.condition in conditions]


def try_cases(pack: Pack, cases: list[Case]) -> list[Trial]:
    """Every case run by the path a project file takes; a failure shows the truth of each node."""
    return [_tried(pack, case) for case in cases]


def _tried(pack: Pack, case: Case) -> Trial:
    try:
        judge, condition, workforce = set_up(pack, case)
        judged = judge.judge(condition, workforce)
    except PackError as error:
        return Trial(case, None, "", fault=error)
    difference = explain_difference(case, judged)
    tree: tuple[str, ...] = ()
    if difference:
        view = judge.seen(condition, workforce)
        tree = tuple(line for head, node in _trees(condition) for line in (head, *trace(node, view, pack.parameters)))
    return Trial(case, judged, difference, tree)


def _trees(condition: Condition) -> list[tuple[str, Node]]:
    named = [
        ("applies where", condition.applies),
        ("met where", condition.requires),
        ("or instead, where", condition.alternative),
    ]
    return [(head, node) for head, node in named if node is not None]
