"""The project file as frozen models: what a person states about one project, and the evidence for it.

The facts of a section are not fields of a class each: their rows in the vocabulary make the
validators and the JSON Schema. ``workforce.hiring.selection_mode`` still reads as one would expect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.domain.vocabulary import EVIDENCE_KINDS, PARTY_KINDS, PARTY_ROLES, PURPOSES, STAGES, WORKER_CLASSES
from checker.domain.words import BASES
from checker.project import fields as leaf
from checker.project.statements import Facts, extensions, section

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

__all__ = ["Context", "Disbursement", "EvidenceItem", "ExaminedBy", "Finance", "Party", "Project", "Sector",
           "Workforce", "WorkforceDefaults"]  # fmt: skip


@leaf.model
class Sector:
    """The economic sector, in a scheme such as the DAC's five-digit codes."""

    scheme: str | None = leaf.text()
    code: str | int | None = leaf.code()


@leaf.model
class Party:
    """Someone who takes part in the project."""

    id: str = leaf.name()
    name: str | None = leaf.text()
    country: str | None = leaf.country()
    kind: str | None = leaf.choice(*PARTY_KINDS)
    roles: tuple[str, ...] | None = leaf.choices(*PARTY_ROLES)
    part_of: str | None = leaf.text()


@leaf.model
class Disbursement:
    """One payment that conditions can precede."""

    id: str = leaf.name()
    amount: int | float | None = leaf.amount()
    due: date | None = leaf.day()


@leaf.model
class Finance:
    """The money: its currency (ISO 4217), the whole amount and the payments in order."""

    currency: str | None = leaf.currency()
    amount: int | float | None = leaf.amount()
    disbursements: tuple[Disbursement, ...] | None = leaf.list_of(Disbursement)


@leaf.model
class Context:
    """What surrounds the project; where workers cannot speak safely, evidence grades are capped."""

    workers_can_speak_safely: bool | None = leaf.flag()


@leaf.model
class ExaminedBy:
    """Who examined records, and whether that examiner is independent of employer, host and seller."""

    name: str | None = leaf.text()
    independent: bool | None = leaf.flag()


@leaf.model
class EvidenceItem:
    """A document or observation; links and files are named here and never opened by a check."""

    id: str = leaf.name()
    title: str | None = leaf.text()
    note: str | None = leaf.text()
    kind: str = leaf.required_choice(*EVIDENCE_KINDS)
    issuer: str | None = leaf.text()
    signed_by: tuple[str, ...] | None = leaf.texts()
    independent: bool | None = leaf.flag()
    examined_by: ExaminedBy | None = leaf.one(ExaminedBy)
    unannounced: bool | None = leaf.flag()
    private_interviews: bool | None = leaf.flag()
    records_matched: bool | None = leaf.flag()
    partial_access: bool | None = leaf.flag()
    origin: str | None = leaf.text()
    issued: date | None = leaf.day()
    covers_from: date | None = leaf.day()
    covers_until: date | None = leaf.day()
    url: str | None = leaf.text()
    file: str | None = leaf.text()
    sha256: str | None = leaf.sha256()
    language: str | None = leaf.text()
    page: str | int | None = leaf.code()


@leaf.model
class WorkforceDefaults:
    """What holds for every workforce that does not state it itself (a zone and its firms)."""

    employer: str | None = leaf.text()
    worker_class: str | None = leaf.choice(*WORKER_CLASSES)
    headcount: int | None = leaf.whole()
    employer_headcount: int | None = leaf.whole()
    nationality: str | None = leaf.country()
    workplace_country: str | None = leaf.country()
    hiring: Facts | None = section("hiring")
    employment: Facts | None = section("employment")
    wages: Facts | None = section("wages")
    hours: Facts | None = section("hours")
    accommodation: Facts | None = section("accommodation")
    freedom: Facts | None = section("freedom")
    association: Facts | None = section("association")
    grievance: Facts | None = section("grievance")
    children: Facts | None = section("children")
    safety: Facts | None = section("safety")
    gender: Facts | None = section("gender")
    class_: Facts | None = section("class")
    disability: Facts | None = section("disability")
    retrenchment: Facts | None = section("retrenchment")
    third_parties: Facts | None = section("third_parties")
    supply_chain: Facts | None = section("supply_chain")
    extensions: Mapping[str, Facts | None] | None = extensions()


@leaf.model
class Workforce(WorkforceDefaults):
    """A group of workers with one employer and one set of facts."""

    id: str = leaf.name()
    title: str | None = leaf.text()


@leaf.model
class Project:
    """One project file. Facts have no defaults: absent, null, empty and zero are four different things."""

    id: str = leaf.slug()
    title: str | None = leaf.text()
    summary: str | None = leaf.text()
    url: str | None = leaf.text()
    country: str | None = leaf.country()
    purpose: str = leaf.required_choice(*PURPOSES)
    sector: Sector | None = leaf.one(Sector)
    stage: str = leaf.required_choice(*STAGES)
    as_of: date = leaf.required_day()
    regime: str | None = leaf.text()
    default_basis: str | None = leaf.choice(*BASES)
    exit_harm: str | None = leaf.text()
    parties: tuple[Party, ...] | None = leaf.list_of(Party)
    finance: Finance | None = leaf.one(Finance)
    context: Context | None = leaf.one(Context)
    workforce_defaults: WorkforceDefaults | None = leaf.one(WorkforceDefaults)
    workforces: tuple[Workforce, ...] | None = leaf.list_of(Workforce)
    remedy: Facts | None = section("remedy")
    monitoring: Facts | None = section("monitoring")
    governance: Facts | None = section("governance")
    sanctions: Facts | None = section("sanctions")
    humanitarian: Facts | None = section("humanitarian")
    data_safety: Facts | None = section("data_safety")
    extensions: Mapping[str, Facts | None] | None = extensions()
    evidence: tuple[EvidenceItem, ...] | None = leaf.list_of(EvidenceItem)
