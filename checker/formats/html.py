"""The report as one web page: it asks nothing of any network, and reads without its script.

It decides nothing and knows no clock. Every text of an input passes through ``webpage.shown``, which
makes control characters visible and counts what it cuts; long lists are cut with their count as well.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from checker.domain.grades import GRADE_MEANINGS
from checker.domain.words import OUTCOMES as OUTCOME_ORDER, SETTLED, UNSETTLED
from checker.formats.shared.causes import causes
from checker.formats.shared.matrix import layout
from checker.formats.shared.plan import merged
from checker.formats.shared.texts import (
    CLASSES,
    MARKED,
    OUTCOMES,
    VERDICTS,
    by_gravity,
    changed_phrases,
    contrary_label,
    counts,
    names,
    next_steps,
    outcome_word,
    place_of,
    relaxation_phrases,
    subject_phrase,
    why_open,
)
from checker.formats.shared.webpage import TEXT, asset, digest, not_shown, templates
from checker.ground.escape import visible
from checker.report.same_findings import joined_findings, same_fact_key
from checker.report.value_phrase import value_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jinja2 import Environment

    from checker.ground.errors import Problem
    from checker.report.model import Because, ClusterResult, Notice, Report, Result, Rule, RuleKey, Source
    from checker.report.run import Run

__all__ = ["render"]

# More than a person reads; what is beyond is counted in the page, and whole in the JSON report.
SHOWN_OF_A_KIND = 10
ROWS = 300
ITEMS = 12
PROJECTS = 60
_PLACES = 5
_SUBJECTS = 20
_RUNNING_HEAD = 80

_QUOTED = re.compile("`([^`]*)`|(?!)()")
_SAFE_IN_CSS = re.compile(r"[^A-Za-z0-9 ]")
_DIVERGE = "law-and-practice-diverge"


def render(run: Run) -> str:
    """The page: of several projects a summary first, then each."""
    by_word = sorted(range(len(run.reports)), key=lambda index: -OUTCOME_ORDER.index(run.reports[index].outcome.word))
    detailed = set(by_word[:PROJECTS])
    projects = [
        _Project(report, f"p{index + 1}", detailed=index in detailed) for index, report in enumerate(run.reports)
    ]
    style = asset("style.css") + "".join(_running_head(project) for project in projects if project.detailed)
    script = asset("script.js")
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            projects=projects,
            faults=_Some(run.faults[:ROWS], len(run.faults[ROWS:])),
            style=Markup(style),  # noqa: S704 - our own file, and texts of which nothing but hex digits is left
            script=Markup(script),  # noqa: S704 - our own file
            style_hash=digest(style),
            script_hash=digest(script),
            tool=run.reports[0].tool_version,
        )
    )


class _Some(NamedTuple):
    """As many as are shown of a list, and how many are not."""

    shown: Sequence[Any]
    rest: int


class _Piece(NamedTuple):
    """A stretch of a sentence: plain, a name in code, or a link to an entry of the page."""

    text: str
    code: bool = False
    anchor: str = ""


class _Fact(NamedTuple):
    """A deciding fact with the evidence it cites, and every place where it stands."""

    because: Because
    evidence: _Some
    places: _Some


class _Entry(NamedTuple):
    """One result as an entry of the page."""

    anchor: str
    name: str
    result: Result
    rule: Rule
    sources: Sequence[Source]
    subjects: str
    facts: _Some
    contrary: _Some
    contrary_label: str
    needs: _Some


class _Group(NamedTuple):
    """The results with one verdict, those of them that have an entry, and what has none, by condition."""

    verdict: str
    size: int
    entries: Sequence[_Entry]
    left_out: Sequence[tuple[str, int]]


class _Project:
    """One report as the template needs it; ``prefix`` begins its anchors."""

    def __init__(self, report: Report, prefix: str, *, detailed: bool) -> None:
        self.report = report
        self.prefix = prefix
        self.detailed = detailed
        self.title = report.project.title or report.project.id
        self.word = outcome_word(report)
        self.blocking = len(names(report, report.outcome.blocking))
        self.counts = counts(report.results)
        self.several = len(report.workforces) > 1
        if detailed:
            self._lay_out()

    def _lay_out(self) -> None:
        report = self.report
        self.results = joined_findings(report)
        self.evidence_anchors: dict[str, str] = {}
        for index, entry in enumerate(report.evidence[:ROWS]):
            self.evidence_anchors.setdefault(entry.id, f"{self.prefix}-evidence-{index + 1}")
        self.anchors: dict[str, str] = {}
        self.groups = [group for verdict in (*UNSETTLED, *SETTLED) for group in self._group(verdict)]
        known = sorted(self.anchors, key=len, reverse=True)
        self._names = re.compile(rf"`([^`]*)`|(?<![\w-])({'|'.join(map(re.escape, known)) or '(?!)'})(?![\w-])")
        self.causes = causes(report, self.results)
        self._cells: dict[tuple[str, str, str], dict[str, None]] = {}
        for result in self.results:
            key = result.pack, report.rule(result).cluster, result.verdict
            self._cells.setdefault(key, {})[report.name(result)] = None
        self.steps = next_steps(report)
        self.relaxed = relaxation_phrases(report)
        self.changed = changed_phrases(report)
        self.matrix = layout(report, self.results)
        warnings: list[Notice] = sorted(report.warnings, key=lambda one: one.code != _DIVERGE)
        self.warnings = _Some(warnings[:ROWS], len(warnings[ROWS:]))
        self.host_law = list(dict.fromkeys(note for pack in report.packs for note in pack.host_law))
        todo = merged(report, self.results)
        self.plan = _Some(todo[:ROWS], len(todo[ROWS:]))
        self.evidence = _Some(report.evidence[:ROWS], len(report.evidence[ROWS:]))
        self.workforces = _Some(report.workforces[:ROWS], len(report.workforces[ROWS:]))
        self.instruments = self._instruments()

    def _group(self, verdict: str) -> Iterator[_Group]:
        """The entries of a verdict, of each condition not more than are read; nothing where there are none."""
        found = [result for result in self.results if result.verdict == verdict]
        if not found:
            return
        entries: list[_Entry] = []
        had: dict[str, int] = {}
        left_out: dict[str, int] = {}
        for result in by_gravity(self.report, found) if verdict in UNSETTLED else found:
            name = self.report.name(result)
            number = had[name] = had.get(name, 0) + 1
            if number > SHOWN_OF_A_KIND:
                left_out[name] = left_out.get(name, 0) + len(result.subjects)
            else:
                entries.append(self._entry(result, verdict, number))
        yield _Group(verdict, sum(len(result.subjects) for result in found), entries, list(left_out.items()))

    def _entry(self, result: Result, verdict: str, number: int) -> _Entry:
        name, rule = self.report.name(result), self.report.rule(result)
        plain = re.sub(r"\W+", "-", name)
        anchor = f"{self.prefix}-{plain}-{verdict}-{number}"
        self.anchors.setdefault(name, anchor)
        about = rule.scope == "workforce" and self.several
        facts, contrary = _facts(result.because), _facts(result.contrary)
        return _Entry(
            anchor=anchor,
            name=name,
            result=result,
            rule=rule,
            sources=self.report.sources(rule),
            subjects=subject_phrase(result, most=_SUBJECTS) if about else "",
            facts=_Some(facts[:ITEMS], len(facts[ITEMS:])),
            contrary=_Some(contrary[:ITEMS], len(contrary[ITEMS:])),
            contrary_label=contrary_label(result),
            needs=_Some(result.needs[:ITEMS], len(result.needs[ITEMS:])),
        )

    def _instruments(self) -> list[Source]:
        """Each instrument that a shown entry cites, once, by its short name."""
        cited = {
            (source.short, source.instrument, source.url): source
            for group in self.groups for entry in group.entries for source in entry.sources
        }  # fmt: skip
        return sorted(cited.values(), key=lambda source: source.short.casefold())

    def size(self, *verdicts: str) -> int:
        """How many verdicts of these kinds there are, counted by subject."""
        return sum(self.counts[verdict] for verdict in verdicts)

    def cell(self, cluster: ClusterResult, *verdicts: str) -> list[str]:
        """The conditions of a cluster with one of these verdicts, once each."""
        return [one for verdict in verdicts for one in self._cells.get((cluster.pack, cluster.id, verdict), ())]

    def pieces(self, text: str) -> Iterator[_Piece]:
        """A sentence cut where it quotes a name in backticks or names a condition that has an entry."""
        return _pieces(text, self._names, self.anchors)


def _pieces(
    text: str, names: re.Pattern[str] = _QUOTED, anchors: Mapping[str, str] = MappingProxyType({})
) -> Iterator[_Piece]:
    text, rest = text[:TEXT], len(text) - TEXT
    start = 0
    for match in names.finditer(text):
        yield _Piece(text[start : match.start()])
        quoted, name = match.groups()
        yield _Piece(quoted, code=True) if name is None else _Piece(name, anchor=anchors[name])
        start = match.end()
    yield _Piece(text[start:])
    if rest > 0:
        yield _Piece(not_shown(rest))


def _kind(kind: str) -> str:
    """A kind of evidence in words: ``NGO report``."""
    return " ".join(word.upper() if word in ("ngo", "un") else word for word in kind.split("_"))


def _facts(because: Iterable[Because]) -> list[_Fact]:
    """Deciding facts, those that say the same at several places once."""
    same: dict[object, list[Because]] = {}
    for item in because:
        same.setdefault(same_fact_key(item), []).append(item)
    return [
        _Fact(
            group[0],
            _Some(group[0].evidence[:ITEMS], len(group[0].evidence[ITEMS:])),
            _Some([place_of(one) for one in group[:_PLACES]], len(group[_PLACES:])),
        )
        for group in same.values()
    ]


def _running_head(project: _Project) -> str:
    """The rule that prints project and day at the head of each page."""
    title = f"{_css_text(project.title)}, as of {_css_text(project.report.settings.as_of)}"
    return f'@page {project.prefix}{{@top-left{{content:"{title}"}}}}\n.{project.prefix}{{page:{project.prefix}}}\n'


def _css_text(text: str) -> str:
    """The text in a string of a style sheet, each character but letters and digits by its number."""
    short = text if len(text) <= _RUNNING_HEAD else f"{text[:_RUNNING_HEAD]}…"
    return _SAFE_IN_CSS.sub(lambda match: f"\\{ord(match.group()):x} ", visible(short))


def _name_in(of: RuleKey | Result, report: Report) -> str:
    return report.name(of)


def _plain_value(value: Any) -> str:
    return value_phrase(value, "")


def _fault(problem: Problem) -> Iterator[_Piece]:
    """Why a file could not be checked, in a sentence."""
    advice = f"; {problem.help}" if problem.help else ""
    return _pieces(f"{problem.message}{f' at {problem.path}' if problem.path else ''}{advice}")


@cache
def _environment() -> Environment:
    environment = templates()
    environment.filters |= {"value": _plain_value, "fault": _fault, "kind": _kind, "name_in": _name_in}
    environment.filters["why_open"] = why_open
    environment.globals |= {
        "MARKED": MARKED,
        "VERDICTS": VERDICTS,
        "CLASSES": CLASSES,
        "GRADES": GRADE_MEANINGS,
        "OUTCOMES": OUTCOMES,
    }
    return environment
