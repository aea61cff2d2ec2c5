"""The report as JUnit XML: a test suite for each project, a test case for each verdict on each subject.

Met passes, not met fails, not determined is skipped with its reason (or an error, where that was
asked for), not applicable is skipped, and so is what a baseline knows. A file that could not be
checked is an error: CI that reads nothing but this file must not show green. No time is measured,
so ``time`` is 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from checker.formats.shared.junit_parts import body_text, counted, element_of_test, end, name_text, place, whole
from checker.formats.shared.texts import (
    changed_phrases,
    counts_phrase,
    explanation,
    finding_phrase,
    headline,
    marked_phrases,
    relaxation_phrases,
    setting_phrases,
    subject_phrase,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.ground.errors import Problem
    from checker.report.model import Report, Result
    from checker.report.run import Run

__all__ = ["MOST_CASES", "render"]

# A suite with more cases than this has one for each result, however many subjects it is about.
MOST_CASES = 10_000
_FAULTS = "could not be checked"
# A property is cut where it is long; these are said in full at the end.
_IN_FULL = ("rules relaxed", "parameters changed", "clusters marked")


def render(run: Run) -> bytes:
    """All reports as one document, files that could not be checked as its last suite."""
    suites = [_suite(report, open_as=run.junit_open) for report in run.reports]
    if run.faults:
        suites.append(_faults(run.faults))
    return whole(suites)


def _suite(report: Report, *, open_as: str) -> ET.Element:
    suite = ET.Element("testsuite", {"name": name_text(report.project.id)})
    subjects = sum(len(result.subjects) for result in report.results)
    folded = subjects > MOST_CASES
    facts = {
        "title": report.project.title or "",
        "file": report.project.file,
        "sha256": report.project.sha256,
        "outcome": report.outcome.word,
        "coverage": f"{report.coverage.determined} of {report.coverage.applicable} determined",
        "checked": "; ".join(setting_phrases(report)),
    }
    noted = {
        "rules relaxed": relaxation_phrases(report),
        "parameters changed": changed_phrases(report),
        "clusters marked": marked_phrases(report),
        "scenario": [report.outcome.scenario] if report.outcome.scenario else [],
    }
    facts |= {name: "; ".join(said) for name, said in noted.items() if said}
    if folded:
        facts["folded"] = f"{subjects} verdicts in {len(report.results)} test cases: each names how many it stands for"
    properties = ET.SubElement(suite, "properties")
    for name, value in facts.items():
        ET.SubElement(properties, "property", {"name": name, "value": name_text(value)})
    for result in report.results:
        for subject in (None,) if folded else result.subjects:
            suite.append(_case(report, result, subject, open_as))
    said = [headline(report), counts_phrase(report.results), facts.get("folded", "")]
    said += [phrase for phrases in (noted[name] for name in _IN_FULL) for phrase in phrases]
    ET.SubElement(suite, "system-out").text = body_text(said)
    return counted(suite)


def _case(report: Report, result: Result, subject: str | None, open_as: str) -> ET.Element:
    """One test: its name says what is asked, so that a pass reads as one, and stays the same in every run."""
    about = f"{len(result.subjects)} subjects: {subject_phrase(result)}" if subject is None else subject
    rule = report.rule(result)
    named = rule.scope == "workforce" or len(result.subjects) > 1
    case = element_of_test(
        f"{result.condition} {rule.requirement}",
        f"{report.project.id}/{result.pack}/{rule.cluster}",
        about if named else "",
    )
    first = result.because[0] if result.because else None
    place(case, first.file if first else report.project.file, first.line if first else None)
    lines = explanation(report, result)
    if result.baseline and result.baseline != "known":
        lines.insert(0, f"Against the baseline: {result.baseline}")
    if result.baseline == "known":
        end(case, "skipped", f"known since the baseline: {finding_phrase(report, result)}", lines, "known")
    elif result.verdict == "not_met":
        end(case, "failure", finding_phrase(report, result), lines, "not_met")
    elif result.verdict == "not_determined":
        kind = "error" if open_as == "error" else "skipped"
        end(case, kind, finding_phrase(report, result), lines, result.reason or "not_determined")
    elif result.verdict == "not_applicable":
        why = f": {result.why_not_applicable}" if result.why_not_applicable else ""
        end(case, "skipped", f"not applicable{why}", (), "not_applicable")
    elif lines:
        ET.SubElement(case, "system-out").text = body_text(lines)
    return case


def _faults(problems: Sequence[Problem]) -> ET.Element:
    suite = ET.Element("testsuite", {"name": _FAULTS})
    for problem in problems:
        case = element_of_test(f"{problem.place}: {problem.message}", _FAULTS)
        place(case, problem.file, problem.line)
        end(case, "error", str(problem), (), problem.code)
        suite.append(case)
    return counted(suite)
