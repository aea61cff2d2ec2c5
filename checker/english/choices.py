"""How each word of an enumeration is said: in the rows of the facts that have it, else the same everywhere."""

from __future__ import annotations

__all__ = ["COUNTRIES", "EVERYWHERE", "OF_FACT", "UNITS"]

EVERYWHERE: dict[str, str] = {
    "employer": "the employer",
    "independent_agency": "an independent agency",
    "state_agency": "a state agency",
    "party_body": "a body of a political party",
    "military": "the military",
    "state": "the state",
    "party": "a political party",
    "workers": "the workers",
    "worker": "the worker",
    "agency": "an agency",
    "management": "management",
    "asset_freeze": "the asset freeze",
    "joint_venture": "the ban on joint ventures",
    "worker_export": "the ban on workers abroad",
    "financial_support": "the ban on financial support for trade",
    "restricted_goods": "the ban on listed goods",
    "correspondent_banking": "the ban on correspondent banking",
    "party_membership": "party membership",
    "political_reliability": "political reliability",
    "family_background": "family background",
    "residence_permit": "residence permit",
    "military_service": "military service",
    "political_opinion": "political opinion",
    "social_origin": "social origin",
    "debt_bondage": "debt bondage",
    **{word: word for word in (
        "skills", "education", "experience", "health", "songbun", "seniority", "performance", "race", "colour", "sex",
        "religion", "disability", "age", "residence", "detention", "deception", "isolation", "violence", "intimidation",
        "gender", "nationality",
    )},
}  # fmt: skip

OF_FACT: dict[str, dict[str, str]] = {
    "purpose": {word: word for word in ("commercial", "developmental", "humanitarian", "exchange")},
    "stage": {word: word for word in ("proposal", "appraisal", "implementation", "operation", "suspended", "closed")},
    "worker_class": {
        "direct": "direct workers", "contracted": "contracted workers", "supply_chain": "supply-chain workers",
        "community": "community workers", "seconded_official": "seconded officials",
        "self_employed": "self-employed workers",
    },
    "hiring.selection_mode": {
        "open_recruitment": "open recruitment", "choose_from_list": "choice from a list", "assigned": "assignment",
        "seconded_official": "secondment of officials",
    },
    "hiring.dismissal_by": {"employer_with_state_consent": "the employer with the state's consent"},
    "hiring.intermediary": {
        "none": "nobody", "private": "a private intermediary", "state_owned": "a state-owned intermediary",
        "party_owned": "an intermediary that a political party owns",
        "undisclosed": "an intermediary whose owner is not disclosed",
    },
    "employment.engaged_through": {
        "client": "by the client itself", "third_party_core_work": "through a third party, for core work over a substantial time",
        "third_party_other_work": "through a third party, for other work", "primary_supplier": "by a primary supplier",
        "other_supplier": "by a supplier that is not a primary one",
    },
    "employment.terms_reasonable_by": {
        "trade_in_area": "reasonable by the measure of the same work in the trade and area",
        "agreements_in_trade": "reasonable by the measure of collective agreements there",
        "arbitration_award": "reasonable by the measure of an arbitration award",
        "national_law": "reasonable by the measure of national law", "falls_short": "short of what is reasonable",
    },
    "employment.migrant_workers": {
        "none": "there are no migrant workers, as far as the employer has found out",
        "some": "there are migrant workers",
        "not_identified": "the employer has not found out whether there are migrant workers",
    },
    "employment.decisions_on_personal_traits": {
        "ethnic_origin": "ethnic origin", "indigenous_origin": "indigenous origin",
        "religion_or_belief": "religion or belief", "sexual_orientation": "sexual orientation",
        "other": "some other trait",
    },
    "wages.payment_path": {
        "worker_cash": "in cash", "worker_account": "on the worker's own account",
        "via_agent": "through an agent", "via_labour_agency": "through a labour agency", "via_state": "through the state",
    },
    "wages.exchange_rate_basis": {
        "same_currency": "in the same currency", "market": "at the market rate", "official": "at the official rate",
    },
    "wages.in_kind_allowed_by": {
        "law": "the law", "collective_agreement": "a collective agreement", "arbitration_award": "an arbitration award",
        "nothing": "nothing",
    },
    "wages.interval_fixed_by": {
        "law": "the law", "collective_agreement": "a collective agreement", "arbitration_award": "an arbitration award",
        "employer": "the employer alone",
    },
    "wages.paid_in": {
        "money": "in money", "voucher": "in vouchers", "in_kind": "in kind", "mixed": "partly in money and partly otherwise",
    },
    "freedom.entry_route": {
        "applied": "by their own application", "assigned": "by assignment", "mobilised": "by mobilisation",
        "conscript": "as conscripts", "detainee": "as detainees",
    },
    "freedom.forced_labour_indicators": {
        "abuse_of_vulnerability": "abuse of vulnerability", "restriction_of_movement": "restriction of movement",
        "retention_of_identity_documents": "retention of identity documents", "withholding_of_wages": "withholding of wages",
        "abusive_conditions": "abusive working and living conditions", "excessive_overtime": "excessive overtime",
    },
    "freedom.excepted_work": {
        "none": "no exception", "civic_obligation": "the exception for civic duties",
        "emergency": "the exception for emergencies",
        "communal_service": "the exception for communal service with consultation",
    },
    "freedom.imposed_as": {
        "political_coercion": "political coercion", "political_education": "political education",
        "political_punishment": "punishment for political views",
        "economic_mobilisation": "mobilisation for economic development", "labour_discipline": "labour discipline",
        "strike_punishment": "punishment for strikes",
        "discrimination": "racial, social, national or religious discrimination",
    },
    "association.law_permits_free_unions": {
        "yes": "permitted", "restricted": "permitted only with restrictions", "no": "ruled out",
    },
    "association.representatives_chosen_by": {"nobody": "nobody"},
    "association.collective_agreement": {
        "none": "the employer is party to no collective agreement",
        "in_part": "the employer is party to a collective agreement that settles the working conditions in part",
        "in_full": "the employer is party to a collective agreement that settles the working conditions in full",
    },
    "children.worst_forms": {
        "slavery_or_trafficking": "slavery or trafficking", "forced_labour": "forced labour",
        "armed_recruitment": "forced recruitment for armed conflict", "sexual_exploitation": "sexual exploitation",
        "illicit_activities": "use in illicit activities",
    },
    "class.pool_built_by": {
        "open": "open to all", "employer": "built by the employer", "independent_agency": "built by an independent agency",
        "state": "built by the state", "party": "built by a political party",
    },
    "class.pool_area": {"open": "open", "restricted": "restricted"},
    "class.distinctions_made": {"national_extraction": "national extraction"},
    "class.security_measures": {
        "nobody": "nobody is kept from work as a danger to the state",
        "suspected_with_appeal": "persons under justified suspicion who can appeal are kept from work as a danger to the state",
        "suspected_without_appeal": "persons who cannot appeal are kept from work as a danger to the state",
        "whole_groups": "whole groups are kept from work as a danger to the state",
    },
    "retrenchment.dues_paid": {
        "to_workers_by_end": "to them by the end of the work", "for_workers_benefit": "for their benefit",
        "on_agreed_timeline": "on a timeline agreed collectively", "late_or_unpaid": "late or not at all",
    },
    "monitoring.chosen_by": {
        "financiers": "by the financiers", "independent": "by an independent body", "joint": "jointly",
        "employer": "by the employer", "host": "by the host", "nobody": "by nobody",
    },
    "governance.decision_rule": {
        "single": "by the word of a single one", "lead": "through a lead financier", "majority": "by majority",
        "unanimity": "by unanimity",
    },
    "sanctions.relief_reversal": {"automatic": "automatically", "by_vote": "by a vote", "none": "in no way at all"},
    "wages.deductions.payee": {"union": "a union", "worker_fund": "a fund of the workers"},
    "wages.deductions.legal_basis": {"none": "“none”"},
    "parties.kind": {
        "company": "a company", "state_enterprise": "a state enterprise", "government": "a government",
        "multilateral": "a multilateral body", "lender": "a lender", "ngo": "an NGO", "labour_agency": "a labour agency",
        "monitor": "a monitor",
    },
    "parties.roles": {
        "lead_financier": "lead financier", "co_financier": "co-financier", "employer": "employer", "host": "host",
        "implementer": "implementer", "labour_agency": "labour agency", "contractor": "contractor", "monitor": "monitor",
        "observer": "observer",
    },
}  # fmt: skip
# Facts whose words are those of another.
OF_FACT["employment.traits_where_law_compels"] = OF_FACT["employment.decisions_on_personal_traits"]
OF_FACT["sanctions.authorisations.valid_until"] = {"none": "at no time"}

# Countries that sentences name; others stand by their code.
COUNTRIES = {
    "CN": "China", "JP": "Japan", "KP": "the DPRK", "KR": "the Republic of Korea", "PL": "Poland",
    "US": "the United States", "VN": "Viet Nam",
}  # fmt: skip

# What stands after a number: one and several. A fact that is not here has a bare number.
UNITS: dict[str, tuple[str, str]] = {
    "employer_headcount": ("person", "persons"),
    "headcount": ("person", "persons"),
    "hiring.list_size_per_post": ("candidate", "candidates"),
    "hiring.refusals_last_12_months": ("worker", "workers"),
    "wages.interval_days": ("day", "days"),
    "wages.arrears_days": ("day", "days"),
    "hours.regular_weekly": ("hour", "hours"),
    "hours.overtime_weekly": ("hour", "hours"),
    "hours.rest_days_per_week": ("day", "days"),
    "association.reprisals_last_12_months": ("reprisal", "reprisals"),
    "association.reprisals_not_remedied": ("reprisal", "reprisals"),
    "children.minimum_age": ("year", "years"),
    "safety.fatalities_last_12_months": ("worker", "workers"),
    "gender.maternity_leave_days": ("day", "days"),
    "disability.employed": ("disabled person", "disabled persons"),
    "disability.employed_by_employer": ("disabled person", "disabled persons"),
    "remedy.complaints_received": ("complaint", "complaints"),
    "remedy.complaints_closed": ("complaint", "complaints"),
    "monitoring.notice_hours": ("hour", "hours"),
    "monitoring.visits_made": ("monitoring visit", "monitoring visits"),
    "monitoring.visits_refused": ("monitoring visit", "monitoring visits"),
    "monitoring.refusals_not_remedied": ("monitoring visit", "monitoring visits"),
}
