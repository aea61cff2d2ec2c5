"""The report model: what a check found. Every format is written from it, and it knows none of them.

Stable order, no clock, no machine path: the same input gives the same report.
"""

from __future__ import annotations

from dataclasses import field, fields, is_dataclass
from functools import cache
from typing import Any, Literal

from checker.domain.words import OutcomeWord, Verdict  # noqa: TC001 - the report's schema is made from these
from checker.ground.frozen import frozen
from checker.ground.serialise import json_text

__all__ = [
    "FOLD_ABOVE",
    "JUDGEMENT",
    "OTHER_FACTS_FIRST",
    "ActionItem",
    "AttestationEntry",
    "Attestor",
    "Because",
    "ClusterResult",
    "Comparison",
    "Coverage",
    "EvidenceEntry",
    "Need",
    "Notice",
    "Outcome",
    "PackUsed",
    "ProjectInfo",
    "Report",
    "Result",
    "Settings",
    "SourceRef",
    "Subject",
    "to_data",
]  # fmt: skip

# How a verdict compares with an earlier report: see checker/report/baseline.py.
Comparison = Literal["new", "worse", "reopened", "known"]
REPORT_VERSION = 1
# The path of what people attest, among facts that decide and needs: no fact of the vocabulary has it.
JUDGEMENT = "judgement"
# What is said of a question that no answer would decide as things stand.
OTHER_FACTS_FIRST = "decides nothing until other facts are known"
# A file with more workforces has its like verdicts folded, or its report would grow beyond reading.
FOLD_ABOVE = 100


@frozen
class Because:
    """A fact that decided a verdict, with its statement, evidence and place."""

    path: str
    value: Any
    statement_basis: str | None
    evidence: tuple[str, ...]
    grade: str | None
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    remark: str = ""


@frozen
class Need:
    """A fact, or better evidence for one, that an open verdict waits for."""

    path: str
    question: str
    would_decide: str


@frozen
class SourceRef:
    """A clause that a condition rests on; ``confirmed`` is false where its text was not read."""

    instrument: str
    article: str
    url: str | None
    confirmed: bool
    note: str | None = None
    short: str = ""


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


@frozen
class Result:
    """The verdict on one condition for one subject: a workforce's id, or the project's.

    ``subjects`` has the same id. Where a file states more than ``FOLD_ABOVE`` workforces, verdicts
    alike for several are one result, and ``subjects`` lists them all. ``baseline`` says how the
    verdict compares with an earlier report, where one was given.
    """

    condition: str
    cluster: str
    title: str
    class_: str = field(metadata={"alias": "class"})
    scope: str
    subject: str
    subjects: tuple[str, ...]
    core: bool
    verdict: Verdict
    reason: str | None
    basis: str | None
    structural: bool
    presumption: str | None
    grade: str | None
    demanded_grade: str | None
    because: tuple[Because, ...]
    needs: tuple[Need, ...]
    requirement: str
    remedy: tuple[str, ...]
    sources: tuple[SourceRef, ...]
    provenance: str
    waiver: str | None = None
    deadline: str | None = None
    baseline: Comparison | None = None


@frozen
class ClusterResult:
    """The verdict on a cluster: the worst over its core conditions and subjects, and the counts."""

    id: str
    title: str
    verdict: Verdict
    met: int
    not_met: int
    not_determined: int
    not_applicable: int
    presumption: str | None = None


@frozen
class Outcome:
    """What follows for the disbursement."""

    word: OutcomeWord
    blocking: tuple[str, ...]
    holding: tuple[str, ...]
    exit_harm: str | None
    worker_protection: str | None


@frozen
class Coverage:
    """How much could be determined: results that are determined, of those that apply."""

    applicable: int
    determined: int


@frozen
class ActionItem:
    """One line of the action plan; ``subjects`` as in the result it comes from."""

    id: str
    condition: str
    subject: str
    subjects: tuple[str, ...]
    standard: str
    gap: str
    action: str
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
    cited_by: tuple[str, ...]
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


@frozen
class ProjectInfo:
    """Which project was checked, from which file."""

    id: str
    title: str | None
    file: str
    sha256: str
    as_of: str
    stage: str
    purpose: str
    regime: str | None


@frozen
class PackUsed:
    """Which rules were applied. ``extends`` names the packs below, nearest first, as id, version and sha256.

    ``relaxes`` says what the pack lets through that a pack it extends does not, each with its reason.
    ``attestation_days`` is for how many days at most an attestation may be given.
    """

    id: str
    version: str
    sha256: str
    profile: str
    parameters: dict[str, Any]
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
    clusters: tuple[ClusterResult, ...]
    results: tuple[Result, ...]
    action_plan: tuple[ActionItem, ...]
    evidence: tuple[EvidenceEntry, ...]
    waivers: tuple[str, ...] = ()
    warnings: tuple[Notice, ...] = ()
    workforces: tuple[Subject, ...] = ()
    attestations: tuple[AttestationEntry, ...] = ()

    def cluster(self, identity: str) -> ClusterResult:
        """The verdict on a cluster by its id, such as ``HIRE``.

        Raises:
            KeyError: the report has no such cluster.
        """
        for cluster in self.clusters:
            if cluster.id == identity:
                return cluster
        raise KeyError(identity)

    def result(self, condition: str, subject: str | None = None) -> Result:
        """The verdict on a condition, for a subject where there are several.

        Raises:
            KeyError: the report has no such result.
        """
        for result in self.results:
            if result.condition == condition and (subject is None or subject in result.subjects):
                return result
        raise KeyError(condition)

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data, in the form of ``schemas/report.schema.json``."""
        data = to_data(self)
        tool = {"name": data.pop("tool_name"), "version": data.pop("tool_version")}
        return {"report": REPORT_VERSION, "tool": tool, **data}

    def to_json(self) -> str:
        """The report as JSON text, the same bytes for the same input."""
        return json_text(self.to_dict())

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
