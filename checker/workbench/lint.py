"""What is right in form and still wrong with a pack: what a careful reviewer would send back.

Loading finds what cannot run. This finds what runs and misleads: rules that always come out the
same, rules said twice, parameters that nobody reads, remedies that tell nobody what to do.
"""

from __future__ import annotations

import re
from itertools import islice, product
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.engine.evaluate import View, evaluate
from checker.engine.facts import FactBase
from checker.engine.operators import witnesses
from checker.engine.tree import (
    AnyOf,
    Constant,
    Count,
    Each,
    FactRef,
    Judgement,
    ParamRef,
    Scaled,
    Test,
    parameters_of,
    walk,
)
from checker.project import Project
from checker.workbench.coverage import coverage
from checker.workbench.unused import unread_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.engine.tree import Node
    from checker.packs.cases import Case
    from checker.packs.model import Condition, Pack

__all__ = ["Remark", "lint"]

# With more combinations of answers than this nothing is said of a condition.
_COMBINATIONS = 20_000
_SHORT = 40
_TITLE = 60
_EMPTY_ADVICE = re.compile(r"^(comply|ensure compliance|none|n/?a|tbd|todo)\b", re.IGNORECASE)
_NO_ARTICLE = re.compile(r"^(tbd|todo|n/?a|none|\?+|-+|various|passim)$", re.IGNORECASE)


class Remark(NamedTuple):
    """One finding. ``grave`` ones fail the lint; the others are for the reader to know."""

    where: str
    message: str
    grave: bool = True


def lint(pack: Pack, cases: list[Case]) -> Iterator[Remark]:
    """Every remark on a loaded pack, in the order of its conditions."""
    yield from _unused_parameters(pack)
    yield from _said_twice(pack)
    for condition in pack.conditions:
        yield from _texts(condition)
        yield from _one_way(condition, pack)
    for item in coverage(pack, cases):
        missing = [verdict for verdict in item.verdicts if verdict not in item.reached]
        if missing:
            yield Remark(item.condition, f"no case is {', '.join(missing)}")
    for condition in pack.conditions:
        for citation in condition.citations:
            if not citation.confirmed:
                said = f"{citation.short or citation.instrument} {citation.article}"
                yield Remark(condition.id, f"the text of {said} was not confirmed", grave=False)


def _unused_parameters(pack: Pack) -> Iterator[Remark]:
    trees = [tree for condition in pack.conditions for tree in _trees(condition)]
    trees += [row["touched_when"] for regime in pack.regimes.values() for row in regime.measures if row["touched_when"]]
    used = {name for tree in trees for name in parameters_of(tree)}
    for name in pack.parameters:
        if name not in used:
            yield Remark("pack.yaml", f"no condition reads the parameter `{name}`")
    for path in unread_facts(pack, trees):
        yield Remark("facts.schema.json", f"no condition reads the fact `{path}`")


def _trees(condition: Condition) -> list[Node]:
    found = [condition.applies, condition.requires, condition.alternative, condition.structural]
    found += [condition.presumption.when] if condition.presumption else []
    found += [rule.when for rule in condition.warnings]
    return [tree for tree in found if tree is not None]


def _said_twice(pack: Pack) -> Iterator[Remark]:
    seen: dict[Any, str] = {}
    for condition in pack.conditions:
        dates = condition.in_force_from, condition.in_force_until
        key = condition.scope, condition.applies, condition.requires, condition.alternative, dates
        if key in seen:
            yield Remark(condition.id, f"asks the same as {seen[key]}")
        seen.setdefault(key, condition.id)


def _texts(condition: Condition) -> Iterator[Remark]:
    if len(condition.title) > _TITLE or condition.title.endswith("."):
        yield Remark(condition.id, f"the title is a phrase of at most {_TITLE} characters, without a full stop")
    if not condition.requirement.endswith("."):
        yield Remark(condition.id, "the requirement is a sentence")
    if len(condition.remedy) < _SHORT or _EMPTY_ADVICE.match(condition.remedy):
        yield Remark(condition.id, "the remedy does not say what to do, and what would show it")
    for citation in condition.citations:
        if _NO_ARTICLE.match(citation.article.strip()):
            yield Remark(condition.id, f"{citation.short or citation.instrument} is cited without an article")


def _one_way(condition: Condition, pack: Pack) -> Iterator[Remark]:
    """Whether no answers at all make the condition met, or none make it fail."""
    goal = AnyOf((condition.requires, condition.alternative)) if condition.alternative else condition.requires
    truths = _truths(goal, pack)
    if truths is None:
        return
    if True not in truths:
        yield Remark(condition.id, "no answers whatever make it met")
    if False not in truths:
        yield Remark(condition.id, "no answers whatever make it fail")


def _truths(goal: Node, pack: Pack) -> set[bool | None] | None:
    """What the tree can come out as over all answers that it tells apart; None where that is too much to try."""
    nodes = walk(goal)
    if any(isinstance(node, Each | Count | Judgement) for node in nodes):
        return None
    tests = [node for node in nodes if isinstance(node, Test)]
    if any(isinstance(test.operand, Scaled) for test in tests):
        return None
    answers: dict[str, list[Any]] = {}
    for test in tests:
        if isinstance(test.ref, FactRef):
            row = pack.fact(test.ref.path)
            operand = _operand(test, pack)
            true, false = witnesses(test.op, operand, row.choices, row.kind)
            answers.setdefault(test.ref.path, []).extend([*true, *false])
    choices = {name: pack.parameters[name].choices or (pack.parameters[name].default,) for name in parameters_of(goal)}
    unique = [list(dict.fromkeys(map(_hashable, values))) for values in (*answers.values(), *choices.values())]
    size = 1
    for values in unique:
        size *= max(1, len(values))
    if size > _COMBINATIONS:
        return None
    found: set[bool | None] = set()
    for chosen in islice(product(*unique), _COMBINATIONS):
        facts = dict(zip(answers, chosen, strict=False))
        parameters = dict(zip(choices, chosen[len(answers) :], strict=True))
        found.add(evaluate(goal, View(_NOTHING, 0, parameters, overrides=facts)))
    return found


def _operand(test: Test, pack: Pack) -> Any:
    match test.operand:
        case Constant(value):
            return value
        case ParamRef(name):
            return pack.parameters[name].default
        case _:
            return None


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _blank() -> FactBase:
    from datetime import date

    project = Project(id="p", country="KP", purpose="commercial", stage="operation", as_of=date(2026, 1, 1))
    return FactBase(project, as_of=project.as_of, stage=project.stage)


_NOTHING = _blank()
