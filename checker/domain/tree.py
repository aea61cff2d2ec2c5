"""The closed set of nodes that a condition compiles to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from checker.ground.frozen import frozen

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "All",
    "AnyOf",
    "Constant",
    "Count",
    "Each",
    "FactRef",
    "ItemRef",
    "Judgement",
    "Node",
    "Not",
    "Operand",
    "ParamRef",
    "Ref",
    "Scaled",
    "Test",
    "parameters_of",
    "walk",
]  # fmt: skip


@frozen
class FactRef:
    """A fact, by its path in the vocabulary."""

    path: str


@frozen
class ItemRef:
    """A field of the record that a quantifier is looking at."""

    field: str


@frozen
class ParamRef:
    """A parameter of the pack."""

    name: str


@frozen
class Constant:
    """A value written in the pack."""

    value: Any


@frozen
class Scaled:
    """Another fact, times a factor."""

    path: str
    times: float


Ref = FactRef | ItemRef | ParamRef
Operand = Constant | ParamRef | Scaled


@frozen
class Test:
    """A value compared with an operand by an operator of ``operators.OPERATORS``."""

    ref: Ref
    op: str
    operand: Operand
    # What is denied of a measure is denied from this day on at the earliest: an older answer did not know of it.
    since: date | None = None


@frozen
class All:
    """Every part holds."""

    parts: tuple[Node, ...]


@frozen
class AnyOf:
    """At least one part holds."""

    parts: tuple[Node, ...]


@frozen
class Not:
    """The part does not hold."""

    part: Node


@frozen
class Each:
    """Every, or some, record of a list satisfies the part."""

    quantifier: Literal["every", "some"]
    path: str
    part: Node


@frozen
class Count:
    """The size of a set, or the number of records (distinct in one field) that satisfy a part, is tested."""

    path: str
    where: Node | None
    distinct: str | None
    op: str
    operand: Operand


@frozen
class Judgement:
    """A question that no fact settles; unknown until two people attest the answer."""

    question: str


Node = All | AnyOf | Not | Test | Each | Count | Judgement


def walk(node: Node) -> list[Node]:
    """The node and all below it, parents first."""
    found: list[Node] = [node]
    match node:
        case All(parts) | AnyOf(parts):
            for part in parts:
                found.extend(walk(part))
        case Not(part) | Each(_, _, part):
            found.extend(walk(part))
        case Count(where=where) if where is not None:
            found.extend(walk(where))
    return found


def parameters_of(node: Node) -> set[str]:
    """The names of the parameters that a tree reads."""
    found = set()
    for part in walk(node):
        if isinstance(part, Test | Count) and isinstance(part.operand, ParamRef):
            found.add(part.operand.name)
        if isinstance(part, Test) and isinstance(part.ref, ParamRef):
            found.add(part.ref.name)
    return found
