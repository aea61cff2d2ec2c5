"""The report as an officer reads it in a terminal: outcome first, then why, then what to do.

Fits 80 columns, says the same without colour, and counts what it does not list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.domain.words import SETTLED, UNSETTLED
from checker.formats.shared.attestation_form import ready_entries
from checker.formats.shared.causes import causes
from checker.formats.shared.texts import (
    CLASSES,
    MARKED,
    VERDICTS,
    Word,
    because_phrase,
    by_gravity,
    changed_phrases,
    contrary_label,
    counts,
    counts_phrase,
    headline,
    names,
    outcome_word,
    place_of,
    relaxation_phrases,
    setting_phrases,
    source_phrases,
    subject_phrase,
    why_open,
)
from checker.formats.shared.wrap import COLUMNS, cut, fit, wrap
from checker.ground.escape import visible, width
from checker.report.model import JUDGEMENT
from checker.report.same_findings import joined_findings
from checker.report.value_phrase import value_phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from checker.formats.shared.causes import Cause
    from checker.report.model import Because, ClusterResult, Report, Result, Rule
    from checker.report.run import Run

__all__ = ["render"]

_STYLES = {"bad": "\x1b[1;31m", "open": "\x1b[1;33m", "good": "\x1b[1;32m", "none": "\x1b[2m", "bold": "\x1b[1m"}
_CAUSES = 12


def render(run: Run) -> str:
    """The reports as text: of several projects a table first, then each."""
    lines = run.lines or (None,) * len(run.reports)
    texts = ["\n".join(_Text(report, run, line_of).lines()) for report, line_of in zip(run.reports, lines, strict=True)]
    if len(run.reports) + len(run.faults) > 1:
        texts.insert(0, "\n".join(_table(run)))
    return "\n\n\n".join(texts) + "\n"


def _table(run: Run) -> Iterator[str]:
    """The projects, a line each, and the files that could not be checked."""
    yield _paint(f"{'Project':<35}{'Outcome':<18}{'FLOOR':>6}{'not':>6}{'open':>7}{'known':>8}", "bold", run.colour)
    for report in run.reports:
        word = outcome_word(report)
        found = counts(report.results)
        title = fit(report.project.title or report.project.id, 34)
        shown = _paint(f"{word.label.upper():<18}", word.tone, run.colour)
        coverage = f"{report.coverage.determined}/{report.coverage.applicable}"
        blocking = len(names(report, report.outcome.blocking))
        figures = f"{blocking:>6}{found['not_met']:>6}{found['not_determined']:>7}{coverage:>8}"
        yield f"{title} {shown}{figures}"
    for file in dict.fromkeys(fault.file for fault in run.faults):
        yield f"{fit(file, 34)} {_paint('COULD NOT BE CHECKED', 'bad', run.colour)}"
    yield from _wrap("FLOOR: conditions that block. not, open: verdicts not met and not determined. known: "
                     "determined of applicable.", "  ")  # fmt: skip


class _Text:
    def __init__(self, report: Report, run: Run, line_of: Callable[[int], str] | None) -> None:
        self.report = report
        self.results = joined_findings(report)
        self.line_of = line_of
        self.colour = run.colour
        self.verbose = run.verbose
        self.several = len(report.workforces) > 1

    def paint(self, text: str, style: str) -> str:
        return _paint(text, style, self.colour)

    def lines(self) -> Iterator[str]:
        yield from self.head()
        yield ""
        yield from self.outcome()
        yield ""
        yield from self.clusters()
        for verdict in UNSETTLED:
            yield from self.section(verdict)
        yield from self.settled()
        if self.verbose:
            yield from self.to_attest()
        yield from self.warnings()
        yield from self.tail()

    def head(self) -> Iterator[str]:
        project = self.report.project
        yield from _wrap(project.title or project.id, "", self.paint, "bold")
        yield from _wrap(" · ".join(setting_phrases(self.report)), "")

    def outcome(self) -> Iterator[str]:
        outcome = self.report.outcome
        yield from _wrap(headline(self.report), "", self.paint, outcome_word(self.report).tone)
        for cause in causes(self.report, self.results):
            yield from self.cause(cause)
        if outcome.exit_harm:
            yield from _wrap(f"If aid stops: {outcome.exit_harm}", "  ")
        if outcome.worker_protection:
            yield from _wrap(f"Protect the workers: {outcome.worker_protection}", "  ")
        for phrase in relaxation_phrases(self.report):
            yield from _wrap(f"Relaxed: {phrase}", "  ", hang="    ")
        for phrase in changed_phrases(self.report):
            yield from _wrap(f"Changed: {phrase}", "  ", hang="    ")
        coverage = self.report.coverage
        yield from _wrap(
            f"Coverage: {coverage.determined} of {coverage.applicable} applicable conditions are determined.", ""
        )

    def cause(self, cause: Cause) -> Iterator[str]:
        """What brought the outcome about: failures a line each, open conditions by class."""
        for result in cause.failed[:_CAUSES]:
            rule = self.report.rule(result)
            line = f"{cause.verb}: {rule.class_:<5} {self.report.name(result):<9}{rule.title}"
            yield from _wrap(cut(line, COLUMNS - 2), "  ", hang=" " * 4)
        if len(cause.failed) > _CAUSES:
            yield from _wrap(f"and {len(cause.failed) - _CAUSES} more: {self.ids(cause.failed[_CAUSES:])}", "    ")
        for class_, results in cause.open:
            line = f"{cause.verb}: {len(results)} {class_} not determined: {self.ids(results)}"
            yield from _wrap(line, "  ", hang=" " * 4)

    def ids(self, results: Sequence[Result]) -> str:
        return ", ".join(map(self.report.name, results))

    def clusters(self) -> Iterator[str]:
        yield self.paint(f"{'Cluster':<41}{'Verdict':<20}{'met':>4}{'not':>4}{'open':>5}{'n/a':>4}", "bold")
        for cluster in self.report.clusters:
            yield self.cluster(cluster)
        if any(cluster.presumption for cluster in self.report.clusters):
            yield "  ! a presumption stands against the project while this is open"
        if any(cluster.marked for cluster in self.report.clusters):
            yield f"  * {MARKED}"

    def cluster(self, cluster: ClusterResult) -> str:
        word = VERDICTS[cluster.verdict]
        shown = _label(word) + (" !" if cluster.presumption else "") + (" *" if cluster.marked else "")
        title = cut(f"{self.report.cluster_name(cluster):<7}{cluster.title}", 40)
        counts = f"{cluster.met:>4}{cluster.not_met:>4}{cluster.not_determined:>5}{cluster.not_applicable:>4}"
        return f"{title:<41}{self.paint(f'{shown:<20}', word.tone)}{counts}"

    def rule(self, verdict: str, size: int) -> str:
        word = VERDICTS[verdict]
        return self.paint(f"── {_label(word)} ({size}) ".ljust(COLUMNS, "─"), word.tone)

    def section(self, verdict: str) -> Iterator[str]:
        found = [result for result in self.results if result.verdict == verdict]
        if not found:
            return
        yield ""
        yield self.rule(verdict, sum(len(result.subjects) for result in found))
        for result in by_gravity(self.report, found):
            yield ""
            yield from self.result(result)

    def result(self, result: Result) -> Iterator[str]:
        rule = self.report.rule(result)
        core = "core, " if rule.core else ""
        named = f"{self.report.name(result)}  {rule.title}{self.subject(result, rule)}"
        yield from _wrap(named, "", self.paint, "bold")
        notes = [f"{core}{rule.class_}: {CLASSES[rule.class_]}"]
        if result.deadline:
            notes.append(f"due {result.deadline}")
        if result.structural:
            notes.append("host law is a cause")
        yield from _wrap("; ".join(notes), "  ", self.paint, "none")
        yield from _wrap(f"Asks: {rule.requirement}", "  ")
        if result.reason:
            yield from _wrap(f"Open: {why_open(result)}", "  ")
        for because in result.because[:6]:
            yield from self.because(because, result)
        if len(result.because) > 6:
            yield f"  … and {len(result.because) - 6} more facts"
        yield from self.contrary(result, "  ")
        for need in result.needs[:6]:
            yield from self.need(need.path, need.question, need.would_decide)
        if len(result.needs) > 6:
            yield f"  … and {len(result.needs) - 6} more questions"
        # Where nothing is known yet, the questions come first: an answer may show there is nothing to mend.
        if result.because or not result.needs:
            for remedy in self.report.remedy(result):
                yield from _wrap(f"Mend: {remedy}", "  ")
        yield from self.sources(rule)

    def because(self, because: Because, result: Result) -> Iterator[str]:
        yield from _wrap(because_phrase(because), "  ")
        yield self.paint(cut(f"    --> {visible(place_of(because))}", COLUMNS), "none")
        # An attestation stands in a file of its own, and says all in its line.
        if self.line_of is None or because.path == JUDGEMENT:
            return
        text, underline = _frame(because, self.line_of, COLUMNS)
        yield text
        yield self.paint(underline, VERDICTS[result.verdict].tone)

    def subject(self, result: Result, rule: Rule) -> str:
        """Whom a result is about, in brackets, where there are several workforces."""
        return f" [{subject_phrase(result)}]" if self.several and rule.scope == "workforce" else ""

    def contrary(self, result: Result, indent: str) -> Iterator[str]:
        """What is stated on the other side of a verdict, with its places."""
        label = contrary_label(result)
        for item in result.contrary[:6]:
            yield from _wrap(f"{label}: {because_phrase(item)}", indent)
            yield self.paint(cut(f"{indent}  --> {visible(place_of(item))}", COLUMNS), "none")
        if len(result.contrary) > 6:
            yield f"{indent}… and {len(result.contrary) - 6} more facts"

    def need(self, path: str, question: str, would_decide: str) -> Iterator[str]:
        yield from _wrap(f"Answer: {question} ({path})", "  ")
        if would_decide:
            yield from _wrap(would_decide, "          ")

    def sources(self, rule: Rule) -> Iterator[str]:
        said = "; ".join(source_phrases(self.report.sources(rule)))
        if said:
            yield from _wrap(f"Source: {said}", "  ", self.paint, "none")

    def settled(self) -> Iterator[str]:
        """What is met or does not apply; unless all is to be said, only what something stands against."""
        for verdict in SETTLED:
            found = [one for one in self.results if one.verdict == verdict and (self.verbose or one.contrary)]
            if not found:
                continue
            yield ""
            yield self.rule(verdict, sum(len(result.subjects) for result in found))
            for result in found:
                rule = self.report.rule(result)
                grade = f" ({result.basis}, grade {result.grade})" if result.grade else ""
                named = f"{self.report.name(result):<10}{rule.requirement}{self.subject(result, rule)}{grade}"
                yield from _wrap(named, "  ", hang=" " * 12)
                if result.why_not_applicable:
                    yield from _wrap(f"Not applicable: {result.why_not_applicable}", " " * 12)
                if verdict != "not_applicable":
                    for because in result.because:
                        day = f", speaks of {because.day}" if because.day else ""
                        fact = f"{because.path} is {value_phrase(because.value)}{day}, line {because.line}"
                        said = because_phrase(because) if because.path == JUDGEMENT else fact
                        yield from _wrap(said, " " * 12)
                yield from self.contrary(result, " " * 12)

    def to_attest(self) -> Iterator[str]:
        """The file that two people fill in to answer the open questions of judgement."""
        lines = ready_entries(self.report)
        if lines:
            yield ""
            yield self.paint("── TO ATTEST ".ljust(COLUMNS, "─"), "bold")
            yield from _wrap(
                "Two people who do not speak for the project fill in what is blank; then check with "
                "--attestations FILE (docs/attestations.md).", "  ", hang="  ",
            )  # fmt: skip
            yield from lines

    def warnings(self) -> Iterator[str]:
        notes = [note for pack in self.report.packs for note in pack.host_law]
        if not self.report.warnings and not notes:
            return
        yield ""
        yield self.paint(f"── WARNINGS ({len(self.report.warnings) + len(notes)}) ".ljust(COLUMNS, "─"), "bold")
        for warning in self.report.warnings:
            yield from _wrap(
                f"{warning.file or self.report.project.file}:{warning.line}:{warning.column}: {warning.message}",
                "  ",
                hang="    ",
            )
        for note in notes:
            yield from _wrap(f"host law governs: {note}", "  ", hang="    ")

    def tail(self) -> Iterator[str]:
        yield ""
        found = counts(self.report.results)
        met, rest = found["met"] + found["met_by_alternative"], found["not_applicable"]
        hidden = "" if self.verbose else f" Not listed: {met} met, {rest} not applicable (--verbose lists them)."
        yield from _wrap(f"{counts_phrase(self.report.results)}.{hidden}", "")


def _label(word: Word) -> str:
    """A verdict's label; what needs no attention is not shouted."""
    return word.label if word.tone == "none" else word.label.upper()


def _paint(text: str, style: str, colour: bool) -> str:
    return f"{_STYLES[style]}{text}\x1b[0m" if colour else text


def _wrap(
    text: str,
    indent: str,
    paint: Callable[[str, str], str] | None = None,
    style: str = "none",
    *,
    hang: str | None = None,
) -> Iterator[str]:
    for line in wrap(text, indent, hang):
        yield paint(line, style) if paint else line


def _frame(because: Because, line_of: Callable[[int], str], columns: int) -> tuple[str, str]:
    """The line of the file that decided something, and its underline: cut to the columns, without colour."""
    text = line_of(because.line)
    start = min(because.column - 1, len(text))
    end = because.end.column - 1 if because.end.line == because.line else len(text.rstrip())
    end = max(start + 1, min(end, max(len(text), start + 1)))
    gutter = f"{because.line:>6} | "
    room = max(20, columns - len(gutter))
    # A line that does not fit is cut on the left, so that the underlined text stays in sight.
    skipped = max(0, start - room // 3) if width(text) > room else 0
    lead = "…" if skipped else ""
    head, middle, tail = (visible(part) for part in (text[skipped:start], text[start:end], text[end:]))
    shown = cut(lead + head + middle + tail, room)
    before = width(lead + head)
    length = max(1, min(width(middle), room - before))
    return gutter + shown, " " * (len(gutter) - 2) + "| " + " " * before + "^" * length
