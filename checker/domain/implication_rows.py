"""What one fact says about another: one row each, beside the vocabulary.

`implies`: what follows is one more statement about a fact, or a bound on it. `suggests`: the fact is in doubt
until somebody answers, and nothing is answered. `impossible`: the figures cannot all be true. Rows go in the
adverse direction; the one exception works out a share from its two amounts. No row is about who applies
selection criteria: another answer there would take workers out of a floor. None follows from a reprisal or a
refused visit that may have been remedied: what was put right would stay in doubt, and hiding it would pay.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from checker.domain.implication_kinds import OPEN, SOME, Implication, Kind, Test
from checker.domain.vocabulary import FACTS

__all__ = ["IMPLICATIONS"]

_BY_DEFINITION = "by definition of the facts"
_SIGNS = "ILO Indicators of Forced Labour, 2012"
_INDICATORS = "freedom.forced_labour_indicators"
_ALL_SIGNS = FACTS[_INDICATORS].choices
# Of wages owed: two months of pay. One late pay day happens; two are a state of things.
_LONG_ARREARS = 60
_CALLED_UP = ("mobilised", "conscript", "detainee")
_NOT_BY_WORKERS = ("management", "state", "party")
# C111 names access to employment; of promotion it does not speak.
_HOW_SURE: dict[str, Kind] = {"selection": "implies", "promotion": "suggests"}
_IS: dict[Kind, str] = {"implies": "which is", "suggests": "which may be"}
_LAWFUL_CALLS = ("civic_obligation", "emergency", "communal_service")


def _row(kind: Kind, name: str, when: list[tuple[Any, ...]], then: tuple[Any, ...] | None, said: str, source: str, *,
         unless: tuple[Any, ...] | None = None, figure: str = "", confirmed: bool = True) -> Implication:  # fmt: skip
    return Implication(kind, name, tuple(Test(*test) for test in when), Test(*then) if then else None, said, source,
                       (Test(*unless),) if unless else (), figure, confirmed)  # fmt: skip


IMPLICATIONS: tuple[Implication, ...] = (
    # Wages
    _row("implies", "share-from-amounts", [("wages.gross_monthly", "stated", True), ("wages.received_monthly", "stated", True)], ("wages.share_received", "is"), "{1.number} of {0} were received, so the share is {figure}", _BY_DEFINITION, unless=("wages.exchange_rate_basis", "is", "official"), figure="received / gross"),
    _row("implies", "deductions-bound-share", [("wages.deductions", "stated", True)], ("wages.share_received", "at_most"), "the deductions leave {figure} of the wage, so no more than that is received", "ILO C095, articles 8(1) and 9", figure="what the deductions leave"),
    _row("implies", "agency-pays-wage", [("wages.payment_path", "is", "via_labour_agency")], ("hiring.intermediary", "is_not", "none"), "the wage goes through a labour agency, so there is an intermediary", _BY_DEFINITION),
    _row("suggests", "official-rate-hides-share", [("wages.exchange_rate_basis", "is", "official")], ("wages.share_received", OPEN), "the received wage was compared with the gross wage at an official rate, at which the share cannot be known", "by design: an official rate need not be one at which workers can exchange"),
    _row("suggests", "received-above-gross", [("wages.gross_monthly", "stated", True), ("wages.received_monthly", "stated", True)], ("wages.share_received", OPEN), "{1} received where {0} was due is more than the whole, so the two amounts do not measure the same wage", _BY_DEFINITION, figure="more received than gross"),
    _row("suggests", "deductions-not-listed", [("wages.share_received", "stated", True), ("wages.deductions", "stated", True)], ("wages.deductions", OPEN), "a share of {0} is received, and {figure} of the wage is missing from the list of deductions", "ILO C095, articles 8(1) and 14(b)", figure="a part of the wage is in neither"),
    _row("suggests", "agency-deducts-fee", [("wages.deductions", SOME, (("payee", "is", "agency"),))], ("hiring.fee_charged_to_worker", "is", True), "an agency receives a deduction from the wage, which may be a fee for the job", "ILO C095, article 9; ILO C181, article 7(1)"),
    _row("suggests", "goods-are-no-cash", [("wages.paid_in", "in", ("voucher", "in_kind"))], ("wages.payment_path", "not_in", ("worker_cash", "worker_account")), "the wage is paid in {0}, so it reaches no worker as money", "ILO C095, article 3(1)"),
    _row("suggests", "long-arrears-withhold", [("wages.arrears_days", "at_least", _LONG_ARREARS)], (_INDICATORS, "contains_any", ("withholding_of_wages",)), "wages are {0} days in arrears, which may be withholding of wages", f"{_SIGNS}, indicator 8 (the 60 days are our design)"),
    _row("suggests", "nothing-received-withholds", [("wages.share_received", "at_most", 0)], (_INDICATORS, "contains_any", ("withholding_of_wages",)), "nothing of the wage is received, which may be withholding of wages", f"{_SIGNS}, indicator 8"),
    _row("suggests", "nothing-paid-withholds", [("wages.received_monthly", SOME, (("amount", "at_most", 0),)), ("wages.gross_monthly", SOME, (("amount", "more_than", 0),))], (_INDICATORS, "contains_any", ("withholding_of_wages",)), "{0.number} of {1} were received, which may be withholding of wages", f"{_SIGNS}, indicator 8"),
    _row("suggests", "withholding-means-arrears", [(_INDICATORS, "contains_any", ("withholding_of_wages",))], ("wages.arrears_days", "at_least", 1), "withholding of wages is among the signs, so wages may be owed", f"{_SIGNS}, indicator 8"),
    _row("suggests", "unpaid-dues-are-arrears", [("retrenchment.dues_paid", "is", "late_or_unpaid")], ("wages.arrears_days", "at_least", 1), "dues of dismissed workers are late or unpaid, so wages may be owed", "IFC PS2, paragraph 19"),
    _row("impossible", "deductions-above-wage", [("wages.deductions", SOME, (("share", "stated", True),))], None, "the deductions take {figure} of the wage in total, and no more than 1 is there", _BY_DEFINITION, figure="they take more than the wage"),
    # Hours
    _row("suggests", "forced-overtime-is-excessive", [("hours.overtime_voluntary", "is", False)], (_INDICATORS, "contains_any", ("excessive_overtime",)), "overtime is not voluntary, which may be excessive overtime", f"{_SIGNS}, indicator 11; ILO C029, article 2(1)", unless=("hours.overtime_weekly", "at_most", 0)),
    _row("suggests", "excessive-overtime-is-forced", [(_INDICATORS, "contains_any", ("excessive_overtime",))], ("hours.overtime_voluntary", "is", False), "excessive overtime is among the signs, so overtime may not be voluntary", f"{_SIGNS}, indicator 11"),
    _row("suggests", "long-hours-are-excessive", [("hours.regular_weekly", "stated", True), ("hours.overtime_weekly", "stated", True)], (_INDICATORS, "contains_any", ("excessive_overtime",)), "{figure} hours a week are worked, which may be excessive overtime", f"{_SIGNS}, indicator 11; ILO C001, article 2 (the 84 hours are our design)", figure="more than 84 hours"),
    _row("suggests", "overtime-eats-rest", [("hours.regular_weekly", "stated", True), ("hours.overtime_weekly", "stated", True), ("hours.rest_days_per_week", "stated", True)], ("hours.rest_days_per_week", OPEN), "{figure} hours a week do not fit beside {2} days of rest", "ILO C014, article 2(1)", figure="more hours than the working days have, overtime counted"),
    _row("impossible", "hours-above-week", [("hours.regular_weekly", "stated", True), ("hours.overtime_weekly", "stated", True)], None, "{0} regular hours and {1} of overtime make {figure} hours, and a week has 168", _BY_DEFINITION, figure="more than 168 hours"),
    _row("impossible", "rest-beside-hours", [("hours.regular_weekly", "stated", True), ("hours.rest_days_per_week", "stated", True)], None, "{0} regular hours a week do not fit beside {1} days of rest, which leave {figure} hours", _BY_DEFINITION, figure="more hours than the working days have"),
    # Freedom
    _row("implies", "papers-held-are-retained", [("freedom.identity_papers_held_by", "is_not", "worker")], (_INDICATORS, "contains_any", ("retention_of_identity_documents",)), "the {0} holds the identity papers, which is retention of identity documents", f"{_SIGNS}, indicator 7"),
    _row("implies", "retained-papers-are-held", [(_INDICATORS, "contains_any", ("retention_of_identity_documents",))], ("freedom.identity_papers_held_by", "is_not", "worker"), "retention of identity documents is among the signs, so somebody else holds the papers", f"{_SIGNS}, indicator 7"),
    _row("suggests", "barred-movement-is-restriction", [("freedom.free_movement_outside_hours", "is", False)], (_INDICATORS, "contains_any", ("restriction_of_movement",)), "workers may not move freely outside working hours, which may be restriction of movement", f"{_SIGNS}, indicator 3"),
    _row("implies", "restriction-bars-movement", [(_INDICATORS, "contains_any", ("restriction_of_movement",))], ("freedom.free_movement_outside_hours", "is", False), "restriction of movement is among the signs, so workers do not move freely", f"{_SIGNS}, indicator 3"),
    _row("implies", "housing-bars-movement", [("accommodation.restricts_movement", "is", True)], ("freedom.free_movement_outside_hours", "is", False), "the housing restricts movement, so workers do not move freely outside working hours", "IFC PS2, paragraph 12"),
    _row("suggests", "housing-restricts-movement", [("accommodation.restricts_movement", "is", True)], (_INDICATORS, "contains_any", ("restriction_of_movement",)), "the housing restricts movement, which may be restriction of movement", f"{_SIGNS}, indicator 3"),
    _row("implies", "captive-labour", [("freedom.entry_route", "in", ("conscript", "detainee"))], ("freedom.military_or_prison_labour", "is", True), "workers came as {0}, which is military or prison labour", "ILO C029, article 2(2)(a) and (c)"),
    _row("suggests", "captive-labour-applied", [("freedom.military_or_prison_labour", "is", True)], ("freedom.entry_route", "is_not", "applied"), "military or prison labour is used, so not all may have applied for the work", "ILO C029, article 2(2)(a) and (c)"),
    _row("suggests", "military-chooses", [("hiring.final_choice_by", "is", "military")], ("freedom.military_or_prison_labour", "is", True), "the military makes the final choice of workers, who may be soldiers", "ILO C029, article 2(2)(a)"),
    _row("implies", "sent-not-recruited", [("freedom.entry_route", "in", ("assigned", *_CALLED_UP))], ("hiring.selection_mode", "is_not", "open_recruitment"), "workers came as {0}, which is no open recruitment", _BY_DEFINITION),
    _row("implies", "assigned-did-not-apply", [("hiring.selection_mode", "is", "assigned")], ("freedom.entry_route", "is_not", "applied"), "workers are assigned, so they did not apply", _BY_DEFINITION),
    _row("implies", "sent-by-others", [("freedom.entry_route", "in", ("assigned", *_CALLED_UP))], ("employment.work_chosen_by", "is_not", "worker"), "workers came as {0}, so others decided that they take on this work", _BY_DEFINITION),
    _row("implies", "assigned-by-others", [("hiring.selection_mode", "is", "assigned")], ("employment.work_chosen_by", "is_not", "worker"), "workers are assigned, so others decided that they take on this work", _BY_DEFINITION),
    _row("suggests", "chosen-for-them", [("employment.work_chosen_by", "in", ("agency", "state"))], ("freedom.entry_route", "is_not", "applied"), "the {0} decided that these people take on this work, so not all may have applied for it", "ILO C029, article 2(1)"),
    _row("suggests", "penalty-means-no-choice", [("freedom.penalty_for_declining", "is", True)], ("freedom.entry_route", "is_not", "applied"), "declining the work brings a penalty, so not all may have come by their own choice", "ILO C029, article 2(1)"),
    _row("suggests", "mobilised-for-the-economy", [("freedom.entry_route", "is", "mobilised")], ("freedom.imposed_as", "contains_any", ("economic_mobilisation",)), "workers were mobilised, which may be work imposed for economic development", "ILO C105, article 1(b)", unless=("freedom.excepted_work", "in", _LAWFUL_CALLS)),
    _row("suggests", "mobilisation-is-no-application", [("freedom.imposed_as", "contains_any", ("economic_mobilisation",))], ("freedom.entry_route", "is_not", "applied"), "work is imposed to mobilise labour, so not all may have applied for it", "ILO C105, article 1(b)"),
    _row("suggests", "work-as-political-education", [("freedom.imposed_as", "contains_any", ("political_education",))], ("freedom.compulsory_political_sessions", "is", True), "work is imposed as political education, so sessions may be compulsory", "ILO C105, article 1(a)"),
    _row("suggests", "work-as-strike-punishment", [("freedom.imposed_as", "contains_any", ("strike_punishment",))], ("association.reprisals_last_12_months", "at_least", 1), "work is imposed as punishment for strikes, which is a reprisal if it was in the last 12 months", "ILO C105, article 1(d)"),
    _row("suggests", "work-as-discrimination", [("freedom.imposed_as", "contains_any", ("discrimination",))], ("class.distinctions_made", "contains_any", FACTS["class.distinctions_made"].choices), "work is imposed as discrimination, so workers may be told apart", "ILO C105, article 1(e); ILO C111, article 1(1)(a)"),
    _row("implies", "trafficking-leaves-a-sign", [("freedom.trafficked_persons", "is", True)], (_INDICATORS, "contains_any", ("abuse_of_vulnerability", "deception", "violence", "intimidation")), "people were trafficked, so force, deception or abuse of a weak position is among the signs", "IFC PS2, paragraph 22 footnote 13"),
    _row("suggests", "bondage-bars-quitting", [(_INDICATORS, "contains_any", ("debt_bondage",))], ("hiring.may_quit_without_penalty", "is", False), "debt bondage is among the signs, so workers may not be able to quit", f"{_SIGNS}, indicator 9"),
    # Hiring
    _row("implies", "agency-is-intermediary", [("parties", SOME, (("kind", "is", "labour_agency"),))], ("hiring.intermediary", "is_not", "none"), "{0} is a labour agency, so there is an intermediary", _BY_DEFINITION),
    _row("implies", "agency-role-is-intermediary", [("parties", SOME, (("roles", "contains_any", ("labour_agency",)),))], ("hiring.intermediary", "is_not", "none"), "{0} acts as labour agency, so there is an intermediary", _BY_DEFINITION),
    _row("suggests", "state-agency-is-not-private", [("parties", SOME, (("roles", "contains_any", ("labour_agency",)), ("kind", "in", ("government", "state_enterprise"))))], ("hiring.intermediary", "not_in", ("none", "private")), "{0} is of the state and acts as labour agency, so the intermediary may not be private", "IFC PS2, paragraphs 24 to 26"),
    _row("suggests", "fee-needs-a-receiver", [("hiring.fee_charged_to_worker", "is", True)], ("hiring.intermediary", "is_not", "none"), "workers are charged a fee for the job, so an intermediary may take it", "ILO C181, article 7(1)"),
    _row("suggests", "built-pool-is-not-open", [("class.pool_built_by", "in", ("state", "party"))], ("hiring.selection_mode", "is_not", "open_recruitment"), "the {0} builds the pool of candidates, so recruitment may not be open", "ILO C111, article 1(3)"),
    _row("suggests", "assigned-from-no-open-pool", [("hiring.selection_mode", "is", "assigned")], ("class.pool_built_by", "is_not", "open"), "workers are assigned, so the pool of candidates may not be open", "ILO C111, article 1(3)"),
    _row("suggests", "assigned-not-chosen", [("hiring.selection_mode", "is", "assigned")], ("hiring.final_choice_by", "is_not", "employer"), "workers are assigned, so the final choice may not be the employer's", _BY_DEFINITION, unless=("hiring.employer_may_refuse", "is", True)),
    _row("suggests", "state-dismisses-and-withdraws", [("hiring.dismissal_by", "is", "state")], ("hiring.state_may_withdraw_workers", "is", True), "the state decides on dismissal, so it may be able to withdraw workers", "by design: who alone dismisses can take workers away"),
    _row("suggests", "no-contract-no-terms", [("hiring.individual_written_contracts", "is", False)], ("employment.terms_documented_at_start", "is", False), "workers hold no written contract, so their terms may not be documented", "IFC PS2, paragraph 9"),
    _row("suggests", "foreign-contract-no-terms", [("hiring.contract_in_workers_language", "is", False)], ("employment.terms_documented_at_start", "is", False), "the contract is not in the worker's language, so the terms may not be understood", "IFC PS2, paragraph 9"),
    _row("implies", "abroad-is-migrant", [("nationality", "stated", True), ("workplace_country", "stated", True)], ("employment.migrant_workers", "is_not", "none"), "workers of {0} work in {1}, so there are migrant workers", "IFC PS2, paragraph 11", figure="the two differ"),
    # Association
    _row("implies", "barred-from-union", [("association.non_membership_required", "is", True)], ("association.may_form_and_join", "is", False), "workers must stay out of a union, so they may not join one", "ILO C098, article 1(2)(a)"),
    _row("suggests", "law-bars-unions", [("association.law_permits_free_unions", "is", "no")], ("association.may_form_and_join", "is", False), "host law permits no free union, so workers may not be able to form one", "ILO C087, articles 2 and 8(2)"),
    _row("suggests", "housing-bars-union", [("accommodation.restricts_association", "is", True)], ("association.may_form_and_join", "is", False), "the housing restricts association, so workers may not be able to organise", "IFC PS2, paragraph 12"),
    _row("suggests", "imposed-representatives", [("association.representatives_chosen_by", "in", _NOT_BY_WORKERS)], ("association.may_form_and_join", "is", False), "the {0} chooses the representatives, so the union may not be of the workers' choosing", "ILO C087, article 3(1)"),
    _row("suggests", "nobody-bargains", [("association.representatives_chosen_by", "in", (*_NOT_BY_WORKERS, "nobody"))], ("association.collective_bargaining", "is", False), "representatives are chosen by {0}, so the workers may have nobody who bargains", "ILO C098, article 4"),
    _row("suggests", "controlled-union-elects-nobody", [("association.employer_controls_union", "is", True)], ("association.representatives_chosen_by", "is_not", "workers"), "the employer controls the workers' organisation, so workers may not choose who speaks for them", "ILO C098, article 2(1) and 2(2)"),
    _row("suggests", "controlled-channel", [("association.employer_controls_other_means", "is", True)], ("association.independent_channel", "is", False), "the employer controls the other means of voice, so no channel may be independent", "IFC PS2, paragraph 13"),
    _row("suggests", "retribution-is-reprisal", [("grievance.retribution", "is", True)], ("association.reprisals_last_12_months", "at_least", 1), "somebody suffered for raising a grievance, which is a reprisal if it was in the last 12 months", "IFC PS2, paragraph 20"),
    _row("suggests", "reprisals-intimidate", [("association.reprisals_not_remedied", "at_least", 1)], (_INDICATORS, "contains_any", ("intimidation",)), "reprisals were not put right ({0}), which may be intimidation", f"{_SIGNS}, indicator 6"),
    *(_row("implies", f"no-mechanism-{name.replace('_', '-')}", [("grievance.mechanism", "is", False)], (f"grievance.{name}", "is", False), "there is no grievance mechanism, so it can do nothing for workers", "IFC PS2, paragraph 20")
      for name in ("told_at_recruitment", "easily_accessible", "fitting_management_level", "prompt_with_feedback", "anonymous_complaints")),
    # Children
    *(_row("implies", f"under-18-{case}", [test], ("children.minimum_age", "less_than", 18), said, source)
      for case, test, said, source in (
          ("hazards", ("children.under_18_in_hazardous_work", "is", True), "somebody under 18 is in hazardous work, so the least age is below 18", "ILO C138, article 3(1)"),
          ("worst-forms", ("children.worst_forms", "contains_any", FACTS["children.worst_forms"].choices), "{0} was found among those under 18, so the least age is below 18", "ILO C182, articles 2 and 3"),
          ("harmful-work", ("children.harmful_or_exploitative_work", "is", True), "the work of somebody under 18 is harmful or exploitative, so the least age is below 18", "IFC PS2, paragraph 21"),
          ("school", ("children.work_interferes_with_school", "is", True), "the work of somebody under 18 interferes with schooling, so the least age is below 18", "CRC, article 32(1)"),
      )),
    _row("suggests", "pupils-are-under-18", [("children.pupils_mobilised", "is", True)], ("children.minimum_age", "less_than", 18), "pupils are mobilised to work, who may be under 18", "CRC, article 32(1)"),
    _row("suggests", "pupils-miss-school", [("children.pupils_mobilised", "is", True)], ("children.work_interferes_with_school", "is", True), "pupils are mobilised to work, which may interfere with schooling", "CRC, article 32(1)"),
    _row("suggests", "pupils-did-not-apply", [("children.pupils_mobilised", "is", True)], ("freedom.entry_route", "is_not", "applied"), "pupils are mobilised to work, so not all may have applied for it", "ILO C029, article 2(1)"),
    _row("suggests", "ages-not-verified", [("children.age_verified", "is", False)], ("children.minimum_age", OPEN), "ages are not verified, so the least age is not known", "ILO C138, article 9(3)"),
    _row("suggests", "school-age-at-work", [("children.past_compulsory_schooling", "is", False)], ("children.minimum_age", "less_than", 18), "somebody at work is of the age of compulsory schooling, who may be under 18", "ILO C138, article 2(3)"),
    _row("implies", "children-in-bondage", [("children.worst_forms", "contains_any", ("debt_bondage",))], (_INDICATORS, "contains_any", ("debt_bondage",)), "debt bondage was found among those under 18, so it is among the signs", "ILO C182, article 3(a)"),
    _row("suggests", "children-in-forced-labour", [("children.worst_forms", "contains_any", ("forced_labour", "slavery_or_trafficking"))], (_INDICATORS, "contains_any", _ALL_SIGNS), "{0} was found among those under 18, which leaves signs", "ILO C182, article 3(a)"),
    _row("suggests", "children-trafficked", [("children.worst_forms", "contains_any", ("slavery_or_trafficking",))], ("freedom.trafficked_persons", "is", True), "slavery or trafficking was found among those under 18", "ILO C182, article 3(a)"),
    # Safety
    _row("suggests", "deaths-show-hazards", [("safety.fatalities_last_12_months", "at_least", 1)], ("safety.hazards_controlled", "is", False), "workers died at work in the last 12 months ({0}), so hazards may not be controlled", "ILO C155, article 16(1)", unless=("safety.independent_investigation", "is", True)),
    _row("suggests", "unrecorded-accidents", [("safety.accidents_recorded", "is", False)], ("safety.fatalities_last_12_months", OPEN), "accidents are not recorded, so the number of deaths is not known", "IFC PS2, paragraph 23(iv)"),
    _row("implies", "unrecorded-is-unreported", [("safety.accidents_recorded", "is", False)], ("safety.accidents_and_diseases_reported", "is", False), "accidents are not recorded, so they are not documented and reported", "ILO C155, article 11(c)"),
    _row("suggests", "abusive-conditions-are-hazards", [(_INDICATORS, "contains_any", ("abusive_conditions",))], ("safety.hazards_controlled", "is", False), "abusive conditions are among the signs, so hazards may not be controlled", f"{_SIGNS}, indicator 10"),
    # Women and men
    *(_row("implies", f"{case}-is-another-criterion", [(path, "is", True)], ("gender.same_selection_criteria", "is", False), f"{said}, so women and men are not selected by the same criteria", "CEDAW, article 11(1)(b)")
      for case, path, said in (
          ("preference", "gender.stated_sex_preference", "the employer states a preference for one sex"),
          ("closed-job", "gender.jobs_closed_to_women", "jobs are closed to women"),
      )),
    *(_row("implies", f"{case}-tells-apart", [(path, "is", True)], ("class.distinctions_made", "contains_any", ("sex",)), f"{said}, which is a distinction by sex", "ILO C111, article 1(1)(a) and 1(3)")
      for case, path, said in (
          ("closed-job", "gender.jobs_closed_to_women", "jobs are closed to women"),
          ("dismissal", "gender.dismissal_on_marriage_or_pregnancy", "women are dismissed on marriage or pregnancy"),
      )),
    _row("suggests", "dismissal-is-no-security", [("gender.dismissal_on_marriage_or_pregnancy", "is", True)], ("gender.same_job_security_and_benefits", "is", False), "women are dismissed on marriage or pregnancy, so their job security may not be the same", "CEDAW, article 11(1)(c) and 11(2)(a)"),
    _row("implies", "no-leave-no-pay", [("gender.maternity_leave_days", "is", 0)], ("gender.maternity_leave_paid", "is", False), "no maternity leave is given, so none is paid", "CEDAW, article 11(2)(b)"),
    _row("suggests", "none-of-the-applicants", [("gender.share_women_applicants", "more_than", 0), ("gender.share_women_hired", "at_most", 0)], ("gender.same_selection_criteria", "is", False), "women applied (a share of {0}) and none was hired, so the criteria may differ", "CEDAW, article 11(1)(b)"),
    # Class and disability
    *(_row(kind, f"{where}-by-{ground.replace('_', '-')}", [(f"class.{where}_criteria", "contains_any", words)], ("class.distinctions_made", "contains_any", (ground,)), f"workers are told apart in {where} by {{0}}, {_IS[kind]} a distinction by {ground.replace('_', ' ')}", "ILO C111, article 1(1)(a) and 1(3)")
      for where, kind in _HOW_SURE.items()
      for ground, words in (("social_origin", ("family_background", "songbun")), ("political_opinion", ("party_membership", "political_reliability")))),
    _row("suggests", "songbun-identifies", [("data_safety.records_songbun_of_persons", "is", True)], ("data_safety.identifies_workers", "is", True), "the songbun of persons is recorded, who may be identified by it", "by design: a class is recorded of somebody"),
    *(_row("suggests", f"{case}-by-disability", [(path, "is", True)], ("employment.decisions_on_personal_traits", "contains_any", ("disability",)), f"{said}, so decisions may rest on disability", "IFC PS2, paragraph 15 footnote 9")
      for case, path, said in (
          ("worse-terms", "disability.worse_terms", "disabled people are treated worse"),
          ("medical-bar", "disability.medical_bar_beyond_job", "a medical bar goes beyond what the job needs"),
      )),
    _row("impossible", "disabled-above-headcount", [("disability.employed", "stated", True), ("headcount", "stated", True)], None, "{0} disabled people are employed among {1} workers", _BY_DEFINITION, figure="more than there are"),
    # Suppliers and dismissals
    _row("implies", "cases-are-high-risk", [("supply_chain.cases_found", "is", True)], ("supply_chain.high_risk_of_child_or_forced_labour", "is", True), "cases of child labour or forced labour were found among suppliers, so the risk is high", "IFC PS2, paragraph 27"),
    _row("suggests", "unpaid-dues-of-dismissed", [("retrenchment.dues_paid", "is", "late_or_unpaid")], ("retrenchment.collective_dismissals", "is", True), "dues of dismissed workers are late or unpaid, who may have been dismissed together", "IFC PS2, paragraph 19"),
    _row("suggests", "no-severance-for-dismissed", [("retrenchment.notice_and_severance_in_time", "is", False)], ("retrenchment.collective_dismissals", "is", True), "dismissed workers get no notice or severance in time, who may have been dismissed together", "IFC PS2, paragraph 19"),
    # Monitoring, remedy and decisions
    _row("suggests", "more-closed-than-received", [("remedy.complaints_received", "stated", True), ("remedy.complaints_closed", "stated", True)], ("remedy.complaints_closed", OPEN), "{1} complaints were closed of {0} received, so {figure} came from an earlier time or the figures contradict each other", "IFC PS2, paragraph 20", figure="more closed than received"),
    _row("suggests", "notice-is-no-surprise", [("monitoring.notice_hours", "more_than", 24)], ("monitoring.unannounced_visits", "is", False), "the monitor gives {0} hours' notice, so visits may not be unannounced", "by design: notice of a day beside unannounced visits is a second way in"),
    _row("suggests", "refused-visit-is-no-access", [("monitoring.refusals_not_remedied", "at_least", 1)], ("monitoring.unannounced_visits", "is", False), "refused visits were not made soon after ({0}), so the monitor may not come unannounced", "by design: who is refused may not visit"),
    *(_row("suggests", f"{case}-assesses-itself", [test], ("governance.assessor_independent_of_host_and_seller", "is", False), said, "by design: nobody assesses itself independently")
      for case, test, said in (
          ("chosen-monitor", ("monitoring.chosen_by", "in", ("employer", "host")), "the {0} chooses the monitor, so the assessor may not be independent"),
          *((f"monitoring-{role}", ("parties", SOME, (("roles", "contains_any", ("monitor",)), ("roles", "contains_any", (role,)))), f"{{0}} is both monitor and {role}, so the assessor may not be independent") for role in ("host", "employer", "implementer", "contractor")),
      )),
    _row("implies", "unanimity-lets-one-block", [("governance.decision_rule", "is", "unanimity")], ("governance.one_party_may_block", "is", True), "the financiers decide unanimously, so one of them can block", _BY_DEFINITION),
    # Sanctions
    _row("implies", "listed-payee-touches-freeze", [("sanctions.listed_payee_in_chain", "is", True), ("as_of", "on_or_after", date(2006, 10, 14))], ("sanctions.measures_touched", "contains_any", ("asset_freeze",)), "a listed person or entity is in the chain of payment, so the asset freeze is touched", "UNSCR 1718, paragraph 8(d)"),
    _row("suggests", "venture-touches-ban", [("sanctions.joint_venture_with_host_entity", "is", True), ("country", "is", "KP"), ("as_of", "on_or_after", date(2017, 8, 5))], ("sanctions.measures_touched", "contains_any", ("joint_venture",)), "the project is a joint venture with a host entity, which may touch the ban on such ventures", "UNSCR 2371, paragraph 12; UNSCR 2375, paragraph 18"),
    _row("suggests", "workers-abroad-touch-ban", [("nationality", "is", "KP"), ("workplace_country", "is_not", "KP"), ("as_of", "on_or_after", date(2017, 8, 5))], ("sanctions.measures_touched", "contains_any", ("worker_export",)), "workers of {0} work in {1}, which may touch the measures on workers abroad", "UNSCR 2371, paragraph 11; UNSCR 2375, paragraph 17; UNSCR 2397, paragraph 8"),
    _row("suggests", "new-finance-touches-measure", [("sanctions.new_concessional_finance", "is", True), ("country", "is", "KP"), ("as_of", "on_or_after", date(2009, 6, 12))], ("sanctions.measures_touched", "contains_any", ("financial_support",)), "the money is new concessional finance, which may be financial support", "UNSCR 1874, paragraph 19", unless=("sanctions.serves_civilian_needs", "is", True)),
    _row("impossible", "ends-before-granted", [("sanctions.authorisations", SOME, (("granted", "stated", True), ("valid_until", "stated", True)))], None, "an authorisation ends before it was granted: {figure}", _BY_DEFINITION, figure="it ends before it was granted"),
    # Aid
    _row("implies", "left-out-against-need", [("humanitarian.left_out_by", "contains_any", FACTS["humanitarian.left_out_by"].choices)], ("humanitarian.needs_based_targeting", "is", False), "people in need are left out by {0}, so need alone does not decide", "UNGA 46/182, annex, principle 2", confirmed=False),
    _row("implies", "disabled-people-left-out", [("humanitarian.left_out_by", "contains_any", ("disability",))], ("humanitarian.inclusive_targeting", "is", False), "disabled people in need are left out, so they are not reached", "CRPD, article 11"),
    _row("suggests", "ages-left-out", [("humanitarian.left_out_by", "contains_any", ("age",))], ("humanitarian.inclusive_targeting", "is", False), "people in need are left out by age, who may be children", "CRC, article 2(1)"),
    _row("suggests", "standpoint-against-need", [("humanitarian.used_for_political_standpoint", "is", True)], ("humanitarian.needs_based_targeting", "is", False), "the aid furthers a standpoint, so need alone may not decide", "UNGA 46/182, annex, principle 2", confirmed=False),
    _row("suggests", "politics-against-need", [("humanitarian.release_tied_to_politics", "is", True)], ("humanitarian.needs_based_targeting", "is", False), "the release of aid depends on political concessions, so need alone may not decide", "UNGA 46/182, annex, principle 2", confirmed=False),
    _row("suggests", "closed-areas-unmonitored", [("humanitarian.areas_closed", "is", True)], ("humanitarian.last_mile_monitoring", "is", False), "areas are closed to the agency, so aid may not be monitored to the end", "UNGA 46/182, annex", confirmed=False),
)  # fmt: skip
