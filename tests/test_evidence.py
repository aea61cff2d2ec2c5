"""Grades of evidence: computed from what the register says of each item."""

import pytest

from checker.domain.vocabulary import EVIDENCE_KINDS
from checker.engine.evidence import GradeContext
from checker.ground.errors import InputError
from tests.build import DAY, FULL, day, facts, project, report, said

OBSERVED = ("inspection", "monitoring_report", "interviews", "survey", "audit")
RECORDS = ("payroll_records", "bank_records", "personnel_records")
DOCUMENTS = ("statute", "treaty", "contract", "official_decision", "authorisation", "policy")
REPORTS = ("ngo_report", "academic", "press", "party_statement")
THIRD_PARTY = ("court_record", "un_report")


def _item(identity="A", kind="press", issuer="one", **more):
    return {"id": identity, "kind": kind, "issuer": issuer, "issued": DAY, **more}


def grade(*items, cited=None, capped=False, oldest=None, at=None, known_on=None, stated=DAY):
    register = facts(evidence=list(items), at=at, known_on=known_on).register
    context = GradeContext(capped=capped, oldest=day(oldest))
    return register.grade(dict.fromkeys(cited or [item["id"] for item in items], day(stated)), context)


ALONE = {
    **dict.fromkeys((*OBSERVED, *RECORDS, *REPORTS), 1),
    **dict.fromkeys(DOCUMENTS, 2),
    **dict.fromkeys(THIRD_PARTY, 3),
}
INDEPENDENT = ALONE | dict.fromkeys(OBSERVED, 4)
EXAMINED = ALONE | dict.fromkeys((*RECORDS, "audit"), 3)
COMPLETE = ALONE | dict.fromkeys(OBSERVED, 5)


def test_every_kind_has_its_row():
    assert set(ALONE) == set(EVIDENCE_KINDS)


@pytest.mark.parametrize(
    ("flags", "table"),
    [
        ({}, ALONE),
        ({"independent": False}, ALONE),
        ({"independent": None}, ALONE),
        ({"independent": True}, INDEPENDENT),
        ({"examined_by": {"independent": True}}, EXAMINED),
        ({"examined_by": {"independent": False}}, ALONE),
        ({"examined_by": {"name": "an auditor"}}, ALONE),
        ({key: value for key, value in FULL.items() if key != "kind"}, COMPLETE),
        ({"unannounced": True, "private_interviews": True, "records_matched": True}, ALONE),
    ],
    ids=["bare", "dependent", "independence-blank", "independent", "examined", "examined-by-the-dependent",
         "examined-by-unknown", "independent-and-complete", "complete-but-not-independent"],
)  # fmt: skip
def test_one_item_alone(flags, table):
    assert {kind: grade(_item(kind=kind, **flags)) for kind in EVIDENCE_KINDS} == {
        kind: table[kind] for kind in EVIDENCE_KINDS
    }


@pytest.mark.parametrize("kind", OBSERVED)
@pytest.mark.parametrize(
    "lacking",
    [
        {"unannounced": False},
        {"private_interviews": False},
        {"records_matched": False},
        {"unannounced": None},
        {"partial_access": True},
    ],
    ids=["announced", "no-private-interviews", "records-not-matched", "notice-unknown", "partial-access"],
)
def test_a_visit_that_lacks_one_thing_is_not_of_the_highest_grade(kind, lacking):
    assert grade(_item(**{**FULL, "kind": kind, **lacking})) == 4


def test_nothing_cited_is_no_evidence():
    assert facts(evidence=[]).register.grade({}, GradeContext()) == 0


def test_the_best_of_several_items_counts():
    assert grade(_item("A"), _item("B", "contract"), _item("C", "court_record")) == 3


TWO_REPORTS = [
    ("two-issuers", {}, {"issuer": "two"}, 2),
    ("two-kinds", {}, {"issuer": "two", "kind": "academic"}, 2),
    ("one-issuer", {}, {"issuer": "one"}, 1),
    ("one-issuer-two-kinds", {}, {"issuer": "one", "kind": "academic"}, 1),
    ("issuer-unnamed", {}, {"issuer": None}, 1),
    ("both-unnamed", {"issuer": None}, {"issuer": None}, 1),
    ("both-parties-own-word", {"kind": "party_statement"}, {"issuer": "two", "kind": "party_statement"}, 1),
    ("party-and-press", {"kind": "party_statement"}, {"issuer": "two"}, 2),
    ("one-repeats-the-other", {}, {"issuer": "two", "origin": "A"}, 1),
]


@pytest.mark.parametrize(
    ("first", "second", "expected"), [row[1:] for row in TWO_REPORTS], ids=[row[0] for row in TWO_REPORTS]
)
def test_two_reports_corroborate_where_issuers_and_origins_differ(first, second, expected):
    assert grade(_item("A", **first), _item("B", **second)) == expected


def test_corroboration_never_lowers_a_better_grade():
    assert grade(_item("A"), _item("B", issuer="two"), _item("C", "court_record")) == 3


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([_item("A"), _item("B", issuer="two", origin="A"), _item("C", issuer="three", origin="A")], 1),
        ([_item("A"), _item("B", issuer="two", origin="A"), _item("C", issuer="three", origin="B")], 1),
        ([_item("A"), _item("B", issuer="two", origin="A"), _item("C", issuer="three")], 2),
        ([_item("A", origin="A"), _item("B", issuer="two", origin="A")], 1),
    ],
    ids=["two-repeat-one", "a-chain", "one-of-its-own", "an-origin-that-names-itself"],
)
def test_items_of_one_origin_count_once(items, expected):
    assert grade(*items) == expected


def test_a_common_origin_counts_once_also_where_only_its_repetitions_are_cited():
    items = [_item("A"), _item("B", issuer="two", origin="A"), _item("C", issuer="three", origin="A")]
    assert grade(*items, cited=["B", "C"]) == 1


@pytest.mark.parametrize(
    "items",
    [
        [_item("A", origin="B"), _item("B", issuer="two", origin="A")],
        [_item("A", origin="B"), _item("B", issuer="two", origin="C"), _item("C", issuer="three", origin="A")],
    ],
    ids=["two", "three"],
)
def test_items_that_repeat_each_other_in_a_ring_count_once(items):
    assert grade(*items) == 1


def test_a_partys_id_and_its_name_are_one_issuer():
    parties = [{"id": "acme", "name": "Acme Ltd", "roles": ["employer"]}]
    evidence = [_item("A", "party_statement", "acme"), _item("B", "academic", "Acme Ltd")]
    register = facts(parties=parties, evidence=evidence).register
    assert register.grade(dict.fromkeys(["A", "B"], day(DAY)), GradeContext()) == 1


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (_item(**FULL), 3),
        (_item(kind="inspection", independent=True, private_interviews=True), 3),
        (_item(kind="audit", independent=True), 3),
        (_item(kind="interviews", independent=True), 3),
        (_item(kind="survey", independent=True), 3),
        (_item(kind="inspection", independent=True), 4),
        (_item(kind="monitoring_report", independent=True), 4),
        (_item(kind="court_record"), 3),
        (_item(kind="contract"), 2),
        (_item(kind="interviews"), 1),
    ],
    ids=["full-visit", "visit-with-interviews", "audit", "interviews", "survey", "visit-without-interviews",
         "report-without-interviews", "court-record", "contract", "interviews-not-independent"],
)  # fmt: skip
def test_what_workers_said_is_capped_where_they_cannot_speak_safely(item, expected):
    assert grade(item, capped=True) == expected


@pytest.mark.parametrize(
    ("cluster_fact", "condition"),
    [(("freedom", "identity_papers_held_by", "worker"), "FREE-4"),
     (("association", "reprisals_last_12_months", 0), "ASSOC-3"),
     (("class", "pool_built_by", "open"), "CLASS-2")],
    ids=["FREE", "ASSOC", "CLASS"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("safely", "expected"), [(True, "E5"), (False, "E3"), (None, "E3")], ids=["safe", "unsafe", "unknown"]
)
def test_the_cap_holds_in_three_clusters_unless_workers_can_speak_safely(cluster_fact, condition, safely, expected):
    section, name, value = cluster_fact
    made = project(
        workforce={"worker_class": "direct", section: {name: said(value)}}, context={"workers_can_speak_safely": safely}
    )
    assert report(made).result(condition).grade == expected


def test_the_cap_does_not_hold_in_other_clusters():
    made = project(workforce={"worker_class": "direct", "wages": {"payment_path": said("worker_cash")}})
    assert report(made).result("WAGE-1").grade == "E5"


OLDEST = "2025-01-01"
AGEING = (*OBSERVED, *RECORDS, *REPORTS, "un_report")


@pytest.mark.parametrize("kind", EVIDENCE_KINDS)
def test_reports_of_conduct_grow_stale_and_instruments_do_not(kind):
    expected = 0 if kind in AGEING else ALONE[kind]
    assert grade(_item(kind=kind, issued="2024-12-31"), oldest=OLDEST) == expected


@pytest.mark.parametrize(
    ("dates", "stated", "expected"),
    [
        ({"issued": "2025-01-01"}, DAY, 1),
        ({"issued": "2024-12-31"}, DAY, 0),
        ({"issued": "2025-06-01", "covers_until": "2024-12-31"}, DAY, 0),
        ({"issued": "2024-06-01", "covers_until": "2025-01-01"}, DAY, 1),
        ({"issued": None}, "2025-01-01", 1),
        ({"issued": None}, "2024-12-31", 0),
    ],
    ids=["on-the-oldest-day", "a-day-too-old", "new-report-of-an-old-time", "covers-up-to-the-oldest-day",
         "undated-and-stated-lately", "undated-and-stated-long-ago"],
)  # fmt: skip
def test_the_age_of_an_item_is_that_of_the_time_it_speaks_of(dates, stated, expected):
    assert grade(_item(**dates), oldest=OLDEST, stated=stated) == expected


def test_a_stale_item_corroborates_nothing():
    assert grade(_item("A"), _item("B", issuer="two", issued="2020-01-01"), oldest=OLDEST) == 1


@pytest.mark.parametrize(
    ("covers_from", "expected"),
    [("2026-01-01", 1), ("2026-01-02", 0), (None, 1)],
    ids=["that-day", "the-day-after", "not-said"],
)
def test_an_item_about_a_later_time_does_not_count(covers_from, expected):
    assert grade(_item(covers_from=covers_from), at="2026-01-01") == expected


def test_a_later_report_about_the_time_asked_for_counts():
    assert grade(_item(issued="2030-01-01", covers_until="2025-12-31"), at="2026-01-01") == 1


@pytest.mark.parametrize(
    ("known_on", "expected"),
    [(None, 1), ("2026-01-01", 1), ("2025-12-31", 0)],
    ids=["not-asked", "issued-that-day", "issued-later"],
)
def test_an_item_issued_after_the_day_of_knowledge_does_not_count(known_on, expected):
    assert grade(_item(issued="2026-01-01"), known_on=known_on) == expected


def test_an_item_not_yet_known_corroborates_nothing():
    assert grade(_item("A", issued="2020-01-01"), _item("B", issuer="two"), known_on="2021-01-01") == 1


@pytest.mark.parametrize(
    ("key", "item"),
    [("covers_from", {"covers_from": "2027-01-01"}), ("issued", {"issued": "2027-01-01"})],
    ids=["speaks-of-a-later-time", "not-yet-known"],
)
def test_evidence_that_does_not_count_is_a_warning(key, item):
    made = report(project(evidence=[_item(**item)]), known_on="2026-06-01")
    assert "evidence-not-counted" in [warning.code for warning in made.warnings]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([_item(**FULL)], "observed"),
        ([_item(kind="inspection", independent=True)], "observed"),
        ([_item(kind="inspection")], "asserted"),
        ([_item(kind="contract")], "documented"),
        ([_item("A"), _item("B", issuer="two")], "documented"),
        ([_item()], "asserted"),
        ([], "asserted"),
    ],
    ids=["full-visit", "visit", "own-visit", "contract", "two-reports", "one-report", "nothing"],
)
def test_how_a_value_is_known(items, expected):
    fact = {"value": True, "evidence": [item["id"] for item in items]}
    made = project(stage="proposal", evidence=items, monitoring={"payroll_access": fact, "bank_access": fact})
    assert report(made).result("MONIT-5").basis == expected


def test_the_grade_is_never_typed_in():
    with pytest.raises(InputError, match="the key `grade` is not known here"):
        project(evidence=[_item(grade="E5")])


INTERESTED = [
    ({"roles": ["employer"]}, 1),
    ({"roles": ["host"]}, 1),
    ({"roles": ["implementer"]}, 1),
    ({"roles": ["labour_agency"]}, 1),
    ({"kind": "labour_agency"}, 1),
    ({"roles": ["monitor"], "kind": "monitor"}, 4),
    ({"roles": ["lead_financier"], "kind": "lender"}, 4),
]


@pytest.mark.parametrize("issuer", ["acme", "Acme Ltd", "ACME  ltd"], ids=["id", "name", "spelt-otherwise"])
@pytest.mark.parametrize(("party", "expected"), INTERESTED, ids=[str(party) for party, _ in INTERESTED])
def test_an_interested_partys_own_visit_is_not_independent_whatever_it_says(party, issuer, expected):
    visit = _item(kind="inspection", independent=True, issuer=issuer)
    register = facts(parties=[{"id": "acme", "name": "Acme Ltd", **party}], evidence=[visit]).register
    assert register.grade({"A": day(DAY)}, GradeContext()) == expected


def test_records_examined_by_their_own_employer_are_not_examined():
    records = _item(kind="payroll_records", examined_by={"name": "Acme Ltd", "independent": True})
    parties = [{"id": "acme", "name": "Acme Ltd", "roles": ["employer"]}]
    assert facts(parties=parties, evidence=[records]).register.grade({"A": day(DAY)}, GradeContext()) == 1
