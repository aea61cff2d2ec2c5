"""Which question matters most now: the facts that keep conditions open, ranked.

The rule, in order: conditions of class FLOOR come before others that hold the money, those before
the rest, what is only recorded last; a fact comes before the evidence for it; then the fact whose
answer alone would decide most conditions, whatever it is or else for some answers, of each class in
turn; then the one most conditions wait for; then the pack's own order. What was asked before and is
not known comes after all else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from checker.checks.one_project import check_project
from checker.domain.grades import GRADE_MEANINGS
from checker.domain.vocabulary import DESCRIPTIVE, FACTS, PURPOSES, STAGES, Fact, find
from checker.domain.words import NOT_COLLECTED
from checker.engine.facts import FactBase
from checker.ground.places import Document
from checker.project.read import adapt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.domain.options import Options
    from checker.engine.values import Resolved
    from checker.ground.places import Pointer
    from checker.project.read import ProjectFile
    from checker.report.model import Report, Result, Rule, Source

__all__ = ["OPENING", "RANKS", "Question", "State", "Waiting", "floor", "look", "readable", "still_missing"]

RANKS = ("FLOOR", "holds the money", "does not hold the money now", "recorded only")
_NEVER_ASKED = ("as_of", "stage", "purpose", "judgement")
# What a file must say before anything can be judged, or what most conditions hang on.
OPENING = {
    "title": Fact("title", "text", "What is the project called?", scope="project", graded=False),
    "id": Fact("id", "text", "By which short id shall it go? (lower-case words joined by dashes)", graded=False),
    **{path: DESCRIPTIVE[path] for path in ("purpose", "stage", "as_of", "country", "workforces")},
}
_STANDING_IN = {"id": "p", "purpose": PURPOSES[0], "stage": STAGES[0], "as_of": "2000-01-01"}


class Waiting(NamedTuple):
    """A condition that waits for a fact: its rule, by which name the report knows it, and how much it matters."""

    rule: Rule
    name: str
    sources: tuple[Source, ...]
    rank: int


class Question(NamedTuple):
    """One fact to ask about, or the evidence for one that is stated.

    ``pointers`` are where the statements stand that lack evidence; ``waiting`` what it would help to decide.
    """

    path: str
    subject: str
    workforce: int | None
    row: Fact
    asks: str
    rank: int
    again: bool
    waiting: tuple[Waiting, ...]
    decides: tuple[tuple[str, str], ...]
    grade: str
    value: Any = None
    pointers: tuple[Pointer, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from other questions."""
        return self.asks, self.path, self.subject

    @property
    def evidence_that_counts(self) -> list[str]:
        """The kinds of evidence that would carry the answer, from the weakest that does."""
        if self.row.path not in FACTS or self.grade == "E0":
            return []
        return [f"{grade}: {said}" for grade, said in sorted(GRADE_MEANINGS.items()) if grade >= self.grade]


class State(NamedTuple):
    """Where the interview stands: what the file states, what follows, and what to ask, best first."""

    project_file: ProjectFile
    facts: FactBase
    report: Report
    questions: tuple[Question, ...]


def still_missing(data: Any) -> list[str]:
    """The opening facts that the file does not say, in the order to ask for them.

    A blank one was asked for before: it is missing only where no file can do without it.
    """
    data = data if isinstance(data, dict) else {}
    return [name for name in OPENING if name not in data or (name in _STANDING_IN and data[name] is None)]


def readable(document: Document) -> ProjectFile:
    """The project of a file that may still lack what every file must say.

    Raises:
        InputError: what it does say is not valid; every fault is listed.
    """
    if document.data is not None and not isinstance(document.data, dict):
        return adapt(document)
    data = dict(document.data or {})
    for name, value in _STANDING_IN.items():
        if data.get(name) is None:
            data[name] = value
    filled = Document(document.name, data, dict(document.marks), document.text)
    filled.sha256 = document.sha256
    if document.data is not None:
        filled.marks[id(data)] = document.marks.get(id(document.data), {})
    return adapt(filled)


def look(project_file: ProjectFile, options: Options) -> State:
    """Judge the file as it stands, and rank what is open.

    Raises:
        CheckerError: it cannot be checked; see ``check_project``.
    """
    report = check_project(project_file, options)
    project = project_file.project
    facts = FactBase(
        project, as_of=options.as_of or project.as_of, stage=options.stage or project.stage, known_on=options.known_on
    )
    found: dict[tuple[str, int | None], list[tuple[Result, str]]] = {}
    ids = {item.id: index for index, item in enumerate(project.workforces or ())}
    for result in report.results:
        for need in result.needs if result.verdict == "not_determined" else ():
            path, workforce = _subject_of(need.path, result, ids)
            if find(path) and path not in _NEVER_ASKED:
                found.setdefault((path, workforce), []).append((result, need.would_decide))
    asked = []
    for order, ((path, workforce), uses) in enumerate(found.items()):
        question = _question(path, workforce, uses, facts, report, project_file)
        if question is not None:
            asked.append((_weight(question), order, question))
    return State(
        project_file, facts, report, tuple(question for _, _, question in sorted(asked, key=lambda one: one[:2]))
    )


def floor(report: Report) -> str:
    """How the FLOOR stands: ``fails`` once one condition does, ``open``, or ``holds``."""
    verdicts = {result.verdict for result in report.results if report.rule(result).class_ == "FLOOR"}
    return "fails" if "not_met" in verdicts else "open" if "not_determined" in verdicts else "holds"


def _subject_of(said: str, result: Result, ids: dict[str, int]) -> tuple[str, int | None]:
    """The fact a report names, and the workforce it is about."""
    if said.startswith("workforces["):
        identity, _, path = said.removeprefix("workforces[").rpartition("].")
        return path, ids.get(identity)
    row = find(said)
    about_workers = row is not None and row.scope == "workforce"
    return said, ids.get(result.subject) if about_workers else None


def _question(
    path: str, workforce: int | None, uses: list[tuple[Result, str]], facts: FactBase, report: Report,
    project_file: ProjectFile,
) -> Question | None:  # fmt: skip
    """The question about one open fact; None where asking cannot help: refused, unsafe or in conflict."""
    row = find(path)
    assert row is not None
    if row.scope == "workforce" and workforce is None:
        return None
    resolved = facts.resolve(path, workforce)
    asks, again = "value", False
    pointers: tuple[Pointer, ...] = ()
    if resolved.known and path in FACTS:
        asks = "evidence"
        pointers = tuple(dict.fromkeys(_statements(resolved)))
        if not pointers:
            return None
        again = any(_blank_evidence(project_file.document.data, pointer) for pointer in pointers)
    elif resolved.known or resolved.reason in (*NOT_COLLECTED, "evidence_conflicts"):
        return None
    elif resolved.remark == "left blank" or (path in DESCRIPTIVE and _said_blank(project_file, path, workforce)):
        again = True
    waiting = tuple(_waiting(report, result) for result, _ in uses)
    subject = facts.workforces[workforce].id if workforce is not None and facts.workforces else ""
    grade = max((result.demanded_grade or "E0" for result, _ in uses), default="E0")
    decides = tuple(dict.fromkeys((report.name(result), said) for result, said in uses if said))
    rank = min(one.rank for one in waiting)
    value = resolved.value if resolved.known else None
    return Question(path, subject, workforce, row, asks, rank, again, waiting, decides, grade, value, pointers)


def _statements(resolved: Resolved) -> Iterable[Pointer]:
    """Where the statements stand whose evidence is too weak."""
    for placed in resolved.statements or resolved.implied_by:
        pointer = placed.pointer
        yield pointer[:-1] if pointer[-1] == "value" else pointer


def _blank_evidence(data: Any, pointer: Pointer) -> bool:
    """Whether a statement says that no evidence is known: an empty list."""
    for part in pointer:
        data = data[part]
    return isinstance(data, dict) and data.get("evidence") == []


def _said_blank(project_file: ProjectFile, path: str, workforce: int | None) -> bool:
    data = project_file.document.data
    if workforce is not None:
        data = data["workforces"][workforce]
    section, _, name = path.partition(".")
    holder = data.get(section) if name and isinstance(data.get(section), dict) else data
    return isinstance(holder, dict) and (name or section) in holder


def _waiting(report: Report, result: Result) -> Waiting:
    rule, standing = report.rule(result), report.in_the_way(result)
    held = 0 if rule.class_ == "FLOOR" else 1
    rank = 3 if rule.class_ == "REG" else held if standing else 2
    return Waiting(rule, report.name(result), report.sources(rule), rank)


def _weight(question: Question) -> tuple[Any, ...]:
    both = {condition for condition, said in question.decides if _settles(said) == 2}
    either = {condition for condition, said in question.decides if _settles(said)}
    counts: list[int] = []
    for rank in range(len(RANKS)):
        mine = {one.name for one in question.waiting if one.rank == rank}
        counts += [-len(mine & both), -len(mine & either), -len(mine)]
    return question.again, question.rank, question.asks == "evidence", *counts


def _settles(would_decide: str) -> int:
    """How many of the verdicts met and not met some answer would lead to; not applicable settles less."""
    said = [part.partition(" if ")[0] for part in would_decide.split("; ")]
    return ("not met" in said) + any(word in ("met", "met by alternative") for word in said)
