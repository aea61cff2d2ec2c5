"""The report as SARIF 2.1.0, for code scanning and whatever else reads results of analysis.

Two profiles. ``full`` says what SARIF can: met is ``pass``, not met ``fail``, not determined
``open`` or, where only a person's judgement is missing, ``review``, not applicable
``notApplicable``; the level is ``none`` unless the kind is ``fail``, as the standard rules.
``github`` is for GitHub, which knows no kinds and shows every result as an alert: only open
verdicts are written, alike ones for several workforces as one, all with kind ``fail``, and a not
determined one has the level ``warning`` (``note`` for REG). Our own verdict is in
``properties.verdict`` in both. GitHub shows 5,000 results of a run, so the gravest 5,000 are
written and a notification counts the rest.

A fingerprint of ours, without line numbers, is in ``partialFingerprints``. GitHub reads another
one there, ``primaryLocationLineHash``, which its upload computes from the file. Ours stands in
for it only where two results of a rule share a line, which GitHub would take for one alert.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.words import UNSETTLED
from checker.formats.sarif_rules import LONGEST, plain, rule_id, rules_of
from checker.formats.shared.texts import (
    because_phrase,
    changed_phrases,
    contrary_label,
    explanation,
    finding_phrase,
    gravity,
    headline,
    marked_phrases,
    relaxation_phrases,
    shortened,
    shown_to_all,
    subject_phrase,
)
from checker.formats.shared.uri import STANDARD_INPUT, file_uri, is_below
from checker.ground.escape import visible
from checker.ground.serialise import json_text
from checker.report.model import JUDGEMENT, to_data
from checker.report.same_findings import joined_findings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.ground.errors import Problem
    from checker.report.model import Because, Report, Result
    from checker.report.run import Run

    Found = list[tuple[Report, Result]]

__all__ = ["MOST_RESULTS", "render"]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_RESULTS = 5000
_MOST_SUBJECTS = 100
_KINDS = {"met": "pass", "met_by_alternative": "pass", "not_met": "fail", "not_applicable": "notApplicable"}
_LEVELS = ("error", "warning", "note", "none")
# What GitHub takes of the locations of a result.
_MOST_RELATED = 100
_BASE = "%SRCROOT%"
_BASELINE = {"new": "new", "worse": "updated", "reopened": "updated", "known": "unchanged"}


def render(run: Run) -> str:
    """One run of SARIF for all reports."""
    full = run.sarif_profile == "full"
    found: Found = [(report, result) for report in run.reports for result in _wanted(report, full=full)]
    hidden: Found = []
    if not full:
        found.sort(key=lambda pair: (_LEVELS.index(_level(*pair, full=False)), gravity(*pair)))
        found, hidden = found[:MOST_RESULTS], found[MOST_RESULTS:]
    rules, index = rules_of(run.reports)
    places = _Places(run.reports)
    results = [_result(report, result, index[rule_id(result)], places, full=full) for report, result in found]
    if not full:
        _tell_apart(results)
    first = run.reports[0]
    packs = sorted({pack.id for report in run.reports for pack in report.packs})
    sarif = {
        "tool": {
            "driver": {
                "name": first.tool_name,
                "version": first.tool_version,
                "semanticVersion": first.tool_version,
                "language": "en-US",
                "rules": rules,
            }
        },
        "automationDetails": {"id": f"conditionality/{'+'.join(packs)}/"},
        "invocations": [_invocation(run, hidden, places)],
        "originalUriBaseIds": places.bases(),
        "artifacts": places.artifacts(),
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"projects": [_project(report) for report in run.reports]},
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [sarif]})


def _wanted(report: Report, *, full: bool) -> tuple[Result, ...]:
    if full:
        return report.results
    return joined_findings(report, filter(shown_to_all, report.results))


def _result(report: Report, result: Result, rule: int, places: _Places, *, full: bool) -> dict[str, Any]:
    primary, related = places.of(report, result)
    found = {
        "ruleId": rule_id(result),
        "ruleIndex": rule,
        "kind": _kind(result) if full or result.verdict not in UNSETTLED else "fail",
        "level": _level(report, result, full=full),
        "message": {"text": _message(report, result)},
        "locations": [primary],
        "partialFingerprints": {"conditionality/v2": result.fingerprint},
        "properties": _properties(report, result),
    }
    if related:
        found["relatedLocations"] = related
    if result.baseline:
        found["baselineState"] = _BASELINE[result.baseline]
    return found


def _kind(result: Result) -> str:
    if result.verdict != "not_determined":
        return _KINDS[result.verdict]
    return "review" if {need.path for need in result.needs} == {JUDGEMENT} else "open"


def _level(report: Report, result: Result, *, full: bool) -> str:
    """How loud a result is: a failure that keeps money back is an error, what is open a warning."""
    if result.verdict not in UNSETTLED or (full and result.verdict != "not_met"):
        return "none"
    class_ = report.rule(result).class_
    if class_ == "REG":
        return "note"
    failed = result.verdict == "not_met" and (class_ == "FLOOR" or report.in_the_way(result))
    return "error" if failed else "warning"


def _message(report: Report, result: Result) -> str:
    """The verdict as the first sentence, then subjects and facts, a line each; nothing in it is a link."""
    lines = [finding_phrase(report, result)]
    if len(report.workforces) > 1 and report.rule(result).scope == "workforce":
        lines.append(f"Concerns: {subject_phrase(result)}")
    lines += explanation(report, result)
    return shortened("\n".join(map(plain, lines)), LONGEST)


def _properties(report: Report, result: Result) -> dict[str, Any]:
    rule = report.rule(result)
    properties = {
        "project": report.project.id,
        "pack": result.pack,
        "condition": result.condition,
        "verdict": result.verdict,
        "reason": result.reason,
        "basis": result.basis,
        "class": rule.class_,
        "cluster": rule.cluster,
        "core": rule.core,
        "subjects": list(result.subjects[:_MOST_SUBJECTS]),
        "subjectCount": len(result.subjects),
        "grade": result.grade,
        "demandedGrade": result.demanded_grade,
        "placeCount": len(result.because),
        "contraryCount": len(result.contrary) or None,
        "whyNotApplicable": result.why_not_applicable,
        "structural": result.structural,
        "presumption": result.presumption,
        "waiver": result.waiver,
        "deadline": result.deadline,
        "comparison": result.baseline,
    }
    return {name: value for name, value in properties.items() if value is not None}


def _tell_apart(results: list[dict[str, Any]]) -> None:
    """Gives results of one rule at one place a line hash each, or GitHub would show only one of them."""
    seen: set[tuple[str, str, int]] = set()
    for result in results:
        physical = result["locations"][0]["physicalLocation"]
        place = result["ruleId"], physical["artifactLocation"]["uri"], physical["region"]["startLine"]
        if place in seen:
            prints = result["partialFingerprints"]
            prints["primaryLocationLineHash"] = f"{prints['conditionality/v2'][:16]}:1"
        seen.add(place)


def _invocation(run: Run, hidden: Found, places: _Places) -> dict[str, Any]:
    """How the run went: files that could not be checked, what is not written, what a reader should know."""
    notes = [_fault(problem, places) for problem in run.faults]
    if hidden:
        levels = [_level(report, result, full=False) for report, result in hidden]
        counted = ", ".join(f"{levels.count(level)} {level}s" for level in _LEVELS if level in levels)
        said = f"{len(hidden)} results are not written, because {MOST_RESULTS} are shown at most: {counted}."
        notes.append({"level": "warning", "message": {"text": said}})
    notes += [
        {"level": "warning", "descriptor": {"id": "rules-relaxed"}, "message": {"text": plain(phrase)}}
        for phrase in dict.fromkeys(phrase for report in run.reports for phrase in relaxation_phrases(report))
    ]
    notes += [
        {"level": "note", "descriptor": {"id": what}, "message": {"text": plain(said)}}
        for report in run.reports
        for what, said in _noted(report)
    ]
    notes += [
        {
            "level": "note",
            "descriptor": {"id": warning.code},
            "message": {"text": plain(warning.message)},
            "locations": [places.at(warning.file or report.project.file, warning.line, warning.column, report)],
        }
        for report in run.reports
        for warning in report.warnings
    ]
    return {"executionSuccessful": not run.faults, "toolExecutionNotifications": notes}


def _noted(report: Report) -> list[tuple[str, str]]:
    """What a reader should know of a whole project beyond its findings."""
    found = [("parameter-changed", said) for said in changed_phrases(report)]
    found += [("cluster-marked", f"{report.project.id}: {said}") for said in marked_phrases(report)]
    return found + ([("scenario", f"{report.project.id}: {headline(report)}")] if report.outcome.scenario else [])


def _fault(problem: Problem, places: _Places) -> dict[str, Any]:
    location = places.at(problem.file, problem.line, problem.column)
    if problem.end_line:
        location["physicalLocation"]["region"] |= {"endLine": problem.end_line, "endColumn": problem.end_column}
    return {
        "level": "error",
        "descriptor": {"id": problem.code},
        "message": {"text": plain(f"Could not be checked: {problem}")},
        "locations": [location],
    }


def _project(report: Report) -> dict[str, Any]:
    """What the report says of a whole project."""
    project = report.project
    return {
        "id": project.id,
        "title": project.title,
        "file": visible(project.file),
        "sha256": project.sha256,
        "outcome": to_data(report.outcome),
        "coverage": to_data(report.coverage),
        "settings": to_data(report.settings),
        "packs": to_data(report.packs),
    }


class _Places:
    """Makes the locations of one run."""

    def __init__(self, reports: Sequence[Report]) -> None:
        # Files outside the folder of the check may share a name; what was read tells them apart.
        self._read = list(dict.fromkeys((report.project.file, report.project.sha256) for report in reports))
        self._index = {read: number for number, read in enumerate(self._read)}

    def bases(self) -> dict[str, Any]:
        """What relative names are relative to: the folder of the check, wherever that is."""
        return {_BASE: {"description": {"text": "The folder in which the check was run."}}}

    def artifacts(self) -> list[dict[str, Any]]:
        """The project files, each with the digest of what was read."""
        return [
            {
                "location": _artifact(file),
                "roles": ["standardStream" if file == STANDARD_INPUT else "analysisTarget"],
                "hashes": {"sha-256": sha256},
            }
            for file, sha256 in self._read
        ]

    def of(self, report: Report, result: Result) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Where a result is shown, and the other facts that decided it.

        A result that no fact decided is shown at the beginning of the file, with what is missing there.
        """
        label = f"{contrary_label(result)}: "
        if not result.because:
            location = self.at(report.project.file, 1, report=report)
            paths = list(dict.fromkeys(visible(need.path) for need in result.needs))
            if paths:
                location["logicalLocations"] = [{"fullyQualifiedName": path} for path in paths]
                location["message"] = {"text": f"The verdict waits for {', '.join(paths)}."}
            return location, [
                self._fact(report, item, at, label) for at, item in enumerate(result.contrary[:_MOST_RELATED])
            ]
        told = [(item, "") for item in result.because] + [(item, label) for item in result.contrary]
        first, *others = [
            self._fact(report, item, number, said) for number, (item, said) in enumerate(told[: _MOST_RELATED + 1])
        ]
        return first, others

    def at(
        self, file: str, line: int | None, column: int | None = None, report: Report | None = None
    ) -> dict[str, Any]:
        """A place in a file; its first line where none is known."""
        region = {"startLine": max(1, line or 1), "startColumn": max(1, column or 1)}
        return {"physicalLocation": {"artifactLocation": self._artifact(file, report), "region": region}}

    def _fact(self, report: Report, item: Because, number: int, opening: str) -> dict[str, Any]:
        start = max(1, item.line), max(1, item.column)
        # An empty value has a width too, or viewers show nothing.
        end = max((start[0], start[1] + 1), (item.end.line, max(1, item.end.column)))
        region = {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}
        return {
            "id": number,
            "physicalLocation": {"artifactLocation": self._artifact(item.file, report), "region": region},
            "logicalLocations": [{"fullyQualifiedName": visible(item.path)}],
            "message": {"text": plain(opening + because_phrase(item))},
        }

    def _artifact(self, file: str, report: Report | None) -> dict[str, Any]:
        found = _artifact(file)
        if report is not None and file == report.project.file:
            found["index"] = self._index[file, report.project.sha256]
        return found


def _artifact(file: str) -> dict[str, Any]:
    found: dict[str, Any] = {"uri": file_uri(file)}
    if file == STANDARD_INPUT:
        found["description"] = {"text": "Standard input; there is no such file."}
    elif is_below(file):
        found["uriBaseId"] = _BASE
    return found
