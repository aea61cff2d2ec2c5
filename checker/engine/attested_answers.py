"""What attestations answer, as the engine sees it: a question of judgement to true or false.

Who attested, when and for which file is settled before; the engine knows no person and no file.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from datetime import date

__all__ = ["NO_ANSWERS", "Answer", "Answers"]


class Answer(NamedTuple):
    """The answer of a live attestation; ``entry`` is its number in the attestation file."""

    value: bool
    entry: int
    given: date


class Answers(NamedTuple):
    """The answers for one condition and subject, by question.

    ``unsettled`` says why a question stays open though somebody attested: ``evidence_conflicts``
    or ``evidence_stale``.
    """

    given: Mapping[str, Answer] = MappingProxyType({})
    unsettled: Mapping[str, str] = MappingProxyType({})

    @property
    def mark(self) -> Hashable:
        """The same for two subjects only where the same attestations speak of both, or none does."""
        return tuple(self.given.items()), tuple(self.unsettled.items())


NO_ANSWERS = Answers()
