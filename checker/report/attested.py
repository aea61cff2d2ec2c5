"""Attestations in a report: what they decided, what came of each, and why one does not count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.ground.places import dotted, portable
from checker.report.model import JUDGEMENT, AttestationEntry, Attestor, Because, Notice, Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.engine.judged import Judged
    from checker.ground.places import Pointer
    from checker.people.attestations import Weighed
    from checker.people.signed_file import File, Person

__all__ = ["attestation_entries", "attestation_warnings", "because_attested"]

_IDS = 8


def because_attested(weighed: Weighed | None, group: Iterable[Judged]) -> Iterator[Because]:
    """The attestations among what decided, each once: answered by whom, when, until when and why."""
    if weighed is None:
        return
    file = weighed.file
    for number in dict.fromkeys(number for judged in group for number in judged.attested):
        entry, question = file.entries[number], _flat(weighed.standings[number].question)
        people = " and ".join(map(_person, entry.by))
        said = f"attested by {people} on {entry.given}, until {entry.lapses}, on “{question}”: {_flat(entry.reason)}"
        span = file.document.span(file.pointer(number, "answer"))
        yield Because(
            JUDGEMENT, entry.answer, None, None, (), None, portable(file.document.name), span.line, span.column,
            Position(span.end_line, span.end_column), said)  # fmt: skip


def attestation_entries(weighed: Weighed | None) -> Iterator[AttestationEntry]:
    """The attestations for this project, whatever came of them."""
    if weighed is None:
        return
    file = weighed.file
    for number, (entry, standing) in enumerate(zip(file.entries, weighed.standings, strict=True)):
        if standing.state != "other_project":
            span = file.document.span(file.pointer(number, "condition"))
            yield AttestationEntry(
                entry.condition, entry.subject, standing.question or entry.question, entry.answer,
                tuple(Attestor(one.name, one.role, one.organisation) for one in entry.by), entry.reason,
                entry.given.isoformat(), entry.lapses.isoformat(), entry.sha256.lower(), standing.state,
                portable(file.document.name), span.line, span.column,
            )  # fmt: skip


def attestation_warnings(weighed: Weighed | None) -> Iterator[Notice]:
    """Every attestation that decided nothing, with the reason; those for other projects in one."""
    if weighed is None:
        return
    file, others = weighed.file, []
    for number, (entry, standing) in enumerate(zip(file.entries, weighed.standings, strict=True)):
        if standing.state == "other_project":
            others.append(number)
        elif standing.state != "used":
            said = f"{entry.condition} [{entry.subject}]: the attestation of {entry.given} is not used: "
            yield _notice(file, standing.state, said + standing.message, file.pointer(number, *standing.at))
    if others:
        ids = list(dict.fromkeys(file.entries[number].project for number in others))
        rest = f" and {len(ids) - _IDS} more" if len(ids) > _IDS else ""
        said = f"{len(others)} of {len(file.entries)} attestations are for other projects"
        said += f" ({', '.join(ids[:_IDS])}{rest}) and are not used here"
        yield _notice(file, "other_project", said, file.pointer(others[0], "project"))


def _notice(file: File, state: str, message: str, pointer: Pointer) -> Notice:
    span = file.document.span(pointer)
    code = f"attestation-{state.replace('_', '-')}"
    end = Position(span.end_line, span.end_column)
    return Notice(code, message, dotted(pointer), span.line, span.column, portable(file.document.name), end)


def _person(person: Person) -> str:
    role = f"{person.role}, {person.organisation}" if person.organisation else person.role
    return _flat(f"{person.name} ({role})")


def _flat(text: str) -> str:
    return " ".join(text.split())
