"""The report as an officer reads it in a terminal: outcome first, then why, then what to do.

Fits 80 columns, says the same without colour, and counts what it does not list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.report.escape import visible
from checker.report.frame import frame
from checker.report.wrap import COLUMNS, cut, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.findings import Because, ClusterResult, Report, Result

__all__ = ["render"]

_STYLES = {"bad": "\x1b[1;31m", "open": "\x1b[1;33m", "good": "\x1b[1;32m", "dim": "\x1b[2m", "bold": "\x1b[1m"}
_SHOWN = {
    "met": ("MET", "good"),
    "met_by_alternative": ("MET BY ALTERNATIVE", "good"),
    "not_met": ("NOT MET", "bad"),
    "not_determined": ("NOT DETERMINED", "open"),
    "not_applicable": ("not applicable", "dim"),
}
_REASONS = {
    "no_evidence": "nothing is stated",
    "evidence_insufficient": "claimed, but the evidence is too weak",
    "evidence_conflicts": "the statements conflict",
    "evidence_stale": "the evidence is too old",
    "access_refused": "access was refused",
    "unsafe_to_collect": "it was unsafe to ask",
    "applicability_unknown": "it is open whether this applies",
}
_WORDS = {
    "release": ("RELEASE", "good", "the money may move"),
    "hold": ("HOLD", "open", "no money may move yet"),
    "block": ("BLOCK", "bad", "no money may move"),
    "corrective_action": ("CORRECTIVE ACTION", "open", "aid goes on, and this must be put right"),
}
_CLASS_MEANINGS = {
    "FLOOR": "must be met before any money moves; cannot be waived",
    "CP": "must be met before the disbursement",
    "CS": "must be met by a deadline after the first disbursement",
    "COV": "must hold at every monitoring date",
    "REG": "recorded about host law; not held against the project",
}
# The order in which an officer needs them.
_CAUSES = 12
_GRAVITY = ("FLOOR", "CP", "CS", "COV", "REG")


def render(report: Report, line_of: Callable[[int], str], *, colour: bool = False, verbose: bool = False) -> str:
    """The report as text.

    Args:
        report: what the check found.
        line_of: gives a line of the project file by its number, for code frames.
        colour: whether to write terminal colours.
        verbose: whether to list met and not applicable conditions too.
    """
    return "\n".join(_Text(report, line_of, colour, verbose).lines()) + "\n"


class _Text:
    def __init__(self, report: Report, line_of: Callable[[int], str], colour: bool, verbose: bool) -> None:
        self.report = report
        self.line_of = line_of
        self.colour = colour
        self.verbose = verbose
        self.several = len({result.subject for result in report.results if result.scope == "workforce"}) > 1

    def paint(self, text: str, style: str) -> str:
        return f"{_STYLES[style]}{text}\x1b[0m" if self.colour else text

    def lines(self) -> Iterator[str]:
        yield from self.head()
        yield ""
        yield from self.outcome()
        yield ""
        yield from self.clusters()
        for verdict in ("not_met", "not_determined"):
            yield from self.section(verdict)
        if self.verbose:
            yield from self.settled()
        yield from self.warnings()
        yield from self.tail()

    def head(self) -> Iterator[str]:
        project, settings = self.report.project, self.report.settings
        yield from _wrap(self.report.project.title or project.id, "", self.paint, "bold")
        packs = ", ".join(f"{pack.id} {pack.version} ({pack.profile})" for pack in self.report.packs)
        facts = f"{project.id} · {project.purpose} · {settings.stage} · as of {settings.as_of} · rules {packs}"
        if settings.regime != "actual":
            facts += f" · sanctions regime {settings.regime}"
        if settings.burden != "neutral":
            facts += f" · burden of proof {settings.burden}"
        if settings.known_on:
            facts += f" · as known on {settings.known_on}"
        yield from _wrap(facts, "")

    def outcome(self) -> Iterator[str]:
        outcome, settings = self.report.outcome, self.report.settings
        word, style, meaning = _WORDS[outcome.word]
        which = f" (disbursement `{visible(settings.disbursement)}`)" if settings.disbursement else ""
        yield from _wrap(f"{word}: {meaning}{which}", "", self.paint, style)
        for identities, verb in ((outcome.blocking, "Blocks"), (outcome.holding, "Holds")):
            yield from self.causes(identities, verb)
        if outcome.exit_harm:
            yield from _wrap(f"If aid stops: {outcome.exit_harm}", "  ")
        if outcome.worker_protection:
            yield from _wrap(f"Protect the workers: {outcome.worker_protection}", "  ")
        coverage = self.report.coverage
        yield from _wrap(
            f"Coverage: {coverage.determined} of {coverage.applicable} applicable conditions are determined.", ""
        )

    def causes(self, identities: tuple[str, ...], verb: str) -> Iterator[str]:
        """What brought the outcome about: failures a line each, open conditions by class."""
        found = sorted(map(self._first_open, identities), key=lambda result: _GRAVITY.index(result.class_))
        failed = [result for result in found if result.verdict == "not_met"]
        for result in failed[:_CAUSES]:
            line = f"{verb}: {result.class_:<5} {result.condition:<9}{result.title}"
            yield from _wrap(cut(line, COLUMNS - 2), "  ", hang=" " * 4)
        if len(failed) > _CAUSES:
            yield from _wrap(f"and {len(failed) - _CAUSES} more: {_ids(failed[_CAUSES:])}", "    ")
        for class_ in _GRAVITY:
            open_ = [result for result in found if result.verdict != "not_met" and result.class_ == class_]
            if open_:
                yield from _wrap(f"{verb}: {len(open_)} {class_} not determined: {_ids(open_)}", "  ", hang=" " * 4)

    def _first_open(self, identity: str) -> Result:
        mine = [result for result in self.report.results if result.condition == identity]
        return next((r for word in ("not_met", "not_determined") for r in mine if r.verdict == word), mine[0])

    def clusters(self) -> Iterator[str]:
        yield self.paint(f"{'Cluster':<41}{'Verdict':<20}{'met':>4}{'not':>4}{'open':>5}{'n/a':>4}", "bold")
        for cluster in self.report.clusters:
            yield self.cluster(cluster)
        if any(cluster.presumption for cluster in self.report.clusters):
            yield "  ! a presumption stands against the project while this is open"

    def cluster(self, cluster: ClusterResult) -> str:
        shown, style = _SHOWN[cluster.verdict]
        shown += " !" if cluster.presumption else ""
        title = cut(f"{cluster.id:<7}{cluster.title}", 40)
        counts = f"{cluster.met:>4}{cluster.not_met:>4}{cluster.not_determined:>5}{cluster.not_applicable:>4}"
        return f"{title:<41}{self.paint(f'{shown:<20}', style)}{counts}"

    def section(self, verdict: str) -> Iterator[str]:
        found = [result for result in self.report.results if result.verdict == verdict]
        found.sort(key=lambda result: (_GRAVITY.index(result.class_), not result.core))
        if not found:
            return
        shown, style = _SHOWN[verdict]
        yield ""
        yield self.paint(f"── {shown} ({len(found)}) ".ljust(COLUMNS, "─"), style)
        for result in found:
            yield ""
            yield from self.result(result)

    def result(self, result: Result) -> Iterator[str]:
        subject = f" [{visible(result.subject)}]" if self.several and result.scope == "workforce" else ""
        core = "core, " if result.core else ""
        yield from _wrap(f"{result.condition}  {result.title}{subject}", "", self.paint, "bold")
        notes = [f"{core}{result.class_}: {_CLASS_MEANINGS[result.class_]}"]
        if result.deadline:
            notes.append(f"due {result.deadline}")
        if result.structural:
            notes.append("host law is a cause")
        yield from _wrap("; ".join(notes), "  ", self.paint, "dim")
        yield from _wrap(f"Asks: {result.requirement}", "  ")
        if result.reason:
            yield from _wrap(f"Open: {self._why_open(result)}", "  ")
        for because in result.because[:6]:
            yield from self.because(because, result)
        if len(result.because) > 6:
            yield f"  … and {len(result.because) - 6} more facts"
        for need in result.needs[:6]:
            yield from self.need(need.path, need.question, need.would_decide)
        if len(result.needs) > 6:
            yield f"  … and {len(result.needs) - 6} more questions"
        # Where nothing is known yet, the questions come first: an answer may show there is nothing to mend.
        if result.because or not result.needs:
            for remedy in result.remedy:
                yield from _wrap(f"Mend: {remedy}", "  ")
        yield from self.sources(result)

    def _why_open(self, result: Result) -> str:
        why = _REASONS[result.reason or "no_evidence"]
        if result.reason in ("evidence_insufficient", "evidence_stale") and result.grade:
            why += f" (grade {result.grade}, asked {result.demanded_grade})"
        return f"{why}; a presumption stands against the project" if result.presumption else why

    def because(self, because: Because, result: Result) -> Iterator[str]:
        value = "not stated" if because.value is None else _value(because.value)
        evidence = f"evidence {', '.join(because.evidence)}" if because.evidence else "no evidence"
        graded = f", {evidence}, grade {because.grade}" if because.grade else ""
        basis = f" ({because.statement_basis}{graded})" if because.statement_basis else ""
        remark = f": {because.remark}" if because.remark else ""
        yield from _wrap(f"{because.path} is {value}{basis}{remark}", "  ")
        yield self.paint(cut(f"    --> {visible(because.file)}:{because.line}:{because.column}", COLUMNS), "dim")
        text, underline = frame(because, self.line_of, COLUMNS)
        yield text
        yield self.paint(underline, _SHOWN[result.verdict][1])

    def need(self, path: str, question: str, would_decide: str) -> Iterator[str]:
        yield from _wrap(f"Answer: {question} ({path})", "  ")
        if would_decide:
            yield from _wrap(would_decide, "          ")

    def sources(self, result: Result) -> Iterator[str]:
        """Each instrument once, with its articles."""
        articles: dict[str, list[str]] = {}
        for source in result.sources:
            doubt = "" if source.confirmed else " (text not confirmed)"
            articles.setdefault(source.short, []).append(source.article + doubt)
        said = "; ".join(f"{short} {', '.join(found)}" for short, found in articles.items())
        if said:
            yield from _wrap(f"Source: {said}", "  ", self.paint, "dim")

    def settled(self) -> Iterator[str]:
        for verdict in ("met", "met_by_alternative", "not_applicable"):
            found = [result for result in self.report.results if result.verdict == verdict]
            if not found:
                continue
            shown, style = _SHOWN[verdict]
            yield ""
            yield self.paint(f"── {shown} ({len(found)}) ".ljust(COLUMNS, "─"), style)
            for result in found:
                subject = f" [{visible(result.subject)}]" if self.several and result.scope == "workforce" else ""
                grade = f" ({result.basis}, grade {result.grade})" if result.grade else ""
                yield from _wrap(f"{result.condition:<10}{result.requirement}{subject}{grade}", "  ", hang=" " * 12)
                if verdict != "not_applicable":
                    for because in result.because:
                        yield from _wrap(f"{because.path} is {_value(because.value)}, line {because.line}", " " * 12)

    def warnings(self) -> Iterator[str]:
        notes = [note for pack in self.report.packs for note in pack.host_law]
        if not self.report.warnings and not notes:
            return
        yield ""
        yield self.paint(f"── WARNINGS ({len(self.report.warnings) + len(notes)}) ".ljust(COLUMNS, "─"), "bold")
        for warning in self.report.warnings:
            yield from _wrap(
                f"{self.report.project.file}:{warning.line}:{warning.column}: {warning.message}", "  ", hang="    "
            )
        for note in notes:
            yield from _wrap(f"host law governs: {note}", "  ", hang="    ")

    def tail(self) -> Iterator[str]:
        counts = [result.verdict for result in self.report.results]
        met = counts.count("met") + counts.count("met_by_alternative")
        rest = counts.count("not_applicable")
        yield ""
        hidden = "" if self.verbose else f" Not listed: {met} met, {rest} not applicable (--verbose lists them)."
        yield from _wrap(
            f"{counts.count('not_met')} not met, {counts.count('not_determined')} not determined, {met} met, "
            f"{rest} not applicable.{hidden}", "")  # fmt: skip


def _ids(results: list[Result]) -> str:
    return ", ".join(result.condition for result in results)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, list):
        return f"[{', '.join(map(_item, value))}]" if value else "an empty list"
    return f"`{_item(value)}`"


def _item(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(f"{key}={item}" for key, item in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)


def _wrap(
    text: str,
    indent: str,
    paint: Callable[[str, str], str] | None = None,
    style: str = "dim",
    *,
    hang: str | None = None,
) -> Iterator[str]:
    for line in wrap(text, indent, hang):
        yield paint(line, style) if paint else line
