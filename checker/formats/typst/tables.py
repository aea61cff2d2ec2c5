"""The tables of the PDF: clusters by verdict, action plan, evidence, workforces, instruments, and what was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.words import MET
from checker.formats.shared.matrix import COLUMNS
from checker.formats.shared.plan import merged
from checker.formats.shared.texts import VERDICTS, changed_phrases
from checker.formats.typst.results import also, followed
from checker.report.value_phrase import value_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.report.model import EvidenceEntry, Report, Result

__all__ = [
    "ROWS",
    "evidence_table",
    "instruments_table",
    "matrix",
    "plan_table",
    "settings_rows",
    "workforces_table",
]  # fmt: skip

ROWS = 300
_ITEMS = 12
_TILES = 30
_COLUMNS = tuple(MET if verdict == "met" else (verdict,) for verdict in COLUMNS)


def _table(head: Sequence[str], rows: Sequence[Any], total: int, what: str) -> dict[str, Any] | None:
    """A table with its head, and what it leaves out; nothing where it has no row."""
    rest = total - len(rows)
    said = f"{rest:,} more {what} are not shown here; the JSON report has them all." if rest > 0 else ""
    return {"head": list(head), "rows": list(rows), "rest": said} if rows else None


def matrix(report: Report, results: Sequence[Result]) -> list[dict[str, Any]]:
    """A row for each cluster: its verdict, and in the column of each verdict the conditions that have it."""
    rows = []
    for cluster in report.clusters:
        mine = [one for one in results if (one.pack, report.rule(one).cluster) == (cluster.pack, cluster.id)]
        word = VERDICTS[cluster.verdict]
        rows.append(
            {
                "id": report.cluster_name(cluster),
                "title": cluster.title,
                "verdict": word.label + (" !" if cluster.presumption else "") + (" *" if cluster.marked else ""),
                "tone": word.tone,
                "cells": [_cell(report, mine, verdicts) for verdicts in _COLUMNS],
            }
        )
    return rows


def _cell(report: Report, results: Iterable[Result], verdicts: tuple[str, ...]) -> dict[str, Any]:
    tiles: dict[str, dict[str, Any]] = {}
    for result in results:
        if result.verdict in verdicts:
            rule = report.rule(result)
            tile = tiles.setdefault(
                result.condition,
                {"name": result.condition.removeprefix(f"{rule.cluster}-"), "floor": rule.class_ == "FLOOR",
                 "verdict": result.verdict, "size": 0},
            )  # fmt: skip
            tile["size"] += len(result.subjects)
    shown = list(tiles.values())[:_TILES]
    # The verdict of a tile is a word of ours that the template compares, so it goes as a number.
    order = list(VERDICTS)
    return {
        "tiles": [
            {"name": tile["name"], "floor": tile["floor"], "kind": order.index(tile["verdict"]),
             "many": f"×{tile['size']:,}" if tile["size"] > 1 else ""}
            for tile in shown
        ],
        "more": also(len(tiles) - len(shown)).strip(),
    }  # fmt: skip


def _named(identity: str, anchors: dict[str, str]) -> Any:
    return {"to": anchors[identity], "text": identity} if identity in anchors else identity


def plan_table(report: Report, results: Iterable[Result], anchors: dict[str, str]) -> dict[str, Any] | None:
    """The action plan, lines alike for several subjects said once."""
    todos = merged(report, results)
    rows = []
    several = len(report.workforces) > 1
    for number, todo in enumerate(todos[:ROWS], 1):
        item, subjects = todo.item, todo.subjects
        whom = f" {', '.join(subjects[:8])}{also(len(subjects) - 8)}" if several else ""
        due = f"{item.due}, {item.linked_to}" if item.due else item.linked_to
        rows.append(
            [[str(number)], [_named(todo.name, anchors), {"muted": True, "text": whom}], [todo.gap], [todo.action],
             [item.evidence_required], [due, {"muted": True, "text": f" ({item.status})"}]]
        )  # fmt: skip
    head = ("No.", "Condition", "Gap", "Action", "Evidence required", "Due")
    return _table(head, rows, len(todos), "lines of the action plan")


def evidence_table(report: Report, anchors: dict[str, str]) -> dict[str, Any] | None:
    """The evidence register, with the grade that each item has alone."""
    rows = [_evidence(report, item, anchors) for item in report.evidence[:ROWS]]
    head = ("Id", "What", "Kind and issuer", "Issued", "Grade", "Decides", "Line")
    return _table(head, rows, len(report.evidence), "items of evidence")


def _evidence(report: Report, item: EvidenceEntry, anchors: dict[str, str]) -> list[Any]:
    what: list[Any] = [item.title or "No title is given"]
    if item.url:
        address = followed(item.url)
        what += [" ", {"link": address, "text": item.url} if address else {"muted": True, "text": item.url}]
    cited: list[Any] = []
    for identity in map(report.name, item.cited_by[:_ITEMS]):
        cited += [*([", "] if cited else []), _named(identity, anchors)]
    cited = [*cited, also(len(item.cited_by) - _ITEMS)] if cited else ["no verdict"]
    issuer = f", {item.issuer}" if item.issuer else ""
    kind = item.kind.replace("_", " ") + issuer
    return [[item.id], what, [kind], [item.issued or "not stated"], [item.grade], cited, [str(item.line)]]


def workforces_table(report: Report) -> dict[str, Any] | None:
    """The workforces that were judged, as the file describes them."""
    missing = "not stated"
    rows = [
        [[one.id], [one.title or missing], [one.employer or missing], [(one.worker_class or missing).replace("_", " ")],
         [missing if one.headcount is None else f"{one.headcount:,}"],
         [f"{one.nationality or missing}; {one.workplace_country or missing}"]]
        for one in report.workforces[:ROWS]
    ]  # fmt: skip
    head = ("Id", "Title", "Employer", "Class", "Headcount", "Nationality; workplace")
    return _table(head, rows, len(report.workforces), "workforces")


def instruments_table(report: Report, results: Iterable[Result]) -> dict[str, Any] | None:
    """Each instrument that an entry cites, once, by the short name used there."""
    cited = {
        (source.short, source.instrument, source.url): source
        for result in results
        for source in report.sources(report.rule(result))
    }  # fmt: skip
    rows = []
    for source in sorted(cited.values(), key=lambda one: one.short.casefold()):
        address = followed(source.url)
        where = {"link": address, "text": address} if address else source.url or "no address is given"
        rows.append([[source.short], [source.instrument, " ", where]])
    return _table(("Short name", "Instrument and address"), rows[:ROWS], len(rows), "instruments")


def settings_rows(report: Report) -> list[Any]:
    """What was checked, with which rules and settings, and the whole digests."""
    project, settings = report.project, report.settings
    asked = [f"as of {settings.as_of}", f"stage {settings.stage}", f"disbursement {settings.disbursement or 'none'}",
             f"burden of proof {settings.burden}", f"sanctions regime {settings.regime}"]  # fmt: skip
    if settings.known_on:
        asked.append(f"as known on {settings.known_on}")
    stated = [f"as of {project.as_of}", f"stage {project.stage}", f"purpose {project.purpose}",
              f"sanctions regime {project.regime or 'not stated'}"]  # fmt: skip
    rows: list[Any] = [
        ["File", [{"code": True, "text": project.file}]],
        ["Its SHA-256", [{"code": True, "text": project.sha256}]],
        ["Settings", ["; ".join(asked)]],
        ["Of the file itself", ["; ".join(stated)]],
    ]
    for pack in report.packs:
        parameters = "; ".join(f"{name} {value_phrase(value, '')}" for name, value in pack.parameters.items())
        rows += [
            ["Rule pack", [f"{pack.id} {pack.version}, profile {pack.profile}"]],
            ["Its SHA-256", [{"code": True, "text": pack.sha256}]],
            ["Its parameters", [parameters or "none"]],
        ]
    rows += [["Changed", [{"words": True, "text": phrase}]] for phrase in changed_phrases(report)]
    waivers = "; ".join(report.waivers[:ROWS]) + also(len(report.waivers) - ROWS)
    return [*rows, ["Waivers", [waivers or "none"]], ["Tool", [f"{report.tool_name} {report.tool_version}"]]]
