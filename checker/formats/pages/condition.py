"""One condition as labelled paragraphs: what ``checker explain`` prints and the pages of ``checker pack doc`` hold.

It knows no markup: each line is a text with how deep it stands and, for a source, its address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.domain.grades import GRADE_MEANINGS
from checker.domain.placeholders import fill
from checker.english.sentences import sentence
from checker.english.values import one_of
from checker.english.worked_examples import given_facts
from checker.formats.shared.texts import CLASSES, REASONS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from checker.domain.pack import Citation, Condition, Pack
    from checker.domain.tree import Node
    from checker.english.sentences import Speaker
    from checker.packs.cases import Case

__all__ = ["Line", "Part", "class_phrases", "leaflet", "since_phrase"]

_PROVENANCE = {"seed": "from the 2019 proposal as reported", "norm": "from a norm", "design": "our own design"}
_SCOPES = {"workforce": "for each workforce", "project": "for the project as a whole"}


class Line(NamedTuple):
    """A sentence, how deep it stands in a list, and where it leads."""

    text: str
    depth: int = 0
    url: str | None = None


class Part(NamedTuple):
    """What stands under one label; ``listed``: that its lines are a list."""

    label: str
    lines: Sequence[Line]
    listed: bool = True


def leaflet(condition: Condition, pack: Pack, speaker: Speaker, cases: Sequence[Case] = ()) -> Iterator[Part]:
    """All there is to say of a condition, the graver first; with cases, an example for each of them."""
    yield _text("Asks", fill(condition.requirement, pack.parameters))
    yield from _trees(condition, speaker)
    yield Part("Class", [Line(said) for said in class_phrases(condition, pack)])
    yield Part("Evidence", [Line(said) for said in _evidence(condition, pack)])
    yield _text("Why", condition.why)
    yield _text("Remedy", fill(condition.remedy, pack.parameters))
    if condition.remedy_unsafe:
        yield _text("Remedy while workers cannot be asked safely", fill(condition.remedy_unsafe, pack.parameters))
    if condition.warnings:
        yield Part("Warnings", list(_warnings(condition, speaker)))
    for case in cases:
        yield Part(f"Example: {case.name}", list(_example(case, pack)))
    yield Part("Sources", [_source(citation) for citation in condition.citations])
    yield Part("Provenance", [Line(said) for said in _provenance(condition)])


def _text(label: str, text: str) -> Part:
    return Part(label, [Line(" ".join(text.split()))], listed=False)


def _trees(condition: Condition, speaker: Speaker) -> Iterator[Part]:
    since = since_phrase(condition.in_force_from, condition.in_force_until)
    applies = list(_tree(condition.applies, speaker)) if condition.applies else []
    if since:
        applies.insert(0, Line(f"In force {since}; on other days the condition is not applicable."))
    yield Part("Applies", applies or [Line("Always.")])
    yield Part("Met where", list(_tree(condition.requires, speaker)))
    if condition.alternative:
        yield Part("Met by alternative where", list(_tree(condition.alternative, speaker)))
    if condition.structural:
        yield Part("Host law is named as the cause where", list(_tree(condition.structural, speaker)))
    if presumption := condition.presumption:
        when = list(_tree(presumption.when, speaker)) if presumption.when else [Line("Always.")]
        why = " ".join(presumption.why.split())
        yield Part("While not determined, a presumption stands against the project where", [*when, Line(f"Why: {why}")])


def _tree(tree: Node, speaker: Speaker) -> Iterator[Line]:
    for depth, text in speaker.say(tree).lines():
        yield Line(text, depth)


def class_phrases(condition: Condition, pack: Pack) -> Iterator[str]:
    """The class in words, and where a profile or a track changes it; how it counts, and its periods."""
    yield f"{condition.class_}: {CLASSES[condition.class_]}."
    yield from _changes(condition, pack)
    core = "core to the verdict on its cluster" if condition.core else "reported, not core to its cluster"
    yield f"Judged {_SCOPES[condition.scope]}; {core}."
    purposes = [purpose for track in pack.tracks if condition.cluster in track.clusters for purpose in track.purposes]
    yield f"Judged in projects whose purpose is {one_of(purposes)}." if purposes else "No purpose is judged by it."
    if condition.deadline_days is not None:
        yield f"Deadline: {condition.deadline_days} days after the first disbursement."
    if condition.class_ == "COV":
        yield f"As a covenant it has {condition.cure_days} days to be cured."
    if condition.disbursement > 1:
        yield f"Asked from disbursement {condition.disbursement} on."


def _changes(condition: Condition, pack: Pack) -> Iterator[str]:
    judged = [track for track in pack.tracks if condition.cluster in track.clusters]
    changed = {track.name: _changed(condition, condition.class_, track.classes) for track in judged}
    for track in judged:
        if changed[track.name] != condition.class_:
            class_ = changed[track.name]
            due = f" ({track.deadline_days} days)" if class_ == "CS" and track.deadline_days else ""
            yield f"On the track {track.name}: {class_}, {CLASSES[class_]}{due}."
    for profile in pack.profiles.values():
        # A track changes the class first, so a profile may find another one than the pack wrote.
        found = {name: _changed(condition, class_, profile.classes) for name, class_ in changed.items()}
        for class_ in dict.fromkeys(found[name] for name in found if found[name] != changed[name]):
            tracks = [name for name in found if found[name] == class_ != changed[name]]
            where = "" if len(tracks) == len(judged) else f" on the track {one_of(tracks, 'and')}"
            yield f"Under the profile {profile.name}{where}: {class_}, {CLASSES[class_]}."


def _changed(condition: Condition, class_: str, rows: Sequence[tuple[tuple[str, ...], str, str]]) -> str:
    for clusters, from_, to in rows:
        if condition.cluster in clusters and class_ == from_:
            class_ = to
    return class_


def _evidence(condition: Condition, pack: Pack) -> Iterator[str]:
    for when, said in (("planning", "At proposal and appraisal"), ("delivery", "From implementation on")):
        grade = pack.demands[condition.class_][when]
        yield f"{said}: {grade} or better, {GRADE_MEANINGS[grade]}." if grade != "E0" else f"{said}: none is asked for."
    if any(_changes(condition, pack)):
        yield "Where a track or a profile makes it another class, the evidence of that class."
    documents = pack.demands["documents"]
    yield f"For what a document settles, at every stage: {documents} or better."
    yield f"From implementation on, evidence counts for {condition.shelf_life_days} days."
    if condition.cluster in pack.speech_clusters:
        yield "Where the workers cannot speak safely, audits and interviews count as E3 at most."


def _warnings(condition: Condition, speaker: Speaker) -> Iterator[Line]:
    for rule in condition.warnings:
        told = [f"when the verdict is {_labels(rule.verdicts)}"] if rule.verdicts else []
        told += [f"when {other} is {_labels(verdicts)}" for other, verdicts in rule.with_.items()]
        message = sentence(" ".join(rule.message.split()).rstrip("."))
        if rule.when is None:
            yield Line(f"{message} Said {' and '.join(told)}." if told else message)
            continue
        yield Line(f"{message} Said {' and '.join([*told, 'where'])}:")
        for line in _tree(rule.when, speaker):
            yield line._replace(depth=line.depth + 1)


def _labels(verdicts: Sequence[str]) -> str:
    return one_of([VERDICTS[one].label for one in verdicts])


def _example(case: Case, pack: Pack) -> Iterator[Line]:
    given = list(given_facts(case, pack))
    yield Line("Given:" if given else "Given: nothing.")
    for clause in given:
        yield Line(sentence(clause), 1)
    expected = case.expected
    said = VERDICTS[expected["verdict"]].label
    if reason := expected.get("reason"):
        said += f", {REASONS[reason]}"
    if expected.get("structural"):
        said += ", and host law is named as the cause"
    yield Line(f"Verdict: {said}.")


def _source(citation: Citation) -> Line:
    doubt = "" if citation.confirmed else " (text not confirmed)"
    more = [since_phrase(citation.from_, citation.until), " ".join((citation.note or "").split())]
    said = f"{citation.instrument}: {citation.article}{doubt}"
    return Line("; ".join([said, *(one for one in more if one)]), 0, citation.url)


def since_phrase(from_: date | None, until: date | None) -> str:
    """From and until when something is in force; empty where it always is."""
    said = [f"from {from_}"] if from_ else []
    return " ".join([*said, f"until {until}"] if until else said)


def _provenance(condition: Condition) -> Iterator[str]:
    speaker = f" ({condition.provenance['speaker']})" if "speaker" in condition.provenance else ""
    yield f"{_PROVENANCE[condition.provenance['kind']].capitalize()}{speaker}."
    if note := condition.provenance.get("note"):
        yield sentence(" ".join(note.split()).rstrip("."))
