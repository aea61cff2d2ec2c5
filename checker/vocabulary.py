"""The facts that a project file can state: one row each, the single source of their meaning.

The project models, the JSON Schema, the packs' checks and the questions of a report are all
read from these rows. Paths, types and values are fixed by the product's domain documents.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = [
    "DESCRIPTIVE",
    "FACTS",
    "RECORDS",
    "SECTIONS",
    "Fact",
    "Kind",
    "Scope",
    "facts_of_section",
    "find",
]

Scope = Literal["project", "workforce"]
Kind = Literal["bool", "integer", "number", "share", "choice", "set", "money", "records", "text", "date"]


class Fact(NamedTuple):
    """One fact of the vocabulary.

    ``unit`` is set for quantities; ``by_document`` marks what a document settles rather than
    what happens on the ground; ``graded`` is false for descriptive facts, which need no evidence.
    """

    path: str
    kind: Kind
    question: str
    choices: tuple[str, ...] = ()
    unit: str = ""
    scope: Scope = "workforce"
    by_document: bool = False
    graded: bool = True
    maximum: float | None = None


_CRITERIA = (
    "skills", "education", "experience", "health", "family_background", "songbun",
    "party_membership", "political_reliability", "residence_permit", "military_service",
)  # fmt: skip
# The eleven of the ILO's Indicators of Forced Labour, 2012.
_INDICATORS = (
    "abuse_of_vulnerability", "deception", "restriction_of_movement", "isolation", "violence", "intimidation",
    "retention_of_identity_documents", "withholding_of_wages", "debt_bondage", "abusive_conditions",
    "excessive_overtime",
)  # fmt: skip
_MEASURES = (
    "asset_freeze", "joint_venture", "worker_export", "financial_support", "restricted_goods", "correspondent_banking",
)  # fmt: skip
PURPOSES = ("commercial", "developmental", "humanitarian", "exchange")
STAGES = ("proposal", "appraisal", "implementation", "operation", "suspended", "closed")
WORKER_CLASSES = ("direct", "contracted", "supply_chain", "community", "seconded_official", "self_employed")
PARTY_KINDS = (
    "company", "state_enterprise", "government", "multilateral", "lender", "ngo", "labour_agency", "monitor",
)  # fmt: skip
PARTY_ROLES = (
    "lead_financier", "co_financier", "employer", "host", "implementer", "labour_agency", "contractor", "monitor",
    "observer",
)  # fmt: skip
EVIDENCE_KINDS = (
    "statute", "treaty", "contract", "official_decision", "authorisation", "policy", "payroll_records",
    "bank_records", "personnel_records", "inspection", "monitoring_report", "interviews", "survey", "audit",
    "court_record", "un_report", "ngo_report", "academic", "press", "party_statement",
)  # fmt: skip


def _flag(path: str, question: str) -> Fact:
    return Fact(path, "bool", question)


def _count(path: str, question: str, unit: str) -> Fact:
    return Fact(path, "integer", question, unit=unit)


def _choice(path: str, question: str, *choices: str) -> Fact:
    return Fact(path, "choice", question, choices)


_WORKFORCE_FACTS = (
    _choice("hiring.selection_mode", "How do workers come to this employer: open recruitment, choice from a list, assignment or secondment?", "open_recruitment", "choose_from_list", "assigned", "seconded_official"),
    _count("hiring.list_size_per_post", "How many candidates does the list give for each post?", "candidates"),
    _choice("hiring.final_choice_by", "Who makes the final choice of whom to hire?", "employer", "independent_agency", "state_agency", "party_body", "military"),
    _flag("hiring.employer_may_refuse", "May the employer refuse a worker who is sent?"),
    _count("hiring.refusals_last_12_months", "How many workers did the employer refuse in the last 12 months?", "persons"),
    _choice("hiring.dismissal_by", "Who decides on dismissal?", "employer", "employer_with_state_consent", "state"),
    _flag("hiring.state_may_withdraw_workers", "May the state withdraw the workers?"),
    _choice("hiring.intermediary", "Which intermediary, if any, stands between worker and employer?", "none", "private", "state_owned", "party_owned", "undisclosed"),
    _flag("hiring.intermediary_terms_disclosed", "Are the intermediary's terms disclosed to the financiers?"),
    _flag("hiring.fee_charged_to_worker", "Is the worker charged a fee for the job?"),
    _flag("hiring.individual_written_contracts", "Does each worker hold a written contract of his or her own?"),
    _flag("hiring.contract_in_workers_language", "Is the contract in the worker's language?"),
    _flag("hiring.may_quit_without_penalty", "May a worker quit without a penalty?"),
    _choice("hiring.team_leaders_appointed_by", "Who appoints the team leaders?", "employer", "workers", "state", "party"),
    _choice("wages.payment_path", "By which path does the wage reach the worker?", "worker_cash", "worker_account", "via_agent", "via_labour_agency", "via_state"),
    Fact("wages.gross_monthly", "money", "What is the gross wage per month?", unit="per month"),
    Fact("wages.received_monthly", "money", "What does the worker receive per month?", unit="per month"),
    _choice("wages.exchange_rate_basis", "At which exchange rate is the received wage compared with the gross wage?", "same_currency", "market", "official"),
    Fact("wages.share_received", "share", "Which share of the gross wage does the worker receive?", unit="ratio"),
    Fact("wages.deductions", "records", "Which deductions are made, on what legal basis, to whom, and are they explained?"),
    _choice("wages.paid_in", "In what is the wage paid?", "money", "voucher", "in_kind", "mixed"),
    _flag("wages.voucher_term_recorded", "Does a recorded anti-diversion term of the financiers require vouchers?"),
    _flag("wages.payslip_each_payment", "Does the worker get a payslip with each payment?"),
    _count("wages.interval_days", "How many days lie between two payments?", "days"),
    _count("wages.arrears_days", "How many days are wages in arrears?", "days"),
    _flag("wages.receipts_match_worker_accounts", "Do the receipts match what workers themselves report?"),
    Fact("hours.regular_weekly", "number", "How many regular hours a week are worked?", unit="hours a week", maximum=168),
    Fact("hours.overtime_weekly", "number", "How many hours of overtime a week are worked?", unit="hours a week", maximum=168),
    _flag("hours.overtime_voluntary", "Is overtime voluntary?"),
    Fact("hours.overtime_premium", "number", "At which multiple of the hourly rate is overtime paid?", unit="multiple of the hourly rate"),
    Fact("hours.rest_days_per_week", "number", "How many days of rest does a worker have each week?", unit="days", maximum=7),
    _choice("freedom.entry_route", "How did the workers come into this work?", "applied", "assigned", "mobilised", "conscript", "detainee"),
    _flag("freedom.penalty_for_declining", "Is there a penalty, or a loss of rights or rations, for declining the work?"),
    Fact("freedom.forced_labour_indicators", "set", "Which of the eleven ILO indicators of forced labour are present? (an empty list: none of them)", _INDICATORS),
    _choice("freedom.identity_papers_held_by", "Who holds the workers' identity papers?", "worker", "employer", "agency", "state"),
    _flag("freedom.free_movement_outside_hours", "May workers move freely outside working hours?"),
    _flag("freedom.compulsory_political_sessions", "Must workers attend political sessions?"),
    _flag("freedom.military_or_prison_labour", "Is military or prison labour used?"),
    Fact("association.law_permits_free_unions", "choice", "Does host law permit free trade unions?", ("yes", "restricted", "no"), by_document=True),
    _choice("association.representatives_chosen_by", "Who chooses the workers' representatives?", "workers", "management", "state", "party", "nobody"),
    _flag("association.independent_channel", "Is there a channel for workers that neither employer nor state controls?"),
    _count("association.reprisals_last_12_months", "How many reprisals against workers who spoke up occurred in the last 12 months?", "cases"),
    _flag("association.collective_bargaining", "Is there collective bargaining?"),
    Fact("children.minimum_age", "number", "What is the least age of workers here?", unit="years"),
    _flag("children.age_verified", "Is the age of each worker verified?"),
    _flag("children.under_18_in_hazardous_work", "Is anyone under 18 in hazardous work?"),
    _flag("children.pupils_mobilised", "Are pupils mobilised to work here?"),
    _flag("safety.risk_assessment", "Has a risk assessment been made?"),
    _flag("safety.protective_equipment_free", "Is the protective equipment that the work needs given free of charge?"),
    _flag("safety.may_stop_unsafe_work", "May workers stop unsafe work without undue consequences?"),
    _flag("safety.accidents_recorded", "Are accidents recorded?"),
    _flag("safety.independent_investigation", "Are serious accidents investigated independently?"),
    _flag("safety.medical_care_and_compensation", "Are medical care and compensation given after accidents?"),
    _count("safety.fatalities_last_12_months", "How many workers died at work in the last 12 months?", "persons"),
    _flag("gender.same_selection_criteria", "Are women and men selected by the same criteria?"),
    _flag("gender.stated_sex_preference", "Does the employer state a preference for one sex?"),
    Fact("gender.share_women_applicants", "share", "Which share of applicants are women?", unit="ratio"),
    Fact("gender.share_women_hired", "share", "Which share of those hired are women?", unit="ratio"),
    Fact("gender.share_women_supervisors", "share", "Which share of supervisors are women?", unit="ratio"),
    Fact("gender.share_women_workforce", "share", "Which share of the workforce are women?", unit="ratio"),
    Fact("gender.pay_ratio_equal_value", "number", "What is the ratio of women's to men's pay for work of equal value?", unit="ratio"),
    _flag("gender.dismissal_on_marriage_or_pregnancy", "Are women dismissed on marriage or pregnancy?"),
    _count("gender.maternity_leave_days", "How many days of maternity leave are given?", "days"),
    _flag("gender.maternity_leave_paid", "Is maternity leave paid?"),
    _flag("gender.return_to_post", "May a mother return to the same or an equal post?"),
    Fact("gender.harassment_policy", "bool", "Is there a policy against harassment?", by_document=True),
    _flag("gender.harassment_channel_independent", "Is the channel for harassment complaints independent?"),
    Fact("class.selection_criteria", "set", "By which criteria are workers selected, whoever applies them?", _CRITERIA),
    _choice("class.criteria_applied_by", "Who applies the selection criteria?", "employer", "state", "party"),
    _choice("class.pool_built_by", "Who builds the pool of candidates?", "open", "employer", "independent_agency", "state", "party"),
    _choice("class.pool_area", "Is the area from which candidates come open or restricted?", "open", "restricted"),
    Fact("class.promotion_criteria", "set", "By which criteria are workers promoted?", (*_CRITERIA, "seniority", "performance")),
    _flag("disability.medical_bar_beyond_job", "Does a medical bar go beyond what the job needs?"),
    _count("disability.employed", "How many disabled people are employed?", "persons"),
    _flag("disability.accommodation_made", "Is reasonable accommodation made?"),
    _flag("disability.premises_accessible", "Are the premises accessible?"),
    _flag("disability.post_kept_after_injury", "Is a worker's post kept after injury?"),
    Fact("disability.organisations_consulted", "bool", "Were organisations of disabled people consulted?", by_document=True),
)  # fmt: skip

_PROJECT_FACTS = (
    _flag("remedy.confidential_channel_without_state", "Is there a confidential complaint channel that the state has no part in?"),
    Fact("remedy.retaliation_clause", "bool", "Does the contract forbid retaliation against those who complain?", by_document=True),
    Fact("remedy.independent_accountability_body", "bool", "Can complaints go to an independent accountability body?", by_document=True),
    _count("remedy.complaints_received", "How many complaints came in over 12 months?", "cases in 12 months"),
    _count("remedy.complaints_closed", "How many complaints were closed over 12 months?", "cases in 12 months"),
    Fact("monitoring.chosen_by", "choice", "Who chooses the monitor?", ("financiers", "independent", "joint", "employer", "host"), by_document=True),
    _flag("monitoring.unannounced_visits", "May the monitor visit unannounced?"),
    _flag("monitoring.private_interviews", "May the monitor speak with workers in private?"),
    _flag("monitoring.off_site_interviews", "May interviews take place off site?"),
    _flag("monitoring.own_interpreters", "Does the monitor bring its own interpreters?"),
    _flag("monitoring.korean_speaking_staff", "Does the monitor have staff who speak Korean?"),
    _flag("monitoring.payroll_access", "Does the monitor see the payroll?"),
    _flag("monitoring.bank_access", "Does the monitor see the bank records?"),
    _flag("monitoring.reports_shared_with_all_financiers", "Are monitoring reports shared with all financiers?"),
    Fact("monitoring.refusal_has_agreed_consequence", "bool", "Is there an agreed consequence when a visit is refused?", by_document=True),
    Fact("monitoring.notice_hours", "number", "How many hours' notice must the monitor give?", unit="hours"),
    _count("monitoring.visits_made", "How many monitoring visits were made in 12 months?", "in 12 months"),
    _count("monitoring.visits_refused", "How many monitoring visits were refused in 12 months?", "in 12 months"),
    Fact("governance.common_standard_agreed", "bool", "Have the financiers agreed one common standard?", by_document=True),
    Fact("governance.decision_rule", "choice", "By which rule do the financiers decide?", ("single", "lead", "majority", "unanimity"), by_document=True),
    Fact("governance.assessor_independent_of_host_and_seller", "bool", "Is the assessor independent of host and seller?", by_document=True),
    Fact("governance.one_party_may_block", "bool", "May one party alone block a decision?", by_document=True),
    Fact("governance.stabilisation_clause", "bool", "Does a change of host law re-open the deal?", by_document=True),
    Fact("sanctions.joint_venture_with_host_entity", "bool", "Is the project a joint venture or cooperative entity with a host entity?", by_document=True),
    Fact("sanctions.profit_making", "bool", "Does the project make a profit?", by_document=True),
    Fact("sanctions.public_utility", "bool", "Is the project public-utility infrastructure?", by_document=True),
    Fact("sanctions.measures_touched", "set", "Which sanctions measures does the project touch? (an empty list: none of them)", _MEASURES, by_document=True),
    Fact("sanctions.authorisations", "records", "Which authorisations were granted, by whom, and until when?", by_document=True),
    _flag("sanctions.listed_payee_in_chain", "Is anyone in the chain of payment a listed person or entity?"),
    Fact("sanctions.relief_reversal", "choice", "How is sanctions relief reversed?", ("automatic", "by_vote", "none"), by_document=True),
    Fact("sanctions.relief_triggers_defined", "bool", "Are the triggers for reversing relief defined?", by_document=True),
    Fact("humanitarian.release_tied_to_politics", "bool", "Does the release of aid depend on political concessions?", by_document=True),
    _flag("humanitarian.needs_based_targeting", "Is aid targeted by need?"),
    _flag("humanitarian.last_mile_monitoring", "Is aid monitored up to those who receive it?"),
    _flag("humanitarian.inclusive_targeting", "Are children and disabled people reached?"),
    Fact("humanitarian.exit_plan", "bool", "Is there a plan for a responsible exit?", by_document=True),
    _flag("data_safety.identifies_workers", "Does this file, or what it refers to, identify individual workers?"),
    _flag("data_safety.records_songbun_of_persons", "Does this file, or what it refers to, record the songbun of persons?"),
)  # fmt: skip

_DESCRIPTIVE = (
    Fact("country", "text", "Which country hosts the project? (ISO 3166-1 alpha-2)", scope="project", graded=False),
    Fact("purpose", "choice", "What is the purpose of the project?", PURPOSES, scope="project", graded=False),
    Fact("stage", "choice", "At which stage is the project?", STAGES, scope="project", graded=False),
    Fact("as_of", "date", "On which day are the facts stated?", scope="project", graded=False),
    Fact("context.workers_can_speak_safely", "bool", "Can the workers speak safely?", scope="project", graded=False),
    Fact("parties", "records", "Who takes part in the project, and in which role?", scope="project", graded=False),
    Fact("workforces", "records", "Which workforces are there? (an empty list: none)", scope="project", graded=False),
    Fact("worker_class", "choice", "Which class of workers is this?", WORKER_CLASSES, graded=False),
    Fact("headcount", "integer", "How many persons work here?", unit="persons", graded=False),
    Fact("nationality", "text", "Of which nationality are the workers? (ISO 3166-1 alpha-2)", graded=False),
    Fact("workplace_country", "text", "In which country do they work? (ISO 3166-1 alpha-2)", graded=False),
    Fact("employer", "text", "Who employs these workers? (a party id)", graded=False),
)

FACTS: dict[str, Fact] = {
    fact.path: fact for fact in (*_WORKFORCE_FACTS, *(row._replace(scope="project") for row in _PROJECT_FACTS))
}
DESCRIPTIVE: dict[str, Fact] = {fact.path: fact for fact in _DESCRIPTIVE}
SECTIONS: dict[Scope, tuple[str, ...]] = {
    scope: tuple(dict.fromkeys(path.partition(".")[0] for path, fact in FACTS.items() if fact.scope == scope))
    for scope in ("project", "workforce")
}

# The fields of each list of records: what a tree may test with `item`.
RECORDS: dict[str, dict[str, Fact]] = {
    "wages.deductions": {
        fact.path: fact
        for fact in (
            Fact("name", "text", "What is the deduction called?"),
            Fact("share", "share", "Which share of the wage is deducted?", unit="ratio"),
            Fact("legal_basis", "text", "On which legal basis is it deducted?"),
            _choice("payee", "Who receives the deduction?", "worker_fund", "state", "employer", "agency"),
            _flag("explained_to_worker", "Is the deduction explained to the worker?"),
        )
    },
    "sanctions.authorisations": {
        fact.path: fact
        for fact in (
            _choice("measure", "Which measure does the authorisation cover?", *_MEASURES),
            Fact("body", "text", "Which body granted it?"),
            Fact("reference", "text", "Under which reference was it granted?"),
            Fact("granted", "date", "On which day was it granted?"),
            Fact("valid_until", "date", "Until which day is it valid? (`none`: without end)", ("none",)),
            Fact("scope", "text", "What does it cover?"),
        )
    },
    "parties": {
        fact.path: fact
        for fact in (
            Fact("id", "text", "What is the party's id?"),
            Fact("name", "text", "What is the party called?"),
            Fact("country", "text", "Which country is the party from? (ISO 3166-1 alpha-2)"),
            _choice("kind", "What kind of party is it?", *PARTY_KINDS),
            Fact("roles", "set", "Which roles does the party have?", PARTY_ROLES),
        )
    },
    "workforces": {
        **{path: fact for path, fact in DESCRIPTIVE.items() if fact.scope == "workforce"},
        **{path: fact for path, fact in FACTS.items() if fact.scope == "workforce"},
    },
}


def find(path: str) -> Fact | None:
    """The row of a path, descriptive facts included; None where there is no such fact."""
    return FACTS.get(path) or DESCRIPTIVE.get(path)


def facts_of_section(section: str) -> dict[str, Fact]:
    """The facts of one section, by their name within it."""
    return {path.partition(".")[2]: fact for path, fact in FACTS.items() if path.partition(".")[0] == section}
