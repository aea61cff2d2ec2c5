"""Which attestations count for a project on a day, and why the others do not.

One counts where two people gave it for this very project file, for a question that the condition
asks, about a subject that the file has, and it has not lapsed. Nothing is read into the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.engine.days import shifted
from checker.engine.facts import interested_parties
from checker.engine.tree import Judgement, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from checker.attestation import PlacedAttestation, Signatory
    from checker.engine.facts import FactBase
    from checker.packs.model import Condition

__all__ = ["NONE", "Settled", "Standing", "questions_of", "settle"]


class Standing(NamedTuple):
    """An attestation and, where it does not count, why."""

    entry: PlacedAttestation
    code: str
    why: str = ""


class Settled(NamedTuple):
    """What was attested: the entry that answers, by condition, workforce (or None) and question."""

    entries: Mapping[tuple[str, int | None, str], PlacedAttestation]
    standings: tuple[Standing, ...]

    def answers(self, condition: str, workforce: int | None) -> dict[str, bool]:
        """The answers that count for a condition and a subject, by question."""
        return {
            question: entry.said.answer
            for (name, index, question), entry in self.entries.items()
            if name == condition and index == workforce
        }


NONE = Settled({}, ())


def questions_of(condition: Condition) -> tuple[str, ...]:
    """The questions of judgement that a condition asks, in reading order."""
    trees = (condition.applies, condition.requires, condition.alternative)
    nodes = (node for tree in trees if tree is not None for node in walk(tree))
    return tuple(dict.fromkeys(node.question for node in nodes if isinstance(node, Judgement)))


def settle(
    entries: Sequence[PlacedAttestation], conditions: Iterable[Condition], facts: FactBase, sha256: str
) -> Settled:
    """Sorts attestations for a project file with that digest.

    Of entries that are about other projects (another file, and no subject of this one) nothing is said.
    """
    if not entries:
        return NONE
    asked = {condition.id: condition for condition in conditions}
    counted: dict[tuple[str, int | None, str], list[PlacedAttestation]] = {}
    standings = []
    for entry in entries:
        found = _Entry(entry, asked, facts, sha256)
        if found.is_elsewhere():
            continue
        why = found.why_not()
        if why is None:
            counted.setdefault(found.key(), []).append(entry)
        else:
            standings.append(Standing(entry, *why))
    settled = {}
    for key, given in counted.items():
        if len({entry.said.answer for entry in given}) > 1:
            said = "another attestation answers otherwise, so neither counts"
            standings += [Standing(entry, "attestations-conflict", said) for entry in given]
        else:
            # Of several that agree, the one that lasts longest stands for them.
            settled[key] = max(given, key=lambda entry: entry.said.lapses)
            standings += [Standing(entry, "") for entry in given]
    return Settled(settled, tuple(standings))


class _Entry:
    """One attestation, held against one project."""

    def __init__(self, entry: PlacedAttestation, asked: Mapping[str, Condition], facts: FactBase, sha256: str) -> None:
        self.said = entry.said
        self.condition = asked.get(entry.said.condition)
        self.facts = facts
        self.same_file = entry.said.project_sha256.lower() == sha256
        self.sha256 = sha256
        ids = [item.id for item in facts.workforces or ()]
        self.workforce = ids.index(entry.said.subject) if entry.said.subject in ids else None
        self.known_subject = self.workforce is not None or entry.said.subject == facts.project.id

    def is_elsewhere(self) -> bool:
        return not self.same_file and not self.known_subject

    def key(self) -> tuple[str, int | None, str]:
        assert self.condition is not None
        question = self.said.question or questions_of(self.condition)[0]
        return self.condition.id, self.workforce, question

    def why_not(self) -> tuple[str, str] | None:
        """A code and a reason why it does not count; None where it does."""
        for refusal in (self._unasked(), self._untimely(), self._partial()):
            if refusal:
                return refusal
        return None

    def _unasked(self) -> tuple[str, str] | None:
        said, condition = self.said, self.condition
        if condition is None:
            return "attestation-unknown-condition", f"no condition of this run is called {said.condition}"
        questions = questions_of(condition)
        if not questions:
            return "attestation-not-asked", f"{condition.id} asks no question of judgement; facts decide it"
        if said.question is None and len(questions) > 1:
            return (
                "attestation-not-asked",
                f"{condition.id} asks {len(questions)} questions; say which under `question`",
            )
        if said.question is not None and said.question not in questions:
            return "attestation-not-asked", f"{condition.id} does not ask this question, but: {' / '.join(questions)}"
        wanted = "a workforce" if condition.scope == "workforce" else "the project"
        if not self.known_subject or (self.workforce is not None) != (condition.scope == "workforce"):
            return (
                "attestation-unknown-subject",
                f"{said.subject} is not {wanted} of this file, which {condition.id} is about",
            )
        if not self.same_file:
            return (
                "attestation-other-file",
                f"it was given for another version of the file; this one has sha256 {self.sha256}",
            )
        return None

    def _untimely(self) -> tuple[str, str] | None:
        said, day, known = self.said, self.facts.as_of, self.facts.register.known_on
        assert self.condition is not None
        most = self.condition.shelf_life_days
        if said.given > day or (known is not None and said.given > known):
            return "attestation-not-yet-given", f"it was given on {said.given}, later than this check knows"
        if said.lapses <= day:
            return "attestation-lapsed", f"it lapsed on {said.lapses}"
        last = shifted(said.given, most)
        if said.lapses > last:
            return "attestation-too-long", f"{self.condition.id} takes answers for at most {most} days, here to {last}"
        return None

    def _partial(self) -> tuple[str, str] | None:
        for one in self.said.by:
            if one.organisation and self._is_judged(one):
                return "attestation-own-cause", f"{one.organisation} is judged by this answer and cannot give it"
        return None

    def _is_judged(self, signatory: Signatory) -> bool:
        """Whether a signatory speaks for a party with an interest in the answer."""
        name, interested = _plain(signatory.organisation or ""), interested_parties(self.facts.project)
        return any(name in (_plain(party.id), _plain(party.name or "")) for party in interested)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
