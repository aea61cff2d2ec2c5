"""The turns of an interview: what is asked and told, and what keeps the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.ground.places import Document
    from checker.interview.edit import Edit
    from checker.interview.questions import Question, Waiting
    from checker.report.model import Report

__all__ = ["Ask", "End", "Keeper", "Say", "about", "progress", "said"]


_CLAIMED = ("evidence_insufficient", "evidence_stale")


class Ask(NamedTuple):
    """One prompt: the question, how to answer it, and what it is about; ``why`` says what was wrong before."""

    text: str
    how: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    about: tuple[Waiting, ...] = ()
    question: Question | None = None
    default: str = ""
    progress: str = ""
    why: str = ""


class Say(NamedTuple):
    """Something to tell that needs no answer."""

    text: str


class End(NamedTuple):
    """The interview has nothing more to ask; ``done`` where it got where it was to go."""

    text: str
    report: Report | None = None


class Keeper(Protocol):
    """Holds the file: its document as last read or written, and a way to change it."""

    @property
    def document(self) -> Document:
        """The file as it stands."""

    @property
    def changes_of_others(self) -> int:
        """How often somebody else was seen to change the file."""

    def keep(self, edits: Sequence[Edit]) -> bool:
        """Write edits; False where somebody else changed what they touch, and nothing was written.

        Raises:
            WrongAnswerError: the edited file would not be valid.
            CheckerError: the file cannot be read or written any more.
        """


def progress(report: Report) -> str:
    """How far the FLOOR is decided, in a line."""
    mine = [one for one in report.results if report.rule(one).class_ == "FLOOR" and one.verdict != "not_applicable"]
    decided = sum(1 for one in mine if one.verdict != "not_determined")
    claimed = sum(1 for one in mine if one.verdict == "not_determined" and one.reason in _CLAIMED)
    unshown = f", {claimed} claimed and still to be shown" if claimed else ""
    return f"FLOOR: {decided} of {len(mine)} decided{unshown}; outcome: {report.outcome.word.replace('_', ' ')}"


def about(question: Question) -> str:
    """Whom a question is about, to stand before it; empty for the project."""
    return f"Workforce `{question.subject}`: " if question.subject else ""


def said(question: Question) -> str:
    """A stated fact in words, for a list of what a document may show."""
    value = question.value
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, tuple | list):
        text = f"{len(value)} entries" if value and isinstance(value[0], dict) else ", ".join(map(str, value)) or "none"
    elif isinstance(value, dict):
        text = " ".join(map(str, value.values()))
    else:
        text = str(value)
    subject = f"{question.subject}: " if question.subject else ""
    return f"{subject}{question.path} is {text}"
