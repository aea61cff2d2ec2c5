"""Statements weighed side against side: the table of verdicts, what overtakes what, and what opens a question."""

# a row of a table stays on one line.
# ruff: noqa: E501

import pytest

from checker import load_pack
from checker.engine.sides import MOST_COMBINATIONS
from tests.build import DAY, FULL, condition, judged, project, write_pack

A, B, C = "safety.risk_assessment", "safety.workers_trained", "safety.first_aid_arranged"
A_, B_, C_ = ({"fact": path, "is": True} for path in (A, B, C))
DAYS = "wages.interval_days"
ROUTE = "employment.engaged_through"

# A CP asks for E3 of conduct at delivery; a COV for E2.
RULES = {
    "TEST-1": ("CP", A_, {}),
    "TEST-2": ("CP", {"all": [A_, B_]}, {}),
    "TEST-3": ("CP", {"any": [A_, B_]}, {}),
    "TEST-4": ("CP", {"fact": DAYS, "at_most": 31}, {}),
    "TEST-5": ("CP", C_, {"applies": A_}),
    "TEST-6": ("CP", A_, {"alternative": B_}),
    "TEST-7": ("CP", {"fact": ROUTE, "in": ["client", "third_party_core_work"]}, {}),
    "TEST-8": ("COV", {"fact": "gender.harassment_policy", "is": True}, {}),
    "TEST-9": ("CP", {"every": "wages.deductions", "satisfies": {"item": "legal_basis", "stated": True}}, {}),
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sides") / "pack"
    rules = [condition(name, class_, requires, **more) for name, (class_, requires, more) in RULES.items()]
    return load_pack(str(write_pack(folder, rules, scope="workforce")))


OLD, STALE, ANCIENT = "2025-09-01", "2024-01-01", "2020-01-01"


class Evidence(list):
    """An evidence register that grows by what statements cite: one item, or two, for each grade."""

    def of(self, grade, day=DAY, issuer="", **more):
        """The ids of new items that have a grade for what is done."""
        kinds = {
            "E0": [], "E1": [("press", {})], "E2": [("press", {}), ("ngo_report", {})], "E3": [("court_record", {})],
            "E4": [("inspection", {"independent": True})], "E5": [("inspection", FULL)],
        }[grade]  # fmt: skip
        made = []
        for kind, flags in kinds:
            identity = f"N{len(self)}"
            named = issuer or f"Outsider Number {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[len(self)]}{len(self)}"
            self.append({"id": identity, **flags, "kind": kind, "issuer": named, "issued": day, **more})
            made.append(identity)
        return made


def stated(evidence, value, grade="E0", day=DAY, **more):
    """A statement of a value with new evidence of a grade and a day."""
    own = {key: more.pop(key) for key in ("basis", "as_of", "contested", "contested_by") if key in more}
    cited = evidence.of(grade, day, **more)
    return {"value": value, **({"evidence": cited} if cited else {}), **own}


def weighed(pack, facts, rule="TEST-1", **keys):
    """The verdict of a rule; ``facts`` are, by path, rows of a value, a grade, a day and more."""
    evidence = Evidence(keys.pop("evidence", ()))
    workforce = {}
    for path, rows in facts.items():
        section, _, name = path.partition(".")
        made = [
            row if isinstance(row, dict) else stated(evidence, *row[:3], **(row[3] if len(row) > 3 else {}))
            for row in rows
        ]
        workforce.setdefault(section, {})[name] = made
    options = {key: keys.pop(key) for key in ("burden", "at", "known_on") if key in keys}
    if "at" in options:
        options["as_of"] = options.pop("at")
    return judged(project(evidence=list(evidence), workforce=workforce, **keys), pack, rule, **options)


def seen(found):
    return found.verdict, found.reason


def values(grounds):
    return [ground.value for ground in grounds]


MET, NOT_MET = ("met", None), ("not_met", None)
WEAK, AGED, TORN = (("not_determined", f"evidence_{why}") for why in ("insufficient", "stale", "conflicts"))

# What is said for the project and against it (grade and day, or None), and what the condition comes to.
TABLE = [
    # one side alone
    (("E3", DAY), None, MET),
    (("E5", DAY), None, MET),
    (("E2", DAY), None, WEAK),
    (("E0", DAY), None, WEAK),
    (("E5", STALE), None, AGED),
    (None, ("E0", DAY), NOT_MET),
    (None, ("E1", STALE), NOT_MET),
    (None, ("E5", ANCIENT), AGED),
    # better by two grades, proven, and not older
    (("E5", DAY), ("E3", DAY), MET),
    (("E3", DAY), ("E1", DAY), MET),
    (("E3", DAY), ("E0", DAY), MET),
    (("E4", DAY), ("E2", DAY), MET),
    # not so much better
    (("E4", DAY), ("E3", DAY), TORN),
    (("E3", DAY), ("E3", DAY), TORN),
    (("E5", DAY), ("E4", DAY), TORN),
    # better, and it does not reach what is asked for
    (("E2", DAY), ("E0", DAY), TORN),
    # weaker
    (("E2", DAY), ("E3", DAY), NOT_MET),
    (("E1", DAY), ("E2", DAY), NOT_MET),
    (("E4", DAY), ("E5", DAY), NOT_MET),
    (("E0", DAY), ("E0", DAY), NOT_MET),
    (("E5", STALE), ("E0", DAY), NOT_MET),
    # grade and day go together: an older visit says nothing of a later month
    (("E5", OLD), ("E3", DAY), TORN),
    (("E5", OLD), ("E1", DAY), TORN),
    (("E5", OLD), ("E0", DAY), TORN),
    (("E3", OLD), ("E3", DAY), NOT_MET),
    # a later finding overtakes an earlier one if it is no weaker and, where it is the kinder, proven
    (("E3", DAY), ("E3", OLD), MET),
    (("E4", DAY), ("E3", OLD), MET),
    (("E3", DAY), ("E4", OLD), NOT_MET),
    (("E2", DAY), ("E1", OLD), TORN),
    (("E0", DAY), ("E3", OLD), NOT_MET),
    (("E5", DAY), ("E3", ANCIENT), MET),
    # what is old and adverse, and answered by nothing proven, is open
    (("E2", DAY), ("E3", ANCIENT), AGED),
]  # fmt: skip


def _row(side):
    return "nothing" if side is None else "-".join(side)


@pytest.mark.parametrize("turned", [False, True], ids=["good-first", "bad-first"])
@pytest.mark.parametrize(
    ("good", "bad", "expected"), TABLE, ids=[f"{_row(good)}-against-{_row(bad)}" for good, bad, _ in TABLE]
)
class TestTable:
    """The table of verdicts by sides, for one fact with a value for the project and one against it."""

    def found(self, pack, good, bad, turned, **keys):
        rows = [(value, *side) for value, side in ((True, good), (False, bad)) if side]
        return weighed(pack, {A: rows[::-1] if turned else rows}, **keys)

    def test_verdict(self, pack, good, bad, expected, turned):
        assert seen(self.found(pack, good, bad, turned)) == expected

    def test_what_is_set_aside_is_told(self, pack, good, bad, expected, turned):
        """A kind verdict over an adverse statement keeps that statement, and says that it does."""
        found = self.found(pack, good, bad, turned)
        told = expected == MET and bad is not None
        assert (found.set_aside, values(found.contrary) == [False]) == (told, told)

    def test_an_open_verdict_after_an_adverse_statement_is_presumed_against(self, pack, good, bad, expected, turned):
        found = self.found(pack, good, bad, turned)
        assert (found.presumption == "against") == (bad is not None and expected[0] == "not_determined")
        presumed = self.found(pack, good, bad, turned, burden="presumed_not_met")
        assert presumed.verdict == ("not_met" if found.presumption else found.verdict)

    def test_the_documentary_burden_drops_only_what_would_help(self, pack, good, bad, expected, turned):
        found = self.found(pack, good, bad, turned, burden="documentary")
        assert found.verdict == expected[0]


def test_a_failed_condition_names_what_was_said_for_it(pack):
    found = weighed(pack, {A: [(True, "E2"), (False, "E3")]})
    assert (values(found.because), values(found.contrary)) == ([False], [True])


def test_a_conflict_names_both_sides(pack):
    found = weighed(pack, {A: [(True, "E3"), (False, "E3")]})
    assert sorted(values(found.because)) == [False, True]


class TestPooled:
    """Values that decide alike are one value with all their evidence: reports that differ in detail agree."""

    def test_two_findings_that_differ_in_a_figure_both_fail(self, pack):
        assert seen(weighed(pack, {DAYS: [(60, "E3"), (90, "E3")]}, "TEST-4")) == NOT_MET

    def test_two_visits_that_differ_in_a_figure_both_pass(self, pack):
        assert seen(weighed(pack, {DAYS: [(30, "E5"), (28, "E5")]}, "TEST-4")) == MET

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ([(30, "E1"), (30, "E1"), (30, "E1")], WEAK),
            ([(60, "E1"), (90, "E1"), (30, "E3")], TORN),
            ([(60, "E1"), (30, "E3")], MET),
            ([(30, "E1"), (28, "E1"), (60, "E3")], NOT_MET),
            ([(30, "E1"), (28, "E1"), (60, "E0")], TORN),
        ],
        ids=["three-reports-are-still-E2", "two-reports-against-a-record", "one-report-against-a-record",
             "two-reports-for-it", "two-reports-against-an-admission"],
    )  # fmt: skip
    def test_reports_of_one_side_are_graded_together(self, pack, rows, expected):
        assert seen(weighed(pack, {DAYS: rows}, "TEST-4")) == expected

    def test_choices_that_a_test_reads_alike_are_one(self, pack):
        rows = [("primary_supplier", "E4"), ("other_supplier", "E4")]
        assert seen(weighed(pack, {ROUTE: rows}, "TEST-7")) == NOT_MET
        rows = [("client", "E4"), ("third_party_core_work", "E4")]
        assert seen(weighed(pack, {ROUTE: rows}, "TEST-7")) == MET

    def test_the_verdict_names_all_that_speak_for_it(self, pack):
        found = weighed(pack, {DAYS: [(60, "E3"), (90, "E3")]}, "TEST-4")
        assert [one.statement.value for one in found.because[0].statements] == [60, 90]

    def test_adverse_reports_of_two_facts_corroborate(self, pack):
        """Two papers on two facts that fail alike are worth E2; one of them alone loses against a record."""
        for_it = {A: [(True, "E3"), (False, "E1")], B: [(True, "E3")]}
        assert seen(weighed(pack, for_it, "TEST-2")) == MET
        both = {A: [(True, "E3"), (False, "E1")], B: [(True, "E3"), (False, "E1")]}
        assert seen(weighed(pack, both, "TEST-2")) == TORN


class TestSeveralFacts:
    """Every combination of the live values is judged."""

    @pytest.mark.parametrize(
        ("facts", "rule", "expected"),
        [
            ({A: [(True, "E5"), (False, "E3")], B: [(True, "E3")]}, "TEST-2", MET),
            ({A: [(True, "E5"), (False, "E3")], B: [(False, "E0")]}, "TEST-2", NOT_MET),
            ({A: [(True, "E5"), (False, "E3")], B: [(True, "E2")]}, "TEST-2", TORN),
            ({A: [(True, "E5"), (False, "E3")], B: [(True, "E3"), (False, "E3")]}, "TEST-2", TORN),
            ({A: [(True, "E3"), (False, "E3")], B: [(True, "E3")]}, "TEST-3", MET),
            ({A: [(True, "E3"), (False, "E3")], B: [(False, "E3")]}, "TEST-3", TORN),
            ({A: [(True, "E2"), (False, "E3")], B: [(False, "E3")]}, "TEST-3", NOT_MET),
            ({A: [(False, "E3")], B: [(True, "E3"), (False, "E3")]}, "TEST-2", NOT_MET),
        ],
        ids=["one-disputed-and-won", "the-other-fails", "the-other-is-unproven", "one-won-one-torn",
             "of-any-the-other-holds", "of-any-the-other-fails", "of-any-the-other-fails-and-this-is-lost", "whichever-is-true-it-fails"],
    )  # fmt: skip
    def test_combinations(self, pack, facts, rule, expected):
        assert seen(weighed(pack, facts, rule)) == expected

    @pytest.mark.parametrize(
        ("good", "expected"),
        [("E5", ("met_by_alternative", None)), ("E3", TORN)],
        ids=["alternative-won", "alternative-torn"],
    )
    def test_an_alternative_is_weighed_with_what_it_stands_for(self, pack, good, expected):
        facts = {A: [(False, "E3")], B: [(True, good), (False, "E3")]}
        assert seen(weighed(pack, facts, "TEST-6")) == expected

    @pytest.mark.parametrize(
        ("other", "expected"),
        [([(True, "E3")], TORN), ([], ("not_determined", "no_evidence"))],
        ids=["known", "unknown"],
    )
    def test_what_is_unknown_counts_for_nobody(self, pack, other, expected):
        facts = {A: [(True, "E3"), (False, "E3")]} | ({B: other} if other else {})
        found = weighed(pack, facts, "TEST-2")
        assert (found.verdict, found.presumption) == ("not_determined", "against")
        assert not other or seen(found) == expected


@pytest.mark.parametrize("turned", [False, True], ids=["good-first", "bad-first"])
def test_a_finding_never_supports_what_it_denies(pack, turned):
    """Whichever value A has, B holds; so A's visit, which says no, is no evidence for the condition."""
    rows = [(True, "E0"), (False, "E5")]
    found = weighed(pack, {A: rows[::-1] if turned else rows, B: [(True, "E0")]}, "TEST-3")
    assert (seen(found), found.grade) == (WEAK, 0)


def test_evidence_against_one_of_two_facts_that_must_both_fail_is_none_against_the_other(pack):
    facts = {A: [(True, "E0"), (False, "E3")], B: [(True, "E3"), (False, "E0")]}
    assert seen(weighed(pack, facts, "TEST-3")) == MET


@pytest.mark.parametrize(
    "word", [{"not_collected": "access_refused"}, {"value": True, "basis": "commitment"}], ids=["refused", "promised"]
)
def test_what_is_cited_for_a_refusal_or_a_promise_shows_nothing(pack, word):
    evidence = Evidence()
    rows = [{**word, "evidence": evidence.of("E5")}, {"value": False, "basis": "law"}]
    assert seen(weighed(pack, {A: rows}, evidence=evidence)) == NOT_MET


class TestOvertaking:
    """What a later finding needs to take the place of an earlier one."""

    def test_the_evidence_must_be_newer_and_not_only_the_statement(self, pack):
        good = (True, "E3", OLD, {"as_of": "2025-12-31"})
        assert seen(weighed(pack, {A: [good, (False, "E3", "2025-10-01")]})) == NOT_MET

    def test_a_statement_for_an_old_day_is_old_whatever_it_cites(self, pack):
        good = (True, "E3", DAY, {"as_of": OLD})
        assert seen(weighed(pack, {A: [good, (False, "E3", "2025-10-01")]})) == NOT_MET

    def test_a_newer_paper_about_older_days_is_old(self, pack):
        good = (True, "E3", DAY, {"covers_until": OLD})
        assert seen(weighed(pack, {A: [good, (False, "E3", "2025-10-01")]})) == NOT_MET

    @pytest.mark.parametrize(
        "word", [{"contested": True}, {"contested_by": "a critic"}], ids=["contested", "by-somebody"]
    )
    def test_what_is_contested_overtakes_nothing(self, pack, word):
        found = weighed(pack, {A: [(True, "E3", DAY, word), (False, "E3", OLD)]})
        assert seen(found) == TORN

    def test_own_records_do_not_overtake_what_an_outsider_found(self, pack):
        """Of the same grade and newer, and no less independent is asked for as well."""
        parties = [{"id": "works", "name": "Riverside Works", "roles": ["employer"]}]
        records = {"kind": "payroll_records", "issuer": "works"}
        rows = {A: [(True, "E1", DAY, records), (False, "E1", OLD)]}
        assert weighed(pack, rows, "TEST-1", parties=parties).verdict == "not_determined"

    def test_the_accused_takes_no_finding_back(self, pack):
        parties = [{"id": "works", "name": "Riverside Works", "roles": ["employer"]}]
        own = {"issuer": "Riverside Works Ltd."}
        rows = {A: [(True, "E5", DAY, own), (False, "E4", OLD)]}
        assert seen(weighed(pack, rows, parties=parties)) == NOT_MET

    def test_a_bare_restatement_does_not_make_old_evidence_new(self, pack):
        rows = {A: [(True, "E5", STALE), (True, "E0")]}
        assert seen(weighed(pack, rows)) == AGED


LAW, PROMISE = {"basis": "law"}, {"basis": "commitment"}


class TestBases:
    """Practice stands above promises, and promises above law; who is outranked can still speak against."""

    @pytest.mark.parametrize("basis", [LAW, PROMISE], ids=["law", "promise"])
    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ([(True, "E3"), (False, "E0", DAY, ...)], MET),
            ([(True, "E2"), (False, "E0", DAY, ...)], TORN),
            ([(False, "E0"), (True, "E3", DAY, ...)], NOT_MET),
            ([(True, "E5", DAY, ...)], WEAK),
            ([(False, "E0", DAY, ...)], NOT_MET),
        ],
        ids=["practice-is-proven-better", "practice-is-claimed-better", "a-promise-excuses-no-practice",
             "promised-is-not-shown", "an-adverse-promise-stays-live"],
    )  # fmt: skip
    def test_from_implementation_on(self, pack, basis, rows, expected):
        told = [tuple(basis if part is ... else part for part in row) for row in rows]
        assert seen(weighed(pack, {A: told})) == expected

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ([(True, "E2", DAY, PROMISE), (False, "E0", DAY, LAW)], MET),
            ([(True, "E1", DAY, PROMISE), (False, "E0", DAY, LAW)], TORN),
            ([(False, "E0", DAY, PROMISE), (True, "E3", DAY, LAW)], NOT_MET),
        ],
        ids=["the-promise-is-proven", "the-promise-is-claimed", "the-law-excuses-no-promise"],
    )
    def test_before_that(self, pack, rows, expected):
        assert seen(weighed(pack, {A: rows}, stage="appraisal")) == expected

    @pytest.mark.parametrize("kind", ["statute", "treaty", "contract", "policy", "official_decision", "authorisation"])
    def test_no_instrument_shows_what_is_done_whatever_is_called_practice(self, pack, kind):
        row = (True, "E1", DAY, {"kind": kind, "basis": "practice"})
        assert seen(weighed(pack, {A: [row]})) == WEAK

    def test_a_policy_shows_that_there_is_one(self, pack):
        row = (True, "E1", DAY, {"kind": "policy", "issuer": "the employer"})
        assert seen(weighed(pack, {"gender.harassment_policy": [row]}, "TEST-8")) == MET


class TestContested:
    """A denial is one more statement: any value but the one denied."""

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ([(True, "E5", DAY, {"contested": True})], MET),
            ([(True, "E3", DAY, {"contested": True})], MET),
            ([(True, "E2", DAY, {"contested": True})], TORN),
            ([(False, "E0", DAY, {"contested": True})], NOT_MET),
            ([(False, "E3", DAY, {"contested": True})], NOT_MET),
            ([(False, "E3", DAY, {"contested_by": "the employer"})], NOT_MET),
            ([(False, "E3", DAY, {"contested_by": "A Free Press"})], NOT_MET),
        ],
        ids=[
            "a-whole-visit",
            "a-record",
            "two-reports",
            "a-bare-admission",
            "a-finding",
            "by-the-accused",
            "by-name-alone",
        ],
    )
    def test_of_a_good_statement_is_an_outside_word_and_of_an_adverse_one_nothing(self, pack, rows, expected):
        assert seen(weighed(pack, {A: rows})) == expected

    def test_by_somebody_outside_with_evidence_weighs_as_that_evidence(self, pack):
        visit = {"id": "V", **FULL, "issuer": "Eastwatch", "issued": DAY}
        paper = {"id": "P", "kind": "press", "issuer": "Daily", "issued": DAY}
        row = {"value": False, "evidence": ["P", "V"], "contested_by": "Eastwatch"}
        assert seen(weighed(pack, {A: [row]}, evidence=[visit, paper])) == MET

    @pytest.mark.parametrize(("kind", "expected"), [("client", MET), ("other_supplier", TORN)])
    def test_of_a_choice_says_any_other(self, pack, kind, expected):
        """Denied: a supplier. What remains holds and fails, so it is open unless the finding itself is lost."""
        row = (kind, "E3", DAY, {"contested": True})
        found = weighed(pack, {ROUTE: [row]}, "TEST-7")
        assert seen(found) == (MET if expected == MET else NOT_MET)


class TestNotApplicable:
    """Not to apply is a way out, and needs what met needs."""

    @pytest.mark.parametrize(
        ("applies", "holds", "expected"),
        [
            ([(False, "E3")], [(False, "E3")], ("not_applicable", None)),
            ([(False, "E2")], [(False, "E3")], ("not_determined", "applicability_unknown")),
            ([(False, "E0")], [], ("not_determined", "applicability_unknown")),
            ([(False, "E5", STALE)], [(False, "E3")], ("not_determined", "applicability_unknown")),
            ([(True, "E0")], [(False, "E0")], NOT_MET),
            ([(True, "E0")], [(True, "E3")], MET),
            ([(False, "E5"), (True, "E3")], [(False, "E3")], ("not_applicable", None)),
            ([(False, "E3"), (True, "E3")], [(False, "E3")], TORN),
            ([(False, "E3"), (True, "E3")], [(True, "E3")], MET),
            ([(False, "E2"), (True, "E3")], [(False, "E3")], NOT_MET),
        ],
        ids=["proven", "claimed", "bare", "stale", "it-applies", "it-applies-and-holds", "clear-and-convincing", "torn",
             "torn-and-it-holds", "the-weaker-word"],
    )  # fmt: skip
    def test_by_evidence(self, pack, applies, holds, expected):
        facts = {A: applies} | ({C: holds} if holds else {})
        assert seen(weighed(pack, facts, "TEST-5")) == expected

    def test_set_aside_it_is_told(self, pack):
        found = weighed(pack, {A: [(False, "E5"), (True, "E3")], C: [(False, "E3")]}, "TEST-5")
        assert found.set_aside
        assert values(found.contrary) == [True]

    def test_the_facts_of_its_application_are_among_the_reasons(self, pack):
        found = weighed(pack, {A: [(True, "E0")], C: [(False, "E0")]}, "TEST-5")
        assert {ground.key[0] for ground in found.because} == {A, C}


class TestLaterDays:
    """Statements of a later day than the one judged."""

    def test_the_files_own_day_does_not_hide_them(self, pack):
        found = weighed(pack, {A: [(True, "E3"), (False, "E3", "2026-03-01")]})
        assert (seen(found), found.presumption, values(found.because)) == (TORN, "against", [False])

    def test_another_day_asked_for_leaves_them_out(self, pack):
        rows = {A: [(True, "E3"), (False, "E3", "2026-03-01")]}
        assert seen(weighed(pack, rows, at="2026-01-31")) == MET
        assert seen(weighed(pack, rows, at="2026-03-01")) == NOT_MET

    def test_good_ones_help_nobody(self, pack):
        assert seen(weighed(pack, {A: [(False, "E3"), (True, "E5", "2026-03-01")]})) == NOT_MET
        assert weighed(pack, {A: [(True, "E5", "2026-03-01")]}).verdict == "not_determined"


# Two values each, and more combinations than are tried.
FLAGS = (
    "safety.risk_assessment", "safety.workers_trained", "safety.first_aid_arranged", "safety.workers_consulted",
    "safety.may_stop_unsafe_work", "safety.independent_investigation", "safety.protective_equipment_free",
    "safety.medical_care_and_compensation", "safety.threats_to_women_addressed", "gender.return_to_post",
    "gender.childcare_available",
)  # fmt: skip


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    parts = [{"fact": path, "is": True} for path in FLAGS]
    rules = [condition("TEST-1", "CP", {"all": parts}), condition("TEST-2", "CP", {"any": parts})]
    return load_pack(str(write_pack(tmp_path_factory.mktemp("wide") / "pack", rules, scope="workforce")))


@pytest.mark.parametrize(
    ("rule", "good", "bad", "expected"),
    [
        ("TEST-1", "E0", "E3", NOT_MET),
        ("TEST-1", "E5", "E3", TORN),
        ("TEST-1", "E3", "E3", TORN),
        ("TEST-2", "E5", "E3", TORN),
        ("TEST-2", "E0", "E3", TORN),
    ],
    ids=["one-fact-alone-fails-it", "better-facts-clear-nothing", "torn", "of-any", "of-any-lost"],
)
def test_beyond_the_bound_of_combinations_nothing_is_met(wide, rule, good, bad, expected):
    assert 2 ** len(FLAGS) > MOST_COMBINATIONS
    both = {path: [(True, good), (False, bad)] for path in FLAGS}
    found = weighed(wide, both, rule)
    assert seen(found) == expected
    assert found.verdict == "not_met" or found.presumption == "against"


LAWFUL = {"name": "tax", "share": 0.1, "legal_basis": "act"}
OTHER = {"name": "fine", "share": 0.1}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([([LAWFUL], "E3")], MET),
        ([([], "E3")], MET),
        ([([LAWFUL], "E1")], WEAK),
        ([([LAWFUL], "E3"), ([LAWFUL, LAWFUL | {"name": "dues"}], "E3")], MET),
    ],
    ids=["all-lawful", "none", "unproven", "two-lists-that-both-pass"],
)
def test_lists_that_differ_are_statements_that_differ(pack, rows, expected):
    assert seen(weighed(pack, {"wages.deductions": rows}, "TEST-9")) == expected


def test_each_statement_of_a_dispute_is_shown_with_the_grade_of_its_own_side(pack):
    """A bare claim is worth nothing in favour, and is an admission against."""
    found = weighed(pack, {A: [(True, "E1"), (False, "E0")]})
    assert seen(found) == TORN
    assert [(ground.value, ground.grade) for ground in found.because] == [(True, 1), (False, 1)]
