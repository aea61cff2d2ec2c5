"""Figures of a project file that cannot all be true: faults of the file, said with the place of each.

Only what the file states beyond dispute is held against it: values of one basis and one day, none of them
contested. Where a fact has several values, every combination must be impossible; what conflicts otherwise is for
the verdicts to weigh.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.implication_kinds import FIGURES, SOME
from checker.domain.implications import IMPOSSIBLE, impossibilities
from checker.domain.vocabulary import DESCRIPTIVE, FACTS
from checker.domain.words import DELIVERY_STAGES
from checker.ground.places import dotted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.domain.implications import Implication
    from checker.ground.errors import Problem
    from checker.ground.places import Document, Pointer
    from checker.project.models import Project

__all__ = ["impossible"]

# Of one fact: with more distinct values, nothing is sure enough to refuse a file.
_MOST_VALUES = 16
_MOST_PLACES = 5


class _Value(NamedTuple):
    """A stated value, where it stands, and of which basis and day it is; a descriptive fact is of any."""

    value: Any
    pointer: Pointer
    said_of: tuple[Any, ...] | None


def impossible(project: Project, document: Document) -> list[Problem]:
    """One problem for each set of figures that contradict each other, at the last of their places."""
    found: dict[tuple[Pointer, ...], Problem] = {}
    for row in IMPOSSIBLE:
        paths = row.sources
        subjects = range(len(project.workforces or ())) if row.of_workforces else (None,)
        for subject in subjects:
            stated: list[tuple[_Value, ...]] = []
            for path in paths:
                if not (values := _undisputed(project, path, subject)):
                    break
                stated.append(values)
            else:
                if fault := _fault(row, paths, stated):
                    said, pointers = fault
                    found.setdefault(pointers, _problem(document, said, pointers))
    return list(found.values())


def _fault(
    row: Implication, paths: tuple[str, ...], stated: list[tuple[_Value, ...]]
) -> tuple[str, tuple[Pointer, ...]] | None:
    """What is said of a row's facts, and all its places; None where they can be true together."""
    bases = {value.said_of for values in stated for value in values if value.said_of}
    if len(bases) > 1 or any(len(values) > _MOST_VALUES for values in stated):
        return None
    first: tuple[str, tuple[Pointer, ...]] | None = None
    for combination in product(*stated):
        values = dict(zip(paths, (one.value for one in combination), strict=True))
        said = next((found.said for found in impossibilities(values.get, [row])), None)
        if said is None:
            return None
        first = first or (said, tuple(place for one in combination for place in _places(row, one)))
    return first


def _undisputed(project: Project, path: str, subject: int | None) -> tuple[_Value, ...]:
    """The distinct values that a file states of a fact; none where one of them is contested, or there is none."""
    for holder, pointer in _holders(project, path, subject):
        if path in DESCRIPTIVE:
            value = getattr(holder, path)
            values = [] if value is None else [_Value(value, (*pointer, path), None)]
        else:
            section, _, name = path.partition(".")
            facts = getattr(holder, "class_" if section == "class" else section)
            statements = facts.stated.get(name, ()) if facts else ()
            if any(statement.contested for statement in statements):
                return ()
            values = [
                _Value(
                    statement.value,
                    (*pointer, section, name, *statement.where),
                    (statement.basis or _default_basis(project), statement.as_of or project.as_of),
                )
                for statement in statements
                if statement.value is not None
            ]
        if values:
            return _distinct(values)
    return ()


def _distinct(values: Iterable[_Value]) -> tuple[_Value, ...]:
    """Each value once; no more than show that there are too many."""
    found: list[_Value] = []
    for value in values:
        if len(found) <= _MOST_VALUES and not any(
            value.value == other.value and value.said_of == other.said_of for other in found
        ):
            found.append(value)
    return tuple(found)


def _holders(project: Project, path: str, subject: int | None) -> Iterator[tuple[Any, Pointer]]:
    """Where a fact can be stated, the nearest first: a blank hides nothing that is inherited."""
    if (FACTS.get(path) or DESCRIPTIVE[path]).scope == "project":
        yield project, ()
    elif subject is not None and project.workforces:
        yield project.workforces[subject], ("workforces", subject)
        if project.workforce_defaults:
            yield project.workforce_defaults, ("workforce_defaults",)


def _default_basis(project: Project) -> str:
    return project.default_basis or ("practice" if project.stage in DELIVERY_STAGES else "commitment")


def _places(row: Implication, stated: _Value) -> list[Pointer]:
    """The places of a value: of a list, the fields that the row reads in the records that are at fault."""
    fields = [name for test in row.when if test.op == SOME for name, _, _ in test.operand]
    if not fields:
        return [stated.pointer]
    read = [
        index for index, record in enumerate(stated.value) if all(record.get(field) is not None for field in fields)
    ]
    alone = [index for index in read if FIGURES[row.figure]({row.sources[0]: (stated.value[index],)}) is not None]
    return [(*stated.pointer, index, name) for index in alone or read for name in fields]


def _problem(document: Document, said: str, pointers: tuple[Pointer, ...]) -> Problem:
    *others, last = sorted(pointers, key=document.span)
    places = [f"`{dotted(other)}` stands on line {document.span(other).line}" for other in others[:_MOST_PLACES]]
    if len(others) > _MOST_PLACES:
        places.append(f"{len(others) - _MOST_PLACES} more stand in the same list")
    return document.problem("wrong-value", said, last, "; ".join([*places, "correct what is wrong"]))
