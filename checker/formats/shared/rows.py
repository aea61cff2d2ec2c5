"""The rows of the spreadsheet formats, the same in CSV and XLSX: results, evidence, action items, warnings, projects.

A cell is a text, a number, or a tuple of texts that the format joins. What stands in a cell is safe to show:
control characters are visible, and a long text is cut with a count. What a spreadsheet may run is the
format's own care.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checker.formats.shared.plan import each_line
from checker.formats.shared.texts import (
    MARKED,
    VERDICTS,
    because_phrase,
    changed_phrases,
    contrary_label,
    counts,
    names,
    outcome_word,
    place_of,
    relaxation_phrases,
    why_open,
)
from checker.ground.escape import visible
from checker.report.model import JUDGEMENT
from checker.report.value_phrase import value_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from checker.report.model import Because, ClusterResult, Report, Result, Source
    from checker.report.run import Run

__all__ = [
    "ACTIONS",
    "CELL",
    "EVIDENCE",
    "NOT_CHECKED",
    "RESULTS",
    "SUMMARY",
    "WARNINGS",
    "Cell",
    "Column",
    "action_rows",
    "evidence_rows",
    "fault_rows",
    "matrix_columns",
    "matrix_rows",
    "result_rows",
    "shown",
    "summary_rows",
    "warning_rows",
]

Cell = str | int | tuple[str, ...]

# What a cell of a spreadsheet holds, in units of UTF-16.
CELL = 32_767
_ITEMS = 60
_SUBJECTS = 100
NOT_CHECKED = "could not be checked"
# No XML file may hold these, escaped or not.
_FORBIDDEN = re.compile("[\ufffe\uffff]")


class Column(NamedTuple):
    """A column: its name, and how wide it is set where it is set at all."""

    name: str
    width: int = 14


RESULTS = (
    Column("project", 18), Column("condition", 12), Column("subject", 18), Column("pack", 20), Column("verdict", 16),
    Column("effect", 9), Column("reason", 28), Column("class", 8), Column("core", 6), Column("cluster", 10),
    Column("title when not met", 36), Column("requirement", 48), Column("subjects", 9), Column("basis", 13),
    Column("grade", 8), Column("demanded grade", 10), Column("structural", 10), Column("presumption", 20),
    Column("facts", 44), Column("contrary", 44), Column("places", 36), Column("evidence", 18),
    Column("needs", 52), Column("remedy", 60), Column("sources", 40),
    Column("deadline", 12), Column("waiver", 20), Column("baseline", 10),
    Column("project title", 32), Column("file", 32),
    Column("rules relaxed", 48), Column("parameters changed", 40), Column("scenario", 16), Column("fingerprint", 20),
    Column("cluster verdict", 20),
)  # fmt: skip
EVIDENCE = (
    Column("project", 18), Column("evidence", 14), Column("grade", 8), Column("kind", 18), Column("title", 48),
    Column("issuer", 30), Column("issued", 12), Column("address", 48), Column("decides", 30), Column("file", 32),
    Column("line", 8),
)  # fmt: skip
ACTIONS = (
    Column("project", 18), Column("item", 24), Column("condition", 12), Column("subject", 18), Column("gap", 44),
    Column("action", 64), Column("evidence required", 40), Column("linked to", 24), Column("due", 12),
    Column("status", 10), Column("standard", 44), Column("pack", 20),
)  # fmt: skip
WARNINGS = (
    Column("project", 18), Column("code", 30), Column("message", 80), Column("file", 32), Column("line", 8),
    Column("column", 8),
)  # fmt: skip
SUMMARY = (
    Column("project", 18), Column("title", 40), Column("outcome", 20), Column("means", 34), Column("not met", 9),
    Column("not determined", 12), Column("met", 9), Column("not applicable", 11), Column("determined", 12),
    Column("applicable", 11), Column("blocking", 30), Column("holding", 40), Column("as of", 12), Column("stage", 14),
    Column("purpose", 16), Column("disbursement", 14), Column("burden of proof", 16), Column("sanctions regime", 16),
    Column("known on", 12), Column("rules", 40), Column("file", 36), Column("file sha256", 68),
    Column("rules sha256", 68), Column("tool", 18), Column("rules relaxed", 48),
    Column("parameters changed", 40), Column("scenario", 16),
)  # fmt: skip


def shown(text: str, most: int = CELL) -> str:
    """The text safe for a cell, cut with a count where it is longer than a cell holds."""
    safe = visible(text)
    if not safe.isascii():
        safe = _FORBIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", safe)
    if _units(safe) <= most:
        return safe
    kept = safe[: most - 60]
    while _units(kept) > most - 60:
        kept = kept[: len(kept) - max(1, (_units(kept) - most + 60) // 2)]
    return f"{kept} [… {len(safe) - len(kept):,} more characters are not shown]"


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _some(texts: Iterable[str], most: int = _ITEMS) -> tuple[str, ...]:
    """Texts once each, cut with a count where there are many."""
    unique = list(dict.fromkeys(texts))
    rest = len(unique) - most
    return (*unique[:most], f"and {rest:,} more") if rest > 0 else tuple(unique)


def result_rows(report: Report) -> Iterator[Sequence[Cell]]:
    """A row for each result: for each condition and workforce, or all the workforces that a result is folded for."""
    clusters = {(one.pack, one.id): _cluster(one) for one in report.clusters}
    relaxed, changed = tuple(relaxation_phrases(report)), tuple(changed_phrases(report))
    for result in report.results:
        rule, sources = report.rule(result), report.sources(report.rule(result))
        facts = tuple(map(_stated, result.because))
        label = contrary_label(result)
        contrary = (f"{label}: {because_phrase(item, '')}, at {place_of(item)}" for item in result.contrary)
        places = map(place_of, result.because)
        evidence = (identity for item in result.because for identity in item.evidence)
        needs = (
            f"{need.question} ({need.path}){f' {need.would_decide}' if need.would_decide else ''}"
            for need in result.needs
        )
        yield (
            report.project.id, result.condition, _subjects(result), result.pack, result.verdict,
            _effect(report, result), why_open(result) or result.why_not_applicable or "", rule.class_,
            _yes(said=rule.core), rule.cluster, rule.title, rule.requirement, len(result.subjects), result.basis or "",
            result.grade or "", result.demanded_grade or "", _yes(said=result.structural), result.presumption or "",
            _some(facts), _some(contrary), _some(places), _listed(evidence), _some(needs),
            _some(report.remedy(result)), _some(map(_source, sources)), result.deadline or "",
            result.waiver or "", result.baseline or "", report.project.title or "", report.project.file, relaxed,
            changed, report.outcome.scenario or "", result.fingerprint, clusters[rule.pack, rule.cluster],
        )  # fmt: skip


def _stated(item: Because) -> str:
    """A deciding fact and its value; of an attestation also by whom, when and why."""
    if item.path == JUDGEMENT:
        return because_phrase(item, "")
    day = f" (speaks of {item.day})" if item.day else ""
    return f"{item.path}={value_phrase(item.value, '')}{day}"


def fault_rows(run: Run) -> Iterator[Sequence[Cell]]:
    """A row of the same width for each file that could not be checked: no verdict, and why."""
    for fault in run.faults:
        given = {"verdict": NOT_CHECKED, "reason": fault.message, "file": fault.file}
        yield [given.get(column.name, "") for column in RESULTS]


def _effect(report: Report, result: Result) -> str:
    if not report.in_the_way(result):
        return ""
    return "blocks" if report.blocks(result) else "holds"


def _yes(*, said: bool) -> str:
    return "yes" if said else "no"


def _subjects(result: Result) -> str:
    return ", ".join(_some(result.subjects, _SUBJECTS))


def _listed(identities: Iterable[str]) -> str:
    return ", ".join(_some(identities, _SUBJECTS))


def _source(source: Source) -> str:
    doubt = "" if source.confirmed else " (text not confirmed)"
    return f"{source.short} {source.article}{doubt}"


def evidence_rows(report: Report) -> Iterator[Sequence[Cell]]:
    """A row for each item of the evidence register."""
    for item in report.evidence:
        yield (
            report.project.id, item.id, item.grade, item.kind, item.title or "", item.issuer or "", item.issued or "",
            item.url or "", _listed(map(report.name, item.cited_by)), report.project.file, item.line,
        )  # fmt: skip


def action_rows(report: Report) -> Iterator[Sequence[Cell]]:
    """A row for each line of the action plan."""
    for todo in each_line(report):
        item = todo.item
        yield (
            report.project.id, item.id, item.condition, item.subject, todo.gap, todo.action, item.evidence_required,
            item.linked_to, item.due or "", item.status, todo.standard, item.pack,
        )  # fmt: skip


def warning_rows(report: Report) -> Iterator[Sequence[Cell]]:
    """A row for each warning, and for each parameter that host law governs."""
    for item in report.warnings:
        yield report.project.id, item.code, item.message, item.file or report.project.file, item.line, item.column
    for note in dict.fromkeys(note for pack in report.packs for note in pack.host_law):
        yield report.project.id, "host-law-governs", note, "", "", ""


def summary_rows(run: Run) -> Iterator[Sequence[Cell]]:
    """A row for each project, with what was checked and how, and for each file that could not be checked."""
    for report in run.reports:
        found = counts(report.results)
        project, settings, outcome = report.project, report.settings, report.outcome
        word = outcome_word(report)
        rules = tuple(f"{pack.id} {pack.version} ({pack.profile})" for pack in report.packs)
        yield (
            project.id, project.title or "", word.label, word.meaning, found["not_met"], found["not_determined"],
            found["met"] + found["met_by_alternative"], found["not_applicable"], report.coverage.determined,
            report.coverage.applicable, _listed(names(report, outcome.blocking)),
            _listed(names(report, outcome.holding)), settings.as_of,
            settings.stage, project.purpose, settings.disbursement or "", settings.burden, settings.regime,
            settings.known_on or "", _some(rules), project.file, project.sha256,
            _some(pack.sha256 for pack in report.packs), f"{report.tool_name} {report.tool_version}",
            tuple(relaxation_phrases(report)), tuple(changed_phrases(report)), outcome.scenario or "",
        )  # fmt: skip
    for fault in run.faults:
        given = {"outcome": NOT_CHECKED, "means": fault.message, "file": fault.file}
        yield [given.get(column.name, "") for column in SUMMARY]


def matrix_columns(run: Run) -> tuple[Column, ...]:
    """The columns of the matrix: the project, its outcome, and each cluster of any project once."""
    return (
        Column("project", 18),
        Column("title", 40),
        Column("outcome", 20),
        *(Column(one, 16) for one in _cluster_names(run)),
    )


def _cluster_names(run: Run) -> dict[str, None]:
    """The clusters of any project by name, each once."""
    return dict.fromkeys(report.cluster_name(one) for report in run.reports for one in report.clusters)


def matrix_rows(run: Run) -> Iterator[Sequence[Cell]]:
    """A row for each project: the verdict on each cluster in words, or that its rules do not have it."""
    names_ = _cluster_names(run)
    for report in run.reports:
        verdicts = {report.cluster_name(cluster): _cluster(cluster) for cluster in report.clusters}
        cells = (verdicts.get(name, "not in its rules") for name in names_)
        yield report.project.id, report.project.title or "", outcome_word(report).label, *cells
    for fault in run.faults:
        yield "", fault.file, NOT_CHECKED, *("" for _ in names_)


def _cluster(cluster: ClusterResult) -> str:
    """The verdict on a cluster, with its mark in words."""
    return VERDICTS[cluster.verdict].label + (f" ({MARKED})" if cluster.marked else "")
