"""How an interview looks: questions with their source, lists of the next best ones, help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from checker.formats.shared.texts import source_phrases
from checker.formats.shared.wrap import wrap
from checker.ground.serialise import json_text
from checker.interview.answers import how_to_answer
from checker.interview.questions import RANKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.domain.vocabulary import Fact
    from checker.interview.questions import Question, Waiting
    from checker.interview.turns import Ask

__all__ = ["ask_text", "help_text", "lines_of", "opening_text", "questions_json", "questions_text"]

_CONDITIONS = 3
# How the file writes it; a person types none.
_WRITTEN = re.compile(r" \(an empty list: [^)]*\)")


def lines_of(text: str) -> str:
    """A paragraph, wrapped."""
    return "".join(f"{line}\n" for line in wrap(text))


def opening_text(file: str) -> str:
    """What a person must know before the first question."""
    return lines_of(
        f"Each answer is written into {file} at once. Also answers: not known, refused, unsafe (to ask); ? explains a "
        "question, stop ends, and the next start goes on from there. Name no worker."
    )


def ask_text(ask: Ask, number: int, *, colour: bool) -> str:
    """A question; where an answer did not fit, only why."""
    if ask.why.strip():
        return "".join(f"{line}\n" for line in wrap(f"Not taken: {ask.why}.", "  "))
    if ask.why:
        return ""
    bold, plain = ("\x1b[1m", "\x1b[0m") if colour else ("", "")
    lines = [""]
    if ask.progress:
        lines += wrap(ask.progress, "")
    lines += [f"{bold}{line}{plain}" for line in wrap(f"{number}. {_WRITTEN.sub('', ask.text)}", "")]
    for fact in ask.facts:
        lines += wrap(fact, "    ")
    lines += _why(ask.about)
    for line in ask.how:
        inner = len(line) - len(line.lstrip())
        lines += wrap(line, "    " + " " * inner)
    if ask.default and ask.default != "all":
        lines += wrap(f"Enter: {ask.default}", "    ")
    return "\n".join(lines) + "\n"


def _why(waiting: Sequence[Waiting]) -> Iterable[str]:
    """The conditions a question is asked for, with what they demand and their sources."""
    for one in _each_once(waiting)[:1]:
        yield from wrap(f"For {one.name} ({one.rule.class_}): {one.rule.requirement}", "  ")
        sources = source_phrases(one.sources)
        more = f" and {len(sources) - 2} more" if len(sources) > 2 else ""
        yield from wrap(f"Source: {'; '.join(sources[:2])}{more}", "  ")
    rest = [one.name for one in _each_once(waiting)[1:]]
    if rest:
        more = f" and {len(rest) - _CONDITIONS} more" if len(rest) > _CONDITIONS else ""
        yield from wrap(f"Also for {', '.join(rest[:_CONDITIONS])}{more}", "  ")


def _each_once(waiting: Iterable[Waiting]) -> list[Waiting]:
    return list({one.name: one for one in waiting}.values())


def _deciding(question: Question) -> Iterable[str]:
    """Which answers would lead to which verdicts, in the words in which they are given."""
    for condition, said in question.decides:
        told = said.replace("`true`", "yes").replace("`false`", "no") if question.row.kind == "bool" else said
        yield from wrap(f"{condition} would be {told}", "  ")


def help_text(ask: Ask) -> str:
    """More on a question: what each answer would decide, and the evidence that would count."""
    lines: list[str] = []
    if ask.question:
        lines += _deciding(ask.question)
        if ask.question.evidence_that_counts:
            lines += ["  Evidence that would count:"]
            lines += [line for one in ask.question.evidence_that_counts for line in wrap(one, "    ")]
    for line in ask.how:
        lines += wrap(line, "  ")
    if ask.default:
        lines += wrap(f"Enter alone: {ask.default}", "  ")
    lines += wrap("Also: not known; refused (access was refused); unsafe (it was unsafe to ask); stop.", "  ")
    return "\n".join(lines) + "\n"


def questions_text(missing: Sequence[Fact], questions: Sequence[Question], colour: bool) -> str:
    """The next best questions, and for each the evidence that would count."""
    bold, plain = ("\x1b[1m", "\x1b[0m") if colour else ("", "")
    lines: list[str] = []
    for number, row in enumerate(missing, 1):
        lines += [f"{bold}{line}{plain}" for line in wrap(f"{number}. {_WRITTEN.sub('', row.question)}", "")]
        lines += [line for one in how_to_answer(row) for line in wrap(one, "     ")] + [""]
    for number, one in enumerate(questions, len(missing) + 1):
        about = f"Workforce `{one.subject}`: " if one.subject else ""
        asks = "Which evidence shows the answer? " if one.asks == "evidence" else ""
        lines += [
            f"{bold}{line}{plain}" for line in wrap(f"{number}. {about}{asks}{_WRITTEN.sub('', one.row.question)}", "")
        ]
        again = "; not known when last asked" if one.again else ""
        lines += wrap(f"{one.path} ({RANKS[one.rank]}{again})", "  ")
        lines += _why(one.waiting)
        lines += _deciding(one)
        if one.asks == "value":
            lines += [line for said in how_to_answer(one.row) for line in wrap(said, "     ")]
        if one.evidence_that_counts:
            lines += ["  Evidence that would count:"]
            lines += [line for said in one.evidence_that_counts for line in wrap(said, "    ")]
        lines.append("")
    return "\n".join(lines or ["There is nothing to ask.", ""])


def questions_json(missing: Sequence[Fact], questions: Sequence[Question], _colour: bool) -> str:
    """The same as JSON."""
    first = [
        {"asks": "value", "path": row.path, "question": row.question, "answers": how_to_answer(row)} for row in missing
    ]
    return json_text({"questions": [*first, *map(_plain, questions)]})


def _plain(one: Question) -> dict[str, Any]:
    return {
        "asks": one.asks, "path": one.path, "workforce": one.subject or None, "question": one.row.question,
        "answers": how_to_answer(one.row) if one.asks == "value" else [], "unit": one.row.unit or None,
        "rank": RANKS[one.rank], "asked_before": one.again,
        "conditions": [
            {"pack": each.rule.pack, "condition": each.rule.condition, "class": each.rule.class_,
             "requirement": each.rule.requirement, "sources": source_phrases(each.sources)}
            for each in _each_once(one.waiting)
        ],
        "would_decide": [{"condition": condition, "verdicts": said} for condition, said in one.decides],
        "evidence": {"grade": one.grade if one.evidence_that_counts else "E0", "counts": one.evidence_that_counts},
    }  # fmt: skip
