"""The report model: what a check found. Every format is written from it, and it knows none of them.

Stable order, no clock, no machine path: the same input gives the same report.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from checker.ground.model import Model
from checker.ground.serialise import json_records

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "FOLD_ABOVE",
    "JUDGEMENT",
    "OTHER_FACTS_FIRST",
    "ActionItem",
    "AttestationEntry",
    "Attestor",
    "Because",
    "ChangedParameter",
    "ClusterResult",
    "Comparison",
    "Coverage",
    "EvidenceEntry",
    "FindingKey",
    "Instrument",
    "Need",
    "Notice",
    "Outcome",
    "PackUsed",
    "Position",
    "ProjectInfo",
    "Report",
    "Result",
    "Rule",
    "RuleKey",
    "Settings",
    "Source",
    "SourceRef",
    "Subject",
    "to_data",
]  # fmt: skip

# How a verdict compares with an earlier report: see checker/report/baseline.py.
Comparison = Literal["new", "worse", "reopened", "known"]
REPORT_VERSION = 2
# The path of what people attest, among facts that decide and needs: no fact of the vocabulary has it.
JUDGEMENT = "judgement"
# What is said of a question that no answer would decide as things stand.
OTHER_FACTS_FIRST = "decides nothing until other facts are known"
# A file with more workforces has its like verdicts folded, or its report would grow beyond reading.
FOLD_ABOVE = 100


class Position(Model):
    """A place in a file, from 1."""

    line: int
    column: int


class Because(Model):
    """A fact on one side of a verdict, with its statement, evidence and place.

    ``day`` is the day that it speaks of, by its evidence; ``end`` is where the value ends in the file.
    """

    path: str
    value: Any
    day: str | None
    statement_basis: str | None
    evidence: tuple[str, ...]
    grade: str | None
    file: str
    line: int
    column: int
    end: Position
    remark: str = ""


@frozen
class Need:
    """A fact, or better evidence for one, that an open verdict waits for."""

    path: str
    question: str
    would_decide: str


class Instrument(Model):
    """A law, treaty, standard or report that rules cite, stated once; ``id`` is its short name, made unique."""

    id: str
    short: str
    title: str
    url: str | None


class SourceRef(Model):
    """A clause that a rule rests on, of an instrument by its id; ``confirmed`` is false where its text was not read."""

    instrument: str
    article: str
    confirmed: bool
    note: str | None = None


class Source(NamedTuple):
    """A clause with the instrument that it is of, as a reader needs them together."""

    short: str
    instrument: str
    article: str
    url: str | None
    confirmed: bool
    note: str | None


@frozen
class Subject:
    """A workforce that conditions were judged for, as the file describes it."""

    id: str
    title: str | None
    employer: str | None
    worker_class: str | None
    headcount: int | None
    nationality: str | None
    workplace_country: str | None


class RuleKey(Model):
    """What names a rule: the pack, as this report names it, and the condition."""

    pack: str
    condition: str


class FindingKey(Model):
    """What names a finding; of a result that is about several subjects, ``subject`` is its first."""

    pack: str
    condition: str
    subject: str


class Rule(Model):
    """A condition as a pack asks it of this project: what every result of it has in common, stated once."""

    pack: str
    condition: str
    cluster: str
    title: str
    class_: str = field(metadata={"alias": "class"})
    scope: str
    core: bool
    requirement: str
    why: str
    remedy: tuple[str, ...]
    sources: tuple[SourceRef, ...]
    provenance: str


class Result(Model):
    """The verdict of a pack on one condition for one subject: a workforce's id, or the project's.

    ``subjects`` has the same id. Where a file states more than ``FOLD_ABOVE`` workforces, verdicts
    alike for several are one result, and ``subjects`` lists them all. ``because`` is what decided,
    ``contrary`` what is stated on the other side. ``baseline`` says how the verdict compares with an
    earlier report, where one was given. ``fingerprint`` stays while the finding is the same.
    """

    pack: str
    condition: str
    subject: str
    subjects: tuple[str, ...]
    verdict: Verdict
    reason: str | None
    basis: str | None
    structural: bool
    presumption: str | None
    grade: str | None
    demanded_grade: str | None
    because: tuple[Because, ...]
    contrary: tuple[Because, ...] = ()
    needs: tuple[Need, ...] = ()
    why_not_applicable: str | None = None
    waiver: str | None = None
    deadline: str | None = None
    baseline: Comparison | None = None
    fingerprint: str = ""


class ClusterResult(Model):
    """The verdict on a cluster: the worst over its core conditions and subjects, and the counts.

    ``marked`` is true where that verdict is not ``not_met`` though a condition outside the core is
    not met or keeps money back.
    """

    pack: str
    id: str
    title: str
    verdict: Verdict
    marked: bool
    met: int
    not_met: int
    not_determined: int
    not_applicable: int
    presumption: str | None = None


class Outcome(Model):
    """What follows for the disbursement; under a ``scenario`` only if that regime were in force."""

    word: Word
    scenario: str | None
    blocking: tuple[FindingKey, ...]
    holding: tuple[FindingKey, ...]
    exit_harm: str | None
    worker_protection: str | None


@frozen
class Coverage:
    """How much could be determined: results that are determined, of those that apply."""

    applicable: int
    determined: int


class ActionItem(Model):
    """One line of the action plan: what its finding waits for. Standard, gap and action are those of its rule.

    The id is that of the finding, so it outlives changes of words, titles and order.
    """

    id: str
    pack: str
    condition: str
    subject: str
    subjects: tuple[str, ...]
    evidence_required: str
    linked_to: str
    due: str | None
    status: str


@frozen
class EvidenceEntry:
    """One item of the evidence register, with the grade it has alone."""

    id: str
    kind: str
    title: str | None
    issuer: str | None
    issued: str | None
    url: str | None
    grade: str
    cited_by: tuple[RuleKey, ...]
    line: int
    column: int


@frozen
class Attestor:
    """Who attests."""

    name: str
    role: str
    organisation: str | None


@frozen
class AttestationEntry:
    """An attestation for the project, and what came of it.

    ``state`` is ``used`` where it is among what decided a verdict, ``unused`` where it counts and decided
    nothing; any other word says why it does not count, and a warning says it in a sentence.
    """

    condition: str
    subject: str
    question: str | None
    answer: bool
    by: tuple[Attestor, ...]
    reason: str
    given: str
    lapses: str
    sha256: str
    state: str
    file: str
    line: int
    column: int


@frozen
class Notice:
    """What a reader should know that changes no verdict; without ``file`` it is about the project's."""

    code: str
    message: str
    path: str
    line: int
    column: int
    file: str = ""
    end: Position | None = None


class ProjectInfo(Model):
    """Which project was checked, from which file; ``scenario`` is its own regime, where that is not the actual one."""

    id: str
    title: str | None
    file: str
    sha256: str
    as_of: str
    stage: str
    purpose: str
    regime: str | None
    scenario: str | None = None


class ChangedParameter(Model):
    """A parameter that a user or a profile set to another value than the pack's default.

    ``direction`` says whether the rules are ``looser`` or ``stricter`` for it, where that is known.
    """

    name: str
    value: Any
    default: Any
    direction: Literal["looser", "stricter"] | None = None


@frozen
class PackUsed:
    """Which rules were applied. ``extends`` names the packs below, nearest first, as id, version and sha256.

    ``id`` names the pack in this report; where two packs of a run share an id, the version stands behind it.

    ``relaxes`` says what the pack lets through that a pack it extends does not, each with its reason.
    ``attestation_days`` is for how many days at most an attestation may be given.
    """

    id: str
    version: str
    sha256: str
    profile: str
    parameters: dict[str, Any]
    changed_parameters: tuple[ChangedParameter, ...] = ()
    host_law: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    relaxes: tuple[str, ...] = ()
    attestation_days: int = 365


@frozen
class Settings:
    """How the check was asked for."""

    as_of: str
    stage: str
    disbursement: str | None
    burden: str
    regime: str
    known_on: str | None = None
    attestations_sha256: str | None = None


@frozen
class Report:
    """All that one check of one project found. ``TypeAdapter(Report)`` of pydantic reads its written form too."""

    # What pydantic asks a class for: a key that no field has is refused.
    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - with an annotation it would be a field

    tool_name: str
    tool_version: str
    project: ProjectInfo
    packs: tuple[PackUsed, ...]
    settings: Settings
    outcome: Outcome
    coverage: Coverage
    rules: tuple[Rule, ...]
    instruments: tuple[Instrument, ...]
    clusters: tuple[ClusterResult, ...]
    results: tuple[Result, ...]
    action_plan: tuple[ActionItem, ...]
    evidence: tuple[EvidenceEntry, ...]
    waivers: tuple[str, ...] = ()
    warnings: tuple[Notice, ...] = ()
    workforces: tuple[Subject, ...] = ()
    attestations: tuple[AttestationEntry, ...] = ()

    def cluster(self, identity: str, pack: str | None = None) -> ClusterResult:
        """The verdict on a cluster by its id, such as ``HIRE``, of a pack where several have it.

        Raises:
            KeyError: the report has no such cluster.
        """
        for cluster in self.clusters:
            if cluster.id == identity and pack in (None, cluster.pack):
                return cluster
        raise KeyError(identity)

    def result(self, condition: str, subject: str | None = None, pack: str | None = None) -> Result:
        """The verdict on a condition, for a subject and of a pack where there are several.

        Raises:
            KeyError: the report has no such result.
        """
        for result in self.results:
            named = result.condition == condition and pack in (None, result.pack)
            if named and (subject is None or subject in result.subjects):
                return result
        raise KeyError(condition)

    def rule(self, of: Named) -> Rule:
        """The rule that a result, an action item or a key is of.

        Raises:
            KeyError: the report does not state it.
        """
        return _rules(_Same(self.rules)).by_key[of.pack, of.condition]

    def sources(self, rule: Rule) -> tuple[Source, ...]:
        """The clauses that a rule rests on, each with its instrument."""
        known = _instruments(_Same(self.instruments))
        return tuple(
            Source(found.short, found.title, one.article, found.url, one.confirmed, one.note)
            for one in rule.sources
            for found in (known[one.instrument],)
        )

    def name(self, of: Named) -> str:
        """A condition's id, such as ``HIRE-1``; ``pack:HIRE-1`` where another pack of the report has it too."""
        shared = of.condition in _rules(_Same(self.rules)).shared
        return f"{of.pack}:{of.condition}" if shared else of.condition

    def cluster_name(self, cluster: ClusterResult | Rule) -> str:
        """A cluster's id, in the same way."""
        identity = cluster.id if isinstance(cluster, ClusterResult) else cluster.cluster
        shared = identity in _rules(_Same(self.rules)).shared_clusters
        return f"{cluster.pack}:{identity}" if shared else identity

    def blocks(self, result: Result) -> bool:
        """Whether a result blocks the money, or is first to be put right."""
        return (result.pack, result.condition, result.subject) in _keys(_Same(self.outcome.blocking))

    def in_the_way(self, result: Result) -> bool:
        """Whether a result blocks or holds the money."""
        key = result.pack, result.condition, result.subject
        return key in _keys(_Same(self.outcome.blocking)) or key in _keys(_Same(self.outcome.holding))

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data, in the form of ``schemas/report.schema.json``."""
        data = to_data(self)
        tool = {"name": data.pop("tool_name"), "version": data.pop("tool_version")}
        return {"report": REPORT_VERSION, "tool": tool, **data}

    def to_json(self) -> str:
        """The report as JSON text, the same bytes for the same input."""
        return json_records(self.to_dict())


Named = Result | Rule | RuleKey | FindingKey | ActionItem


class _Same:
    """A part of a report as a key of a cache: by identity, because its hash would read all of it."""

    __slots__ = ("held",)

    def __init__(self, held: tuple[Any, ...]) -> None:
        self.held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.held is other.held

    def __hash__(self) -> int:
        return id(self.held)


class _Rules(NamedTuple):
    """The rules of a report by key, and the ids of conditions and clusters that several of its packs have."""

    by_key: dict[tuple[str, str], Rule]
    shared: frozenset[str]
    shared_clusters: frozenset[str]


@lru_cache(maxsize=64)
def _rules(same: _Same) -> _Rules:
    by_key = {(rule.pack, rule.condition): rule for rule in same.held}
    clusters = dict.fromkeys((rule.pack, rule.cluster) for rule in same.held)
    return _Rules(by_key, _twice(condition for _, condition in by_key), _twice(cluster for _, cluster in clusters))


@lru_cache(maxsize=64)
def _instruments(same: _Same) -> dict[str, Instrument]:
    return {one.id: one for one in same.held}


def _twice(names: Iterable[str]) -> frozenset[str]:
    seen: set[str] = set()
    return frozenset(name for name in names if name in seen or seen.add(name))  # type: ignore[func-returns-value]


@lru_cache(maxsize=64)
def _keys(same: _Same) -> frozenset[tuple[str, str, str]]:
    return frozenset((key.pack, key.condition, key.subject) for key in same.held)

    @classmethod
    def from_json(cls, text: str, name: str = "report.json") -> Report:
        """The report that ``to_json`` wrote: the same bytes again, with days among the values of facts as text.

        Args:
            text: the report as JSON.
            name: what messages call it.

        Raises:
            InputError: it is no JSON, or no report of this version; every fault is listed with its place.
        """
        from checker.report.stored import report_of

        return report_of(text, name)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        from checker.report.stored import flat

        return core_schema.no_info_before_validator_function(flat, handler(source))


def to_data(value: Any) -> Any:
    """Plain data of a model: mappings, lists, text, numbers."""
    if is_dataclass(value):
        kind: Any = type(value)
        return {key: to_data(getattr(value, name)) for name, key in _keys(kind)}
    if isinstance(value, dict):
        return {key: to_data(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_data(item) for item in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


@cache
def _keys(cls: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a class of the report, each with its key in JSON."""
    return tuple((one.name, one.metadata.get("alias", one.name)) for one in fields(cls))
