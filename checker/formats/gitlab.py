"""The report as GitLab Code Quality: one finding per open verdict, for the merge request's widget.

GitLab stops reading at the first entry that lacks a field and shows entries of one fingerprint as
one, so every entry has all fields and a fingerprint of its own. It knows no kinds of verdict: what
is met or does not apply is left out, and a file that could not be checked is a blocker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.words import UNSETTLED
from checker.formats.shared.texts import (
    because_phrase,
    explanation,
    finding_phrase,
    gravity,
    relaxation_phrases,
    shortened,
    stands_in_way,
    subject_phrase,
)  # fmt: skip
from checker.formats.shared.uri import plain_path
from checker.ground.escape import visible
from checker.ground.serialise import json_text
from checker.report.fingerprint import fingerprint, fingerprint_of
from checker.report.model import JUDGEMENT

if TYPE_CHECKING:
    from checker.ground.errors import Problem
    from checker.report.model import Report, Result
    from checker.report.run import Run

__all__ = ["render"]

_SEVERITIES = ("blocker", "critical", "major", "minor", "info")
_LONGEST = 2000


def render(run: Run) -> str:
    """The open verdicts of all reports as a JSON array, faults first, then the gravest."""
    found = [(report, result) for report in run.reports for result in report.results if result.verdict in UNSETTLED]
    found.sort(key=lambda pair: (_SEVERITIES.index(_severity(*pair)), gravity(pair[1])))
    entries = [_fault(problem) for problem in run.faults]
    entries += [_entry(report, result) for report, result in found]
    entries += [_relaxed(report, phrase) for report in run.reports for phrase in relaxation_phrases(report)]
    return json_text(_distinct(entries))


def _entry(report: Report, result: Result) -> dict[str, Any]:
    subject = f" [{subject_phrase(result)}]" if result.scope == "workforce" else ""
    first = result.because[0] if result.because else None
    attested = (because_phrase(item) for item in result.because[1:] if item.path == JUDGEMENT)
    said = " ".join([*explanation(result)[:2], *attested])
    return {
        "description": _line(f"{finding_phrase(result)}{subject} {said}"),
        "check_name": result.condition,
        "fingerprint": fingerprint(report, result),
        "severity": _severity(report, result),
        "location": _location(first.file if first else report.project.file, first.line if first else 1),
    }


def _fault(problem: Problem) -> dict[str, Any]:
    return {
        "description": _line(f"Could not be checked: {problem}"),
        "check_name": "could-not-be-checked",
        "fingerprint": fingerprint_of(["fault", plain_path(problem.file), problem.path, problem.code]),
        "severity": "blocker",
        "location": _location(problem.file, problem.line or 1),
    }


def _relaxed(report: Report, phrase: str) -> dict[str, Any]:
    """What the rules let through: no finding against the project, and shown all the same."""
    return {
        "description": _line(f"The rules are relaxed: {phrase}"),
        "check_name": "rules-relaxed",
        "fingerprint": fingerprint_of(["rules-relaxed", report.project.id, phrase]),
        "severity": "info",
        "location": _location(report.project.file, 1),
    }


def _severity(report: Report, result: Result) -> str:
    """How grave GitLab is to show it: what keeps money back is above what does not."""
    if result.class_ == "REG":
        return "info"
    if not stands_in_way(report, result):
        return "minor"
    if result.verdict == "not_determined":
        return "major"
    return "blocker" if result.class_ == "FLOOR" else "critical"


def _location(file: str, line: int) -> dict[str, Any]:
    return {"path": visible(plain_path(file)), "lines": {"begin": max(1, line)}}


def _distinct(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries, each with a fingerprint that no other has: files may share a project id."""
    seen: set[str] = set()
    for entry in entries:
        while entry["fingerprint"] in seen:
            entry["fingerprint"] = fingerprint_of([entry["fingerprint"], entry["location"]["path"]])
        seen.add(entry["fingerprint"])
    return entries


def _line(text: str) -> str:
    return shortened(visible(" ".join(text.split())), _LONGEST)
