"""What was attested, put into words for the report: who answered, and what became of each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.findings import AttestationUse, Because, Notice
from checker.source import portable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.attestation import PlacedAttestation
    from checker.engine.attested import Settled
    from checker.engine.outcome import Findings

__all__ = ["attestation_uses", "because_attested", "warnings_of_uses"]

_UNUSED = "nothing waits for this answer: other facts decide, or the condition does not apply"


def because_attested(question: str, entry: PlacedAttestation) -> Because:
    """The answer as what decided a verdict: the question, who answered, when and until when."""
    said = entry.said
    remark = (
        f"{question} Answered by {entry.signed} on {said.given}, until {said.lapses}: {' '.join(said.reason.split())}"
    )
    return Because(
        "judgement", said.answer, "attestation", (), None, portable(entry.file), entry.line, entry.column,
        entry.end_line, entry.end_column, remark,
    )  # fmt: skip


def attestation_uses(attested: Settled, found: tuple[Findings, ...]) -> Iterator[AttestationUse]:
    """Every attestation about this project, in the file's order of those that count and those that do not."""
    used = {
        attested.entries[judged.condition.id, judged.workforce, question]
        for findings in found
        for judged in findings.judged
        for question in judged.attested
    }
    for entry, code, _ in attested.standings:
        said = entry.said
        yield AttestationUse(
            said.condition, said.subject, said.question, said.answer,
            tuple(f"{one.name} ({one.role})" for one in said.by), said.reason, said.given.isoformat(),
            said.lapses.isoformat(), code or ("decides" if entry in used else "unused"), portable(entry.file),
            entry.line, entry.column,
        )  # fmt: skip


def warnings_of_uses(attested: Settled, uses: Sequence[AttestationUse]) -> Iterator[Notice]:
    """A warning for each attestation that settles nothing, with the reason."""
    for (_, code, why), use in zip(attested.standings, uses, strict=True):
        if use.state != "decides":
            place = f"{use.file}:{use.line}:{use.column}"
            message = f"the attestation on {use.condition} for {use.subject} does not count: {why or _UNUSED} ({place})"
            yield Notice(code or "attestation-unused", message, "", 1, 1)
