"""The reports as OSCAL assessment results: a result for each project, a finding for each verdict on a subject.

No assessment plan was written, and the document says so. It has no clock: where OSCAL asks for a
time, the day that was judged stands at midnight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.formats.oscal.assessment import assessments
from checker.formats.oscal.parts import (
    Ids,
    bullets,
    compact,
    document,
    line,
    metadata,
    moment,
    nearest_moment,
    objective_id,
    paragraphs,
    prop,
    props,
    resource,
    string,
    token,
)
from checker.formats.shared.texts import (
    changed_phrases,
    counts_phrase,
    headline,
    marked_phrases,
    next_steps,
    relaxation_phrases,
    setting_phrases,
)

if TYPE_CHECKING:
    from checker.formats.oscal.assessment import Assessment
    from checker.report.model import Report
    from checker.report.run import Run

__all__ = ["fault_words", "head", "render"]

_NO_PLAN = (
    "No assessment plan was written. In its place stand the rule packs in the back matter, which say what is asked "
    "and what evidence it takes, and the settings of the check, which are properties of each result."
)
_NO_CLOCK = "The check reads no clock: each time in this document is the day that was judged, at midnight UTC."


def render(run: Run) -> str:
    """The reports as one document of assessment results."""
    found = assessments(run.reports)
    ids = Ids("assessment-results", *(one.ids.of("result") for one in found), *map(str, run.faults))
    plan = resource(ids.of("plan"), "In place of an assessment plan", _NO_PLAN)
    body = {
        "uuid": ids.of("document"),
        "metadata": head(run, "Conditionality assessment", fault_words(run)),
        "import-ap": {"href": f"#{plan['uuid']}", "remarks": _NO_PLAN},
        "results": [_result(one) for one in found],
        "back-matter": {"resources": [plan, *(item for one in found for item in one.resources())]},
    }
    return document("assessment-results", body)


def head(run: Run, what: str, remarks: str) -> dict[str, Any]:
    """The metadata of a document about the run; the remarks are Markdown."""
    first = run.reports[0]
    titles = [report.project.title or report.project.id for report in run.reports]
    day = max(report.settings.as_of for report in run.reports)
    slip = "" if moment(day) else f"OSCAL cannot write the day {day}; the nearest day that it can stands in its place."
    own = props(tool=first.tool_name, tool_version=first.tool_version, as_of=day)
    own += [prop("could-not-be-checked", fault.file) for fault in run.faults if string(fault.file)]
    return metadata(
        f"{what}: {titles[0] if len(titles) == 1 else f'{len(titles)} projects'}",
        nearest_moment(day),
        f"{day}, {first.tool_name} {first.tool_version}",
        paragraphs(_NO_CLOCK, slip, remarks),
        own,
    )


def fault_words(run: Run) -> str:
    """What could not be checked and why, as Markdown; empty where all was."""
    said = "These files could not be checked, and nothing in this document speaks of them:"
    return paragraphs(said, bullets(list(map(str, run.faults)))) if run.faults else ""


def _result(found: Assessment) -> dict[str, Any]:
    """A report as a result: what was reviewed, with what, and the findings with their observations."""
    report = found.report
    # What does not apply has no finding.
    judged = [(at, item) for at, item in enumerate(report.results) if item.verdict != "not_applicable"]
    findings = [found.finding(at, item) for at, item in judged]
    notes = [f"{item.message} ({f'{item.file} ' if item.file else ''}line {item.line})" for item in report.warnings]
    notes += [f"host law governs: {note}" for pack in report.packs for note in pack.host_law]
    return compact(
        {
            "uuid": found.ids.of("result"),
            "title": line(f"{found.title}, as of {report.settings.as_of}"),
            "description": _summary(report),
            "start": nearest_moment(report.settings.as_of),
            "props": _props(found),
            "local-definitions": {
                "components": list(found.components.values()),
                "assessment-assets": found.assets(),
            },
            "reviewed-controls": _reviewed(found),
            "observations": list(found.observations.values()),
            "findings": findings,
            "remarks": paragraphs("Warnings, which change no verdict:", bullets(notes, quotes=True)) if notes else "",
        }
    )


def _summary(report: Report) -> str:
    """The outcome, the settings, the counts and the next steps, as Markdown."""
    coverage = report.coverage
    known = f"{coverage.determined} of {coverage.applicable} applicable conditions are determined"
    return paragraphs(
        line(headline(report), quotes=True),
        line(" · ".join(setting_phrases(report))),
        line(f"{counts_phrase(report.results)}. Coverage: {known}."),
        bullets(relaxation_phrases(report), quotes=True),
        bullets(changed_phrases(report), quotes=True),
        bullets(marked_phrases(report)),
        bullets(next_steps(report), quotes=True),
    )


def _props(found: Assessment) -> list[dict[str, str]]:
    """The outcome, how much is known, and how the check was asked for."""
    report = found.report
    outcome, settings, project = report.outcome, report.settings, report.project
    own = props(
        outcome=outcome.word, scenario=outcome.scenario, project_id=project.id,
        coverage_applicable=report.coverage.applicable,
        coverage_determined=report.coverage.determined, as_of=settings.as_of, stage=settings.stage,
        purpose=project.purpose, regime=settings.regime, burden=settings.burden,
        disbursement=settings.disbursement, known_on=settings.known_on,
    )  # fmt: skip
    for name, keys in (("blocking", outcome.blocking), ("holding", outcome.holding)):
        # Each control once; whom it is about stands in its findings.
        own += [prop(name, one) for one in dict.fromkeys(map(found.control, keys))]
    own += [
        prop("cluster-verdict", item.verdict, **{"class": token(report.cluster_name(item).replace(":", "."))})
        for item in report.clusters
    ]
    own += [prop("cluster-marked", report.cluster_name(item)) for item in report.clusters if item.marked]
    return own + [prop("waiver", item) for item in report.waivers if string(item)]


def _reviewed(found: Assessment) -> dict[str, Any]:
    """The conditions that were looked at; those that apply to nobody are named, for they have no finding."""
    results = found.report.results
    every = list(dict.fromkeys(map(found.control, results)))
    judged = {found.control(item) for item in results if item.verdict != "not_applicable"}
    why = {found.control(item): item.why_not_applicable for item in results}
    controls = [{"control-id": item} for item in every]
    objectives = [{"objective-id": objective_id(item)} for item in every if item in judged]
    return compact(
        {
            "description": line(f"The conditions of {', '.join(pack.id for pack in found.report.packs)}."),
            "props": [
                prop("not-applicable", item, **({"remarks": line(said, quotes=True)} if (said := why[item]) else {}))
                for item in every
                if item not in judged
            ],
            "links": found.pack_links(),
            "control-selections": [{"include-controls": controls} if controls else {"include-all": {}}],
            "control-objective-selections": [{"include-objectives": objectives}] if objectives else None,
        }
    )
