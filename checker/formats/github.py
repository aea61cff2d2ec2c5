"""The report as GitHub workflow commands: annotations on the files of a pull request.

GitHub shows ten errors, ten warnings and ten notices of a step, so no more are written; a line
counts the rest. Text of an input never becomes a command: it stands behind one of ours, with line
ends and percent signs escaped, and ``##`` is broken up, which runners look for anywhere in a line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checker.domain.words import UNSETTLED
from checker.formats.shared.texts import (
    VERDICTS,
    changed_phrases,
    counts_phrase,
    explanation,
    gravity,
    headline,
    marked_phrases,
    relaxation_phrases,
    shortened,
    shown_to_all,
    subject_phrase,
    why_open,
)
from checker.formats.shared.uri import STANDARD_INPUT, plain_path
from checker.ground.escape import visible
from checker.report.same_findings import joined_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.ground.errors import Problem
    from checker.report.model import Because, Report, Result
    from checker.report.run import Run

__all__ = ["render"]

SHOWN = 10
_KINDS = {"error": "errors", "warning": "warnings", "notice": "notices"}
_TITLE, _MESSAGE = 250, 4000
# Hash signs that stand together, or would once characters without width are dropped.
_HASHES = re.compile(r"#(?=[^\x20-\x7e]*#)")


class _Note(NamedTuple):
    """One annotation: how loud, where, and what it says; the lines of ``message`` are not yet escaped."""

    kind: str
    file: str
    place: tuple[tuple[str, int], ...]
    title: str
    message: tuple[str, ...]


def render(run: Run) -> str:
    """The annotations, the gravest first, then what is hidden, then a line on each project."""
    notes = [_fault(problem) for problem in run.faults]
    found = [(report, result) for report in run.reports for result in joined_findings(report) if shown_to_all(result)]
    notes += [_note(report, result) for report, result in sorted(found, key=_order)]
    lines: list[str] = []
    hidden = []
    for kind, plural in _KINDS.items():
        mine = [note for note in notes if note.kind == kind]
        lines += map(_command, mine[:SHOWN])
        if len(mine) > SHOWN:
            hidden.append(f"{len(mine) - SHOWN} more {plural}")
    if hidden:
        lines.append(
            f"Not annotated: {', '.join(hidden)}, because GitHub shows {SHOWN} of each kind. "
            "The job summary (--output markdown=FILE) and --output sarif=FILE have the whole report."
        )
    lines += _closing(run)
    return "\n".join(lines) + "\n"


def _order(found: tuple[Report, Result]) -> tuple[bool, tuple[int, int, bool]]:
    """What is met though something stands against it leads the notices, or it would be hidden behind lesser ones."""
    return found[1].verdict in UNSETTLED, gravity(*found)


def _closing(run: Run) -> Iterator[str]:
    for report in run.reports:
        yield _plain(f"Outcome of {report.project.id}: {headline(report)}. {counts_phrase(report.results)}.")
        for phrase in marked_phrases(report):
            yield _plain(f"Marked in {report.project.id}: {phrase}")
    for phrase in dict.fromkeys(phrase for report in run.reports for phrase in relaxation_phrases(report)):
        yield _plain(f"Rules relaxed: {phrase}")
    for phrase in dict.fromkeys(phrase for report in run.reports for phrase in changed_phrases(report)):
        yield _plain(f"Parameter changed: {phrase}")
    for file in dict.fromkeys(problem.file for problem in run.faults):
        yield _plain(f"Could not be checked: {file}")


def _note(report: Report, result: Result) -> _Note:
    first = result.because[0] if result.because else None
    known = " (known since the baseline)" if result.baseline == "known" else ""
    rule = report.rule(result)
    title = f"{result.pack}:{result.condition} {VERDICTS[result.verdict].label}: "
    title += why_open(result) or (rule.title if result.verdict == "not_met" else rule.requirement)
    lines = explanation(report, result)
    if len(report.workforces) > 1 and rule.scope == "workforce":
        lines.insert(0, f"Concerns: {subject_phrase(result)}")
    return _Note(
        "notice" if known else _kind(report, result),
        first.file if first else report.project.file,
        _region(first) if first else (("line", 1),),
        f"{title}{known}",
        tuple(lines),
    )


def _kind(report: Report, result: Result) -> str:
    """What keeps money back is an error or, where it is only not determined, a warning."""
    if not report.in_the_way(result):
        return "notice"
    return "error" if result.verdict == "not_met" else "warning"


def _fault(problem: Problem) -> _Note:
    place = [("line", problem.line or 1)]
    if problem.column:
        place.append(("col", problem.column))
    return _Note("error", problem.file, tuple(place), "Could not be checked", (str(problem),))


def _region(because: Because) -> tuple[tuple[str, int], ...]:
    """Lines, and columns where there is one line: GitHub refuses columns over several. Its last column is included."""
    lines = (("line", because.line), ("endLine", because.end.line))
    if because.end.line != because.line:
        return lines
    return (*lines, ("col", because.column), ("endColumn", max(because.column, because.end.column - 1)))


def _command(note: _Note) -> str:
    where = [] if note.file == STANDARD_INPUT else [f"file={_property(visible(plain_path(note.file)))}"]
    where += [f"{name}={number}" for name, number in note.place] if where else []
    title = _property(shortened(_plain(note.title), _TITLE))
    message = shortened("\n".join(_plain(line) for line in note.message), _MESSAGE)
    return f"::{note.kind} {','.join([*where, f'title={title}'])}::{_data(message)}"


def _data(text: str) -> str:
    return _HASHES.sub("# ", text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(text: str) -> str:
    """Text on one line, with nothing in it that a terminal or a runner would obey."""
    return _HASHES.sub("# ", visible(" ".join(text.split())))
