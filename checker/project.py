"""The project file as frozen models: what a person states about one project, and the evidence for it.

The facts of a section are not fields of a class each: their rows in the vocabulary make the
validators and the JSON Schema, which builds ten times faster than 116 model fields and keeps
one source. ``workforce.hiring.selection_mode`` still reads as one would expect.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from checker import leaf
from checker.fact_schema import BASES, Facts, Section
from checker.vocabulary import EVIDENCE_KINDS, PARTY_KINDS, PARTY_ROLES, PURPOSES, STAGES, WORKER_CLASSES

__all__ = ["Context", "Disbursement", "EvidenceItem", "ExaminedBy", "Finance", "Party", "Project", "Sector",
           "Workforce", "WorkforceDefaults"]  # fmt: skip

Name = Annotated[str, leaf.name]
Text = Annotated[str | None, leaf.text]
Flag = Annotated[bool | None, leaf.flag]
Day = Annotated[date | None, leaf.day]
Country = Annotated[str | None, leaf.country]
Amount = Annotated[int | float | None, leaf.amount]
Code = Annotated[str | int | None, leaf.code]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Sector(_Model):
    """The economic sector, in a scheme such as the DAC's five-digit codes."""

    scheme: Text = None
    code: Code = None


class Party(_Model):
    """Someone who takes part in the project."""

    id: Name
    name: Text = None
    country: Country = None
    kind: Annotated[str | None, leaf.choice(*PARTY_KINDS)] = None
    roles: Annotated[tuple[str, ...] | None, leaf.choices(*PARTY_ROLES)] = None


class Disbursement(_Model):
    """One payment that conditions can precede."""

    id: Name
    amount: Amount = None
    due: Day = None


class Finance(_Model):
    """The money: its currency (ISO 4217), the whole amount and the payments in order."""

    currency: Text = None
    amount: Amount = None
    disbursements: tuple[Disbursement, ...] | None = None


class Context(_Model):
    """What surrounds the project; where workers cannot speak safely, evidence grades are capped."""

    workers_can_speak_safely: Flag = None


class ExaminedBy(_Model):
    """Who examined records, and whether that examiner is independent of employer, host and seller."""

    name: Text = None
    independent: Flag = None


class EvidenceItem(_Model):
    """A document or observation; links and files are named here and never opened by a check."""

    id: Name
    title: Text = None
    note: Text = None
    kind: Annotated[str, leaf.required_choice(*EVIDENCE_KINDS)]
    issuer: Text = None
    independent: Flag = None
    examined_by: ExaminedBy | None = None
    unannounced: Flag = None
    private_interviews: Flag = None
    records_matched: Flag = None
    partial_access: Flag = None
    origin: Text = None
    issued: Day = None
    covers_from: Day = None
    covers_until: Day = None
    url: Text = None
    file: Text = None
    sha256: Annotated[str | None, leaf.sha256] = None
    language: Text = None
    page: Code = None


class WorkforceDefaults(_Model):
    """What holds for every workforce that does not state it itself (a zone and its firms)."""

    employer: Text = None
    worker_class: Annotated[str | None, leaf.choice(*WORKER_CLASSES)] = None
    headcount: Annotated[int | None, leaf.whole] = None
    nationality: Country = None
    workplace_country: Country = None
    hiring: Annotated[Facts | None, Section("hiring")] = None
    wages: Annotated[Facts | None, Section("wages")] = None
    hours: Annotated[Facts | None, Section("hours")] = None
    freedom: Annotated[Facts | None, Section("freedom")] = None
    association: Annotated[Facts | None, Section("association")] = None
    children: Annotated[Facts | None, Section("children")] = None
    safety: Annotated[Facts | None, Section("safety")] = None
    gender: Annotated[Facts | None, Section("gender")] = None
    class_: Annotated[Facts | None, Section("class")] = Field(None, alias="class")
    disability: Annotated[Facts | None, Section("disability")] = None


class Workforce(WorkforceDefaults):
    """A group of workers with one employer and one set of facts."""

    id: Name
    title: Text = None


class Project(_Model):
    """One project file. Facts have no defaults: absent, null, empty and zero are four different things."""

    id: Annotated[str, leaf.slug]
    title: Text = None
    summary: Text = None
    url: Text = None
    country: Country = None
    purpose: Annotated[str, leaf.required_choice(*PURPOSES)]
    sector: Sector | None = None
    stage: Annotated[str, leaf.required_choice(*STAGES)]
    as_of: Annotated[date, leaf.required_day]
    regime: Text = None
    default_basis: Annotated[str | None, leaf.choice(*BASES)] = None
    exit_harm: Text = None
    parties: tuple[Party, ...] | None = None
    finance: Finance | None = None
    context: Context | None = None
    workforce_defaults: WorkforceDefaults | None = None
    workforces: tuple[Workforce, ...] | None = None
    remedy: Annotated[Facts | None, Section("remedy")] = None
    monitoring: Annotated[Facts | None, Section("monitoring")] = None
    governance: Annotated[Facts | None, Section("governance")] = None
    sanctions: Annotated[Facts | None, Section("sanctions")] = None
    humanitarian: Annotated[Facts | None, Section("humanitarian")] = None
    data_safety: Annotated[Facts | None, Section("data_safety")] = None
    evidence: tuple[EvidenceItem, ...] | None = None
