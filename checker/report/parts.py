"""The parts of a report: what stands in it once or many times, each a frozen class of plain data."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Literal, NamedTuple

from checker.domain.words import OutcomeWord, Verdict  # noqa: TC001 - the report's schema is made from these
from checker.ground.frozen import frozen

__all__ = [
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
    "Result",
    "Rule",
    "RuleKey",
    "Settings",
    "Source",
    "SourceRef",
    "Subject",
]  # fmt: skip

# How a verdict compares with an earlier report: see checker/report/baseline.py.
Comparison = Literal["new", "worse", "reopened", "known"]


@frozen
class Position:
    """A place in a file, from 1."""

    line: int
    column: int


@frozen
class Because:
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


@frozen
class Instrument:
    """A law, treaty, standard or report that rules cite, stated once; ``id`` is its short name, made unique."""

    id: str
    short: str
    title: str
    url: str | None


@frozen
class SourceRef:
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


@frozen
class RuleKey:
    """What names a rule: the pack, as this report names it, and the condition."""

    pack: str
    condition: str


@frozen
class FindingKey:
    """What names a finding; of a result that is about several subjects, ``subject`` is its first."""

    pack: str
    condition: str
    subject: str


@frozen
class Rule:
    """A condition as a pack asks it of this project: what every result of it has in common, stated once.

    ``remedy_unsafe`` is what would mend it where asking workers would endanger them; empty where ``remedy`` asks none.
    """

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
    remedy_unsafe: tuple[str, ...]
    sources: tuple[SourceRef, ...]
    provenance: str


@frozen
class Result:
    """The verdict of a pack on one condition for one subject: a workforce's id, or the project's.

    ``subjects`` has the same id. Where a file states more than ``JOIN_ABOVE`` workforces, verdicts
    alike for several are one result, and ``subjects`` lists them all. ``because`` is what decided,
    ``contrary`` what is stated on the other side. ``baseline`` says how the verdict compares with an
    earlier report, where one was given. ``unsafe`` says that asking workers would endanger them.
    ``fingerprint`` stays while the finding is the same.
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
    unsafe: bool = False
    fingerprint: str = ""


@frozen
class ClusterResult:
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


@frozen
class Outcome:
    """What follows for the disbursement; under a ``scenario`` only if that regime were in force."""

    word: OutcomeWord
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


@frozen
class ActionItem:
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


@frozen
class ProjectInfo:
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


@frozen
class ChangedParameter:
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
