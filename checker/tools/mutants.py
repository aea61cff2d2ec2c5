"""Small changes to a condition that its cases should notice.

Each mutant is one fault a writer could make: another operator, a bound beside the right one, a
member of a list too many or too few, ``some`` for ``every``, a branch left out, a day too early.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.outline import outline
from checker.domain.tree import (
    All,
    AnyOf,
    Constant,
    Count,
    Each,
    FactRef,
    ItemRef,
    Judgement,
    Node,
    Not,
    ParamRef,
    Scaled,
    Test,
)
from checker.packs.measures import authorised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from checker.domain.pack import Condition, Pack

__all__ = ["Mutant", "flipped_leaves", "mutants_of"]

_OTHERS = {
    "is": ("is_not",),
    "is_not": ("is",),
    "in": ("not_in",),
    "not_in": ("in",),
    "at_least": ("more_than", "at_most"),
    "at_most": ("less_than", "at_least"),
    "more_than": ("at_least", "less_than"),
    "less_than": ("at_most", "more_than"),
    "contains_any": ("contains_none", "within"),
    "contains_none": ("contains_any",),
    "within": ("contains_any",),
    "before": ("on_or_before", "on_or_after"),
    "on_or_before": ("before", "on_or_after"),
    "on_or_after": ("before",),
}
_LISTS = ("in", "not_in", "contains_any", "contains_none", "within")


class Mutant(NamedTuple):
    """A condition with one small fault, and what the fault is."""

    what: str
    condition: Condition


def mutants_of(condition: Condition, pack: Pack) -> Iterator[Mutant]:
    """Every mutant of a condition, in the order of its text."""
    for name, tree in _trees(condition):
        seen = {tree}
        for what, changed in _changes(tree, pack, ""):
            if changed not in seen:
                seen.add(changed)
                yield Mutant(f"{name}: {what}", _with(condition, name, changed))
        if name != "requires":
            yield Mutant(f"{name}: left out", _with(condition, name, None))
    for name in ("in_force_from", "in_force_until"):
        day = getattr(condition, name)
        if day is not None:
            yield Mutant(f"{name}: left out", _changed(condition, name, None))
            for moved in _days_beside(day):
                yield Mutant(f"{name}: {moved}", _changed(condition, name, moved))


def flipped_leaves(condition: Condition, pack: Pack) -> Iterator[Mutant]:
    """A mutant for each test of the trees, with that test alone turned round."""
    for name, tree in _trees(condition):
        for said, changed in _flips(tree, pack):
            yield Mutant(f"{name}: {said}", _with(condition, name, changed))


def _trees(condition: Condition) -> list[tuple[str, Node]]:
    """The trees whose truth a case can see, by their names in the pack."""
    found = [(name, getattr(condition, name)) for name in ("applies", "requires", "alternative", "structural")]
    found.append(("presumption", condition.presumption.when if condition.presumption else None))
    return [(name, tree) for name, tree in found if tree is not None]


def _with(condition: Condition, name: str, tree: Node | None) -> Condition:
    """The condition with one tree in another's place."""
    if name == "presumption":
        assert condition.presumption is not None
        return replace(condition, presumption=replace(condition.presumption, when=tree))
    return _changed(condition, name, tree)


def _changed(condition: Condition, name: str, value: Any) -> Condition:
    return replace(condition, **{name: value})


def _flips(node: Node, pack: Pack) -> Iterator[tuple[str, Node]]:
    if measures := _table_of(node, pack):
        # The rows are the pack's, the tests that a row becomes are ours.
        for index, row in enumerate(measures):
            yield f"the measure {row['measure']} from {row['from']}", authorised(_without(measures, index))
        return
    match node:
        case All(parts) | AnyOf(parts):
            for index, part in enumerate(parts):
                for said, changed in _flips(part, pack):
                    yield said, type(node)((*parts[:index], changed, *parts[index + 1 :]))
        case Not(part):
            for said, changed in _flips(part, pack):
                yield said, Not(changed)
        case Each(quantifier, path, part):
            for said, changed in _flips(part, pack):
                yield said, Each(quantifier, path, changed)
        case Judgement():
            return
        case Count(where=where):
            yield _say(node, pack), Not(node)
            for said, changed in _flips(where, pack) if where is not None else ():
                yield said, replace(node, where=changed)
        case _:
            yield _say(node, pack), Not(node)


def _changes(node: Node, pack: Pack, records: str) -> Iterator[tuple[str, Node]]:
    if measures := _table_of(node, pack):
        for what, table in _of_table(measures, pack):
            yield what, authorised(table)
        return
    match node:
        case All(parts) | AnyOf(parts):
            yield from _of_parts(node, parts, pack, records)
        case Not(part):
            yield f"`not` left out of {_say(node, pack)}", part
            for what, changed in _changes(part, pack, records):
                yield what, Not(changed)
        case Each(quantifier, path, part):
            other: Any = "some" if quantifier == "every" else "every"
            yield f"`{other}` for `{quantifier}` {path}", Each(other, path, part)
            for what, changed in _changes(part, pack, path):
                yield what, Each(quantifier, path, changed)
        case Count():
            yield from _of_count(node, pack)
        case Test():
            yield from _of_test(node, pack, records)
        case Judgement():
            return


def _table_of(node: Node, pack: Pack) -> tuple[Mapping[str, Any], ...]:
    """The measures that a node stands for as ``authorised: measures``; empty where it is another node."""
    measures = pack.regimes[pack.regime].measures if pack.regime else ()
    return measures if measures and node == authorised(measures) else ()


def _without(rows: tuple[Any, ...], index: int) -> tuple[Any, ...]:
    return rows[:index] + rows[index + 1 :]


def _of_table(measures: tuple[Mapping[str, Any], ...], pack: Pack) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """The table that ``authorised: measures`` stands for, changed as its writer could."""
    for index, row in enumerate(measures):
        said = f"the measure {row['measure']} from {row['from']}"
        yield f"left out: {said}", list(_without(measures, index))
        rows: list[tuple[str, Mapping[str, Any]]] = []
        for key in ("from", "until"):
            if row[key]:
                rows += [(f"`{key}` {moved}", {**row, key: moved}) for moved in _days_beside(row[key])]
        if row["until"]:
            rows.append(("`until` left out", {**row, "until": None}))
        if row["touched_when"] is not None:
            rows.append(("`touched_when` left out", {**row, "touched_when": None}))
            rows += [(what, {**row, "touched_when": tree}) for what, tree in _changes(row["touched_when"], pack, "")]
        for what, changed in rows:
            yield f"{what} in {said}", [*measures[:index], changed, *measures[index + 1 :]]


def _of_parts(node: All | AnyOf, parts: tuple[Node, ...], pack: Pack, records: str) -> Iterator[tuple[str, Node]]:
    kind = type(node)
    if len(parts) > 1:
        other = AnyOf if kind is All else All
        yield f"`{'any' if kind is All else 'all'}` for `{'all' if kind is All else 'any'}`", other(parts)
        for index, part in enumerate(parts):
            rest = _without(parts, index)
            yield f"left out: {_say(part, pack)}", rest[0] if len(rest) == 1 else kind(rest)
    for index, part in enumerate(parts):
        for what, changed in _changes(part, pack, records):
            yield what, kind((*parts[:index], changed, *parts[index + 1 :]))


def _of_count(node: Count, pack: Pack) -> Iterator[tuple[str, Node]]:
    for op in _OTHERS.get(node.op, ()):
        yield f"`{op}` for `{node.op}` in {_say(node, pack)}", replace(node, op=op)
    for said, operand in _beside(node.operand, "integer", pack):
        yield f"{said} in {_say(node, pack)}", replace(node, operand=operand)
    if node.distinct is not None:
        yield f"`distinct` left out of {_say(node, pack)}", replace(node, distinct=None)
    if node.where is not None:
        yield f"`where` left out of {_say(node, pack)}", replace(node, where=None)
        for what, changed in _changes(node.where, pack, node.path):
            yield what, replace(node, where=changed)


def _of_test(node: Test, pack: Pack, records: str) -> Iterator[tuple[str, Node]]:
    kind, choices = _type_of(node, pack, records)
    said = _say(node, pack)
    if node.op == "stated":
        return
    for op in _OTHERS[node.op]:
        yield f"`{op}` for `{node.op}` in {said}", replace(node, op=op)
    if node.op in _LISTS and isinstance(node.operand, Constant):
        members = tuple(node.operand.value)
        if len(members) > 1:
            for member in members:
                rest = tuple(one for one in members if one != member)
                yield f"`{member}` left out of {said}", replace(node, operand=Constant(rest))
        for choice in choices:
            if choice not in members:
                yield f"`{choice}` added to {said}", replace(node, operand=Constant((*members, choice)))
    elif kind == "choice" and isinstance(node.operand, Constant):
        for choice in choices:
            if choice != node.operand.value:
                yield f"`{choice}` for `{node.operand.value}` in {said}", replace(node, operand=Constant(choice))
    else:
        for what, operand in _beside(node.operand, kind, pack):
            yield f"{what} in {said}", replace(node, operand=operand)


def _beside(operand: Any, kind: str, pack: Pack) -> Iterator[tuple[str, Any]]:
    """Operands a step above and below."""
    match operand:
        case Constant(value) if isinstance(value, int | float) and not isinstance(value, bool):
            for moved in _steps(value, kind):
                yield f"{moved:g} for {value:g}", Constant(moved)
        case Constant(value) if hasattr(value, "isoformat"):
            for day in _days_beside(value):
                yield f"{day} for {value}", Constant(day)
        case ParamRef(name):
            value = pack.parameters[name].default
            if isinstance(value, int | float):
                for moved in _steps(value, kind):
                    yield f"{moved:g} for the parameter {name}", Constant(moved)
        case Scaled(path, times) if kind != "date":
            for moved in (times * 0.9, times * 1.1):
                yield f"{moved:g} times {path}", Scaled(path, moved)


def _days_beside(day: date) -> tuple[date, date]:
    return day - timedelta(days=1), day + timedelta(days=1)


def _steps(value: float, kind: str) -> tuple[float, float]:
    """A step below and above: one, or a twentieth of a whole for ratios."""
    step = 1 if kind == "integer" or value == 0 or abs(value) >= 1 else 0.05
    return round(value - step, 6), round(value + step, 6)


def _type_of(node: Test, pack: Pack, records: str) -> tuple[str, tuple[str, ...]]:
    match node.ref:
        case FactRef(path):
            row = pack.fact(path)
            return row.kind, row.choices
        case ItemRef(field):
            row = pack.field(records, field)
            return row.kind, row.choices
        case ParamRef(name):
            parameter = pack.parameters[name]
            return parameter.type, parameter.choices


def _say(node: Node, pack: Pack) -> str:
    lines = [line.strip() for line in outline(node, pack.parameters)]
    return lines[0] if len(lines) == 1 else f"{lines[0]} …"
