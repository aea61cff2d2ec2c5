"""An attestation as frozen models: what two people answered to a question of judgement, for one project file.

It states; whether it counts on a day is settled elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker import leaf
from checker.model import Model

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Attestation", "Attestations", "PlacedAttestation", "Signatory"]


class Signatory(Model):
    """A person who answers for the attestation, in a role."""

    name: str = leaf.required_text()
    role: str = leaf.required_text()
    organisation: str | None = leaf.text()


class Attestation(Model):
    """The answer to a question of judgement: about one subject, by two people, for a time."""

    condition: str = leaf.name()
    subject: str = leaf.name()
    question: str | None = leaf.text()
    answer: bool = leaf.required_flag()
    by: tuple[Signatory, ...] = leaf.required_list_of(Signatory)
    reason: str = leaf.required_text()
    given: date = leaf.required_day()
    lapses: date = leaf.required_day()
    project_sha256: str = leaf.required_sha256()


class Attestations(Model):
    """A file of attestations."""

    attestations: tuple[Attestation, ...] = leaf.required_list_of(Attestation)


class PlacedAttestation(NamedTuple):
    """An attestation and where its answer stands."""

    said: Attestation
    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def signed(self) -> str:
        """Who answers for it: ``Ann Lee (safeguards officer) and Bo Kim (labour lawyer)``."""
        return " and ".join(f"{one.name} ({one.role})" for one in self.said.by)
