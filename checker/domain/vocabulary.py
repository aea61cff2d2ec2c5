"""The facts that a project file can state: one row each, the single source of their meaning.

The project models, the JSON Schema, the packs' checks and the questions of a report are all
read from these rows. Paths, types and values are fixed by the product's domain documents.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = [
    "CODES",
    "DERIVED",
    "DESCRIPTIVE",
    "FACTS",
    "GRAVE_IF",
    "RECORDS",
    "SECTIONS",
    "SIGNS_OF_EMPLOYMENT",
    "TEXTS",
    "Code",
    "Fact",
    "Kind",
    "Scope",
    "facts_of_section",
    "find",
]

Scope = Literal["project", "workforce"]
Kind = Literal[
    "bool", "integer", "number", "share", "choice", "set", "money", "records", "text", "date", "country", "currency",
    "language",
]  # fmt: skip


class Code(NamedTuple):
    """A kind of fact whose values are codes of a standard: their form, what it is called, and an example."""

    pattern: str
    meaning: str
    example: str


CODES: dict[Kind, Code] = {
    "country": Code("^[A-Z]{2}$", "an ISO 3166-1 code of two capital letters", "KP"),
    "currency": Code("^[A-Z]{3}$", "an ISO 4217 currency code of three capital letters", "EUR"),
    "language": Code("^[a-z]{2,3}$", "an ISO 639 language code of two or three small letters", "ko"),
}
# The kinds whose values are text of no closed list.
TEXTS: frozenset[Kind] = frozenset({"text", *CODES})


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
    # A list to which statements add: they alternate only where one says that there is nothing.
    adds: bool = False
    # It asks whether a policy or plan exists: the maker's own paper shows that, and not that it is kept.
    own_policy: bool = False
    # What it denies are measures of the day it speaks of; it says nothing of those that came later.
    of_its_day: bool = False


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
# The purposes of C105, article 1(a) to (e), the grounds of C111, article 1(1)(a), and the worst forms of C182, article 3(a) to (c).
_IMPOSED_AS = (
    "political_coercion", "political_education", "political_punishment", "economic_mobilisation", "labour_discipline",
    "strike_punishment", "discrimination",
)  # fmt: skip
_GROUNDS = ("race", "colour", "sex", "religion", "political_opinion", "national_extraction", "social_origin")
_WORST_FORMS = (
    "slavery_or_trafficking", "debt_bondage", "forced_labour", "armed_recruitment", "sexual_exploitation",
    "illicit_activities",
)  # fmt: skip
_LEFT_OUT_BY = (
    "family_background", "political_opinion", "party_membership", "religion", "sex", "age", "disability", "residence",
    "detention",
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
# The personal characteristics that footnote 9 of IFC Performance Standard 2 names as examples, and any other.
_TRAITS = (
    "gender", "race", "nationality", "ethnic_origin", "social_origin", "indigenous_origin", "religion_or_belief",
    "disability", "age", "sexual_orientation", "other",
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
    _flag("hiring.return_lawfulness_checked", "Was it checked, before workers abroad are sent home, whether their return is lawful?"),
    _choice("employment.engaged_through", "Through whom are these workers engaged in fact: the client itself, a third party for core work over a substantial time, a third party for other work, a primary supplier, or another supplier?", "client", "third_party_core_work", "third_party_other_work", "primary_supplier", "other_supplier"),
    _choice("employment.work_chosen_by", "Who decided that these people take on this work?", "worker", "employer", "agency", "state"),
    _choice("employment.work_directed_by", "Who directs how and when the work is done?", "worker", "employer", "agency", "state"),
    _flag("employment.hr_policies_in_use", "Are there human-resources policies and procedures that fit the size of the workforce, and are they followed?"),
    _flag("employment.terms_documented_at_start", "Do workers get written information that they can understand on their rights, hours, wages, overtime, compensation and benefits when they start?"),
    _flag("employment.told_of_changed_terms", "Are workers told in writing when their terms change in a way that matters?"),
    _choice("employment.terms_reasonable_by", "Measured by what were pay, hours, overtime, rest and leave found reasonable: the same work in the trade and area, collective agreements there, an arbitration award or national law? Or do they fall short?", "trade_in_area", "agreements_in_trade", "arbitration_award", "national_law", "falls_short"),
    _choice("employment.migrant_workers", "Are there migrant workers, as far as the employer has found out?", "none", "some", "not_identified"),
    _flag("employment.migrant_terms_equivalent", "Do migrant workers have substantially the same terms as others who do similar work?"),
    Fact("employment.decisions_on_personal_traits", "set", "On which personal traits, unrelated to what the job needs and not compelled by host law, do employment decisions rest? (an empty list: on none)", _TRAITS),
    Fact("employment.traits_where_law_compels", "set", "For which personal traits is all the unequal treatment found here compelled by host law? (an empty list: for none)", _TRAITS),
    _flag("employment.intent_kept_where_law_compels", "Where host law compels unequal treatment, does the employer keep to equal opportunity as far as that law leaves room?"),
    Fact("employment.law_bans_discrimination", "bool", "Does host law provide for non-discrimination in employment?", by_document=True),
    _flag("employment.discrimination_law_followed", "Does the employer comply with what host law says on non-discrimination in employment?"),
    _choice("wages.payment_path", "By which path does the wage reach the worker?", "worker_cash", "worker_account", "via_agent", "via_labour_agency", "via_state"),
    Fact("wages.gross_monthly", "money", "What is the gross wage per month?", unit="per month"),
    Fact("wages.received_monthly", "money", "What does the worker receive per month?", unit="per month"),
    _choice("wages.exchange_rate_basis", "At which exchange rate is the received wage compared with the gross wage?", "same_currency", "market", "official"),
    Fact("wages.share_received", "share", "Which share of the gross wage does the worker receive?", unit="ratio"),
    Fact("wages.deductions", "records", "Which deductions are made, on what legal basis, to whom, and are they explained?"),
    _choice("wages.paid_in", "In what is the wage paid?", "money", "voucher", "in_kind", "mixed"),
    _flag("wages.voucher_term_recorded", "Does a recorded anti-diversion term of the financiers require vouchers?"),
    _choice("wages.in_kind_allowed_by", "What allows part of the wage to be paid in goods: law, a collective agreement, an arbitration award, or nothing?", "law", "collective_agreement", "arbitration_award", "nothing"),
    _flag("wages.in_kind_fair", "Are goods given as part of the wage of use to worker and family, fairly valued and free of alcohol and drugs?"),
    _flag("wages.payslip_each_payment", "Does the worker get a payslip with each payment?"),
    _count("wages.interval_days", "How many days lie between two payments?", "days"),
    _choice("wages.interval_fixed_by", "What fixes the days of payment: law, a collective agreement, an arbitration award, or the employer alone?", "law", "collective_agreement", "arbitration_award", "employer"),
    _count("wages.arrears_days", "How many days are wages in arrears?", "days"),
    _flag("wages.receipts_match_worker_accounts", "Do the receipts match what workers themselves report?"),
    Fact("hours.regular_weekly", "number", "How many regular hours a week are worked? (in shifts by a roster: on average over three weeks at most)", unit="hours a week", maximum=168),
    Fact("hours.overtime_weekly", "number", "How many hours of overtime a week are worked?", unit="hours a week", maximum=168),
    _flag("hours.overtime_voluntary", "Is overtime voluntary?"),
    Fact("hours.overtime_premium", "number", "At which multiple of the hourly rate is overtime paid?", unit="multiple of the hourly rate"),
    Fact("hours.rest_days_per_week", "number", "How many days of rest does a worker have each week? (in shifts by a roster: on average over the roster)", unit="days", maximum=7),
    _flag("accommodation.provided", "Are workers housed by the employer, or by someone on its behalf?"),
    _flag("accommodation.policy_in_use", "Are policies in use on the quality and running of the housing and on basic services in it?"),
    _flag("accommodation.free_of_discrimination", "Is the housing given without discrimination?"),
    _flag("accommodation.restricts_movement", "Does the way workers are housed restrict their freedom of movement?"),
    _flag("accommodation.restricts_association", "Does the way workers are housed restrict their freedom of association?"),
    _choice("freedom.entry_route", "How did the workers come into this work?", "applied", "assigned", "mobilised", "conscript", "detainee"),
    _flag("freedom.penalty_for_declining", "Is there a penalty, or a loss of rights or rations, for declining the work?"),
    Fact("freedom.forced_labour_indicators", "set", "Which of the eleven ILO indicators of forced labour are present? (an empty list: none of them)", _INDICATORS),
    _choice("freedom.identity_papers_held_by", "Who holds the workers' identity papers?", "worker", "employer", "agency", "state"),
    _flag("freedom.free_movement_outside_hours", "May workers move freely outside working hours?"),
    _flag("freedom.compulsory_political_sessions", "Must workers attend political sessions?"),
    _flag("freedom.military_or_prison_labour", "Is military or prison labour used?"),
    _choice("freedom.excepted_work", "If people were called up for this work, which exception of ILO Convention 29, article 2(2), covers it: civic duty, emergency, communal service with consultation, or none?", "none", "civic_obligation", "emergency", "communal_service"),
    Fact("freedom.imposed_as", "set", "For which purposes named in ILO Convention 105, article 1, is work imposed here? (an empty list: none of them)", _IMPOSED_AS),
    _flag("freedom.forced_labour_risk_assessed", "Was the risk of forced labour assessed for this workforce and those who recruit it?"),
    _flag("freedom.trafficked_persons", "Was anyone here recruited or moved by force, deception or abuse of a weak position in order to be exploited?"),
    Fact("association.law_permits_free_unions", "choice", "Does host law permit free trade unions?", ("yes", "restricted", "no"), by_document=True),
    _choice("association.representatives_chosen_by", "Who chooses the workers' representatives?", "workers", "management", "state", "party", "nobody"),
    _flag("association.independent_channel", "Is there a channel for workers that neither employer nor state controls?"),
    _count("association.reprisals_last_12_months", "How many reprisals against workers who spoke up occurred in the last 12 months?", "cases"),
    _count("association.reprisals_not_remedied", "How many of these reprisals have not been put right: nobody was restored and compensated, and nobody independent follows the case?", "cases"),
    _flag("association.collective_bargaining", "Is there collective bargaining?"),
    _flag("association.may_form_and_join", "May workers here form and join a union of their own choosing without asking first?"),
    _flag("association.non_membership_required", "Must a worker stay out of a union, or leave one, to get or keep the job?"),
    _flag("association.employer_controls_union", "Does the employer dominate the workers' organisation, or support it so as to control it?"),
    Fact("association.collective_agreement", "choice", "Is the employer party to a collective agreement, and does it settle the working conditions in part or in full?", ("none", "in_part", "in_full"), by_document=True),
    _flag("association.collective_agreement_respected", "Is the collective agreement respected?"),
    _flag("association.union_law_followed", "Does the employer comply with host law on forming and joining unions and on bargaining?"),
    _flag("association.employer_blocks_other_means", "Does the employer stand in the way of other means by which workers voice grievances and protect their rights?"),
    _flag("association.employer_controls_other_means", "Does the employer seek to influence or control the other means by which workers voice grievances?"),
    _flag("association.employer_discourages_organising", "Does the employer discourage workers from electing representatives, joining a union or bargaining?"),
    _flag("association.employer_engages_and_informs", "Does the employer deal with the workers' representatives and give them in time what they need to know to bargain?"),
    _flag("grievance.mechanism", "Is there a grievance mechanism that these workers, and their organisations where they exist, can use?"),
    _flag("grievance.told_at_recruitment", "Are workers told of the grievance mechanism when they are recruited?"),
    _flag("grievance.easily_accessible", "Is the grievance mechanism easy for workers to reach?"),
    _flag("grievance.fitting_management_level", "Does a fitting level of management take part in the grievance mechanism?"),
    _flag("grievance.prompt_with_feedback", "Are grievances dealt with promptly, in a process that workers understand and can follow, with an answer in time?"),
    _flag("grievance.retribution", "Did anyone suffer retribution for raising a grievance?"),
    _flag("grievance.anonymous_complaints", "Can a grievance be raised and dealt with anonymously?"),
    _flag("grievance.bars_other_remedies", "Does the grievance mechanism get in the way of courts, authorities or arbitration, or replace a procedure agreed collectively?"),
    Fact("children.minimum_age", "number", "What is the least age of workers here?", unit="years"),
    _flag("children.age_verified", "Is the age of each worker verified?"),
    _flag("children.under_18_in_hazardous_work", "Is anyone under 18 in hazardous work?"),
    _flag("children.pupils_mobilised", "Are pupils mobilised to work here?"),
    _flag("children.work_interferes_with_school", "Does the work of anyone under 18 interfere with schooling?"),
    _flag("children.hours_limited_under_18", "Are the hours and conditions of workers under 18 limited and kept?"),
    Fact("children.law_sets_minimum_age", "bool", "Does host law set a minimum age for work?", by_document=True),
    Fact("children.law_regulates_young_workers", "bool", "Does host law regulate the hours and conditions of workers under 18?", by_document=True),
    Fact("children.law_punishes_child_labour", "bool", "Does host law punish those who break its rules on child work?", by_document=True),
    _flag("children.past_compulsory_schooling", "Is everyone at work here past the age at which compulsory schooling ends?"),
    _flag("children.light_work_only", "Do those below the minimum age do only light work that host law permits and that harms neither health nor schooling?"),
    _flag("children.register_of_under_18s", "Is a register kept of workers under 18, with their ages?"),
    _flag("children.hazardous_work_safeguarded", "Is hazardous work from 16 authorised by the host after consultation, with full protection and training?"),
    Fact("children.worst_forms", "set", "Which worst forms of child labour, hazardous work aside, were found among those under 18? (an empty list: none of them)", _WORST_FORMS),
    _flag("children.removed_and_schooled", "Are children found in the worst forms of child labour removed, helped and given schooling?"),
    _flag("children.harmful_or_exploitative_work", "Is the work of anyone under 18 exploitative, or harmful to health or to physical, mental, spiritual, moral or social development?"),
    _flag("children.law_on_minors_followed", "Does the employer follow what host law says on the employment of minors?"),
    _flag("children.under_18_work_monitored", "Is all work of those under 18 risk-assessed, and are their health, conditions and hours monitored regularly?"),
    _flag("safety.risk_assessment", "Has a risk assessment been made?"),
    _flag("safety.protective_equipment_free", "Is the protective equipment that the work needs given free of charge?"),
    _flag("safety.may_stop_unsafe_work", "May workers stop unsafe work without undue consequences?"),
    _flag("safety.accidents_recorded", "Are accidents recorded?"),
    _flag("safety.independent_investigation", "Are serious accidents investigated independently?"),
    _flag("safety.medical_care_and_compensation", "Are medical care and compensation given after accidents?"),
    _count("safety.fatalities_last_12_months", "How many workers died at work in the last 12 months?", "persons"),
    _flag("safety.hazards_controlled", "Are workplaces, machines, substances and processes made safe so far as is reasonably practicable?"),
    _flag("safety.first_aid_arranged", "Are there arrangements for emergencies and accidents, first aid included?"),
    _flag("safety.workers_trained", "Are workers and their representatives trained in safety and health?"),
    _flag("safety.workers_consulted", "Are workers or their representatives informed and consulted on safety and health?"),
    _flag("safety.accidents_and_diseases_reported", "Are occupational accidents, diseases and incidents documented and reported?"),
    _flag("safety.threats_to_women_addressed", "Does safety at work address threats that are specific to women?"),
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
    Fact("gender.harassment_policy", "bool", "Is there a policy against harassment?", by_document=True, own_policy=True),
    _flag("gender.harassment_channel_independent", "Is the channel for harassment complaints independent?"),
    _flag("gender.jobs_closed_to_women", "Are jobs closed to women, protection in pregnancy aside?"),
    _flag("gender.equal_access_to_promotion", "Have women the same access to promotion as men?"),
    _flag("gender.equal_access_to_training", "Have women the same access to training as men?"),
    _flag("gender.same_job_security_and_benefits", "Have women the same job security, benefits and conditions of service as men?"),
    _flag("gender.same_work_evaluation", "Is the work of women and men judged by the same standards?"),
    _flag("gender.equal_social_security", "Have women the same social security as men?"),
    _flag("gender.equal_paid_leave", "Have women the same paid leave as men, maternity leave aside?"),
    _flag("gender.reproductive_health_protected", "Does health and safety at work cover risks to reproduction?"),
    _flag("gender.maternity_social_benefits", "Do social benefits comparable to the pay replace it during maternity leave?"),
    _flag("gender.maternity_keeps_seniority_and_allowances", "Does a mother keep her seniority and social allowances through maternity leave?"),
    _flag("gender.childcare_available", "Can working parents use child care?"),
    _flag("gender.pregnancy_protection", "Are pregnant workers protected from work proved to be harmful to them?"),
    Fact("gender.law_bans_maternity_dismissal", "bool", "Does host law ban dismissal for pregnancy or maternity leave, and dismissal that turns on marital status, under sanctions?", by_document=True),
    _flag("gender.pay_comparison_complete", "Does the comparison of women's and men's pay count every allowance and benefit, in cash and in kind?"),
    _flag("gender.jobs_appraised_objectively", "Are jobs valued by an objective appraisal of the work?"),
    _flag("gender.harassment_measures_in_use", "Are measures in use that prevent and address harassment, intimidation and exploitation, above all of women?"),
    Fact("class.selection_criteria", "set", "By which criteria are workers selected, whoever applies them?", _CRITERIA),
    _choice("class.criteria_applied_by", "Who applies the selection criteria?", "employer", "state", "party"),
    _choice("class.pool_built_by", "Who builds the pool of candidates?", "open", "employer", "independent_agency", "state", "party"),
    _choice("class.pool_area", "Is the area from which candidates come open or restricted?", "open", "restricted"),
    Fact("class.promotion_criteria", "set", "By which criteria are workers promoted?", (*_CRITERIA, "seniority", "performance")),
    Fact("class.distinctions_made", "set", "On which grounds of ILO Convention 111 are workers told apart in access, training or terms, beyond what the job itself requires? (an empty list: none of them)", _GROUNDS),
    _choice("class.security_measures", "Is anyone kept from work as a danger to the state: nobody, persons under justified suspicion who can appeal, persons who cannot, or whole groups?", "nobody", "suspected_with_appeal", "suspected_without_appeal", "whole_groups"),
    _flag("disability.medical_bar_beyond_job", "Does a medical bar go beyond what the job needs?"),
    _count("disability.employed", "How many disabled people are employed?", "persons"),
    _count("disability.employed_by_employer", "How many disabled people does this employer employ in the project, all its workforces together?", "persons"),
    _flag("disability.accommodation_made", "Is reasonable accommodation made?"),
    _flag("disability.premises_accessible", "Are the premises accessible?"),
    _flag("disability.post_kept_after_injury", "Is a worker's post kept after injury?"),
    Fact("disability.organisations_consulted", "bool", "Were organisations of disabled people consulted?", by_document=True),
    _flag("disability.worse_terms", "Are disabled people treated worse in employment because of the disability?"),
    _flag("disability.accommodation_needed", "Does any disabled worker or candidate need an adjustment?"),
    _flag("disability.harassment_protection", "Are disabled workers protected from harassment as others are?"),
    _flag("disability.grievance_channel_usable", "Can disabled workers use the grievance channel as others can?"),
    _flag("disability.same_union_rights", "Have disabled workers the same labour and trade-union rights as others?"),
    _flag("disability.equal_access_to_training", "Have disabled workers access to vocational training and placement?"),
    _flag("disability.return_to_work_support", "Is there support for disabled workers to keep or return to work?"),
    Fact("disability.law_bans_discrimination", "bool", "Does host law ban discrimination on the basis of disability in employment?", by_document=True),
    _flag("retrenchment.collective_dismissals", "Are several workers to be dismissed, or were they in the last 12 months, for economic, technical or organisational reasons?"),
    _flag("retrenchment.alternatives_analysed", "Were alternatives to collective dismissal analysed beforehand?"),
    _flag("retrenchment.viable_alternative_found", "Did the analysis find a viable alternative to collective dismissal?"),
    _flag("retrenchment.plan_in_use", "Is a plan in use that reduces the harm of collective dismissal to workers?"),
    _flag("retrenchment.plan_free_of_discrimination", "Is the retrenchment plan free of discrimination?"),
    _flag("retrenchment.plan_reflects_consultation", "Does the retrenchment plan reflect consultation with workers, their organisations and, where it is due, the government?"),
    _flag("retrenchment.legal_duties_met", "Were all duties in law and contract met to notify authorities and to inform and consult workers on collective dismissals?"),
    _flag("retrenchment.notice_and_severance_in_time", "Do dismissed workers get in time the notice and severance pay that law and collective agreements ask?"),
    _choice("retrenchment.dues_paid", "How are back pay, social security and pension dues of dismissed workers paid: to them by the end of the work, for their benefit, on a timeline agreed collectively, or late or not at all?", "to_workers_by_end", "for_workers_benefit", "on_agreed_timeline", "late_or_unpaid"),
    _flag("retrenchment.paid_on_workers_behalf", "Are any dues of dismissed workers paid to others for the workers' benefit?"),
    _flag("retrenchment.proof_of_payments_given", "Do dismissed workers get proof of what was paid for their benefit?"),
    _flag("third_parties.reputation_checked", "Did the client make commercially reasonable efforts to find out that the third parties who engage these workers are reputable and legitimate?"),
    _flag("third_parties.management_system_checked", "Did the client make commercially reasonable efforts to find out that these third parties have a management system that lets them keep to the standard?"),
    _flag("third_parties.performance_managed", "Has the client policies and procedures to manage and monitor how these third parties perform on labour?"),
    _flag("third_parties.terms_in_contracts_sought", "Did the client make commercially reasonable efforts to put the labour requirements into the contracts with these third parties?"),
    _flag("supply_chain.high_risk_of_child_or_forced_labour", "Is there a high risk of child labour or forced labour in the primary supply chain?"),
    _flag("supply_chain.risks_identified", "Has the client identified where child labour or forced labour may occur in the primary supply chain?"),
    _flag("supply_chain.cases_found", "Were cases of child labour or forced labour found in the primary supply chain?"),
    _flag("supply_chain.cases_being_remedied", "Is the client taking appropriate steps to remedy the cases of child labour or forced labour found among suppliers?"),
    _flag("supply_chain.monitored", "Does the client monitor its primary supply chain on an ongoing basis for changes, risks and cases?"),
    _flag("supply_chain.high_risk_of_safety_issues", "Is there a high risk of significant safety issues for the suppliers' workers?"),
    _flag("supply_chain.safety_procedures", "Has the client procedures and measures by which primary suppliers prevent or correct life-threatening situations?"),
    _flag("supply_chain.remedy_possible", "Can the client get child labour, forced labour or life-threatening situations among its suppliers remedied?"),
    _flag("supply_chain.shifting_to_compliant_suppliers", "Is the client shifting over time to suppliers that can show that they comply?"),
)  # fmt: skip

_PROJECT_FACTS = (
    _flag("remedy.confidential_channel_without_state", "Is there a confidential complaint channel that the state has no part in?"),
    Fact("remedy.retaliation_clause", "bool", "Does the contract forbid retaliation against those who complain?", by_document=True),
    Fact("remedy.independent_accountability_body", "bool", "Can complaints go to an independent accountability body?", by_document=True),
    _count("remedy.complaints_received", "How many complaints came in over 12 months?", "cases in 12 months"),
    _count("remedy.complaints_closed", "How many complaints were closed over 12 months?", "cases in 12 months"),
    _flag("remedy.forced_labour_victims_helped", "Do workers found in forced labour get release, protection and a remedy such as compensation?"),
    Fact("monitoring.chosen_by", "choice", "Who chooses the monitor?", ("financiers", "independent", "joint", "employer", "host", "nobody"), by_document=True),
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
    _count("monitoring.refusals_not_remedied", "How many of the refused visits were not made soon after, at the monitor's choice?", "in 12 months"),
    Fact("governance.common_standard_agreed", "bool", "Have the financiers agreed one common standard?", by_document=True),
    Fact("governance.own_standard_adopted", "bool", "Has the only financier adopted a written standard by which it judges the project?", by_document=True, own_policy=True),
    Fact("governance.decision_rule", "choice", "By which rule do the financiers decide?", ("single", "lead", "majority", "unanimity"), by_document=True),
    Fact("governance.assessor_independent_of_host_and_seller", "bool", "Is the assessor independent of host and seller?", by_document=True),
    Fact("governance.one_party_may_block", "bool", "May one party alone block a decision?", by_document=True),
    Fact("governance.stabilisation_clause", "bool", "Does a change of host law re-open the deal?", by_document=True),
    Fact("governance.programme_inclusive_of_disabled_people", "bool", "Is the programme designed so that disabled people can take part and use what it provides?", by_document=True),
    Fact("governance.disability_organisations_involved", "bool", "Are organisations of disabled people involved in planning the programme?", by_document=True),
    Fact("sanctions.joint_venture_with_host_entity", "bool", "Is the project a joint venture or cooperative entity with a host entity?", by_document=True),
    Fact("sanctions.profit_making", "bool", "Does the project make a profit?", by_document=True),
    Fact("sanctions.public_utility", "bool", "Is the project public-utility infrastructure?", by_document=True),
    Fact("sanctions.measures_touched", "set", "Which sanctions measures does the project touch? (an empty list: none of them)", _MEASURES, by_document=True, of_its_day=True),
    Fact("sanctions.authorisations", "records", "Which authorisations were granted, by whom, and until when?", by_document=True, adds=True),
    _flag("sanctions.listed_payee_in_chain", "Is anyone in the chain of payment a listed person or entity?"),
    Fact("sanctions.relief_reversal", "choice", "How is sanctions relief reversed?", ("automatic", "by_vote", "none"), by_document=True),
    Fact("sanctions.relief_triggers_defined", "bool", "Are the triggers for reversing relief defined?", by_document=True),
    _flag("sanctions.begun_before_authorisation", "Did anything that touches a sanctions measure begin before it was authorised?"),
    Fact("sanctions.new_concessional_finance", "bool", "Is the money a new grant, financial assistance or concessional loan from a state or an international financial institution?", by_document=True),
    Fact("sanctions.serves_civilian_needs", "bool", "Does the money serve the needs of the civilian population directly?", by_document=True),
    Fact("sanctions.promotes_denuclearisation", "bool", "Does the money promote denuclearisation?", by_document=True),
    Fact("sanctions.measures_under_resolution_2664", "set", "Which measures does the project treat as lifted by resolution 2664? (an empty list: none of them)", _MEASURES, by_document=True, of_its_day=True),
    Fact("sanctions.provider_named_in_resolution_2664", "bool", "Is the provider one of those named in paragraph 1 of resolution 2664?", by_document=True),
    Fact("sanctions.needed_for_aid_or_basic_needs", "bool", "Is every payment to a listed party needed for timely humanitarian aid or for basic human needs?", by_document=True),
    Fact("sanctions.exemption_request_complete", "bool", "Does the exemption request state the aid, the recipients and how they were chosen, why it is needed, and the goods?", by_document=True),
    Fact("humanitarian.release_tied_to_politics", "bool", "Does the release of aid depend on political concessions?", by_document=True),
    _flag("humanitarian.needs_based_targeting", "Is aid targeted by need?"),
    _flag("humanitarian.last_mile_monitoring", "Is aid monitored up to those who receive it?"),
    _flag("humanitarian.inclusive_targeting", "Are children and disabled people reached?"),
    Fact("humanitarian.exit_plan", "bool", "Is there a plan for a responsible exit?", by_document=True, own_policy=True),
    Fact("humanitarian.left_out_by", "set", "By which criteria are people in need left out of the aid? (an empty list: by none)", _LEFT_OUT_BY),
    _flag("humanitarian.used_for_political_standpoint", "Is the aid used to further a political or religious standpoint, or as an instrument of a government's foreign policy?"),
    _flag("humanitarian.areas_closed", "Are areas where people are in need closed to the agency?"),
    _flag("humanitarian.diversion_safeguards", "Are there safeguards against diversion of the aid, and are losses reported?"),
    _flag("humanitarian.private_talks_with_recipients", "May the agency or its monitor speak in private with those who receive the aid?"),
    _flag("humanitarian.recipients_consulted", "Are those who receive the aid informed, consulted and heard?"),
    _flag("humanitarian.begun_treatment_secured", "Is it secured that people whose treatment or support has begun can finish it if funding ends?"),
    _flag("data_safety.identifies_workers", "Does this file, or what it refers to, identify individual workers?"),
    _flag("data_safety.records_songbun_of_persons", "Does this file, or what it refers to, record the songbun of persons?"),
)  # fmt: skip

_DESCRIPTIVE = (
    Fact("country", "country", "Which country hosts the project? (ISO 3166-1 alpha-2)", scope="project", graded=False),
    Fact("purpose", "choice", "What is the purpose of the project?", PURPOSES, scope="project", graded=False),
    Fact("stage", "choice", "At which stage is the project?", STAGES, scope="project", graded=False),
    Fact("as_of", "date", "On which day are the facts stated?", scope="project", graded=False),
    Fact("context.workers_can_speak_safely", "bool", "Can the workers speak safely?", scope="project", graded=False),
    Fact("parties", "records", "Who takes part in the project, and in which role?", scope="project", graded=False),
    Fact("workforces", "records", "Which workforces are there? (an empty list: none)", scope="project", graded=False),
    Fact("worker_class", "choice", "Which class of workers is this?", WORKER_CLASSES, graded=False),
    Fact("headcount", "integer", "How many persons work here?", unit="persons", graded=False),
    Fact(
        "employer_headcount",
        "integer",
        "How many persons does this employer employ in the project, all its workforces together?",
        unit="persons",
        graded=False,
    ),
    Fact("nationality", "country", "Of which nationality are the workers? (ISO 3166-1 alpha-2)", graded=False),
    Fact("workplace_country", "country", "In which country do they work? (ISO 3166-1 alpha-2)", graded=False),
    Fact("employer", "text", "Who employs these workers? (a party id)", graded=False),
    Fact(
        "works_for_another",
        "bool",
        "Do these people work for somebody else, by all that the file says of them?",
        graded=False,
    ),
    Fact(
        "women_work_or_apply", "bool", "Do women work here, or did any apply, by all that the file says?", graded=False
    ),
    Fact("men_work_or_apply", "bool", "Do men work here, or did any apply, by all that the file says?", graded=False),
)

FACTS: dict[str, Fact] = {
    fact.path: fact for fact in (*_WORKFORCE_FACTS, *(row._replace(scope="project") for row in _PROJECT_FACTS))
}
# What no check may pass over in silence: facts, and the answer that is grave (True also for any member of a list).
GRAVE_IF: dict[str, bool] = {
    "freedom.trafficked_persons": True,
    "freedom.military_or_prison_labour": True,
    "freedom.forced_labour_indicators": True,
    "freedom.imposed_as": True,
    "freedom.penalty_for_declining": True,
    "children.worst_forms": True,
    "children.under_18_in_hazardous_work": True,
    "children.pupils_mobilised": True,
    "children.harmful_or_exploitative_work": True,
    "sanctions.listed_payee_in_chain": True,
    "humanitarian.release_tied_to_politics": True,
    "data_safety.records_songbun_of_persons": True,
    "data_safety.identifies_workers": True,
}
DESCRIPTIVE: dict[str, Fact] = {fact.path: fact for fact in _DESCRIPTIVE}
# Descriptive facts that no file states: they follow from what it does state.
DERIVED = ("works_for_another", "women_work_or_apply", "men_work_or_apply")
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
            _choice("payee", "Who receives the deduction?", "worker_fund", "state", "employer", "agency", "union"),
            _flag("explained_to_worker", "Is the deduction explained to the worker?"),
            _flag("consented_in_writing", "Has the worker agreed to the deduction in writing?"),
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
            Fact("country", "country", "Which country is the party from? (ISO 3166-1 alpha-2)"),
            _choice("kind", "What kind of party is it?", *PARTY_KINDS),
            Fact("roles", "set", "Which roles does the party have?", PARTY_ROLES),
        )
    },
    "workforces": {
        **{path: fact for path, fact in DESCRIPTIVE.items() if fact.scope == "workforce"},
        **{path: fact for path, fact in FACTS.items() if fact.scope == "workforce"},
    },
}

# What shows that people who are called a community, or self-employed, work for somebody else all the same.
SIGNS_OF_EMPLOYMENT: dict[str, tuple[str | bool, ...]] = {
    "hiring.selection_mode": ("choose_from_list", "assigned", "seconded_official"),
    "hiring.final_choice_by": ("state_agency", "party_body", "military"),
    "hiring.dismissal_by": ("employer", "employer_with_state_consent", "state"),
    "hiring.state_may_withdraw_workers": (True,),
    "hiring.intermediary": ("private", "state_owned", "party_owned", "undisclosed"),
    "hiring.fee_charged_to_worker": (True,),
    "employment.engaged_through": ("client", "third_party_core_work", "third_party_other_work"),
    "employment.work_chosen_by": ("employer", "agency", "state"),
    "employment.work_directed_by": ("employer", "agency", "state"),
    "freedom.entry_route": ("assigned", "mobilised", "conscript", "detainee"),
}


def find(path: str) -> Fact | None:
    """The row of a path, descriptive facts included; None where there is no such fact."""
    return FACTS.get(path) or DESCRIPTIVE.get(path)


def facts_of_section(section: str) -> dict[str, Fact]:
    """The facts of one section, by their name within it."""
    return {path.partition(".")[2]: fact for path, fact in FACTS.items() if path.partition(".")[0] == section}
