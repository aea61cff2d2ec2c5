"""The report as the plain data that the PDF's template sets: texts, rows, and stretches of sentences.

A stretch is a text, or a text with a manner: ``code``, ``muted``, ``strong``, a ``link``, or ``to`` an
entry of the document. It knows nothing of type, pages or fonts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.words import OUTCOMES as OUTCOME_ORDER, SETTLED, UNSETTLED
from checker.formats.shared.causes import causes
from checker.formats.shared.texts import (
    CLASSES,
    MARKED,
    VERDICTS,
    by_gravity,
    counts,
    counts_phrase,
    headline,
    names,
    next_steps,
    outcome_word,
    relaxation_phrases,
    setting_phrases,
)
from checker.formats.typst.results import also, entry
from checker.formats.typst.tables import (
    ROWS,
    evidence_table,
    instruments_table,
    matrix,
    plan_table,
    settings_rows,
    workforces_table,
)
from checker.report.same_findings import joined_findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.formats.shared.causes import Cause
    from checker.ground.errors import Problem
    from checker.report.model import Report, Result
    from checker.report.run import Run

__all__ = ["content"]

# More than a person reads; what is beyond is counted, and whole in the JSON report.
PROJECTS = 60
SHOWN_OF_A_KIND = 10
_CAUSES = 40
_PACKS = 3
_DIGITS = 16


def content(run: Run) -> dict[str, Any]:
    """All that the document says: a summary where there is more than one file, then each project."""
    several = len(run.reports) > 1 or bool(run.faults)
    by_outcome = sorted(
        range(len(run.reports)), key=lambda index: -OUTCOME_ORDER.index(run.reports[index].outcome.word)
    )
    chosen = set(by_outcome[:PROJECTS])
    first = run.reports[0]
    title = f"Human-rights check: {_title(first)}" if not several else "Human-rights check of several projects"
    return {
        "title": title,
        "tool": f"{first.tool_name} {first.tool_version}",
        "summary": _summary(run, chosen) if several else None,
        "projects": [_project(run.reports[index], f"p{index + 1}") for index in sorted(chosen)],
    }


def _title(report: Report) -> str:
    return report.project.title or report.project.id


def _summary(run: Run, chosen: set[int]) -> dict[str, Any]:
    rows = []
    for index, report in enumerate(run.reports[: 10 * ROWS]):
        word = outcome_word(report)
        found = counts(report.results)
        title: Any = {"to": f"p{index + 1}", "text": _title(report)} if index in chosen else _title(report)
        figures = (
            str(len(names(report, report.outcome.blocking))), f"{found['not_met']:,}", f"{found['not_determined']:,}",
            f"{report.coverage.determined:,} of {report.coverage.applicable:,}",
        )  # fmt: skip
        said = {"strong": True, "tone": word.tone, "text": word.label.upper()}
        rows.append([[title], [said], *([figure] for figure in figures)])
    faults = [_fault(fault) for fault in run.faults[:ROWS]]
    return {
        "rows": rows,
        "faults": faults,
        "rest": [
            *_rest(len(run.reports) - len(rows), "projects"),
            *_rest(len(run.faults) - len(faults), "files that could not be checked"),
        ],
        "undetailed": (
            f"The {PROJECTS} projects with the gravest outcomes follow; "
            f"{len(run.reports) - len(chosen):,} more stand in the table only."
            if len(run.reports) > len(chosen)
            else ""
        ),
    }


def _fault(fault: Problem) -> list[Any]:
    """A file that could not be checked, with the reason."""
    place = f":{fault.line}:{fault.column}" if fault.line else ""
    return [{"code": True, "text": f"{fault.file}{place}"}, f": {fault.message}"]


def _rest(number: int, what: str) -> list[str]:
    return [f"{number:,} more {what} are not shown here; the JSON report has them all."] if number > 0 else []


def _project(report: Report, prefix: str) -> dict[str, Any]:
    results = joined_findings(report)
    anchors: dict[str, str] = {}
    groups = [_group(results, verdict, report, prefix, anchors) for verdict in (*UNSETTLED, *SETTLED)]
    shown = [result for group in groups for result in group["shown"]]
    notes = list(dict.fromkeys(note for pack in report.packs for note in pack.host_law))
    warnings = sorted(report.warnings, key=lambda one: one.code != "law-and-practice-diverge")
    outcome = report.outcome
    classes = {rule.class_ for rule in report.rules}
    return {
        "anchor": prefix,
        "title": _title(report),
        "settings": setting_phrases(report),
        "tone": outcome_word(report).tone,
        "headline": headline(report),
        "causes": [line for cause in causes(report, results) for line in _causes(report, cause, anchors)],
        "exit_harm": outcome.exit_harm or "",
        "worker_protection": outcome.worker_protection or "",
        "relaxed": relaxation_phrases(report),
        "steps": next_steps(report),
        "coverage": f"{report.coverage.determined:,} of {report.coverage.applicable:,} applicable conditions are "
                    f"determined. Of all verdicts: {counts_phrase(report.results)}.",
        "matrix": matrix(report, results),
        "presumed": any(cluster.presumption for cluster in report.clusters),
        "marked": f"* {_upper(MARKED)}." if any(cluster.marked for cluster in report.clusters) else "",
        "warnings": [
            *([_upper(one.message), ". ",
               {"muted": True, "text": f"{one.file or report.project.file}:{one.line}:{one.column}"}]
              for one in warnings[:ROWS]),
            *([f"Host law governs: {note}."] for note in notes[:ROWS]),
        ],
        "warnings_rest": [*_rest(len(warnings) - ROWS, "warnings"), *_rest(len(notes) - ROWS, "notes on host law")],
        "classes": [[name, meaning] for name, meaning in CLASSES.items() if name in classes],
        "groups": [{key: value for key, value in group.items() if key != "shown"} for group in groups if group["size"]],
        "plan": plan_table(report, results, anchors),
        "evidence": evidence_table(report, anchors),
        "workforces": workforces_table(report) if len(report.workforces) > 1 else None,
        "instruments": instruments_table(report, shown),
        "checked": settings_rows(report),
        "footer": _footer(report),
    }  # fmt: skip


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _footer(report: Report) -> list[str]:
    """What identifies the input and the rules at the foot of each page; the digests stand whole at the end."""
    packs = [f"{pack.id} {pack.version} sha256 {pack.sha256[:_DIGITS]}" for pack in report.packs[:_PACKS]]
    rest = len(report.packs) - _PACKS
    more = [f"and {rest} more rule packs"] if rest > 0 else []
    return [f"input sha256 {report.project.sha256[:_DIGITS]}", *packs, *more]


def _causes(report: Report, cause: Cause, anchors: dict[str, str]) -> Iterator[list[Any]]:
    """What blocks or holds: failures a line each, open conditions by class."""
    for one in cause.failed[:_CAUSES]:
        rule = report.rule(one)
        yield [f"{cause.verb}: {rule.class_} ", *_ids(report, [one], anchors), f" {rule.title}"]
    if len(cause.failed) > _CAUSES:
        rest = cause.failed[_CAUSES:]
        yield [f"{cause.verb}: {len(rest)} more are not met: ", *_ids(report, rest, anchors)]
    for class_, results in cause.open:
        yield [f"{cause.verb}: {len(results)} {class_} not determined: ", *_ids(report, results, anchors)]


def _ids(report: Report, results: Sequence[Result], anchors: dict[str, str]) -> list[Any]:
    runs: list[Any] = []
    for name in map(report.name, results[:_CAUSES]):
        runs += [", "] if runs else []
        anchor = anchors.get(name)
        runs.append({"to": anchor, "strong": True, "text": name} if anchor else name)
    return [*runs, also(len(results) - _CAUSES)]


def _group(
    results: Sequence[Result], verdict: str, report: Report, prefix: str, anchors: dict[str, str]
) -> dict[str, Any]:
    """The entries of a verdict, of each condition not more than are read, and a count of the others."""
    word = VERDICTS[verdict]
    found = [result for result in results if result.verdict == verdict]
    had: dict[str, int] = {}
    left_out: dict[str, int] = {}
    entries: list[dict[str, Any]] = []
    shown: list[Result] = []
    for result in by_gravity(report, found) if verdict in UNSETTLED else found:
        name = report.name(result)
        number = had[name] = had.get(name, 0) + 1
        if number > SHOWN_OF_A_KIND:
            left_out[name] = left_out.get(name, 0) + len(result.subjects)
            continue
        anchor = f"{prefix}-{verdict}-{len(entries)}"
        anchors.setdefault(name, anchor)
        shown.append(result)
        entries.append({"anchor": anchor, **entry(report, result)})
    missing = "; ".join(f"{identity} for {count:,} more" for identity, count in [*left_out.items()][:ROWS])
    size = sum(len(result.subjects) for result in found)
    return {
        "size": size,
        "shown": shown,
        "title": f"{_upper(word.label)} ({size:,})",
        "meaning": f"{_upper(word.meaning)}.",
        "tone": word.tone,
        "entries": entries,
        "left_out": f"Not shown here, and whole in the JSON report: {missing}." if left_out else "",
    }
