"""Labels are claims: what contradicts them is told, and no floor is taken away by one."""

# a row of a table stays on one line; facts are flags.
# ruff: noqa: E501, FBT003

import pytest

from checker import load_pack
from checker.engine.labels import contradictions
from tests.build import DAY, condition, facts, project, report, said, write_pack

WORKS = {"id": "works", "name": "Riverside Works", "roles": ["employer"]}
PAID = {"disbursements": [{"id": "first", "due": "2025-06-01"}]}


def paper(kind="payroll_records", **more):
    return [{"id": "P", "kind": kind, "issuer": "somebody", "issued": "2025-06-01", **more}]


def crew(worker_class, section="hiring", /, **stated):
    return {"workforces": [{"id": "w", "worker_class": worker_class, **({section: stated} if stated else {})}]}


def host(country):
    return [{"id": "h", "name": "Hosts", "roles": ["host"], "country": country}]


# The label that is contradicted, by what else a file states; None where nothing contradicts.
ROWS = [
    ("a-payment-was-due", "stage", {"stage": "proposal", "finance": PAID}),
    ("a-payroll-exists", "stage", {"stage": "appraisal", "evidence": paper()}),
    ("a-bank-record-exists", "stage", {"stage": "proposal", "evidence": paper("bank_records")}),
    ("a-monitor-reported", "stage", {"stage": "proposal", "evidence": paper("monitoring_report")}),
    ("visits-were-made", "stage", {"stage": "proposal", "monitoring": {"visits_made": 2}}),
    ("complaints-came-in", "stage", {"stage": "proposal", "remedy": {"complaints_received": 1}}),
    ("payments-are-to-come", None, {"stage": "proposal", "finance": {"disbursements": [{"id": "first", "due": "2026-06-01"}]}}),
    ("a-contract-is-no-delivery", None, {"stage": "proposal", "evidence": paper("contract")}),
    ("no-visit-was-made", None, {"stage": "proposal", "monitoring": {"visits_made": 0}}),
    ("it-is-called-a-running-project", None, {"stage": "operation", "finance": PAID, "evidence": paper()}),
    ("aid-makes-a-profit", "purpose", {"purpose": "humanitarian", "sanctions": {"profit_making": True}}),
    ("an-exchange-makes-a-profit", "purpose", {"purpose": "exchange", "sanctions": {"profit_making": True}}),
    ("a-company-finances-aid", "purpose", {"purpose": "humanitarian", "parties": [{"id": "c", "kind": "company", "roles": ["co_financier"]}]}),
    ("trade-makes-a-profit", None, {"purpose": "commercial", "sanctions": {"profit_making": True}}),
    ("aid-makes-none", None, {"purpose": "humanitarian", "sanctions": {"profit_making": False}}),
    ("an-employer-without-workers", "workforces", {"workforces": [], "parties": [WORKS]}),
    ("defaults-without-workers", "workforces", {"workforces": [], "workforce_defaults": {"freedom": {"entry_route": "conscript"}}}),
    ("a-headcount-without-workers", "workforces", {"workforces": [], "workforce_defaults": {"headcount": 40}}),
    ("no-workers", None, {"workforces": [], "parties": [{"id": "l", "kind": "lender", "roles": ["lead_financier"]}]}),
    ("nothing-said-of-workers", None, {"parties": [WORKS]}),
    ("all-work-is-done-elsewhere", "country", {"workforces": [{"id": "w", "workplace_country": "PL"}]}),
    ("the-host-is-from-elsewhere", "country", {"parties": host("CN")}),
    ("some-work-is-done-elsewhere", None, {"workforces": [{"id": "w", "workplace_country": "PL"}, {"id": "v", "workplace_country": "KP"}]}),
    ("one-place-of-work-is-unsaid", None, {"workforces": [{"id": "w", "workplace_country": "PL"}, {"id": "v"}]}),
    ("the-host-is-from-here", None, {"parties": host("KP")}),
    ("a-community-was-assigned", "worker_class", crew("community", selection_mode="assigned")),
    ("a-community-is-charged-a-fee", "worker_class", crew("community", fee_charged_to_worker=True)),
    ("the-self-employed-are-paid-wages", "worker_class", crew("self_employed", "wages", payment_path="worker_cash")),
    ("the-self-employed-have-an-agency", "worker_class", crew("self_employed", intermediary="state_owned")),
    ("the-contracted-are-engaged-by-the-client", "worker_class", crew("contracted", "employment", engaged_through="client")),
    ("suppliers-are-engaged-by-the-client", "worker_class", crew("supply_chain", "employment", engaged_through="client")),
    ("a-community-without-anyone-above", None, crew("community", intermediary="none", fee_charged_to_worker=False)),
    ("a-community", None, crew("community")),
    ("the-contracted-are-contracted", None, crew("contracted", "employment", engaged_through="third_party_core_work")),
    ("direct-workers-are-hired", None, crew("direct", selection_mode="assigned")),
]  # fmt: skip


@pytest.mark.parametrize(("label", "keys"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
class TestContradictions:
    """What else in the file speaks against a label."""

    def test_are_found(self, label, keys):
        assert [found.label for found in contradictions(facts(**keys), asked_stage=False)] == ([label] if label else [])

    def test_are_a_warning(self, label, keys):
        codes = {warning.code: warning.path for warning in report(project(**keys)).warnings}
        assert ("label-contradicted" in codes) is (label is not None)


def test_another_stage_that_is_asked_for_is_no_claim_of_the_file():
    assert contradictions(facts(stage="proposal", finance=PAID), asked_stage=True) == []


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    paid = {"fact": "worker_class", "not_in": ["community", "self_employed"]}
    rules = [
        condition("TEST-1", "FLOOR", {"fact": "safety.risk_assessment", "is": True}, applies=paid),
        condition("TEST-2", "CP", {"fact": "safety.risk_assessment", "is": True}, applies=paid),
    ]
    return load_pack(str(write_pack(tmp_path_factory.mktemp("labels") / "pack", rules, scope="workforce")))


def verdicts(pack, worker_class, *, hired, safe=None, **keys):
    """Of a floor and of a CP that a label lifts; ``hired`` states what contradicts it."""
    entry = {"id": "w", **({"worker_class": worker_class} if worker_class else {})}
    entry |= {"hiring": {"selection_mode": said("assigned")}} if hired else {}
    entry |= {"safety": {"risk_assessment": said(safe)}} if safe is not None else {}
    other = {"id": "direct", "worker_class": "direct", "safety": {"risk_assessment": said(True)}}
    made = report(project(workforces=[entry, other], **keys), pack)
    return tuple(made.result(rule, "w").verdict for rule in ("TEST-1", "TEST-2"))


NONE = "not_applicable"
LIFTED = [
    ("a-true-community", "community", False, False, (NONE, NONE)),
    ("hired-people-called-one-fail", "community", True, False, ("not_met", NONE)),
    ("hired-people-called-one-are-open", "community", True, None, ("not_determined", NONE)),
    ("hired-people-called-one-are-safe", "community", True, True, ("met", NONE)),
    ("hired-people-called-self-employed", "self_employed", True, False, ("not_met", NONE)),
    ("a-class-left-out-frees-nobody", None, False, False, ("not_met", "not_met")),
    ("a-class-left-out-is-judged-as-direct", None, False, None, ("not_determined", "not_determined")),
]


@pytest.mark.parametrize(
    ("worker_class", "hired", "safe", "expected"), [row[1:] for row in LIFTED], ids=[row[0] for row in LIFTED]
)
def test_a_floor_is_judged_as_if_a_contradicted_label_were_not_there(pack, worker_class, hired, safe, expected):
    found = verdicts(pack, worker_class, hired=hired, safe=safe)
    # What is met where the label is not there was not applicable where it is: neither is graver.
    assert found in (expected, (NONE, NONE)) if expected == ("met", NONE) else found == expected


@pytest.mark.parametrize(("stage", "finance", "verdict"), [
    ("proposal", None, "met"), ("proposal", PAID, "not_determined"), ("operation", None, "not_determined")])  # fmt: skip
def test_a_running_project_that_calls_itself_a_proposal_has_its_floors_judged_as_running(
    tmp_path, stage, finance, verdict
):
    rule = condition("TEST-1", "FLOOR", {"fact": "safety.risk_assessment", "is": True})
    pack = load_pack(str(write_pack(tmp_path / "pack", [rule], scope="workforce")))
    promise = {"id": "C", "kind": "contract", "issuer": "lender", "issued": DAY}
    stated = {"value": True, "basis": "commitment", "evidence": ["C"]}
    made = project(stage=stage, finance=finance, evidence=[promise], workforce={"safety": {"risk_assessment": stated}})
    assert report(made, pack).result("TEST-1").verdict == verdict


def test_an_empty_list_of_workforces_frees_nobody_whom_the_defaults_describe():
    defaults = {"worker_class": "direct", "freedom": {"entry_route": said("conscript")}}
    made = report(project(workforces=[], workforce_defaults=defaults))
    assert made.outcome.word == "block"
    assert any(key.condition.startswith("FREE") for key in made.outcome.blocking)
