"""The engine's verdicts put into words and places: the report model is filled here and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checker.domain.grades import GRADE_MEANINGS
from checker.domain.options import DEFAULT_REGIME
from checker.domain.pack import Either
from checker.domain.tree import parameters_of
from checker.domain.words import OUTCOMES, UNSETTLED
from checker.engine.judged import worst
from checker.ground.places import portable
from checker.ground.version import __version__
from checker.packs.clashes import pack_names
from checker.report.attested import attestation_entries, attestation_warnings, because_attested
from checker.report.fingerprint import fingerprint
from checker.report.model import (
    JOIN_ABOVE,
    JUDGEMENT,
    OTHER_FACTS_FIRST,
    ActionItem,
    Because,
    ChangedParameter,
    ClusterResult,
    Coverage,
    EvidenceEntry,
    FindingKey,
    Need,
    Outcome,
    PackUsed,
    Position,
    ProjectInfo,
    Report,
    Result,
    RuleKey,
    Settings,
    Subject,
)  # fmt: skip
from checker.report.notices import warnings_of
from checker.report.rules import rules_of
from checker.report.value_phrase import value_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.domain.options import Options
    from checker.engine.evaluate import Key
    from checker.engine.facts import FactBase
    from checker.engine.judged import Ground, Judged
    from checker.engine.labels import Contradiction
    from checker.engine.outcome import PackVerdicts, Schedule
    from checker.engine.values import Placed
    from checker.ground.places import Document, Pointer
    from checker.packs.terms import Terms
    from checker.people.attestations import Weighed
    from checker.project.models import Project
    from checker.project.read import ProjectFile

__all__ = ["summarise"]

# More facts than these are counted where a reason is said in a line.
_DECIDING = 3
_LONGEST = 200
_DESCRIBED = ("employer", "worker_class", "headcount", "nationality", "workplace_country")
_HOW = ", in a file for `checker check --attestations` (docs/attestations.md; `--verbose` prints it to fill in)"
_EXIT_HARM_UNSTATED = (
    "The file does not say who is hurt if this stops: state it under `exit_harm` before anything is suspended."
)


def summarise(
    project_file: ProjectFile, facts: FactBase, schedule: Schedule, found: tuple[PackVerdicts, ...], options: Options,
    regime: str, weighed: Weighed | None = None, labels: Sequence[Contradiction] = (),
) -> Report:  # fmt: skip
    """The report of a check."""
    project, document = project_file
    names = pack_names([one.terms.pack for one in found])
    writer = _Writer(document, facts, schedule, weighed)
    rules, instruments = rules_of(found, names, facts.as_of)
    by_pack = [tuple(writer.results(pack_verdicts, name)) for pack_verdicts, name in zip(found, names, strict=True)]
    results = tuple(result for mine in by_pack for result in mine)
    verdicts = [judged.verdict for one in found for judged in one.judged]
    applicable = len(verdicts) - verdicts.count("not_applicable")
    scenario = None if regime == DEFAULT_REGIME else regime
    outcome = _outcome(writer, project, found, by_pack, scenario)
    report = Report(
        tool_name="checker",
        tool_version=__version__,
        project=ProjectInfo(
            project.id, project.title, writer.file, document.sha256, project.as_of.isoformat(), project.stage,
            project.purpose, project.regime, None if project.regime == DEFAULT_REGIME else project.regime),
        packs=tuple(map(_pack_used, found, names)),
        settings=Settings(
            facts.as_of.isoformat(), facts.stage, schedule.wanted, options.burden, regime,
            options.known_on.isoformat() if options.known_on else None,
            weighed.file.document.sha256 if weighed else None),
        outcome=outcome,
        coverage=Coverage(applicable, applicable - verdicts.count("not_determined")),
        rules=rules,
        instruments=instruments,
        clusters=tuple(_clusters(found, names, outcome)),
        results=results,
        action_plan=(),
        evidence=tuple(writer.evidence(results)),
        warnings=(*warnings_of(found, facts, document, labels), *attestation_warnings(weighed)),
        workforces=tuple(writer.workforces()),
        attestations=tuple(attestation_entries(weighed)),
    )  # fmt: skip
    return replace(report, action_plan=tuple(writer.action_plan(report)))


def _pack_used(pack_verdicts: PackVerdicts, name: str) -> PackUsed:
    terms = pack_verdicts.terms
    applied = [item.condition.requires for item in pack_verdicts.judged if item.verdict != "not_applicable"]
    used = {name for tree in applied for name in parameters_of(tree)}
    parameters = {name: _parameter(value) for name, value in terms.parameters.items()}
    defaults = {name: _parameter(one.default) for name, one in terms.pack.parameters.items()}
    host_law = tuple(
        f"{name} is {row.value}: {row.instrument}, article {row.article}, asks more than the norm"
        for name, row in terms.host_law.items()
        if name in used
    )
    pack = terms.pack
    return PackUsed(
        name, pack.version, pack.sha256, terms.profile.name, parameters,
        # What host law governs nobody has set.
        tuple(
            ChangedParameter(key, value, defaults[key])
            for key, value in parameters.items()
            if value != defaults[key] and key not in terms.host_law),
        host_law,
        extends=tuple(f"{base.id} {base.version} {base.sha256}" for base in pack.extends),
        relaxes=tuple(
            f"{one.what}{'' if one.pack == pack.id else f' (in {one.pack})'}: {one.said}. {one.reason}"
            for one in pack.relaxes),
        attestation_days=pack.attestation_days,
    )  # fmt: skip


def _parameter(value: Any) -> Any:
    """A parameter's value as data; the norm's where the host is not stated."""
    if isinstance(value, Either):
        return value.values[0]
    return list(value) if isinstance(value, tuple) else value


def _outcome(
    writer: _Writer, project: Project, found: tuple[PackVerdicts, ...], by_pack: list[tuple[Result, ...]],
    scenario: str | None,
) -> Outcome:  # fmt: skip
    words = [one.consequence.word for one in found]
    word: Any = max(words, key=OUTCOMES.index)
    blocking: list[FindingKey] = []
    holding: list[FindingKey] = []
    for pack_verdicts, results in zip(found, by_pack, strict=True):
        blocks, holds = (
            {(one.condition.id, writer.subject(one)) for one in judged}
            for judged in (pack_verdicts.consequence.blocking, pack_verdicts.consequence.holding)
        )
        for one in results:
            about = {(one.condition, subject) for subject in one.subjects}
            key = FindingKey(one.pack, one.condition, one.subject)
            if about & blocks:
                blocking.append(key)
            elif about & holds:
                holding.append(key)
    harm = (project.exit_harm or _EXIT_HARM_UNSTATED) if "corrective_action" in words else None
    protection = None
    if word != "release":
        # Of the pack that stops the money: another may speak of aid. That there are no workers is a claim like others.
        protection = found[words.index(word)].terms.pack.worker_protection or None
    return Outcome(word, scenario, tuple(blocking), tuple(holding), harm, protection)


def _clusters(found: tuple[PackVerdicts, ...], names: list[str], outcome: Outcome) -> Iterable[ClusterResult]:
    in_the_way = {(key.pack, key.condition) for key in (*outcome.blocking, *outcome.holding)}
    for pack_verdicts, name in zip(found, names, strict=True):
        for cluster in pack_verdicts.terms.pack.clusters:
            mine = [item for item in pack_verdicts.judged if item.condition.cluster == cluster.id]
            core = [item for item in mine if item.condition.core]
            verdict: Any = worst([item.verdict for item in core])
            counts = [item.verdict for item in mine]
            against = verdict == "not_determined" and any(item.presumption for item in core)
            marked = verdict != "not_met" and any(
                item.verdict == "not_met" or (name, item.condition.id) in in_the_way
                for item in mine
                if not item.condition.core
            )
            yield ClusterResult(
                name, cluster.id, cluster.title, verdict, marked,
                counts.count("met") + counts.count("met_by_alternative"), counts.count("not_met"),
                counts.count("not_determined"), counts.count("not_applicable"), "against" if against else None,
            )  # fmt: skip


class _Writer:
    """Looks facts and places up for what the engine names by key."""

    def __init__(self, document: Document, facts: FactBase, schedule: Schedule, weighed: Weighed | None = None) -> None:
        self.document = document
        self.file = portable(document.name)
        self.facts = facts
        self.schedule = schedule
        self.weighed = weighed

    def results(self, pack_verdicts: PackVerdicts, pack: str) -> Iterable[Result]:
        """A result for each verdict of a pack; of very many workforces, one for those that state the same."""
        joined = len(self.facts.workforces or ()) > JOIN_ABOVE
        groups: dict[Any, list[Judged]] = {}
        for index, judged in enumerate(pack_verdicts.judged):
            key = judged.condition.id, judged.like
            groups.setdefault(key if joined and judged.like is not None else index, []).append(judged)
        for group in groups.values():
            result = self.result(group, pack_verdicts.terms, pack)
            yield replace(result, fingerprint=fingerprint(self.facts.project.id, result))

    def result(self, group: list[Judged], terms: Terms, pack: str) -> Result:
        judged = group[0]
        condition = judged.condition
        verdict: Any = judged.verdict
        subjects = tuple(map(self.subject, group))
        deadline = self.schedule.deadline(terms.deadline_days(condition)) if judged.class_ == "CS" else None
        needs = [self._need(need.key, need.would_decide) for need in judged.needs]
        needs += [
            Need(JUDGEMENT, one.question, f"{one.would_decide}{_HOW}" if one.would_decide else OTHER_FACTS_FIRST)
            for one in judged.questions
        ]
        because = self._because(group)
        return Result(
            pack=pack, condition=condition.id, subject=subjects[0], subjects=subjects, verdict=verdict,
            reason=judged.reason, basis=judged.basis, structural=judged.structural, presumption=judged.presumption,
            grade=None if judged.grade is None else f"E{judged.grade}",
            demanded_grade=None if judged.demanded_grade is None else f"E{judged.demanded_grade}",
            because=because, contrary=tuple(self._deciding(group, contrary=True)), needs=tuple(needs),
            deadline=deadline.isoformat() if deadline else None,
            why_not_applicable=(
                self._why_not_applicable(judged, because) if verdict == "not_applicable" else None),
            unsafe=judged.unsafe,
        )  # fmt: skip

    def _why_not_applicable(self, judged: Judged, because: tuple[Because, ...]) -> str:
        """Why a condition does not concern its subject, in a line."""
        if judged.why_not:
            return judged.why_not
        deciding = [f"{item.path} is {_short(value_phrase(item.value))}" for item in because[:_DECIDING]]
        rest = len(because) - len(deciding)
        said = "; ".join([*deciding, *([f"and {rest} more facts"] if rest else [])])
        return said or f"the day judged is {self.facts.as_of}"

    def subject(self, judged: Judged) -> str:
        """The id of the workforce that a verdict is about, or the project's."""
        if judged.workforce is not None and self.facts.workforces:
            return self.facts.workforces[judged.workforce].id
        return self.facts.project.id

    def _because(self, group: list[Judged]) -> tuple[Because, ...]:
        """What decided: the first fact, by whose place a result is shown, what people attest, then other facts."""
        facts = tuple(self._deciding(group))
        return (*facts[:1], *because_attested(self.weighed, group), *facts[1:])

    def _deciding(self, group: list[Judged], *, contrary: bool = False) -> Iterable[Because]:
        """The facts that decided, or those on the losing side, each place of the file once."""
        seen: set[tuple[str, Pointer]] = set()
        for judged in group:
            for ground in judged.contrary if contrary else judged.because:
                for placed in ground.statements:
                    if (placed.path, placed.pointer) not in seen:
                        seen.add((placed.path, placed.pointer))
                        yield self._entry(ground, placed, placed.pointer)
                if not ground.statements and ground.pointer is not None and (ground.key[0], ground.pointer) not in seen:
                    seen.add((ground.key[0], ground.pointer))
                    yield self._entry(ground, None, ground.pointer)

    def _entry(self, ground: Ground, placed: Placed | None, pointer: Pointer) -> Because:
        span = self.document.span(pointer)
        path = placed.path if placed else ground.key[0]
        value = placed.statement.value if placed else ground.value
        if path in ("workforces", "parties"):
            value = [item.id for item in value]
        evidence = placed.statement.evidence if placed else ()
        grade = f"E{ground.grade}" if ground.grade is not None else None
        day = placed.speaks_of if placed else None
        return Because(
            path, value if value is None or isinstance(value, bool | int | float | str) else _plain(value),
            day.isoformat() if day else None, placed.basis if placed else None, tuple(evidence), grade, self.file,
            span.line, span.column, Position(span.end_line, span.end_column), ground.remark,
        )  # fmt: skip

    def _need(self, key: Key, would_decide: str) -> Need:
        path, workforce = key
        row = self.facts.row(path)
        where = f"extensions.{path}" if path in self.facts.own else path
        if workforce is not None and self.facts.workforces:
            where = f"workforces[{self.facts.workforces[workforce].id}].{where}"
        return Need(where, row.question, would_decide)

    def workforces(self) -> Iterable[Subject]:
        for item in self.facts.workforces or ():
            given = item, self.facts.project.workforce_defaults
            told = [[getattr(holder, name, None) for holder in given] for name in _DESCRIBED]
            yield Subject(item.id, item.title, *(own if own is not None else usual for own, usual in told))

    def action_plan(self, report: Report) -> Iterable[ActionItem]:
        for result in report.results:
            class_ = report.rule(result).class_
            if result.verdict not in UNSETTLED or class_ == "REG":
                continue
            grade = result.demanded_grade or "E0"
            wanted = f"{grade} or better: {GRADE_MEANINGS[grade]}"
            if result.needs and all(need.path == JUDGEMENT for need in result.needs):
                wanted = "the attestation of two people"
            yield ActionItem(
                f"{result.pack}:{result.condition}:{result.subject}", result.pack, result.condition, result.subject,
                result.subjects, wanted, _linked_to(class_), result.deadline or self._due(class_), "open",
            )  # fmt: skip

    def _due(self, class_: str) -> str | None:
        if class_ in ("FLOOR", "CP"):
            due = next((item.due for item in self.schedule.disbursements if item.id == self.schedule.wanted), None)
            return due.isoformat() if due else None
        return None

    def evidence(self, results: tuple[Result, ...]) -> Iterable[EvidenceEntry]:
        cited: dict[str, dict[tuple[str, str], None]] = {}
        for result in results:
            for because in result.because:
                for identity in because.evidence:
                    cited.setdefault(identity, {})[result.pack, result.condition] = None
        for index, item in enumerate(self.facts.project.evidence or ()):
            span = self.document.span(("evidence", index))
            grade = self.facts.register.grade_alone(item)
            yield EvidenceEntry(
                item.id, item.kind, item.title, item.issuer, item.issued.isoformat() if item.issued else None, item.url,
                f"E{grade}", tuple(RuleKey(*key) for key in cited.get(item.id, ())), span.line, span.column,
            )  # fmt: skip


def _short(said: str) -> str:
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def _linked_to(class_: str) -> str:
    return {
        "FLOOR": "any payment",
        "CP": "the disbursement it precedes",
        "CS": "its deadline after the first disbursement",
        "COV": "every monitoring date",
    }[class_]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    return value.isoformat() if hasattr(value, "isoformat") else value
