"""The report model: what a check found. Every format is written from it, and it knows none of them.

Stable order, no clock, no machine path: the same input gives the same report.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.words import UNSETTLED
from checker.ground.frozen import frozen
from checker.ground.serialise import json_records
from checker.report.parts import (
    ActionItem,
    AttestationEntry,
    Attestor,
    Because,
    ChangedParameter,
    ClusterResult,
    Comparison,
    Coverage,
    EvidenceEntry,
    FindingKey,
    Instrument,
    Need,
    Notice,
    Outcome,
    PackUsed,
    Position,
    ProjectInfo,
    Result,
    Rule,
    RuleKey,
    Settings,
    Source,
    SourceRef,
    Subject,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "JOIN_ABOVE",
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

REPORT_VERSION = 2
# The path of what people attest, among facts that decide and needs: no fact of the vocabulary has it.
JUDGEMENT = "judgement"
# What is said of a question that no answer would decide as things stand.
OTHER_FACTS_FIRST = "decides nothing until other facts are known"
# A file with more workforces has its like verdicts joined, or its report would grow beyond reading.
JOIN_ABOVE = 100


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

    def remedy(self, result: Result) -> tuple[str, ...]:
        """What would mend an open result, without what would endanger workers; nothing of one that stands."""
        rule = self.rule(result)
        if result.verdict not in UNSETTLED:
            return ()
        return rule.remedy_unsafe if result.unsafe and rule.remedy_unsafe else rule.remedy

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
        return (result.pack, result.condition, result.subject) in _named(_Same(self.outcome.blocking))

    def in_the_way(self, result: Result) -> bool:
        """Whether a result blocks or holds the money."""
        key = result.pack, result.condition, result.subject
        return key in _named(_Same(self.outcome.blocking)) or key in _named(_Same(self.outcome.holding))

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data, in the form of ``schemas/report.schema.json``."""
        data = to_data(self)
        tool = {"name": data.pop("tool_name"), "version": data.pop("tool_version")}
        return {"report": REPORT_VERSION, "tool": tool, **data}

    def to_json(self) -> str:
        """The report as JSON text, the same bytes for the same input."""
        return json_records(self.to_dict())

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

        return report_of(text, name, cls, REPORT_VERSION)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        from checker.report.stored import flat

        return core_schema.no_info_before_validator_function(flat, handler(source))


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
def _named(same: _Same) -> frozenset[tuple[str, str, str]]:
    return frozenset((key.pack, key.condition, key.subject) for key in same.held)


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
