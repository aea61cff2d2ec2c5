"""Our own project file to a project: validated, with every fault reported at once, in its place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import SchemaValidator, ValidationError

from checker.errors import InputError, Problem, nearest, quote
from checker.project import (
    Context,
    Disbursement,
    EvidenceItem,
    ExaminedBy,
    Finance,
    Party,
    Project,
    Sector,
    Workforce,
    WorkforceDefaults,
)  # fmt: skip
from checker.source import dotted
from checker.vocabulary import FACTS, RECORDS, SECTIONS, facts_of_section
from checker.wording import problems_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.model import Model
    from checker.source import Document, Pointer

__all__ = ["ProjectFile", "adapt"]

_STATEMENT_KEYS = ("value", "basis", "evidence", "as_of", "contested", "not_collected", "note")
_ALL_SECTIONS = frozenset(SECTIONS["project"] + SECTIONS["workforce"])


class ProjectFile(NamedTuple):
    """A project and the document it was read from."""

    project: Project
    document: Document


def adapt(document: Document) -> ProjectFile:
    """The project that a document states.

    Raises:
        InputError: it is no valid project file; every fault is listed.
    """
    if not isinstance(document.data, dict):
        message = "a project file is a mapping of keys such as `id`, `purpose`, `stage` and `as_of`"
        raise InputError(Problem(message, document.name, 1, 1))
    problems: list[Problem] = []
    project = None
    try:
        project = _validator().validate_python(document.data)
    except ValidationError as error:
        problems = problems_of(error, document, _allowed_keys)
    problems.extend(_cross_references(document))
    if problems:
        raise InputError(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0)))
    assert project is not None
    return ProjectFile(project, document)


@cache
def _validator() -> SchemaValidator:
    return SchemaValidator(Project.core_schema())


def _allowed_keys(pointer: Pointer) -> Sequence[str]:
    """The keys, or after ``=`` the words, that the vocabulary allows at a pointer."""
    path = [part for part in pointer if isinstance(part, str)]
    if path and path[-1] == "=":
        return _allowed_words(path[:-1])
    if path[:1] in (["workforces"], ["workforce_defaults"]):
        model: type[Model] = Workforce if path[0] == "workforces" else WorkforceDefaults
        path = path[1:]
        if not path:
            return _keys(model)
    if not path:
        return _keys(Project)
    if path[0] in _ALL_SECTIONS:
        return _fact_keys(path)
    return _nested_keys(path)


_NESTED = {
    ("parties",): Party,
    ("finance",): Finance,
    ("finance", "disbursements"): Disbursement,
    ("context",): Context,
    ("sector",): Sector,
    ("evidence",): EvidenceItem,
    ("evidence", "examined_by"): ExaminedBy,
}


def _nested_keys(path: list[str]) -> Sequence[str]:
    model = _NESTED.get(tuple(path))
    return _keys(model) if model else ()


def _keys(model: type[Model]) -> list[str]:
    return [name.rstrip("_") for name in model.fields]


def _fact_keys(path: list[str]) -> Sequence[str]:
    """Keys inside a section: facts, then those of a statement, of money or of a record."""
    if len(path) == 1:
        return list(facts_of_section(path[0]))
    fact = f"{path[0]}.{path[1]}"
    if fact in RECORDS:
        return [*RECORDS[fact], *(_STATEMENT_KEYS if len(path) == 2 else ())]
    if fact in FACTS and FACTS[fact].kind == "money":
        return ["amount", "currency", *(_STATEMENT_KEYS if len(path) == 2 else ())]
    return _STATEMENT_KEYS


def _allowed_words(path: list[str]) -> Sequence[str]:
    for start in range(len(path)):
        row = FACTS.get(".".join(path[start : start + 2]))
        if row and path[start + 2 :] in ([], ["value"]):
            return row.choices
    return ()


def _cross_references(document: Document) -> list[Problem]:
    """Ids given twice, and references to parties and evidence that do not exist."""
    data, problems = document.data, []
    known: dict[str, list[str]] = {}
    lists = {"parties": ("parties",), "workforces": ("workforces",), "evidence": ("evidence",),
             "disbursements": ("finance", "disbursements")}  # fmt: skip
    for name, pointer in lists.items():
        known[name] = []
        for index, identity in _ids(data, pointer):
            if identity in known[name]:
                place: Pointer = (*pointer, index, "id")
                problems.append(
                    _problem(document, place, f"the id {quote(identity)} is given twice in `{dotted(pointer)}`")
                )
            known[name].append(identity)
    for place, identity, name in _references(data):
        if identity not in known[name]:
            close = nearest(identity, known[name])
            what = "evidence item" if name == "evidence" else "party"
            advice = f"did you mean `{close}`?" if close else f"list it under `{name}`"
            problems.append(_problem(document, place, f"no {what} has the id {quote(identity)}", advice))
    return problems


def _problem(document: Document, pointer: Pointer, message: str, advice: str = "") -> Problem:
    span = document.span(pointer)
    return Problem(message, document.name, span.line, span.column, dotted(pointer), advice)


def _ids(data: Any, pointer: Pointer) -> Iterator[tuple[int, str]]:
    node = data
    for part in pointer:
        node = node.get(part) if isinstance(node, dict) else None
    for index, item in enumerate(node if isinstance(node, list) else ()):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield index, item["id"]


def _references(data: dict[str, Any]) -> Iterator[tuple[Pointer, str, str]]:
    """Every reference in the file: where it stands, to whom, and in which list that must be."""
    evidence = data.get("evidence")
    for index, item in enumerate(evidence if isinstance(evidence, list) else ()):
        if isinstance(item, dict) and isinstance(item.get("origin"), str):
            yield ("evidence", index, "origin"), item["origin"], "evidence"
    workforces = data.get("workforces")
    holders: list[tuple[Pointer, Any]] = [((), data), (("workforce_defaults",), data.get("workforce_defaults"))]
    holders += [
        (("workforces", index), item) for index, item in enumerate(workforces if isinstance(workforces, list) else ())
    ]
    for pointer, holder in holders:
        if not isinstance(holder, dict):
            continue
        if pointer and isinstance(holder.get("employer"), str):
            yield (*pointer, "employer"), holder["employer"], "parties"
        for section in _ALL_SECTIONS & holder.keys():
            facts = holder[section]
            for name, raw in facts.items() if isinstance(facts, dict) else ():
                yield from _cited(raw, (*pointer, section, name))


def _cited(raw: Any, pointer: Pointer) -> Iterator[tuple[Pointer, str, str]]:
    statements = list(enumerate(raw)) if isinstance(raw, list) else [(None, raw)]
    for index, statement in statements:
        ids = statement.get("evidence") if isinstance(statement, dict) else None
        for position, identity in enumerate(ids if isinstance(ids, list) else ()):
            if isinstance(identity, str):
                base = pointer if index is None else (*pointer, index)
                yield (*base, "evidence", position), identity, "evidence"
