"""Attestations: two people answer, with a reason and for a time, a question that no fact settles.

Here a file of them becomes answers for the engine, and every attestation that does not count is
told of with the reason. An attestation lends no fact any evidence, and what the people know of
the project cannot be seen from here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from checker.engine.attested_answers import Answer, Answers
from checker.engine.evidence import interested_parties
from checker.engine.would_decide import questions_of
from checker.ground.errors import did_you_mean, quote
from checker.load.limits import MAX_BYTES
from checker.people.signed_file import Entry, Person, faults_of_people, load_entries, plain_name
from checker.project import fields as leaf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from checker.domain.pack import Condition
    from checker.engine.judged import Judged
    from checker.ground.places import Pointer
    from checker.packs.terms import Terms
    from checker.people.signed_file import Fault, File
    from checker.project.models import Project

    # A condition, and the number of the workforce that it is judged for.
    Key = tuple[str, int | None]

__all__ = ["Asked", "Attestation", "Standing", "Weighed", "load_attestations", "settled", "weigh"]

KEY = "attestations"
# Among more, looking for the nearest name takes longer than anyone reads suggestions.
_MOST_NAMES = 1_000
# A party's name of so many letters inside a role or an organisation names the party.
_TELLING = 4
_UNUSED = "it counts, but decides nothing: facts or another attestation decide, or other facts are missing"
# Who has one of these as a role speaks for the project, whatever the person is called.
_PARTY_ROLES = frozenset({"employer", "operator", "host", "implementer", "contractor", "labour agency"})


@leaf.model
class Attestation(Entry):
    """The answer of two people to a question of judgement; it counts through the day on which it lapses."""

    question: str | None = leaf.text()
    answer: bool = leaf.required_flag()
    by: tuple[Person, ...] = leaf.required_list_of(Person)
    given: date = leaf.required_day()
    lapses: date = leaf.required_day()


def load_attestations(source: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> File:
    """Read and validate a file of attestations.

    Args:
        source: path of a regular file, or ``-`` for standard input.
        max_bytes: largest input that is read.

    Raises:
        InputError: it cannot be read or is not valid; every fault is listed with its place.
    """
    return load_entries(os.fspath(source), KEY, Attestation, _faults, limit=max_bytes)


def _faults(entry: Attestation) -> Iterator[Fault]:
    """What an attestation shows to be wrong by itself."""
    yield from faults_of_people(entry.by, "by")
    if entry.lapses < entry.given:
        yield ("lapses",), f"it lapses on {entry.lapses}, before it is given on {entry.given}", "give a later day"


class Asked(NamedTuple):
    """What a check is of: the project, its file's digest, the day, what was known, and the burden of proof."""

    project: Project
    sha256: str
    as_of: date
    known_on: date | None
    burden: str


class Standing(NamedTuple):
    """Whether an attestation counts. ``state`` is ``live``, or a word for why not, which ``message`` explains.

    ``at`` is the part of the entry that the message is about; ``question`` is in the pack's own words.
    """

    state: str
    message: str = ""
    at: Pointer = ("condition",)
    question: str = ""
    subject: int | None = None

    @property
    def live(self) -> bool:
        """Whether it counts."""
        return self.state == "live"


class Weighed(NamedTuple):
    """A file of attestations, as it stands for one check.

    ``answers`` are those of each pack, by condition and workforce; ``standings`` those of each entry.
    """

    file: File
    answers: tuple[Mapping[Key, Answers], ...]
    standings: tuple[Standing, ...]


def weigh(file: File, asked: Asked, packs: Sequence[Terms]) -> Weighed:
    """Which attestations count for a check, and what they answer."""
    check = _Check(asked, packs)
    found = [check.standings(entry) for entry in file.entries]
    overall = [max(mine, key=_telling) for mine in found]
    answers = []
    for number in range(len(packs)):
        of_pack: dict[int, Standing] = {
            at: mine[number] for at, mine in enumerate(found) if len(mine) == len(packs) and mine[number].question
        }
        made, conflicts = _answers(file.entries, of_pack)
        answers.append(made)
        for group in conflicts:
            for at in group:
                other = next(one for one in group if file.entries[one].answer != file.entries[at].answer)
                line = file.document.span(file.pointer(other)).line
                message = f"the one on line {line} is live too and answers the opposite, so neither counts"
                overall[at] = overall[at]._replace(state="conflicting", message=message, at=("answer",))
    return Weighed(file, tuple(answers), tuple(overall))


def _answers(
    entries: Sequence[Attestation], found: Mapping[int, Standing]
) -> tuple[dict[Key, Answers], list[list[int]]]:
    """The answers by condition and workforce, and the groups of entries that contradict one another."""
    groups: dict[Key, dict[str, list[int]]] = {}
    for at, standing in found.items():
        if standing.state in ("live", "lapsed"):
            groups.setdefault((entries[at].condition, standing.subject), {}).setdefault(standing.question, []).append(
                at
            )
    answers, conflicts = {}, []
    for key, questions in groups.items():
        given: dict[str, Answer] = {}
        unsettled: dict[str, str] = {}
        for question, group in questions.items():
            live = [at for at in group if found[at].live]
            if not live:
                unsettled[question] = "evidence_stale"
            elif len({entries[at].answer for at in live}) > 1:
                unsettled[question] = "evidence_conflicts"
                conflicts.append(live)
            else:
                # Of several that agree, the one given last speaks.
                last = max(live, key=lambda at: (entries[at].given, entries[at].lapses, -at))
                given[question] = Answer(entries[last].answer, last, entries[last].given)
        answers[key] = Answers(given, unsettled)
    return answers, conflicts


class _Check:
    """Says of each attestation whether it counts, and for what."""

    def __init__(self, asked: Asked, packs: Sequence[Terms]) -> None:
        self.asked = asked
        self.packs = packs
        self.conditions = [{condition.id: condition for condition in terms.pack.conditions} for terms in packs]
        self.workforces = {one.id: number for number, one in enumerate(asked.project.workforces or ())}
        self.parties: dict[str, str] = {}
        self.party_words: dict[str, list[tuple[frozenset[str], str]]] = {}
        self.suggestions = 0
        for party in interested_parties(asked.project):
            for name in filter(None, (party.id, party.name)):
                self.parties.setdefault(plain_name(name), name)
            words = plain_name(party.name or "").split()
            if len("".join(words)) >= _TELLING:
                one = frozenset(words), str(party.name)
                self.party_words.setdefault(max(words, key=len), []).append(one)

    def standings(self, entry: Attestation) -> list[Standing]:
        """How an attestation stands for each pack; one standing where it is for none."""
        if entry.project != self.asked.project.id:
            return [Standing("other_project", f"it is for the project {quote(entry.project)}", ("project",))]
        if not any(entry.condition in conditions for conditions in self.conditions):
            known = [name for conditions in self.conditions for name in conditions]
            advice = self.did_you_mean(entry.condition, known)
            message = f"no pack of this check has a condition {quote(entry.condition)}{advice}"
            return [Standing("unknown_condition", message)]
        if entry.question is None and (standing := self.ambiguous(entry.condition)):
            return [standing]
        pairs = zip(self.packs, self.conditions, strict=True)
        return [self.standing(entry, conditions.get(entry.condition), terms) for terms, conditions in pairs]

    def ambiguous(self, identity: str) -> Standing | None:
        """That packs ask different questions under one id, so that an attestation must say which it answers."""
        found = [conditions[identity] for conditions in self.conditions if identity in conditions]
        asked = {tuple(map(_flat, questions_of(condition.asking))) for condition in found}
        if len(asked) < 2:
            return None
        message = f"{len(found)} packs of this check have a {identity}, with different questions: say which it answers"
        return Standing("question_needed", message)

    def standing(self, entry: Attestation, condition: Condition | None, terms: Terms) -> Standing:
        """Whether an attestation counts for a condition of a pack."""
        if condition is None:
            return Standing("unknown_condition", f"{terms.pack.id} has no condition {quote(entry.condition)}")
        question = self.question(entry, condition)
        if isinstance(question, Standing):
            return question
        subject = self.subject(entry, condition)
        if isinstance(subject, Standing):
            return subject
        why = self.why_not(entry, condition, terms) or Standing("live")
        return why._replace(question=question, subject=subject)

    def question(self, entry: Attestation, condition: Condition) -> str | Standing:
        """The question that an attestation answers, in the pack's own words."""
        questions = questions_of(condition.asking)
        if not questions:
            return Standing("no_question", f"{condition.id} asks no question: facts and evidence decide it")
        if entry.question is None:
            if len(questions) == 1:
                return questions[0]
            return Standing("question_needed", f"{condition.id} asks {len(questions)} questions: say which it answers")
        for question in questions:
            if _flat(question) == _flat(entry.question):
                return question
        now = " or ".join(f"“{_flat(question)}”" for question in questions)
        return Standing("unknown_question", f"{condition.id} does not ask this; it asks {now}", ("question",))

    def subject(self, entry: Attestation, condition: Condition) -> int | Standing | None:
        """The number of the workforce that an attestation is about; None for the project."""
        said, project = quote(entry.subject), self.asked.project.id
        if condition.scope == "project":
            if entry.subject == project:
                return None
            message = f"{condition.id} is about the project: its subject is `{project}`, not {said}"
            return Standing("unknown_subject", message, ("subject",))
        if entry.subject in self.workforces:
            return self.workforces[entry.subject]
        advice = self.did_you_mean(entry.subject, list(self.workforces))
        message = f"{condition.id} is about a workforce, and the project has none called {said}{advice}"
        return Standing("unknown_subject", message, ("subject",))

    def did_you_mean(self, word: str, known: Sequence[str]) -> str:
        """The suggestion of a name that exists; of many misspelt ones, only for the first."""
        self.suggestions += 1
        advice = did_you_mean(word, known if len(known) <= _MOST_NAMES else (), before=self.suggestions)
        return f"; {advice}" if advice else ""

    def why_not(self, entry: Attestation, condition: Condition, terms: Terms) -> Standing | None:
        """Why an attestation that answers a question of the check does not count; None where it does."""
        asked, pack, class_ = self.asked, terms.pack, terms.class_of(condition)
        days = (entry.lapses - entry.given).days
        if entry.sha256.lower() != asked.sha256:
            return Standing("other_file", "it was given for another version of the project file", ("sha256",))
        for day, word in ((asked.as_of, "the day judged"), (asked.known_on, "the day of what is known")):
            if day is not None and entry.given > day:
                message = f"it was given on {entry.given}, after {word}, {day}"
                return Standing("not_yet_given", message, ("given",))
        if entry.lapses < asked.as_of:
            message = f"it lapsed on {entry.lapses}, before the day judged, {asked.as_of}"
            return Standing("lapsed", message, ("lapses",))
        if days > pack.attestation_days:
            message = f"it lapses after {days} days, and {pack.id} allows {pack.attestation_days} at most"
            return Standing("too_long", message, ("lapses",))
        for number, person in enumerate(entry.by):
            if party := self.speaks_for(person):
                message = f"{quote(person.name)} speaks for {party}, which has an interest in the answer"
                return Standing("not_independent", message, ("by", number))
        if class_ not in pack.attestation_classes:
            message = f"{pack.id} lets no attestation settle a condition of class {class_}"
            return Standing("class_excluded", message)
        if asked.burden == "documentary":
            message = "under the burden of proof `documentary` what people assert does not count"
            return Standing("not_documentary", message, ("answer",))
        return None

    def speaks_for(self, person: Person) -> str | None:
        """The interested party that a person's name, role or organisation names; None where it names none."""
        role = " ".join(person.role.replace("_", " ").casefold().split())
        if role in _PARTY_ROLES:
            return f"the {role}"
        for said in filter(None, (person.name, person.role, person.organisation)):
            plain = plain_name(said)
            if plain in self.parties:
                return quote(self.parties[plain])
            words = set(plain.split())
            for party, name in (one for word in words for one in self.party_words.get(word, ())):
                if party <= words:
                    return quote(name)
        return None


def _telling(standing: Standing) -> int:
    """Of several packs, the one for which an attestation counts tells most, then one that knows its condition."""
    return 2 if standing.live else 0 if standing.state == "unknown_condition" else 1


def _flat(text: str) -> str:
    return " ".join(text.split())


def settled(weighed: Weighed, judged: Sequence[Judged]) -> tuple[Standing, ...]:
    """What came of each attestation: ``used`` where it is among what decided a verdict."""
    used = {at for one in judged for at in one.attested}
    return tuple(
        standing._replace(state="used")
        if at in used
        else standing._replace(state="unused", message=_UNUSED)
        if standing.live
        else standing
        for at, standing in enumerate(weighed.standings)
    )
