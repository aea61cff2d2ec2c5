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
    changed_phrases,
    contrary_label,
    explanation,
    finding_phrase,
    gravity,
    headline,
    marked_phrases,
    place_of,
    relaxation_phrases,
    shortened,
    shown_to_all,
    subject_phrase,
)  # fmt: skip
from checker.formats.shared.uri import plain_path
from checker.ground.escape import visible
from checker.ground.serialise import json_text
from checker.report.fingerprint import fingerprint_of
from checker.report.model import JUDGEMENT

if TYPE_CHECKING:
    from checker.ground.errors import Problem
    from checker.report.model import Report, Result
    from checker.report.run import Run

__all__ = ["render"]

_SEVERITIES = ("blocker", "critical", "major", "minor", "info")
_LONGEST = 2000
_CONTRARY = 3


def render(run: Run) -> str:
    """The open verdicts of all reports as a JSON array, faults first, then the gravest."""
    found = [(report, result) for report in run.reports for result in report.results if shown_to_all(result)]
    found.sort(key=lambda pair: (_SEVERITIES.index(_severity(*pair)), gravity(*pair)))
    entries = [_fault(problem) for problem in run.faults]
    entries += [_entry(report, result) for report, result in found]
    for report in run.reports:
        entries += [
            _noted(report, "rules-relaxed", f"The rules are relaxed: {one}") for one in relaxation_phrases(report)
        ]
        entries += [_noted(report, "parameter-changed", f"Parameter changed: {one}") for one in changed_phrases(report)]
        entries += [_noted(report, "cluster-marked", one) for one in marked_phrases(report)]
        if report.outcome.scenario:
            entries.append(_noted(report, "scenario", headline(report)))
    return json_text(_distinct(entries))


def _entry(report: Report, result: Result) -> dict[str, Any]:
    subject = f" [{subject_phrase(result)}]" if report.rule(result).scope == "workforce" else ""
    first = result.because[0] if result.because else None
    attested = (because_phrase(item) for item in result.because[1:] if item.path == JUDGEMENT)
    contrary = (
        f"{contrary_label(result)}: {because_phrase(item)}, at {place_of(item)}."
        for item in result.contrary[:_CONTRARY]
    )
    # What is asked, of a finding; and what decided it first.
    said = " ".join([*explanation(report, result)[: 2 if result.verdict in UNSETTLED else 1], *attested, *contrary])
    return {
        "description": _line(f"{finding_phrase(report, result)}{subject} {said}"),
        "check_name": f"{result.pack}:{result.condition}",
        "fingerprint": result.fingerprint,
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


def _noted(report: Report, what: str, said: str) -> dict[str, Any]:
    """What is no finding against the project, and is shown all the same."""
    return {
        "description": _line(said),
        "check_name": what,
        "fingerprint": fingerprint_of([what, report.project.id, said]),
        "severity": "info",
        "location": _location(report.project.file, 1),
    }


def _severity(report: Report, result: Result) -> str:
    """How grave GitLab is to show it: what keeps money back is above what does not."""
    class_ = report.rule(result).class_
    if class_ == "REG" or result.verdict not in UNSETTLED:
        return "info"
    if not report.in_the_way(result):
        return "minor"
    if result.verdict == "not_determined":
        return "major"
    return "blocker" if class_ == "FLOOR" else "critical"


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
