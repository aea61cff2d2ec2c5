"""All values of facts that a condition tells apart, tried in turn: what it can be, and whether two ever differ.

What is asked of each record of a list, a person's judgement and a comparison of two facts are taken
as free to come out either way. So ``never`` is certain, and ``can`` may be too hopeful. With too many
combinations nothing is said.
"""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

from checker.domain.operators import OPERATORS
from checker.domain.tree import (
    All,
    AnyOf,
    Constant,
    Count,
    Each,
    FactRef,
    ItemRef,
    Judgement,
    Not,
    ParamRef,
    Scaled,
    Test,
    walk,
)
from checker.engine.evaluate import View, evaluate
from checker.engine.facts import FactBase
from checker.engine.values import UNKNOWN
from checker.project.models import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from checker.domain.pack import Condition, Pack
    from checker.domain.tree import Node, Operand
    from checker.domain.vocabulary import Fact
    from checker.ground.truth import Truth

__all__ = ["always_the_same", "possible", "verdicts"]

MOST_COMBINATIONS = 20_000
_EITHER = frozenset({True, False})
_JUDGED = frozenset({None, True, False})
_STAMPED = ("country", "purpose", "stage", "as_of")  # a project file without these is refused
_ANOTHER = "another"

Tried = dict[str, list[Any]]


def verdicts(condition: Condition, pack: Pack) -> frozenset[str] | None:
    """The verdicts that a condition can have on its tracks; None where that is too much to try."""
    trees = _trees(condition)
    told = _Told(pack, condition, judged=_JUDGED)
    nodes = [told.plain(tree) for tree in trees]
    combinations = _combinations(told.tried(nodes))
    if combinations is None:
        return None
    found = {_verdict(nodes, view) for view in map(told.view, combinations)}
    blank = {name: [UNKNOWN] if name not in _STAMPED else values for name, values in told.tried(nodes).items()}
    found |= {_verdict(nodes, told.view(chosen)) for chosen in _combinations(blank) or ()}
    if condition.in_force_from or condition.in_force_until:
        found.add("not_applicable")
    return frozenset(found)


def possible(node: Node, condition: Condition, pack: Pack) -> frozenset[Truth] | None:
    """What a tree of a condition can come out as where all is known; None where that is too much to try."""
    return _possible(node, pack, condition, "")


def always_the_same(one: Condition, other: Condition, pack: Pack) -> bool:
    """Whether two conditions come out the same on all values, known or not; false where that is too much to try."""
    told = _Told(pack, one, judged=_JUDGED)
    first, second = [[told.plain(tree) for tree in _trees(condition)] for condition in (one, other)]
    tried = told.tried([*first, *second])
    for name, values in tried.items():
        if name not in _STAMPED and name not in pack.parameters:
            values.append(UNKNOWN)
    combinations = _combinations(tried)
    # What the trees do not say, cases see too: only trees that differ are compared.
    others = ("in_force_from", "in_force_until", "structural", "presumption")
    if combinations is None or any(getattr(one, name) != getattr(other, name) for name in others):
        return False
    return all(_verdict(first, view) == _verdict(second, view) for view in map(told.view, combinations))


def _trees(condition: Condition) -> list[Node]:
    """When a condition applies, what it asks, and what counts instead; where it says nothing, the constant."""
    return [condition.applies or All(()), condition.requires, condition.alternative or AnyOf(())]


def _verdict(trees: list[Node], view: View) -> str:
    applies, requires, alternative = (evaluate(tree, view) for tree in trees)
    if applies is False:
        return "not_applicable"
    if requires is True:
        return "met"
    if alternative is True:
        return "met_by_alternative"
    fails = applies is True and requires is False and alternative is False
    return "not_met" if fails else "not_determined"


def _possible(node: Node, pack: Pack, condition: Condition | None, records: str) -> frozenset[Truth] | None:
    told = _Told(pack, condition, judged=_EITHER, records=records)
    plain = told.plain(node)
    combinations = _combinations(told.tried([plain]))
    return None if combinations is None else frozenset(evaluate(plain, told.view(chosen)) for chosen in combinations)


def _combinations(tried: Tried) -> Iterator[dict[str, Any]] | None:
    size = 1
    for values in tried.values():
        size *= len(values)
        if size > MOST_COMBINATIONS:
            return None
    return (dict(zip(tried, chosen, strict=True)) for chosen in product(*tried.values()))


class _Told:
    """Trees rewritten so that all they read can be set: what is no plain test becomes a parameter of its own."""

    def __init__(self, pack: Pack, condition: Condition | None, *, judged: frozenset[Truth], records: str = "") -> None:
        self._pack = pack
        self._records = records
        self._judged = judged
        self._free: dict[Node, str] = {}
        self._truths: dict[str, list[Any]] = {}
        self._purposes = [purpose for track in pack.tracks if condition and condition.cluster in track.clusters
                          for purpose in track.purposes]  # fmt: skip

    def plain(self, node: Node) -> Node:
        """The tree of plain tests that stands for a node."""
        match node:
            case All(parts) | AnyOf(parts):
                return type(node)(tuple(self.plain(part) for part in parts))
            case Not(part):
                return Not(self.plain(part))
            case Test(ItemRef(field), op, operand) if not isinstance(operand, Scaled):
                return Test(ParamRef(f"{self._records}/{field}"), op, operand)
            case Test(_, _, operand) if not isinstance(operand, Scaled):
                return node
        if node not in self._free:
            name = f"?{len(self._free)}"
            self._free[node] = name
            truths = self._truths_of(node)
            self._truths[name] = [UNKNOWN if truth is None else truth for truth in truths]
        return Test(ParamRef(self._free[node]), "is", Constant(value=True))

    def _truths_of(self, node: Node) -> Iterable[Truth]:
        match node:
            case Judgement():
                return self._judged
            case Each(quantifier, path, part):
                # An empty list satisfies `every` and not `some`.
                decisive = quantifier == "some"
                inner = _possible(part, self._pack, None, path)
                return {not decisive, *({decisive} if inner is None or decisive in inner else ())}
            case Count(path, where, _, op, operand) if not isinstance(operand, Scaled):
                none = where is not None and True not in (_possible(where, self._pack, None, path) or _EITHER)
                choices = self._pack.fact(path).choices
                bounds = self._values(operand)
                most = 0 if none else len(choices) or int(max(bounds)) + 2
                return {OPERATORS[op].test(size, bound) for bound in bounds for size in _sizes(most, bounds)}
            case _:
                return _EITHER

    def tried(self, trees: list[Node]) -> Tried:
        """For all that the trees read, one value of each sort that they tell apart."""
        tests = [node for tree in trees for node in walk(tree) if isinstance(node, Test)]
        found: Tried = {}
        for test in tests:
            name = _name(test)
            if name in self._truths:
                found[name] = list(self._truths[name])
            elif name not in found:
                found[name] = self._domain(name, [one for one in tests if _name(one) == name])
            if isinstance(test.operand, ParamRef) and test.operand.name in self._pack.parameters:
                found[test.operand.name] = self._values(test.operand)
        return found

    def _domain(self, name: str, tests: list[Test]) -> list[Any]:
        if name in self._pack.parameters:
            return [*self._values(ParamRef(name)), *self._settable(name, tests)]
        if name == "purpose" and self._purposes:
            return list(self._purposes)
        operands = [value for test in tests if test.op != "stated" for value in self._values(test.operand)]
        field = name.removeprefix(f"{self._records}/") if self._records else name
        fact = self._pack.field(self._records, field) if field != name else self._pack.fact(name)
        return _values_of(fact, operands)

    def _values(self, operand: Operand) -> list[Any]:
        """What an operand can be: itself, or whatever a parameter may be set to."""
        if isinstance(operand, Constant):
            return [operand.value]
        assert isinstance(operand, ParamRef)
        parameter = self._pack.parameters[operand.name]
        set_to = (parameter.minimum, parameter.maximum, *parameter.choices, *(row.value for row in parameter.host_law))
        profiles = (profile.parameters.get(operand.name) for profile in self._pack.profiles.values())
        values = [parameter.default, *(value for value in (*set_to, *profiles) if value is not None)]
        return list(dict.fromkeys(tuple(value) if isinstance(value, list) else value for value in values))

    def _settable(self, name: str, tests: list[Test]) -> list[Any]:
        """Numbers that tests of a parameter compare it with, where it can be set to them."""
        parameter = self._pack.parameters[name]
        least, most = parameter.minimum, parameter.maximum
        asked = [test.operand.value for test in tests if isinstance(test.operand, Constant)]
        numbers = [one for one in asked if isinstance(one, int | float) and not isinstance(one, bool)]
        return [one for one in numbers if (least is None or one >= least) and (most is None or one <= most)]

    def view(self, chosen: Mapping[str, Any]) -> View:
        """What the trees see under chosen values."""
        return View(_NOTHING, 0, chosen, overrides=chosen)


def _name(test: Test) -> str:
    match test.ref:
        case FactRef(path):
            return path
        case ParamRef(name):
            return name
        case ItemRef(field):
            return field


def _sizes(most: int, bounds: list[Any]) -> Iterator[int]:
    """Sizes of a list on both sides of each bound, and none."""
    near = {0, most, *(int(bound) + step for bound in bounds for step in (-1, 0, 1))}
    return (size for size in sorted(near) if 0 <= size <= most)


def _values_of(fact: Fact, operands: list[Any]) -> list[Any]:
    """One answer of each sort that tests against some operands tell apart."""
    words = list(dict.fromkeys(one for value in operands for one in (value if isinstance(value, tuple) else (value,))))
    match fact.kind:
        case "bool":
            return [True, False]
        case "choice":
            return list(fact.choices)
        case "set":
            return _subsets(words, fact.choices)
        case "integer" | "number" | "share":
            return _numbers(words, fact)
        case "date":
            return [*fact.choices, *_days([word for word in words if word not in fact.choices])]
        case _:
            return [*words, _ANOTHER]


def _subsets(words: list[str], choices: tuple[str, ...]) -> list[Any]:
    members = words + [choice for choice in choices if choice not in words][:1]
    if 2 ** len(members) > MOST_COMBINATIONS:
        return [()] * (MOST_COMBINATIONS + 1)  # too much to try, and known to be
    return [
        tuple(member for member, taken in zip(members, chosen, strict=True) if taken)
        for chosen in product((False, True), repeat=len(members))
    ]


def _numbers(bounds: list[Any], fact: Fact) -> list[Any]:
    """Each bound, and a number in every gap between them, so far as the fact can have it."""
    most = 1 if fact.kind == "share" else fact.maximum
    edges = sorted({0, *bounds, *(() if most is None else (most,))})
    gaps = [(low + high) // 2 if fact.kind == "integer" else (low + high) / 2 for low, high in pairwise(edges)]
    beyond = [] if most is not None else [edges[-1] + 1]
    found = {number for number in (*edges, *gaps, *beyond) if number >= 0 and (most is None or number <= most)}
    whole = {number for number in found if fact.kind != "integer" or number == int(number)}
    return sorted(whole)


def _days(bounds: list[date]) -> list[date]:
    """Each day, and the days beside it."""
    from datetime import date as day, timedelta

    if not bounds:
        return [day(2026, 1, 1)]
    return sorted({bound + timedelta(days=step) for bound in bounds for step in (-1, 0, 1)})


def _blank() -> FactBase:
    from datetime import date as day

    project = Project(id="p", country="KP", purpose="commercial", stage="operation", as_of=day(2026, 1, 1))
    return FactBase(project, as_of=project.as_of, stage=project.stage)


_NOTHING = _blank()
