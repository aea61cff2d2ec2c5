"""Nothing left out, undated, misspelt, relabelled, contradicted or self-certified makes a check of a file kinder.

Whole checks with the shipped packs. Each row is the smallest file of its kind, what must come out, and why.
"""

# a row of a table stays on one line; facts are flags.
# ruff: noqa: E501, FBT003

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pytest

from checker import InputError, check
from tests.build import FULL, project

DAY = "2027-04-30"
MILL = {"id": "mill", "name": "Birchfield Spinning Mill", "kind": "company", "roles": ["employer"]}
BOARD = {"id": "board", "name": "Provincial Water Board", "kind": "government", "country": "KP", "roles": ["host"]}


def ev(identity, kind, issuer=None, issued="2027-04-01", **more):
    """An item of the register; an issuer None is left out."""
    return {"id": identity, "kind": kind, "issued": issued, **({"issuer": issuer} if issuer else {}), **more}


def visit(identity="V", issuer="Fieldwatch", issued="2027-04-01", **more):
    return ev(
        identity, "inspection", issuer, issued, **{key: value for key, value in FULL.items() if key != "kind"}, **more
    )


def court(identity="J", issuer="Regional Court of Appeal", issued="2027-04-01"):
    return ev(identity, "court_record", issuer, issued)


def by(value, *cited, **more):
    return {"value": value, **({"evidence": list(cited)} if cited else {}), **more}


def free(entry_route, **more):
    return {"freedom": {"entry_route": entry_route, **more}}


def signs(*stated):
    return {"freedom": {"forced_labour_indicators": list(stated)}}


class Row(NamedTuple):
    """A file, how it is checked, and what must come out."""

    name: str
    keys: dict[str, Any]
    verdicts: dict[str, tuple[str, ...]] = {}  # noqa: RUF012
    options: dict[str, Any] = {}  # noqa: RUF012
    outcome: tuple[str, ...] = ()
    holding: tuple[str, ...] = ()
    warned: str = ""
    clusters: dict[str, tuple[str, ...]] = {}  # noqa: RUF012


M, N, U, NA = ("met",), ("not_met",), ("not_determined",), ("not_applicable",)
NOT_KIND = ("not_met", "not_determined")

AGAINST_EACH_OTHER = [
    Row("where nobody can speak a visit is worth no more than the report of that month",
        {"evidence": [visit(), ev("R", "un_report", "Panel of Experts")], "context": {"workers_can_speak_safely": False},
         "workforce": free([by("applied", "V"), by("conscript", "R")])},
        {"FREE-1": NOT_KIND}, outcome=("hold", "block")),
    Row("an older visit cannot speak of a later month",
        {"evidence": [visit(issued="2026-06-15"), ev("R", "un_report", "Panel of Experts")],
         "workforce": free([by("applied", "V"), by("conscript", "R")])},
        {"FREE-1": NOT_KIND}),
    Row("two findings that differ in detail fail alike",
        {"evidence": [ev("R", "un_report", "Panel of Experts"), ev("S", "un_report", "Special Rapporteur", "2027-03-01")],
         "workforce": free([by("conscript", "R"), by("detainee", "S")]) | {}},
        {"FREE-1": N}, outcome=("block",)),
    Row("a second visit that found one sign more makes nothing milder",
        {"evidence": [visit(), ev("W", "interviews", "Dockside Listening", independent=True)],
         "workforce": signs(by(["violence"], "V"), by(["violence", "debt_bondage"], "W"))},
        {"FREE-3": N}, outcome=("block",)),
    Row("two shares that both suffice are no conflict",
        {"evidence": [visit()], "workforce": {"wages": {"share_received": [by(0.88, "V"), by(0.93, "V")]}}},
        {"WAGE-2": M}),
    Row("a newer visit of the highest grade may set an older article aside and says so",
        {"evidence": [visit(), ev("A", "press", "Morning Post", "2027-01-10")], "context": {"workers_can_speak_safely": True},
         "workforce": free([by("applied", "V"), by("conscript", "A")])},
        {"FREE-1": M}, warned="adverse-statement-set-aside"),
    Row("a finding is not taken back by the word of the accused",
        {"evidence": [visit(issued="2027-03-01"), ev("D", "party_statement", "mill")], "parties": [MILL],
         "workforce": {"employer": "mill", **free([by("mobilised", "V"), by("applied", "D")])}},
        {"FREE-1": N}, outcome=("block",)),
    Row("nor by a denial that names nobody",
        {"evidence": [ev("N", "ngo_report", "Open Wages", "2027-02-01"), ev("D", "party_statement", "The employer", independent=False)],
         "workforce": signs(by(["withholding_of_wages", "violence"], "N"), by([], "D"))},
        {"FREE-3": N}, outcome=("block",)),
    Row("a default that states harm is not hidden by a blank",
        {"workforce_defaults": {"freedom": {"free_movement_outside_hours": by(False, as_of="2022-01-01")}},
         "workforce": {"freedom": {"free_movement_outside_hours": None}}},
        {"FREE-5": N}),
    Row("documents are asked for, and an admission needs none",
        {"workforce": free("conscript", free_movement_outside_hours=False)},
        {"FREE-1": N, "FREE-5": N}, {"burden": "documentary"}, ("block",)),
    Row("nobody knew on a day before the only report",
        {"evidence": [ev("R", "un_report", "Panel of Experts", "2027-04-20")], "workforce": free(by("conscript", "R"))},
        {"FREE-1": U}, {"known_on": "2027-04-01"}, ("hold",)),
]  # fmt: skip

OWN_WORD = [
    Row(f"{name} clears no floor",
        {"evidence": [item], "parties": [MILL, BOARD, *parties], **more, "workforce": {"employer": "mill", **free(by("applied", item["id"]))}},
        {"FREE-1": U}, outcome=("hold",))
    for name, item, parties, more in (
        ("the employer's paper called a UN report", ev("X", "un_report", "mill"), [], {}),
        ("the host's paper called a court record", ev("X", "court_record", "board"), [], {}),
        ("a visit by nobody named", visit("X", None), [], {}),
        ("a visit by the employer with a legal form", visit("X", "Birchfield Spinning Mill Co., Ltd."), [], {}),
        ("a visit by the employer with a hyphen", visit("X", "Birchfield Spinning-Mill"), [], {}),
        ("a visit by a department of the employer", visit("X", "Labour Office, Birchfield Spinning Mill"), [], {}),
        ("a visit by the employer in look-alike letters", visit("X", "Віrсhfield Spinning Mill"), [], {}),
        ("a visit by a ministry of the host state", visit("X", "Ministry of Light Industry"), [{"id": "m", "name": "Ministry of Light Industry", "kind": "government", "country": "KP"}], {}),
        ("a visit by an enterprise of the host state", visit("X", "Songun Inspections"), [{"id": "s", "name": "Songun Inspections", "kind": "state_enterprise", "country": "KP"}], {}),
        ("a visit by part of the employer", visit("X", "Quality House"), [{"id": "q", "name": "Quality House", "part_of": "mill"}], {}),
        ("a visit by a monitor whom the employer chose", visit("X", "Eastgate"), [{"id": "e", "name": "Eastgate", "kind": "monitor", "roles": ["monitor"]}], {"monitoring": {"chosen_by": "employer"}}),
        ("records examined by nobody named", ev("X", "personnel_records", "mill", examined_by={"independent": True}), [], {}),
        ("records examined by their maker", ev("X", "personnel_records", "Staff Bureau", examined_by={"name": "The Staff Bureau", "independent": True}), [], {}),
        ("a statute called practice", ev("X", "statute", "Assembly"), [], {}),
        ("a policy of somebody else", ev("X", "policy", "Fieldwatch"), [], {}),
        ("a visit that nobody dated", {key: value for key, value in visit("X").items() if key != "issued"}, [], {}),
        ("one article cited twice, with its article", ev("X", "press", "Morning Post"), [], {}),
    )
]  # fmt: skip

PERMIT = {
    "measure": "joint_venture",
    "body": "1718 Committee",
    "reference": "7",
    "granted": "2027-01-01",
    "valid_until": "none",
}


def sanctioned(**facts):
    return {"workforces": [], "sanctions": {"joint_venture_with_host_entity": facts.pop("venture", True), **facts}}


SANCTIONS = [
    Row(f"an authorisation {name}",
        {"parties": [BOARD, {"id": "tel", "name": "Northline Telecom", "roles": ["implementer"]}], "evidence": [item, court()],
         **sanctioned(venture=by(True, "J"), measures_touched=by(["joint_venture"], "J"), authorisations=by([PERMIT | {"body": body}], item["id"]))},
        {"SANC-1": expected})
    for name, body, item, expected in (
        ("by the host's own office on its own policy", "Provincial Water Board", ev("P", "policy", "board"), NOT_KIND),
        ("by the host's own office on its letter", "Provincial Water Board", ev("P", "authorisation", "board"), NOT_KIND),
        ("as the owner tells it", "1718 Committee", ev("P", "authorisation", "tel"), NOT_KIND),
        ("as an article tells it", "1718 Committee", ev("P", "press", "Morning Post"), NOT_KIND),
        ("by the Committee on its letter", "1718 Committee", ev("P", "authorisation", "1718 Committee"), M),
    )
] + [
    Row("an answer of spring says nothing of the measures of summer",
        {"as_of": "2018-05-31", "evidence": [ev("P", "official_decision", "Trade Registry", "2017-02-01")], "workforces": [],
         "sanctions": {"joint_venture_with_host_entity": by(False, "P"), "measures_touched": by([], "P")}},
        {"SANC-1": U}),
    Row("a listed payee touches the freeze whatever the list says",
        {"evidence": [court()], **sanctioned(venture=by(False, "J"), listed_payee_in_chain=by(True, "J"), measures_touched=by([], "J"))},
        {"SANC-1": NOT_KIND}, outcome=("block", "hold"), clusters={"SANC": NOT_KIND}),
    Row("workers of the DPRK abroad may touch a measure",
        {"as_of": "2018-05-31", "country": "CN", "evidence": [ev("P", "official_decision", "Trade Registry", "2018-05-01")],
         "workforce": {"nationality": "KP", "workplace_country": "CN"},
         "sanctions": {"joint_venture_with_host_entity": by(False, "P"), "measures_touched": by([], "P")}},
        {"SANC-1": U}, warned="facts-contradict"),
]  # fmt: skip


def wages(**stated):
    return {
        "evidence": [visit()],
        "workforce": {"worker_class": "direct", "wages": {name: by(value, "V") for name, value in stated.items()}},
    }


def eur(amount):
    return {"amount": amount, "currency": "EUR"}


FIGURES = [
    Row("a share typed beside amounts that say nothing arrived", wages(share_received=1.0, gross_monthly=eur(80), received_monthly=eur(0)), {"WAGE-2": NOT_KIND}, warned="facts-contradict"),
    Row("a share typed beside amounts that say a third", wages(share_received=0.9, gross_monthly=eur(60), received_monthly=eur(20)), {"WAGE-2": NOT_KIND}, warned="facts-contradict"),
    Row("amounts alone that say a third", wages(gross_monthly=eur(60), received_monthly=eur(20)), {"WAGE-2": N}),
    Row("a share typed at an official rate", wages(share_received=0.95, exchange_rate_basis="official"), {"WAGE-2": U}),
    Row("a share typed beside deductions that leave half", wages(share_received=0.9, deductions=[{"name": "fund", "share": 0.5}]), {"WAGE-2": NOT_KIND}),
    Row("more complaints closed than came in",
        {"evidence": [visit()], "workforces": [], "remedy": {"complaints_received": by(3, "V"), "complaints_closed": by(8, "V")}},
        {"REMEDY-2": NOT_KIND}, warned="facts-contradict"),
    Row("no signs beside papers that the employer holds",
        {"evidence": [visit()], "workforce": {"freedom": {"forced_labour_indicators": by([], "V"), "identity_papers_held_by": by("employer", "V")}}},
        {"FREE-3": NOT_KIND}),
]  # fmt: skip

DELAYS = [
    Row("arrears without a day hold", {"workforce": {"wages": {"arrears_days": 200}}}, {"WAGE-5": N}, holding=("WAGE-5",)),
    Row("access refused to an open covenant holds", {"workforce": {"wages": {"arrears_days": {"not_collected": "access_refused"}}}}, {"WAGE-5": U}, holding=("WAGE-5",)),
    Row("all payments to come, and a deadline that has begun nevertheless",
        {"finance": {"disbursements": [{"id": "next", "due": "2027-09-01"}]},
         "workforce": {"gender": {"harassment_policy": False, "harassment_channel_independent": False}}},
        holding=("GENDER-5",)),
    Row("a year of arrears holds where only floors gate", {"workforce": {"wages": {"arrears_days": 365}}}, {"WAGE-5": N}),
]  # fmt: skip

LABELS = [
    Row("aid with detainees and young children keeps its floors",
        {"purpose": "humanitarian", "stage": "appraisal",
         "workforce": {**free("detainee", forced_labour_indicators=["debt_bondage"]), "children": {"minimum_age": 9, "age_verified": True}}},
        {"FREE-1": N, "FREE-3": N, "CHILD-1": N}, outcome=("corrective_action",)),
    Row("people whom a state agency places, called nothing",
        {"evidence": [visit()], "workforce": {"hiring": {"intermediary": by("state_owned", "V"), "fee_charged_to_worker": by(True, "V")}}},
        {"HIRE-6": N}, clusters={"HIRE": N}),
    Row("a scenario named in the file", {"regime": "engagement-agreement", **sanctioned(measures_touched=["joint_venture"])}, warned="scenario"),
    Row("an empty list beside defaults of conscripts", {"workforces": [], "workforce_defaults": free("conscript")}, {"FREE-1": NOT_KIND}, warned="label-contradicted"),
    Row("a proposal with payrolls behind it",
        {"stage": "proposal", "evidence": [ev("P", "payroll_records", "mill", "2026-09-01"), ev("Q", "policy", "mill")], "parties": [MILL],
         "workforce": {"employer": "mill", **free(by("applied", "Q"))}},
        {"FREE-1": U}, outcome=("hold", "block"), warned="label-contradicted"),
    Row("old news of aid answers nothing today",
        {"purpose": "humanitarian", "workforces": [], "evidence": [ev("O", "un_report", "Relief Office", "2008-02-01")],
         "humanitarian": {"release_tied_to_politics": by(False, "O"), "needs_based_targeting": by(True, "O"), "last_mile_monitoring": by(True, "O")},
         "monitoring": {"chosen_by": by("independent", "O")}, "sanctions": {"measures_touched": by([], "O"), "joint_venture_with_host_entity": by(False, "O")}},
        {"HUM-1": U, "MONIT-1": U, "SANC-1": U}, clusters={"HUM": U}),
]  # fmt: skip

ROWS = [*AGAINST_EACH_OTHER, *OWN_WORD, *SANCTIONS, *FIGURES, *DELAYS, *LABELS]


@pytest.mark.parametrize("row", ROWS, ids=[row.name.replace(" ", "-") for row in ROWS])
def test_a_file_of_the_kind_is_never_kinder(row):
    options = {key: date.fromisoformat(value) if key == "known_on" else value for key, value in row.options.items()}
    made = check(project(**{"as_of": DAY, "evidence": [], **row.keys}), **options)
    for rule, allowed in row.verdicts.items():
        found = {result.verdict for result in made.results if result.condition == rule}
        assert found, rule
        assert found <= set(allowed), rule
    for cluster, allowed in row.clusters.items():
        assert made.cluster(cluster).verdict in allowed
    assert not row.outcome or made.outcome.word in row.outcome
    kept_back = {key.condition for key in (*made.outcome.holding, *made.outcome.blocking)}
    assert {*row.holding} <= kept_back
    assert not row.warned or row.warned in {warning.code for warning in made.warnings}


def test_leaving_out_the_day_of_a_statement_changes_nothing():
    """A statement is as new as its evidence: last year's records answer no finding of this spring."""
    register = [
        ev("R", "un_report", "Panel of Experts"),
        ev("B", "payroll_records", "mill", "2026-07-01", examined_by={"name": "Ledger & Sons", "independent": True}),
    ]
    found = []
    for day in ({}, {"as_of": "2026-07-01"}):
        stated = free([by("conscript", "R"), by("applied", "B", **day)])
        result = check(project(as_of=DAY, evidence=register, workforce=stated)).result("FREE-1")
        found.append((result.verdict, result.reason))
    assert found[0] == found[1]
    assert found[0][0] in NOT_KIND


def test_a_reason_names_what_made_the_condition_apply():
    made = check(
        project(as_of=DAY, workforce={"class": {"criteria_applied_by": "state", "selection_criteria": ["songbun"]}})
    )
    assert "class.criteria_applied_by" in {item.path for item in made.result("CLASS-1b").because}


def test_of_two_weak_facts_both_are_asked_for():
    made = check(project(as_of=DAY, workforce={"children": {"minimum_age": 18, "age_verified": True}}))
    said = {need.path: need.would_decide for need in made.result("CHILD-1").needs}
    assert set(said) == {"children.minimum_age", "children.age_verified"}
    assert all("if all of" in words for words in said.values())


@pytest.mark.parametrize(
    "names", [("Morning Post", "The Morning Post"), ("Morning Post", "MORNING POST"), ("Morning Post", None)]
)
def test_one_paper_under_two_names_corroborates_nothing(names):
    register = [ev(f"A{number}", "press", name) for number, name in enumerate(names)]
    stated = {"worker_class": "direct", "wages": {"payment_path": by("worker_cash", "A0", "A1")}}
    result = check(project(as_of=DAY, evidence=register, workforce=stated)).result("WAGE-1")
    assert (result.verdict, result.grade) == ("not_determined", "E1")


@pytest.mark.parametrize("pack", ["engagement-threshold", "ilo-fundamental", "ifc-ps2"])
def test_more_evidence_of_harm_is_never_milder_under_any_pack(pack):
    register = [visit(), ev("W", "interviews", "Dockside Listening", independent=True)]
    stated = signs(by(["violence"], "V"), by(["violence", "debt_bondage"], "W"))
    made = check(
        project(as_of=DAY, country="QA", evidence=register, workforce={"worker_class": "direct", **stated}),
        packs=[pack],
    )
    assert made.outcome.word == "block"


def test_who_is_engaged_by_the_client_is_not_contracted_whatever_he_is_called():
    stated = {
        "worker_class": "contracted",
        "employment": {"engaged_through": by("client", "V")},
        **free(by("detainee", "V"), forced_labour_indicators=by(["violence", "debt_bondage"], "V")),
    }
    made = check(project(as_of=DAY, country="QA", evidence=[visit()], workforce=stated), packs=["ifc-ps2"])
    assert made.outcome.word == "block"


@pytest.mark.parametrize(
    ("section", "stated"),
    [
        ("hours", {"regular_weekly": 100, "overtime_weekly": 90}),
        ("wages", {"deductions": [{"name": "a", "share": 0.7}, {"name": "b", "share": 0.6}]}),
    ],
    ids=["hours-of-a-week", "deductions-of-a-wage"],
)
def test_figures_that_cannot_be_together_are_refused(section, stated):
    with pytest.raises(InputError):
        project(as_of=DAY, workforce={section: stated})
