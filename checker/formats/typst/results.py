"""One result as an entry of the PDF: its heading, its tags, and rows of what it rests on and what would mend it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from checker.domain.words import UNSETTLED
from checker.formats.shared.texts import VERDICTS, contrary_label, subject_phrase, why_open
from checker.ground.escape import visible
from checker.report.same_findings import same_fact_key
from checker.report.value_phrase import value_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.report.model import Because, Report, Result, Rule, Source

__all__ = ["also", "entry", "followed"]

_ITEMS = 12
_PLACES = 5
_SUBJECTS = 20
_LINK = re.compile(r"(?:https?://[^\s/\\]|mailto:[^\s/])[^\s\\\"'<>`{}|^]*", re.IGNORECASE)
_BASELINE = {
    "new": "new since the baseline",
    "worse": "worse than in the baseline",
    "reopened": "reopened since the baseline",
    "known": "known from the baseline",
}


def entry(report: Report, result: Result) -> dict[str, Any]:
    """The entry of a result."""
    settled, rule = result.verdict not in UNSETTLED, report.rule(result)
    tags = [rule.class_, *(["core"] if rule.core else []), *([rule.pack] if len(report.packs) > 1 else [])]
    return {
        "id": report.name(result),
        # A title names the failure, so a condition that stands is headed by what it asks.
        "title": rule.requirement if settled else rule.title,
        "tags": ", ".join(tags),
        "rows": [[label, lines] for label, lines in _rows(report, result, rule)],
    }


def _rows(report: Report, result: Result, rule: Rule) -> Iterator[tuple[str, list[Any]]]:
    """The rows of an entry: a label, and lines of stretches."""
    if len(report.workforces) > 1 and rule.scope == "workforce":
        label = "Workforce" if len(result.subjects) == 1 else "Workforces"
        yield label, [[subject_phrase(result, most=_SUBJECTS)]]
    if result.verdict in UNSETTLED:
        yield "Asks", [[rule.requirement]]
    if result.deadline:
        yield "Due", [[result.deadline]]
    if result.verdict == "not_determined":
        yield "Open", [[why_open(result)]]
    elif result.verdict != "not_applicable" and result.basis:
        yield "Rests on", [[_rest_on(result)]]
    if result.structural:
        yield "Structural", [["host law is a cause, so the project alone may not be able to mend it"]]
    if result.waiver:
        yield "Waiver", [[result.waiver]]
    if result.baseline:
        yield "Baseline", [[_BASELINE[result.baseline]]]
    facts = list(_facts(result.because))
    if facts:
        yield "Facts", [*facts[:_ITEMS], *_rest(len(facts) - _ITEMS, "facts")]
    if result.verdict == "not_applicable":
        yield "Reason", [[_worded(result.why_not_applicable or VERDICTS[result.verdict].meaning)]]
    contrary = list(_facts(result.contrary))
    if contrary:
        yield contrary_label(result), [*contrary[:_ITEMS], *_rest(len(contrary) - _ITEMS, "facts")]
    needs = [
        [
            need.question,
            " ",
            {"code": True, "text": need.path},
            *_decides(need.would_decide),
        ]
        for need in result.needs[:_ITEMS]
    ]
    if needs:
        yield "To answer", [*needs, *_rest(len(result.needs) - _ITEMS, "questions")]
    remedies = report.remedy(result)
    if remedies:
        yield (
            "To mend" if result.because else "To mend, if it fails",
            [[_worded(remedy)] for remedy in remedies[:_ITEMS]],
        )
    sources = report.sources(rule)
    if sources:
        runs: list[Any] = []
        for source in sources[: 2 * _ITEMS]:
            runs += [*(["; "] if runs else []), *_source(source)]
        yield "Sources", [[*runs, also(len(sources) - 2 * _ITEMS)]]


def _decides(said: str) -> list[Any]:
    return [" ", _worded(said)] if said else []


def _worded(said: str) -> dict[str, Any]:
    """A sentence of ours or of the pack, with names in backticks."""
    return {"words": True, "text": said}


def _rest_on(result: Result) -> str:
    said = f"what is {result.basis}"
    if result.grade:
        said += f", evidence of grade {result.grade}"
        said += f" (asked {result.demanded_grade})" if result.demanded_grade else ""
    if result.verdict == "not_met" and result.presumption:
        said += "; a presumption stands against the project"
    return said


def _facts(because: Iterable[Because]) -> Iterator[list[Any]]:
    """Deciding facts, those that say the same at several places once."""
    same: dict[object, list[Because]] = {}
    for item in because:
        same.setdefault(same_fact_key(item), []).append(item)
    for group in same.values():
        yield _fact(group)


def _fact(group: list[Because]) -> list[Any]:
    item = group[0]
    value = value_phrase(item.value, "")
    runs: list[Any] = [{"code": True, "text": item.path}, " is "]
    runs.append(value if item.value in (None, []) else {"code": True, "text": value})
    if item.statement_basis:
        cited = ", ".join(item.evidence[:_ITEMS]) + also(len(item.evidence) - _ITEMS)
        graded = f"; grade {item.grade}" if item.grade else ""
        runs.append(f" ({item.statement_basis}; {f'evidence {cited}' if cited else 'no evidence'}{graded})")
    if item.day:
        runs.append(f" speaks of {item.day}")
    if item.remark:
        runs.append(f": {item.remark}")
    places = ", ".join(f"{one.line}:{one.column}" for one in group[:_PLACES])
    more = also(len(group) - _PLACES)
    return [*runs, " ", {"muted": True, "text": f"{item.file}:{places}{more}"}]


def _source(source: Source) -> list[Any]:
    name, address = source.short, followed(source.url)
    runs: list[Any] = [{"link": address, "text": name} if address else name, f" {source.article}"]
    if not source.confirmed:
        runs += [" ", {"strong": True, "text": "text not confirmed"}]
    if source.note:
        runs += [" ", {"muted": True, "text": f"({source.note})"}]
    return runs


def _rest(number: int, what: str) -> list[Any]:
    return [[{"muted": True, "text": f"{number:,} more {what} are not shown here"}]] if number > 0 else []


def also(number: int) -> str:
    """What a list that is cut ends with; nothing where it is whole."""
    return f" and {number:,} more" if number > 0 else ""


def followed(url: str | None) -> str | None:
    """The address, where it is one that a reader may follow from a report."""
    if url is None or len(url) > 1_000 or not url.isascii() or visible(url) != url or not _LINK.fullmatch(url):
        return None
    return url
