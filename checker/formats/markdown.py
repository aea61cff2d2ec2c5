"""The report as Markdown: for a pull request, an issue, or the summary of a GitHub job.

Text of an input shows and does nothing else: no markup, no HTML, no mention, no link but to the
web. A job summary holds 1 MiB, so what would go beyond is left out, and counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.domain.words import SETTLED
from checker.formats.shared.causes import causes
from checker.formats.shared.plan import each_line
from checker.formats.shared.texts import (
    CLASSES,
    MARKED,
    VERDICTS,
    because_phrase,
    by_gravity,
    changed_phrases,
    contrary_label,
    counts,
    counts_phrase,
    headline,
    names,
    next_steps,
    outcome_word,
    place_of,
    relaxation_phrases,
    setting_phrases,
    shortened,
    subject_phrase,
    why_open,
)
from checker.formats.shared.uri import web_link
from checker.ground.escape import visible
from checker.report.same_findings import joined_findings

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from checker.formats.shared.causes import Cause
    from checker.ground.errors import Problem
    from checker.report.model import Because, Report, Result
    from checker.report.run import Run

__all__ = ["BREAK", "MOST_BYTES", "code", "link", "render", "text"]

# Below the 1,048,576 bytes of a job summary, with room for what other steps write.
MOST_BYTES = 1_000_000
_MOST = 6
# Stands around a value where a phrase is built; no input holds it.
_MARK = "\x00"
# A space without width, between two characters that a site would turn into a mention, a reference
# or an emoji. Sites look for those after entities are read; none comes from an input, where it is
# shown as an escape.
BREAK = "&#8203;"
_LONGEST = 2000
_MARKUP = re.compile(r"[\\`*\[\]|~#$]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_REFERENCE = re.compile(r"(@)(?=[\w-])|([#!])(?=\d)|(:)(?=[\w+-]+:)|(\bGH-)(?=\d)", re.IGNORECASE)
# Sites make links of bare addresses; those of the web are what they seem, others are not.
_SCHEME = re.compile(r"\b(?!https?:)([a-z][a-z0-9+.-]*:)(?=//)", re.IGNORECASE)
_OPENING = re.compile(r"^(?=[-+=>])|^(\d+)(?=[.)])")


def render(run: Run) -> str:
    """The reports as Markdown: of several projects a table first, then each."""
    import collections

    page: list[str] = []
    left: Counter[str] = collections.Counter()
    room = MOST_BYTES - 1000
    for kind, block in _blocks(run):
        size = len(block.encode("utf-8", "backslashreplace"))
        # After the first block that does not fit nothing follows, so that none stands under a wrong heading.
        if left or size > room:
            left[kind] += 1
        else:
            page.append(block)
            room -= size
    if left:
        counted = ", ".join(f"{number} {kind}" for kind, number in left.items() if kind)
        page.append(f"\n**Cut here**, to stay below 1 MiB. Not shown: {counted}. Other formats have them.\n")
    return "".join(page)


def _blocks(run: Run) -> Iterator[tuple[str, str]]:
    """The page in pieces, each with the word it is counted under if there is no room for it."""
    several = len(run.reports) > 1
    if several:
        yield from _summary(run.reports)
    yield from _faults(run.faults)
    for report in run.reports:
        yield from _project(report)


def _summary(reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    yield "", f"# {len(reports)} projects checked\n\n"
    yield "", _row("Project", "Outcome", "Blocking", "Not met", "Not determined", "Determined") + _rule("llrrrr")
    for report in reports:
        found = counts(report.results)
        yield (
            "projects of the table",
            _row(
                text(report.project.title or report.project.id),
                f"**{outcome_word(report).label}**",
                str(len(names(report, report.outcome.blocking))),
                str(found["not_met"]),
                str(found["not_determined"]),
                f"{report.coverage.determined} of {report.coverage.applicable}",
            ),
        )
    yield "", "\nBlocking: FLOOR conditions that are not met. Determined: of the conditions that apply.\n\n"


def _faults(faults: Sequence[Problem]) -> Iterator[tuple[str, str]]:
    if faults:
        yield "", "## Could not be checked\n\n"
        for problem in faults:
            advice = f" ({text(problem.help)})" if problem.help else ""
            yield "files that could not be checked", f"- {code(problem.place)}: {text(problem.message)}{advice}\n"
        yield "", "\n"


def _project(report: Report) -> Iterator[tuple[str, str]]:
    results = joined_findings(report)
    yield "projects", "".join(_head(report, results))
    yield "tables of clusters", "".join(_clusters(report))
    for verdict in ("not_met", "not_determined"):
        found = by_gravity(report, (result for result in results if result.verdict == verdict))
        if found:
            label = VERDICTS[verdict].label
            yield "", f"## {label.capitalize()} ({sum(len(result.subjects) for result in found)})\n\n"
            for result in found:
                yield f"entries {label}", "\n".join(_entry(report, result)) + "\n\n"
    against = [result for result in results if result.verdict in SETTLED and result.contrary]
    if against:
        yield "", f"## Met or not applicable, though statements stand against it ({len(against)})\n\n"
        for result in against:
            yield "entries that something stands against", "\n".join(_entry(report, result)) + "\n\n"
    yield from _warnings(report)
    yield from _plan(report)
    yield from _evidence(report)
    tool = f"{report.tool_name} {report.tool_version}"
    yield "", f"{text(counts_phrase(report.results))}. Met and not applicable conditions are not listed.\n\n"
    yield "", f"{text(tool)} read {code(report.project.file)}, SHA-256 {code(report.project.sha256)}.\n\n"


def _head(report: Report, results: Sequence[Result]) -> Iterator[str]:
    """What is decided, why, how much is known, and what to do now."""
    coverage = report.coverage
    yield f"# {text(report.project.title or report.project.id)}\n\n"
    yield f"{text(' · '.join(setting_phrases(report)))}\n\n"
    yield f"**{_marked(headline(report))}**\n\n"
    lines = [line for cause in causes(report, results) for line in _causes(report, cause)]
    yield "".join(lines) + ("\n" if lines else "")
    relaxed = [f"- {_marked(phrase)}\n" for phrase in relaxation_phrases(report)]
    yield "".join(["The rules are relaxed:\n\n", *relaxed, "\n"]) if relaxed else ""
    changed = [f"- {_marked(phrase)}\n" for phrase in changed_phrases(report)]
    yield "".join(["Parameters are changed:\n\n", *changed, "\n"]) if changed else ""
    yield f"Coverage: {coverage.determined} of {coverage.applicable} applicable conditions are determined.\n\n"
    steps = "".join(f"{number}. {_marked(step)}\n" for number, step in enumerate(next_steps(report), 1))
    yield f"## What to do next\n\n{steps}\n" if steps else ""


def _causes(report: Report, cause: Cause) -> Iterator[str]:
    """What blocks or holds: failures a line each, open conditions by class."""
    for result in cause.failed:
        rule = report.rule(result)
        yield f"- {cause.verb}: {rule.class_} **{text(report.name(result))}** {text(rule.title)}\n"
    for class_, found in cause.open:
        named = ", ".join(map(report.name, found))
        yield f"- {cause.verb}: {len(found)} {class_} not determined: {text(named)}\n"


def _clusters(report: Report) -> Iterator[str]:
    yield "## Clusters\n\n"
    yield _row("Cluster", "Title", "Verdict", "Met", "Not met", "Not determined", "Not applicable") + _rule("lllrrrr")
    for cluster in report.clusters:
        word = VERDICTS[cluster.verdict]
        shown = f"**{word.label}**" if word.tone in ("bad", "open") else word.label
        mark = " (a presumption stands against the project)" if cluster.presumption else ""
        mark += f" ({MARKED})" if cluster.marked else ""
        figures = (cluster.met, cluster.not_met, cluster.not_determined, cluster.not_applicable)
        yield _row(text(report.cluster_name(cluster)), text(cluster.title), shown + mark, *map(str, figures))
    yield "\n"


def _entry(report: Report, result: Result) -> Iterator[str]:
    """One open condition: what it asks, what decided it and where, what would change it, its sources."""
    rule = report.rule(result)
    yield f"### {text(report.name(result))} {text(rule.requirement if result.verdict in SETTLED else rule.title)}\n"
    notes = [VERDICTS[result.verdict].label] if result.verdict in SETTLED else []
    notes += [f"{'core, ' if rule.core else ''}{rule.class_}: {CLASSES[rule.class_]}"]
    notes += [f"due {result.deadline}"] if result.deadline else []
    notes += ["host law is a cause"] if result.structural else []
    notes += [f"against the baseline: {result.baseline}"] if result.baseline else []
    yield f"{text('; '.join(notes))}\n"
    if len(report.workforces) > 1 and rule.scope == "workforce":
        yield f"- **Concerns:** {text(subject_phrase(result))}"
    if result.verdict not in SETTLED:
        yield f"- **Asks:** {text(rule.requirement)}"
    if result.why_not_applicable:
        yield f"- **Not applicable:** {_marked(result.why_not_applicable)}"
    if result.reason:
        yield f"- **Open:** {text(why_open(result))}"
    yield from (f"- {_because(item)}" for item in result.because[:_MOST])
    if len(result.because) > _MOST:
        yield f"- and {len(result.because) - _MOST} more facts"
    yield from (f"- **{contrary_label(result)}:** {_because(item)}" for item in result.contrary[:_MOST])
    if len(result.contrary) > _MOST:
        yield f"- **{contrary_label(result)}:** {len(result.contrary) - _MOST} more facts"
    for need in result.needs[:_MOST]:
        decides = f": {_marked(need.would_decide)}" if need.would_decide else ""
        yield f"- **Answer:** {text(need.question)} ({code(need.path)}){decides}"
    if len(result.needs) > _MOST:
        yield f"- and {len(result.needs) - _MOST} more questions"
    # Where nothing is known yet, the questions come first: an answer may show there is nothing to mend.
    if result.because or not result.needs:
        yield from (f"- **Mend:** {text(remedy)}" for remedy in report.remedy(result))
    sources = [
        link(f"{source.short} {source.article}", source.url) + ("" if source.confirmed else " (text not confirmed)")
        for source in report.sources(rule)
    ]
    if sources:
        yield f"- **Source:** {'; '.join(sources)}"


def _because(item: Because) -> str:
    return f"{_marked(because_phrase(item, _MARK), _MARK)}, at {code(place_of(item))}"


def _warnings(report: Report) -> Iterator[tuple[str, str]]:
    notes = [f"host law governs: {note}" for pack in report.packs for note in pack.host_law]
    if report.warnings or notes:
        yield "", f"## Warnings ({len(report.warnings) + len(notes)})\n\n"
        for warning in report.warnings:
            place = code(f"{warning.file or report.project.file}:{warning.line}:{warning.column}")
            yield "warnings", f"- {place}: {text(warning.message)}\n"
        for note in notes:
            yield "warnings", f"- {text(note)}\n"
        yield "", "\n"


def _plan(report: Report) -> Iterator[tuple[str, str]]:
    if report.action_plan:
        yield "", f"## Action plan ({len(report.action_plan)})\n\n"
        yield "", _row("No.", "Condition", "For", "Gap", "Due", "Evidence asked for") + _rule("llllll")
        for number, todo in enumerate(each_line(report), 1):
            item = todo.item
            due = item.due or item.linked_to
            cells = (str(number), todo.name, item.subject, todo.gap, due, item.evidence_required)
            yield "lines of the action plan", _row(*map(text, cells))
        yield "", "\n"


def _evidence(report: Report) -> Iterator[tuple[str, str]]:
    if report.evidence:
        yield "", f"## Evidence ({len(report.evidence)})\n\n"
        yield "", _row("Id", "Kind", "Title", "Issuer", "Issued", "Grade alone", "Line") + _rule("lllllrr")
        for item in report.evidence:
            yield (
                "items of evidence",
                _row(
                    text(item.id),
                    text(item.kind),
                    link(item.title or item.id, item.url),
                    text(item.issuer or ""),
                    text(item.issued or ""),
                    text(item.grade),
                    str(item.line),
                ),
            )
        yield "", "\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell or ' ' for cell in cells)} |\n"


def _rule(columns: str) -> str:
    return f"| {' | '.join('---:' if column == 'r' else '---' for column in columns)} |\n"


def text(said: str) -> str:
    """The text as it is read, on one line; a very long one is cut."""
    shown = shortened(visible(" ".join(said.split())), _LONGEST)
    shown = _ENTITY.sub("&amp;", shown)
    shown = _MARKUP.sub(r"\\\g<0>", shown)
    shown = _REFERENCE.sub(rf"\g<0>{BREAK}", shown)
    shown = _SCHEME.sub(rf"\1{BREAK}", shown)
    return _OPENING.sub(r"\1\\", shown).replace("<", "&lt;")


def code(said: str) -> str:
    """The text as a code span, between more backticks than it has in a row; not for tables."""
    shown = shortened(visible(" ".join(said.split())), _LONGEST)
    if not shown:
        return "(empty)"
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    gap = " " if shown[0] == "`" or shown[-1] == "`" else ""
    return f"{fence}{gap}{shown}{gap}{fence}"


def link(said: str, url: str | None) -> str:
    """The text, as a link where the URL leads to the web; otherwise the text alone."""
    found = web_link(url)
    return f"[{text(said)}](<{found}>)" if found else text(said)


def _marked(said: str, mark: str = "`") -> str:
    """A phrase of ours in which values stand between marks: those as code, the rest as text."""
    pieces = said.split(mark)
    if len(pieces) % 2 == 0:
        return text(said)
    return "".join(code(piece) if number % 2 else _between(piece) for number, piece in enumerate(pieces))


def _between(piece: str) -> str:
    """Text with the blanks around it kept."""
    before, after = piece[:1].isspace(), piece[-1:].isspace() and bool(piece.strip())
    return f"{' ' if before else ''}{text(piece)}{' ' if after else ''}"
