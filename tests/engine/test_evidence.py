"""Grades of evidence: computed from what the register says of each item, in a project's favour and against it."""

# a row of a table stays on one line.
# ruff: noqa: E501

import pytest

from checker.domain.vocabulary import EVIDENCE_KINDS
from checker.engine.evidence import Cite
from checker.ground.errors import InputError
from tests.build import DAY, FULL, day, facts, project, report, said

OBSERVED = ("inspection", "monitoring_report", "interviews", "survey", "audit")
RECORDS = ("payroll_records", "bank_records", "personnel_records")
LAWS = ("statute", "treaty")
PAPERS = ("official_decision", "authorisation")
INSTRUMENTS = (*LAWS, *PAPERS, "contract", "policy")
REPORTS = ("ngo_report", "academic", "press", "party_statement")
COURTS = ("court_record", "un_report")
VISIT = {key: value for key, value in FULL.items() if key != "kind"}

PARTIES = [
    {"id": "works", "name": "Riverside Works", "roles": ["employer"]},
    {"id": "lender", "name": "Northgate Lending", "kind": "lender", "roles": ["lead_financier"]},
]
OUTSIDE, EMPLOYER, LENDER = "Open Ledger", "works", "lender"


def item(identity="A", kind="press", issuer=OUTSIDE, **more):
    return {"id": identity, "kind": kind, "issuer": issuer, "issued": DAY, **more}


def register(*items, parties=PARTIES, **keys):
    return facts(evidence=list(items), parties=parties, **keys).register


def cites(made, cited=None, *, shows="practice", stated=DAY, granted_by=None):
    return [Cite(made.items[one], day(stated), shows, granted_by) for one in cited or made.items]


def in_favour(
    *items, cited=None, shows="practice", stated=DAY, granted_by=None, oldest=None, since=None, capped=False, **keys
):
    made = register(*items, **keys)
    given = cites(made, cited, shows=shows, stated=stated, granted_by=granted_by)
    return made.grade_in_favour(given, capped=capped, oldest=day(oldest), since=day(since))


def against(*items, cited=None, stated=DAY, **keys):
    made = register(*items, **keys)
    return made.grade_against(cites(made, cited, stated=stated))


def rows(*groups):
    """A table by kind from groups of kinds and a grade."""
    return {kind: grade for kinds, grade in groups for kind in kinds}


# What one item shows of conduct, by who made it.
OF_OUTSIDERS = rows((INSTRUMENTS, 0), (RECORDS, 1), (OBSERVED, 1), (COURTS, 3), (REPORTS, 1), (("party_statement",), 0))
OF_PARTIES = rows((INSTRUMENTS, 0), (RECORDS, 1), (OBSERVED, 0), (COURTS, 0), (REPORTS, 0))
PRACTICE = [
    ("outsider", {}, OF_OUTSIDERS),
    ("dependent-by-its-own-word", {"independent": False}, OF_OUTSIDERS),
    ("complete-but-not-independent", {**VISIT, "independent": None}, OF_OUTSIDERS),
    ("independent", {"independent": True}, OF_OUTSIDERS | rows((OBSERVED, 4))),
    ("independent-and-complete", VISIT, OF_OUTSIDERS | rows((OBSERVED, 5))),
    ("a-party-without-interest", {"issuer": LENDER}, OF_OUTSIDERS | rows((("party_statement",), 1))),
    ("employer", {"issuer": EMPLOYER}, OF_PARTIES),
    ("employer-that-calls-itself-independent", {"issuer": EMPLOYER, **VISIT}, OF_PARTIES),
    ("nobody-named", {"issuer": None}, OF_PARTIES),
    ("nobody-named-and-independent", {"issuer": None, **VISIT}, OF_PARTIES),
    ("the-employer-without-a-name", {"issuer": "the employer", **VISIT}, OF_PARTIES),
    ("examined", {"issuer": EMPLOYER, "examined_by": {"name": OUTSIDE, "independent": True}}, OF_PARTIES | rows(((*RECORDS, "audit"), 3))),
    ("examined-by-its-maker", {"examined_by": {"name": OUTSIDE, "independent": True}}, OF_OUTSIDERS),
    ("examined-by-the-employer", {"examined_by": {"name": "Riverside Works Ltd.", "independent": True}}, OF_OUTSIDERS),
    ("examined-by-nobody-named", {"examined_by": {"independent": True}}, OF_OUTSIDERS),
    ("examined-by-the-dependent", {"examined_by": {"name": "Ledger Two", "independent": False}}, OF_OUTSIDERS),
]  # fmt: skip
# What one item shows of a promise or of law, and of what a document settles.
BINDING = rows((LAWS, 2), (PAPERS, 2), (("contract", "policy"), 2))
BY_PARTIES = rows((LAWS, 2), (PAPERS, 1), (("contract",), 1), (("policy",), 0))
PROMISES = [
    ("outsider", "promise", {}, OF_OUTSIDERS | BINDING),
    ("employer", "promise", {"issuer": EMPLOYER}, OF_PARTIES | BY_PARTIES),
    ("nobody-named", "promise", {"issuer": None}, OF_PARTIES | BY_PARTIES),
    ("signed-by-the-lender-too", "promise", {"issuer": EMPLOYER, "signed_by": [LENDER]}, OF_PARTIES | BY_PARTIES | {"contract": 2}),
    ("signed-between-parties", "promise", {"issuer": EMPLOYER, "signed_by": ["Riverside Works"]}, OF_PARTIES | BY_PARTIES),
    ("a-document-settles", "document", {"issuer": EMPLOYER}, OF_PARTIES | BY_PARTIES),
    ("that-a-policy-exists", "policy", {"issuer": EMPLOYER}, OF_PARTIES | BY_PARTIES | {"policy": 2}),
]  # fmt: skip
AGAINST = rows((INSTRUMENTS, 2), (RECORDS, 3), (COURTS, 3), (OBSERVED, 4), (REPORTS, 1))


class TestOneItemAlone:
    """Every kind of evidence, by who made it and what it is cited for."""

    @pytest.mark.parametrize("table", [row[2] for row in PRACTICE] + [row[3] for row in PROMISES] + [AGAINST])
    def test_no_kind_is_left_out(self, table):
        assert set(table) == set(EVIDENCE_KINDS)

    @pytest.mark.parametrize(("more", "table"), [row[1:] for row in PRACTICE], ids=[row[0] for row in PRACTICE])
    def test_in_favour_of_what_is_done(self, more, table):
        assert {kind: in_favour(item(kind=kind, **more)) for kind in EVIDENCE_KINDS} == table

    @pytest.mark.parametrize(
        ("shows", "more", "table"), [row[1:] for row in PROMISES], ids=[row[0] for row in PROMISES]
    )
    def test_in_favour_of_what_is_promised_or_settled(self, shows, more, table):
        assert {kind: in_favour(item(kind=kind, **more), shows=shows) for kind in EVIDENCE_KINDS} == table

    @pytest.mark.parametrize("issuer", [OUTSIDE, EMPLOYER, None], ids=["outsider", "employer", "nobody-named"])
    def test_against_nobody_is_asked_whether_he_is_independent(self, issuer):
        assert {kind: against(item(kind=kind, issuer=issuer)) for kind in EVIDENCE_KINDS} == AGAINST

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
    def test_a_visit_that_lacks_one_thing_is_not_of_the_highest_grade(self, kind, lacking):
        visit = item(**{**FULL, "kind": kind, **lacking})
        assert (in_favour(visit), against(visit)) == (4, 4)

    @pytest.mark.parametrize("kind", OBSERVED)
    def test_a_whole_visit_counts_as_much_against(self, kind):
        assert against(item(**{**FULL, "kind": kind})) == 5

    def test_nothing_cited_is_no_evidence(self):
        assert register().grade_in_favour([]) == register().grade_against([]) == 0

    def test_the_best_of_several_items_counts(self):
        several = [item("A"), item("B", "statute"), item("C", "court_record")]
        assert (in_favour(*several), against(*several)) == (3, 3)

    def test_the_grade_is_never_typed_in(self):
        with pytest.raises(InputError, match="the key `grade` is not known here"):
            project(evidence=[item(grade="E5")])


# Who is no outsider, by what the file says of him: his own full visit counts for nothing in his favour.
INTERESTED = [
    *(({"roles": [role]}, {}, True) for role in ("employer", "host", "implementer", "labour_agency", "contractor")),
    *(({"roles": [role], "kind": "lender"}, {}, False) for role in ("lead_financier", "co_financier")),
    ({"roles": ["monitor"], "kind": "monitor"}, {}, False),
    ({"kind": "labour_agency"}, {}, True),
    ({"kind": "government", "country": "KP"}, {}, True),
    ({"kind": "state_enterprise", "country": "KP"}, {}, True),
    ({"kind": "government", "country": "PL"}, {}, False),
    ({"kind": "government", "country": "PL"}, {"workforces": [{"id": "w", "workplace_country": "PL"}]}, True),
    ({"kind": "state_enterprise", "country": "PL"}, {"workforce_defaults": {"nationality": "PL"}, "workforces": [{"id": "w"}]}, True),
    ({"kind": "government"}, {}, True),
    ({"country": "KP"}, {}, True),
    ({"country": "KP", "roles": ["co_financier"]}, {}, False),
    ({}, {"workforces": [{"id": "w", "employer": "some"}]}, True),
]  # fmt: skip


class TestInterest:
    """Whose word counts for nothing in his own favour."""

    @pytest.mark.parametrize(("party", "keys", "interested"), INTERESTED, ids=lambda value: str(value)[:60])
    def test_by_role_kind_and_state(self, party, keys, interested):
        parties = [{"id": "some", "name": "Bluefield Survey", **party}]
        grades = {
            in_favour(item(**FULL, issuer=name), parties=parties, **keys) for name in ("some", "Bluefield Survey")
        }
        assert grades == {0 if interested else 5}

    @pytest.mark.parametrize(
        "issuer",
        ["RIVERSIDE  works", "Riverside-Works", "The Riverside Works Co., Ltd.", "HSE Department, Riverside Works",
         "Rivеrside Wоrks", "Riverside Works\u200b", "riversideworks", "works"],
        ids=["case-and-spaces", "hyphen", "article-and-legal-form", "its-department", "cyrillic-letters",
             "invisible-character", "written-together", "id"],
    )  # fmt: skip
    def test_no_spelling_makes_an_employer_an_outsider(self, issuer):
        assert in_favour(item(**FULL, issuer=issuer)) == 0

    @pytest.mark.parametrize("parts", [["unit"], ["unit", "desk"]], ids=["part", "part-of-a-part"])
    def test_who_is_part_of_an_interested_party_is_one(self, parts):
        chain = [
            {"id": one, "name": f"Hillside {one}", "part_of": above}
            for one, above in zip(parts, ["works", *parts], strict=False)
        ]
        assert in_favour(item(**FULL, issuer=parts[-1]), parties=[*PARTIES, *chain]) == 0

    def test_many_who_share_the_employers_name_do_not_hide_it(self):
        crowd = [{"id": f"l{number}", "name": "Riverside Works", "kind": "lender"} for number in range(100)]
        assert in_favour(item(**FULL, issuer="Riverside Works"), parties=[*crowd, *PARTIES]) == 0

    def test_a_ring_of_parts_ends(self):
        ring = [{"id": "a", "name": "Alder", "part_of": "b"}, {"id": "b", "name": "Birch", "part_of": "a"}]
        assert in_favour(item(**FULL, issuer="a"), parties=ring) == 5

    @pytest.mark.parametrize("chosen_by", ["employer", "host", "financiers", "joint", "independent", "nobody"])
    def test_a_monitor_is_independent_unless_employer_or_host_chose_him(self, chosen_by):
        parties = [{"id": "m", "name": "Eastwatch", "kind": "monitor", "roles": ["monitor"]}]
        keys = {"monitoring": {"chosen_by": chosen_by}, "parties": parties}
        expected = 0 if chosen_by in ("employer", "host") else 5
        assert in_favour(item(**FULL, issuer="Eastwatch"), **keys) == expected

    def test_a_visit_that_only_calls_itself_independent_is_warned_of(self):
        made = report(project(parties=PARTIES, evidence=[item(**FULL, issuer="Riverside Works GmbH")]))
        assert "not-independent" in [warning.code for warning in made.warnings]

    def test_a_maker_spelt_nearly_like_a_party_is_warned_of(self):
        made = report(project(parties=PARTIES, evidence=[item(**FULL, issuer="Riversid Works")]))
        assert "resembles-a-party" in [warning.code for warning in made.warnings]


PAIRS = [
    ("two-makers", {}, {"issuer": "Second Watch"}, 2, 2),
    ("two-makers-two-kinds", {}, {"issuer": "Second Watch", "kind": "academic"}, 2, 2),
    ("one-maker", {}, {}, 1, 1),
    ("one-maker-with-an-article", {}, {"issuer": "The Open Ledger"}, 1, 1),
    ("one-maker-two-kinds", {}, {"kind": "academic"}, 1, 1),
    ("one-unnamed", {}, {"issuer": None}, 1, 2),
    ("both-unnamed", {"issuer": None}, {"issuer": None}, 0, 2),
    ("an-outsider-and-the-employer", {}, {"issuer": EMPLOYER}, 1, 2),
    ("one-repeats-the-other", {}, {"issuer": "Second Watch", "origin": "A"}, 1, 1),
    ("one-address", {"url": "https://x.example/a"}, {"issuer": "Second Watch", "url": "http://www.x.example/a#p2"}, 1, 1),
    ("one-host-only", {"url": "https://x.example"}, {"issuer": "Second Watch", "url": "https://x.example/"}, 2, 2),
    ("one-file", {"file": "a.pdf"}, {"issuer": "Second Watch", "file": "./a.pdf"}, 1, 1),
    ("one-digest", {"sha256": "a" * 64}, {"issuer": "Second Watch", "sha256": "A" * 64}, 1, 1),
]  # fmt: skip


class TestSeveralItems:
    """Two reports of different makers and origins that agree are worth more than one."""

    @pytest.mark.parametrize(
        ("first", "second", "kind", "worse"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS]
    )
    def test_two_reports_corroborate_where_makers_and_origins_differ(self, first, second, kind, worse):
        two = item("A", **first), item("B", **second)
        assert (in_favour(*two), against(*two)) == (kind, worse)

    def test_corroboration_never_lowers_a_better_grade(self):
        assert in_favour(item("A"), item("B", issuer="Second Watch"), item("C", "court_record")) == 3

    @pytest.mark.parametrize(
        ("origins", "expected"),
        [
            ((None, "A", "A"), 1),
            ((None, "A", "B"), 1),
            ((None, "A", None), 2),
            (("A", "A", "A"), 1),
            (("B", "C", "A"), 1),
        ],
        ids=["two-repeat-one", "a-chain", "one-of-its-own", "one-names-itself", "a-ring"],
    )
    def test_items_of_one_origin_count_once(self, origins, expected):
        items = [item(name, issuer=f"Paper {name}", origin=origin) for name, origin in zip("ABC", origins, strict=True)]
        assert in_favour(*items) == against(*items) == expected

    def test_a_common_origin_counts_once_also_where_only_its_repetitions_are_cited(self):
        items = [item("A"), item("B", issuer="Second", origin="A"), item("C", issuer="Third", origin="A")]
        assert in_favour(*items, cited=["B", "C"]) == 1

    def test_of_one_document_under_two_makers_the_lower_grade_counts_in_favour_and_the_better_against(self):
        two = item("A", **FULL, file="visit.pdf"), item("B", "party_statement", EMPLOYER, file="visit.pdf")
        assert (in_favour(*two, cited=["A"]), against(*two, cited=["B"])) == (0, 5)

    def test_instruments_and_own_records_corroborate_nothing(self):
        assert in_favour(item("A", "payroll_records", EMPLOYER), item("B", "bank_records", LENDER)) == 1
        assert in_favour(item("A"), item("B", "contract", LENDER)) == 1

    def test_a_stale_item_corroborates_nothing(self):
        two = item("A"), item("B", issuer="Second", issued="2020-01-01")
        assert in_favour(*two, oldest="2025-01-01") == 1


COMMITTEE = "Sanctions Committee"
PERMITS = [
    ("its-own-paper", {"kind": "authorisation", "issuer": COMMITTEE}, COMMITTEE, 2),
    ("its-own-decision", {"kind": "official_decision", "issuer": "the sanctions committee"}, COMMITTEE, 2),
    ("a-report-of-it", {"kind": "press"}, COMMITTEE, 1),
    ("a-party-says-so", {"kind": "authorisation", "issuer": EMPLOYER}, COMMITTEE, 0),
    ("a-partys-report", {"kind": "press", "issuer": EMPLOYER}, COMMITTEE, 0),
    ("another-body's-paper", {"kind": "authorisation", "issuer": "Trade Bureau"}, COMMITTEE, 0),
    ("its-own-press-note", {"kind": "policy", "issuer": COMMITTEE}, COMMITTEE, 0),
    ("granted-by-a-party", {"kind": "authorisation", "issuer": "Riverside Works"}, "Riverside Works", 0),
    ("granted-by-a-financier", {"kind": "authorisation", "issuer": LENDER}, "Northgate Lending", 0),
    ("granted-by-nobody-named", {"kind": "authorisation", "issuer": COMMITTEE}, "", 0),
]  # fmt: skip


@pytest.mark.parametrize(("more", "body", "expected"), [row[1:] for row in PERMITS], ids=[row[0] for row in PERMITS])
def test_an_authorisation_is_shown_by_the_paper_of_the_body_that_gives_it(more, body, expected):
    assert in_favour(item(**more), shows="document", granted_by=body) == expected


class TestCap:
    """What workers said is worth less where they cannot speak safely."""

    @pytest.mark.parametrize(
        ("more", "expected"),
        [
            (FULL, 3),
            ({"kind": "inspection", "independent": True, "private_interviews": True}, 3),
            ({"kind": "audit", "independent": True}, 3),
            ({"kind": "interviews", "independent": True}, 3),
            ({"kind": "survey", "independent": True}, 3),
            ({"kind": "inspection", "independent": True}, 4),
            ({"kind": "monitoring_report", "independent": True}, 4),
            ({"kind": "court_record"}, 3),
            ({"kind": "interviews"}, 1),
        ],
        ids=["full-visit", "visit-with-interviews", "audit", "interviews", "survey", "visit-without-interviews",
             "report-without-interviews", "court-record", "interviews-not-independent"],
    )  # fmt: skip
    def test_in_favour_only(self, more, expected):
        assert in_favour(item(**more), capped=True) == expected

    def test_nothing_against_is_capped(self):
        assert against(item(**FULL)) == 5

    @pytest.mark.parametrize(
        ("section", "name", "value", "condition", "capped"),
        [("freedom", "identity_papers_held_by", "worker", "FREE-4", True),
         ("association", "reprisals_last_12_months", 0, "ASSOC-3", True),
         ("class", "pool_built_by", "open", "CLASS-2", True),
         ("wages", "payment_path", "worker_cash", "WAGE-1", False)],
        ids=["FREE", "ASSOC", "CLASS", "WAGE"],
    )  # fmt: skip
    @pytest.mark.parametrize("safely", [True, False, None], ids=["safe", "unsafe", "unknown"])
    def test_in_three_clusters_unless_workers_can_speak_safely(self, section, name, value, condition, capped, safely):
        workforce = {"worker_class": "direct", section: {name: said(value)}}
        made = project(workforce=workforce, context={"workers_can_speak_safely": safely})
        assert report(made).result(condition).grade == ("E3" if capped and not safely else "E5")


class TestDays:
    """Each item speaks of a day of its own; evidence of conduct grows stale, and what nobody dated helps nobody."""

    @pytest.mark.parametrize("kind", EVIDENCE_KINDS)
    def test_reports_of_conduct_grow_stale_and_instruments_stay_in_force(self, kind):
        old = item(kind=kind, issued="2024-12-31")
        expected = (OF_OUTSIDERS | BINDING)[kind] if kind in INSTRUMENTS else 0
        assert in_favour(old, shows="document", oldest="2025-01-01") == expected

    @pytest.mark.parametrize(
        ("dates", "stated", "expected"),
        [
            ({"issued": "2025-01-01"}, DAY, 1),
            ({"issued": "2024-12-31"}, DAY, 0),
            ({"issued": "2025-06-01", "covers_until": "2024-12-31"}, DAY, 0),
            ({"issued": "2025-06-01", "covers_until": "2025-01-01"}, DAY, 1),
            ({"issued": "2024-06-01", "covers_until": "2025-01-01"}, DAY, 0),
            ({"issued": "2025-06-01"}, "2024-12-31", 0),
            ({"issued": "2025-06-01"}, None, 1),
            ({"issued": None}, "2025-01-01", 0),
            ({"issued": None, "covers_until": "2025-01-01"}, None, 1),
            ({"issued": None}, None, 0),
        ],
        ids=["on-the-oldest-day", "a-day-too-old", "new-report-of-an-old-time", "covers-up-to-the-oldest-day",
             "cannot-cover-what-came-after-it", "stated-for-an-older-day", "the-statement-has-no-day",
             "undated-though-stated-lately", "no-day-of-issue", "nothing-dates-it"],
    )  # fmt: skip
    def test_the_earliest_of_what_it_covers_and_what_is_stated(self, dates, stated, expected):
        assert in_favour(item(**dates), oldest="2025-01-01", stated=stated) == expected

    @pytest.mark.parametrize(("since", "expected"), [("2025-06-01", 1), ("2025-06-02", 0)])
    def test_what_is_older_than_the_adverse_side_is_left_aside(self, since, expected):
        assert in_favour(item(issued="2025-06-01"), since=since) == expected

    @pytest.mark.parametrize(
        ("dates", "expected"),
        [
            ({"covers_from": "2026-01-01"}, 1),
            ({"covers_from": "2026-01-02"}, 0),
            ({"issued": "2030-01-01", "covers_until": "2025-12-31"}, 1),
            ({"issued": "2026-01-02"}, 0),
        ],
        ids=["that-day", "the-day-after", "a-later-report-of-the-time-asked-for", "a-report-of-tomorrow"],
    )
    def test_an_item_about_a_later_time_does_not_count(self, dates, expected):
        later = item(**dates)
        assert in_favour(later, at=DAY, stated=None) == against(later, at=DAY, stated=None) == expected

    @pytest.mark.parametrize(
        ("issued", "known_on", "kind", "worse"),
        [(DAY, None, 1, 1), (DAY, DAY, 1, 1), (DAY, "2025-12-31", 0, 0), (None, "2025-12-31", 0, 1)],
        ids=["not-asked", "issued-that-day", "issued-later", "undated"],
    )
    def test_no_hindsight_and_what_is_undated_counts_against(self, issued, known_on, kind, worse):
        one = item(issued=issued)
        found = in_favour(one, known_on=known_on, stated=None), against(one, known_on=known_on, stated=None)
        assert found == (kind, worse)

    @pytest.mark.parametrize(
        "dates", [{"covers_from": "2027-01-01"}, {"issued": "2027-01-01"}], ids=["a-later-time", "not-yet-known"]
    )
    def test_evidence_that_does_not_count_is_a_warning(self, dates):
        made = report(project(evidence=[item(**dates)]), known_on="2026-06-01")
        assert "evidence-not-counted" in [warning.code for warning in made.warnings]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([item(**FULL)], "observed"),
        ([item(kind="inspection", independent=True)], "observed"),
        ([item(kind="inspection")], "asserted"),
        ([item(kind="court_record")], "documented"),
        ([item("A"), item("B", issuer="Second")], "documented"),
        ([item()], "asserted"),
        ([], "asserted"),
    ],
    ids=["full-visit", "visit", "own-visit", "court-record", "two-reports", "one-report", "nothing"],
)
def test_how_a_value_is_known(items, expected):
    fact = {"value": True, "evidence": [one["id"] for one in items]} if items else True
    made = project(stage="proposal", evidence=items, monitoring={"payroll_access": fact, "bank_access": fact})
    assert report(made).result("MONIT-5").basis == expected
