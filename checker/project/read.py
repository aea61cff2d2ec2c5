"""Our own project file to a project: validated, with every fault reported at once, in its place."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import SchemaValidator, ValidationError

from checker.domain.vocabulary import FACTS, RECORDS, SECTIONS, Fact, facts_of_section
from checker.ground.errors import InputError, Problem, did_you_mean, quote
from checker.ground.places import dotted
from checker.project.faults import problems_of
from checker.project.fields import keys_of, schema_of
from checker.project.impossible import impossible
from checker.project.models import (
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
from checker.project.statements import ANY_FACT, as_statements, statement_fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.ground.places import Document, Pointer

__all__ = ["ProjectFile", "adapt"]

_STATEMENT_KEYS = ("value", "basis", "evidence", "as_of", "contested", "contested_by", "not_collected", "note")
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
        raise InputError(document.problem("wrong-type", message, ()))
    problems: list[Problem] = []
    project = None
    try:
        project = _validator().validate_python(document.data)
    except ValidationError as error:
        problems = problems_of(error, document, partial(_allowed_keys, data=document.data))
    problems.extend(_cross_references(document))
    if project:
        problems.extend(impossible(project, document))
    if problems:
        raise InputError(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0)))
    assert project is not None
    return ProjectFile(project, document)


@cache
def _validator() -> SchemaValidator:
    return SchemaValidator(schema_of(Project))


def _allowed_keys(pointer: Pointer, data: Any) -> Sequence[str]:
    """The keys, or after ``=`` the words, that the vocabulary allows at a pointer."""
    path = [part for part in pointer if isinstance(part, str)]
    if path and path[-1] == "=":
        return _allowed_words(path[:-1])
    if path[:1] in (["workforces"], ["workforce_defaults"]):
        model: type = Workforce if path[0] == "workforces" else WorkforceDefaults
        path = path[1:]
        if not path:
            return keys_of(model)
    if not path:
        return keys_of(Project)
    if path[0] == "extensions":
        return _STATEMENT_KEYS if len(path) > 2 else ()
    if path[0] in _ALL_SECTIONS:
        return _fact_keys(path, _at(data, pointer))
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
    return keys_of(model) if model else ()


def _fact_keys(path: list[str], raw: Any) -> Sequence[str]:
    """Keys inside a section: facts, then those of a statement, of money or of a record."""
    if len(path) == 1:
        return list(facts_of_section(path[0]))
    fact = FACTS.get(f"{path[0]}.{path[1]}")
    if fact is None or (isinstance(raw, dict) and raw.keys() & {"value", "not_collected"} and path[-1] != "value"):
        return _STATEMENT_KEYS
    if fact.kind == "records":
        return list(RECORDS[fact.path])
    return ("amount", "currency") if fact.kind == "money" else _STATEMENT_KEYS


def _at(data: Any, pointer: Pointer) -> Any:
    """What stands at a pointer; None where nothing does."""
    for part in pointer:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _allowed_words(path: list[str]) -> Sequence[str]:
    for start in range(len(path)):
        row = FACTS.get(".".join(path[start : start + 2]))
        if row and path[start + 2 :] in ([], ["value"]):
            return row.choices
    return ()


def _cross_references(document: Document) -> list[Problem]:
    """Ids given twice, and references to parties and evidence that do not exist."""
    data = document.data
    problems = [document.problem(code, fault, place) for place, code, fault in _statement_faults(data)]
    known: dict[str, list[str]] = {}
    lists = {"parties": ("parties",), "workforces": ("workforces",), "evidence": ("evidence",),
             "disbursements": ("finance", "disbursements")}  # fmt: skip
    for name, pointer in lists.items():
        known[name] = []
        for index, identity in _ids(data, pointer):
            if identity in known[name]:
                place: Pointer = (*pointer, index, "id")
                message = f"the id {quote(identity)} is given twice in `{dotted(pointer)}`"
                problems.append(document.problem("given-twice", message, place))
            known[name].append(identity)
    present = {name: frozenset(ids) for name, ids in known.items()}
    for place, identity, name in _references(data):
        if identity not in present[name]:
            what = "evidence item" if name == "evidence" else "party"
            advice = did_you_mean(identity, known[name], f"list it under `{name}`", before=len(problems))
            message = f"no {what} has the id {quote(identity)}"
            problems.append(document.problem("unknown-name", message, place, advice))
    return problems


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
    for pointer, holder in _holders(data):
        if pointer and isinstance(holder.get("employer"), str):
            yield (*pointer, "employer"), holder["employer"], "parties"
    for pointer, _, raw in _stated_facts(data):
        yield from _cited(raw, pointer)


def _holders(data: dict[str, Any]) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """The mappings that hold sections of facts: the project, the defaults, each workforce."""
    workforces = data.get("workforces")
    holders: list[tuple[Pointer, Any]] = [((), data), (("workforce_defaults",), data.get("workforce_defaults"))]
    holders += [
        (("workforces", index), item) for index, item in enumerate(workforces if isinstance(workforces, list) else ())
    ]
    yield from ((pointer, holder) for pointer, holder in holders if isinstance(holder, dict))


def _stated_facts(data: dict[str, Any]) -> Iterator[tuple[Pointer, Fact, Any]]:
    """Every fact of the vocabulary, and of rule packs, that the file states, as it is written."""
    for pointer, holder in _holders(data):
        for section in [name for name in holder if name in _ALL_SECTIONS]:
            facts = holder[section]
            for name, raw in facts.items() if isinstance(facts, dict) else ():
                if fact := FACTS.get(f"{section}.{name}"):
                    yield (*pointer, section, name), fact, raw
        extensions = holder.get("extensions")
        for pack, facts in extensions.items() if isinstance(extensions, dict) else ():
            for name, raw in facts.items() if isinstance(facts, dict) else ():
                yield (*pointer, "extensions", pack, name), ANY_FACT, raw


def _statement_faults(data: dict[str, Any]) -> Iterator[tuple[Pointer, str, str]]:
    """Statements that state nothing, or give a value for what was not collected: where, the code, and the message."""
    for pointer, fact, raw in _stated_facts(data):
        items, listed = as_statements(raw, fact)
        for index, item in enumerate(items):
            if fault := statement_fault(item):
                yield ((*pointer, index) if listed else pointer), *fault


def _cited(raw: Any, pointer: Pointer) -> Iterator[tuple[Pointer, str, str]]:
    statements = list(enumerate(raw)) if isinstance(raw, list) else [(None, raw)]
    for index, statement in statements:
        ids = statement.get("evidence") if isinstance(statement, dict) else None
        for position, identity in enumerate(ids if isinstance(ids, list) else ()):
            if isinstance(identity, str):
                base = pointer if index is None else (*pointer, index)
                yield (*base, "evidence", position), identity, "evidence"
