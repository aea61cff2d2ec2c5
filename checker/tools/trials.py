"""The cases of a pack, run: what each expects, what it found, and the tree that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.outline import outline
from checker.domain.tree import All, AnyOf, FactRef, Not, Scaled, Test
from checker.engine.evaluate import evaluate
from checker.engine.values import UNKNOWN
from checker.ground.errors import CheckerError
from checker.packs.cases import read_cases
from checker.tools.run_case import explain_difference, set_up
from checker.tools.stage import MOST_STEPS, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.domain.pack import Condition, Pack, Parameter
    from checker.domain.tree import Node
    from checker.engine.evaluate import View
    from checker.engine.judged import Judged
    from checker.packs.cases import Case

__all__ = ["Trial", "cases_of", "try_cases"]

_TRUTHS = {True: "true", False: "false", None: "unknown"}
_MOST = 20


class Trial(NamedTuple):
    """One case and what came of it. ``fault`` says why its facts make no project that the pack can judge."""

    case: Case
    judged: Judged | None
    differences: tuple[str, ...] = ()
    tree: tuple[str, ...] = ()
    fault: str = ""

    @property
    def passed(self) -> bool:
        """Whether the verdict is the one expected."""
        return not self.differences and not self.fault


def cases_of(pack: Pack) -> list[Case]:
    """The cases of a pack, in the order of its conditions.

    Raises:
        PackError: a file of cases cannot be read.
    """
    return list(read_cases(pack))


def try_cases(pack: Pack, cases: list[Case], steps: int = MOST_STEPS) -> list[Trial]:
    """Every case run by the path a project file takes; a failure shows the truth of each node."""
    stage = Stage(pack, steps)
    return [_tried(stage, case) for case in cases]


def _tried(stage: Stage, case: Case) -> Trial:
    if not stage.has_room(stage.condition_of(case)):
        return Trial(case, None, fault="was not run: the cases and trees of this pack ask for too much work")
    try:
        pack = stage.pack_for(case)
        judge, condition, workforce = set_up(pack, case)
    except CheckerError as error:
        return Trial(case, None, fault=error.problems[0].message)
    judged = judge.judge(condition, workforce)
    differences = explain_difference(case, judged)
    tree: tuple[str, ...] = ()
    if differences:
        view = judge.seen(condition, workforce)
        off = f"the track of this purpose does not judge the cluster {condition.cluster}"
        tree = () if judge.terms.on_track(condition) else (off,)
        tree += tuple(line for head, node in _trees(condition) for line in (head, *_trace(node, view, pack.parameters)))
    return Trial(case, judged, differences, tree)


def _trees(condition: Condition) -> list[tuple[str, Node]]:
    named = [
        ("applies where", condition.applies),
        ("met where", condition.requires),
        ("or instead, where", condition.alternative),
    ]
    return [(head, node) for head, node in named if node is not None]


def _trace(node: Node, view: View, parameters: Mapping[str, Parameter], depth: int = 1) -> list[str]:
    """The tree as an outline, with the truth of each node and the values that tests saw."""
    said = outline(node, parameters)
    lines = [f"{_TRUTHS[evaluate(node, view)]:<8}{'  ' * depth}{said[0].strip()}{_seen(node, view)}"]
    match node:
        case All(parts) | AnyOf(parts):
            return lines + [line for part in parts for line in _trace(part, view, parameters, depth + 1)]
        case Not(part):
            return lines + _trace(part, view, parameters, depth + 1)
        case _:
            # What is asked of each record has no one truth.
            return lines + [f"{'':<8}{'  ' * depth}{line}" for line in said[1:]]


def _seen(node: Node, view: View) -> str:
    if not isinstance(node, Test):
        return ""
    paths = [node.ref.path] if isinstance(node.ref, FactRef) else []
    paths += [node.operand.path] if isinstance(node.operand, Scaled) else []
    return "".join(f" ({path}: {_shown(view.fact(path))})" for path in paths)


def _shown(value: Any) -> str:
    """A fact's value as a pack would write it, cut where it is long."""
    if value is UNKNOWN:
        return "not known"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(str, value[:_MOST]))}{', …' if len(value) > _MOST else ''}]"
    return str(value)
