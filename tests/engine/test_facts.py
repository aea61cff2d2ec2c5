"""From statements to values: what a fact is taken to be, on a day, at a stage, on what is known."""

# a row of a table stays on one line.
# ruff: noqa: E501

from fractions import Fraction

import pytest

from checker.engine.evidence import GradeContext
from checker.engine.values import UNKNOWN
from checker.ground.errors import InputError
from tests.build import facts, project, report, said

DELIVERY = ("implementation", "operation", "suspended", "closed")
PLANNING = ("proposal", "appraisal")
PATH = "wages.payment_path"


def paid(raw, *, path=PATH, **keys):
    """The resolved payment path of the only workforce."""
    return facts(workforce={"wages": {"payment_path": raw}}, **keys).resolve(path, 0)


def law(value="worker_cash", **more):
    return said(value, "E0", basis="law", **more)


def promise(value="worker_account", **more):
    return said(value, "E0", basis="commitment", **more)


def practice(value="via_state", **more):
    return said(value, "E0", basis="practice", **more)


@pytest.mark.parametrize("stage", DELIVERY)
@pytest.mark.parametrize(
    ("statements", "value", "reason"),
    [
        ([practice()], "via_state", None),
        ([law(), promise(), practice()], "via_state", None),
        ([promise()], UNKNOWN, "evidence_insufficient"),
        ([law()], UNKNOWN, "evidence_insufficient"),
        ([law(), promise()], UNKNOWN, "evidence_insufficient"),
    ],
    ids=["practice", "all-three", "promise-alone", "law-alone", "law-and-promise"],
)
def test_from_implementation_on_only_practice_decides(stage, statements, value, reason):
    found = paid(statements, stage=stage)
    assert (found.value, found.reason) == (value, reason)


@pytest.mark.parametrize("statements", [[law()], [promise()]], ids=["law", "promise"])
def test_what_is_promised_and_not_shown_is_said_so(statements):
    assert paid(statements).remark == "promised, not shown"


@pytest.mark.parametrize("stage", PLANNING)
@pytest.mark.parametrize(
    ("statements", "value"),
    [
        ([law()], "worker_cash"),
        ([law(), promise()], "worker_account"),
        ([promise(), law()], "worker_account"),
        ([law(), promise(), practice()], "via_state"),
    ],
    ids=["law", "promise-over-law", "order-of-the-file-does-not-matter", "practice-over-all"],
)
def test_before_that_practice_beats_commitment_beats_law(stage, statements, value):
    assert paid(statements, stage=stage).value == value


@pytest.mark.parametrize("stage", [*PLANNING, *DELIVERY])
@pytest.mark.parametrize("basis", ["law", "commitment", "practice"])
def test_what_a_document_settles_is_settled_by_any_basis_at_any_stage(stage, basis):
    base = facts(stage=stage, governance={"decision_rule": {"value": "majority", "basis": basis}})
    assert base.resolve("governance.decision_rule", None).value == "majority"


@pytest.mark.parametrize(
    ("stage", "default_basis", "expected"),
    [
        ("proposal", None, "commitment"),
        ("appraisal", None, "commitment"),
        ("implementation", None, "practice"),
        ("operation", None, "practice"),
        ("suspended", None, "practice"),
        ("closed", None, "practice"),
        ("proposal", "law", "law"),
        ("operation", "commitment", "commitment"),
    ],
)
def test_the_basis_of_a_statement_that_names_none(stage, default_basis, expected):
    assert paid("via_state", stage=stage, default_basis=default_basis).basis == expected


def test_another_stage_asked_for_does_not_turn_promises_into_practice():
    found = paid("worker_cash", stage="proposal", at_stage="operation")
    assert (found.value, found.basis) == (UNKNOWN, "commitment")


@pytest.mark.parametrize(
    ("as_of", "at", "value"),
    [
        ("2024-01-01", "2024-01-01", "via_state"),
        ("2024-01-02", "2024-01-01", UNKNOWN),
        (None, "2026-01-01", "via_state"),
        (None, "2025-12-31", UNKNOWN),
        (None, "2030-01-01", "via_state"),
    ],
    ids=["that-day", "a-day-later", "undated-on-the-files-day", "undated-before-it", "undated-after-it"],
)
def test_statements_about_a_later_day_are_ignored(as_of, at, value):
    assert paid(practice(as_of=as_of), at=at).value == value


def test_a_later_statement_about_law_does_not_hide_todays_practice():
    assert paid([practice(), law(as_of="2030-01-01")]).value == "via_state"


def test_evidence_issued_after_the_day_of_knowledge_is_ignored():
    base = facts(workforce={"wages": {"payment_path": said("worker_cash", "E5")}}, known_on="2025-12-31")
    found = base.resolve(PATH, 0)
    assert found.value == "worker_cash"
    assert base.grade(found, GradeContext()) == 0


class TestConflicts:
    """Two live statements of one basis with different values."""

    def test_leave_the_fact_unknown(self):
        found = paid([practice("via_state"), practice("worker_cash")])
        assert (found.value, found.reason) == (UNKNOWN, "evidence_conflicts")

    def test_are_all_named(self):
        found = paid([practice("via_state"), practice("worker_cash"), practice("via_agent")])
        assert [item.statement.value for item in found.statements] == ["via_state", "worker_cash", "via_agent"]

    @pytest.mark.parametrize(
        ("first", "second", "value"),
        [
            ("E0", "E1", UNKNOWN),
            ("E0", "E2", "worker_cash"),
            ("E1", "E3", "worker_cash"),
            ("E2", "E3", UNKNOWN),
            ("E3", "E5", "worker_cash"),
            ("E3", "E4", UNKNOWN),
            ("E5", "E5", UNKNOWN),
            ("E3", "E1", "via_state"),
            ("E3", "E2", UNKNOWN),
        ],
    )
    def test_are_settled_by_evidence_that_is_better_by_two_grades(self, first, second, value):
        assert paid([said("via_state", first), said("worker_cash", second)]).value == value

    def test_are_settled_by_evidence_of_several_statements_together(self):
        press = [{"id": name, "kind": "press", "issuer": name} for name in ("A", "B")]
        agreeing = [practice("worker_cash", evidence=["A"]), practice("worker_cash", evidence=["B"])]
        assert paid([*agreeing, practice("via_state")], evidence=press).value == "worker_cash"

    def test_of_three_sides_need_a_lead_over_the_second_best(self):
        sides = [said("worker_cash", "E5"), said("via_state", "E4"), said("via_agent", "E0")]
        assert paid(sides).value is UNKNOWN

    def test_do_not_arise_where_the_values_are_the_same(self):
        assert paid([practice("via_state"), said("via_state", "E2")]).value == "via_state"

    def test_do_not_arise_from_the_order_or_repetition_within_a_set(self):
        both = [practice(["skills", "health"]), practice(["health", "skills", "skills"])]
        base = facts(workforce={"class": {"selection_criteria": both}})
        assert base.resolve("class.selection_criteria", 0).known

    def test_do_not_arise_between_bases(self):
        assert paid([law("worker_cash"), practice("via_state")]).value == "via_state"


class TestContested:
    """A statement that someone disputes."""

    def test_alone_leaves_the_fact_unknown(self):
        found = paid(said("worker_cash", "E5", contested=True))
        assert (found.value, found.reason) == (UNKNOWN, "evidence_conflicts")

    def test_alone_leaves_an_adverse_fact_unknown_too(self):
        assert paid(practice("via_state", contested=True)).value is UNKNOWN

    def test_of_weaker_evidence_does_not_stand_against_a_better_one(self):
        assert paid([said("via_state", "E0", contested=True), said("worker_cash", "E3")]).value == "worker_cash"

    def test_of_better_evidence_does_not_prevail(self):
        assert paid([said("worker_cash", "E5", contested=True), practice("via_state")]).value is UNKNOWN

    def test_is_settled_by_an_uncontested_one_of_the_same_value(self):
        assert paid([said("via_state", "E3", contested=True), said("via_state", "E3")]).value == "via_state"

    def test_does_not_lend_its_evidence_to_a_bare_restatement(self):
        path = [said("worker_cash", "E5", contested=True), said("worker_cash", "E0")]
        made = project(workforce={"worker_class": "direct", "wages": {"payment_path": path}})
        assert report(made).result("WAGE-1").verdict == "not_determined"


class TestLaterStatements:
    """Conditions change between visits."""

    @pytest.mark.parametrize(
        ("earlier", "later", "value"),
        [
            ("E3", "E3", "worker_cash"),
            ("E3", "E4", "worker_cash"),
            ("E0", "E0", "worker_cash"),
            ("E4", "E3", UNKNOWN),
            ("E5", "E0", "via_state"),
        ],
        ids=["as-good", "better", "two-bare-claims", "weaker-by-one", "a-bare-claim-against-a-finding"],
    )
    def test_overtake_an_earlier_one_with_evidence_no_weaker(self, earlier, later, value):
        statements = [said("via_state", earlier, as_of="2024-01-01"), said("worker_cash", later, as_of="2025-01-01")]
        assert paid(statements).value == value

    def test_count_by_their_day_and_not_by_their_place_in_the_file(self):
        statements = [said("worker_cash", "E3", as_of="2025-01-01"), said("via_state", "E3", as_of="2024-01-01")]
        assert paid(statements).value == "worker_cash"

    def test_do_not_count_before_their_day(self):
        statements = [said("via_state", "E3", as_of="2024-01-01"), said("worker_cash", "E3", as_of="2025-01-01")]
        assert paid(statements, at="2024-12-31").value == "via_state"

    def test_that_are_contested_leave_the_fact_unknown(self):
        statements = [
            said("via_state", "E3", as_of="2024-01-01"),
            said("worker_cash", "E3", as_of="2025-01-01", contested=True),
        ]
        assert paid(statements).value is UNKNOWN

    def test_of_one_day_are_a_conflict(self):
        statements = [said("via_state", "E3", as_of="2025-01-01"), said("worker_cash", "E3", as_of="2025-01-01")]
        assert paid(statements).value is UNKNOWN


class TestWithoutAValue:
    """Absent, blank and not collected are three different things, and none of them is false."""

    @pytest.mark.parametrize("reason", ["access_refused", "unsafe_to_collect"])
    def test_what_was_not_collected_says_why(self, reason):
        found = paid({"not_collected": reason})
        assert (found.value, found.reason) == (UNKNOWN, reason)

    def test_a_value_found_elsewhere_stands_beside_a_refusal(self):
        assert paid([{"not_collected": "access_refused"}, practice("via_state")]).value == "via_state"

    @pytest.mark.parametrize("blank", [None, {"value": None}, [{"value": None}]], ids=["short", "long", "listed"])
    def test_a_blank_is_no_evidence(self, blank):
        found = paid(blank)
        assert (found.value, found.reason) == (UNKNOWN, "no_evidence")

    @pytest.mark.parametrize(
        "workforce",
        [{}, {"wages": {}}, {"wages": None}, {"wages": {"interval_days": 30}}],
        ids=["no-section", "empty-section", "blank-section", "another-fact"],
    )
    def test_an_absent_fact_is_no_evidence(self, workforce):
        found = facts(workforce=workforce).resolve(PATH, 0)
        assert (found.value, found.reason) == (UNKNOWN, "no_evidence")

    @pytest.mark.parametrize(
        ("section", "name", "value", "expected"),
        [
            ("wages", "arrears_days", 0, 0),
            ("freedom", "forced_labour_indicators", [], ()),
            ("wages", "deductions", [], ()),
            ("hiring", "employer_may_refuse", False, False),
            ("wages", "share_received", 0.0, 0.0),
        ],
        ids=["zero", "empty-set", "empty-list", "false", "zero-share"],
    )
    def test_zero_false_and_empty_are_values(self, section, name, value, expected):
        found = facts(workforce={section: {name: value}}).resolve(f"{section}.{name}", 0)
        assert found.known
        assert found.value == expected

    def test_a_value_and_a_reason_for_its_absence_exclude_each_other(self):
        with pytest.raises(InputError, match="what was not collected has no value"):
            project(workforce={"wages": {"payment_path": {"value": "via_state", "not_collected": "access_refused"}}})


def inherited(own, defaults, **keys):
    base = facts(workforces=[{"id": "w", **own}], workforce_defaults=defaults, **keys)
    return base.resolve(PATH, 0)


class TestInheritance:
    """A workforce inherits from workforce_defaults what it does not state itself."""

    def test_a_fact_that_it_does_not_state(self):
        assert inherited({}, {"wages": {"payment_path": "via_state"}}).value == "via_state"

    def test_a_fact_of_a_section_of_which_it_states_another(self):
        own = {"wages": {"interval_days": 30}}
        assert inherited(own, {"wages": {"payment_path": "via_state"}}).value == "via_state"

    def test_not_a_fact_that_it_states(self):
        own = {"wages": {"payment_path": "worker_cash"}}
        assert inherited(own, {"wages": {"payment_path": "via_state"}}).value == "worker_cash"

    def test_not_a_fact_that_it_leaves_blank(self):
        assert inherited({"wages": {"payment_path": None}}, {"wages": {"payment_path": "worker_cash"}}).value is UNKNOWN

    def test_a_fact_of_which_it_speaks_only_for_a_later_day(self):
        own = {"wages": {"payment_path": practice("worker_cash", as_of="2027-01-01")}}
        assert inherited(own, {"wages": {"payment_path": "via_state"}}).value == "via_state"

    @pytest.mark.parametrize(
        ("path", "value"),
        [("worker_class", "direct"), ("headcount", 50), ("nationality", "KP"), ("workplace_country", "PL")],
    )
    def test_descriptive_facts_too(self, path, value):
        base = facts(workforces=[{"id": "w"}, {"id": "v", path: value}], workforce_defaults={path: value})
        assert base.resolve(path, 0).value == base.resolve(path, 1).value == value

    def test_the_place_of_an_inherited_fact_is_that_of_the_default(self):
        found = inherited({}, {"wages": {"payment_path": "via_state"}})
        assert found.statements[0].pointer == ("workforce_defaults", "wages", "payment_path")

    def test_each_workforce_by_itself(self):
        two = [{"id": "a", "wages": {"payment_path": "worker_cash"}}, {"id": "b"}]
        base = facts(workforces=two, workforce_defaults={"wages": {"payment_path": "via_state"}})
        assert [base.resolve(PATH, index).value for index in (0, 1)] == ["worker_cash", "via_state"]


def test_defaults_without_workforces_say_nothing():
    base = facts(workforce_defaults={"wages": {"payment_path": "via_state"}})
    assert base.workforces is None
    assert base.resolve(PATH, None).value is UNKNOWN


SHARE = "wages.share_received"


def money(amount, currency="USD"):
    return said({"amount": amount, "currency": currency})


def share(**wages):
    return facts(workforce={"wages": wages}).resolve(SHARE, 0)


class TestDerivedShare:
    """The share received is received over gross where no share is stated."""

    @pytest.mark.parametrize(
        ("received", "gross"),
        [(5.6, 7), (0.7, 1), (100, 300), (0.1, 0.3), (240, 300), (0, 10), (12345678901234567890, 24691357802469135780)],
        ids=str,
    )
    def test_is_exact(self, received, gross):
        expected = float(Fraction(str(received)) / Fraction(str(gross)))
        assert share(gross_monthly=money(gross), received_monthly=money(received)).value == expected

    def test_five_point_six_of_seven_is_enough_for_eighty_per_cent(self):
        wages = {
            "gross_monthly": money(7),
            "received_monthly": money(5.6),
            "exchange_rate_basis": said("same_currency"),
        }
        made = project(workforce={"worker_class": "direct", "wages": wages})
        assert report(made).result("WAGE-2").verdict == "met"

    @pytest.mark.parametrize("basis", ["same_currency", "market"])
    def test_is_known_at_a_market_rate_and_in_one_currency(self, basis):
        assert share(gross_monthly=money(10), received_monthly=money(9), exchange_rate_basis=basis).value == 0.9

    def test_is_unknown_at_an_official_rate(self):
        found = share(gross_monthly=money(10), received_monthly=money(9), exchange_rate_basis="official")
        assert (found.value, found.reason) == (UNKNOWN, "evidence_insufficient")
        assert found.remark == "unknown at an official exchange rate"

    @pytest.mark.parametrize(
        "wages",
        [
            {"gross_monthly": money(10), "received_monthly": money(9, "KPW")},
            {"gross_monthly": money(10), "received_monthly": money(9, "KPW"), "exchange_rate_basis": "market"},
            {"gross_monthly": money(0), "received_monthly": money(0)},
            {"gross_monthly": money(10)},
            {"received_monthly": money(9)},
            {"gross_monthly": money(10), "received_monthly": money(9) | {"basis": "commitment"}},
            {"gross_monthly": money(10) | {"contested": True}, "received_monthly": money(9)},
            {"gross_monthly": money(10), "received_monthly": money(9), "exchange_rate_basis": None},
            {"gross_monthly": money(10), "received_monthly": money(9), "exchange_rate_basis": {"not_collected": "access_refused"}},
        ],
        ids=["two-currencies", "two-currencies-at-market", "nothing-of-nothing", "received-unknown", "gross-unknown",
             "received-promised", "gross-contested", "rate-left-blank", "rate-refused"],
    )  # fmt: skip
    def test_is_otherwise_unknown(self, wages):
        assert share(**wages).value is UNKNOWN

    def test_gives_way_to_a_stated_share(self):
        assert share(gross_monthly=money(10), received_monthly=money(9), share_received=0.5).value == 0.5

    def test_gives_way_to_a_share_left_blank(self):
        assert share(gross_monthly=money(10), received_monthly=money(9), share_received=None).value is UNKNOWN

    def test_is_as_good_as_its_weakest_part(self):
        wages = {"gross_monthly": money(10), "received_monthly": said({"amount": 9, "currency": "USD"}, "E2")}
        base = facts(workforce={"wages": wages})
        assert base.grade(base.resolve(SHARE, 0), GradeContext()) == 2

    def test_says_which_facts_it_rests_on(self):
        wages = {"gross_monthly": money(10), "received_monthly": money(5)}
        made = report(project(workforce={"worker_class": "direct", "wages": wages}))
        paths = [because.path for because in made.result("WAGE-2").because]
        assert paths == ["wages.gross_monthly", "wages.received_monthly"]


def test_a_bare_restatement_does_not_make_old_evidence_new():
    """Evidence without a date is dated by the statement that cites it, and by no other."""
    visit = {"id": "V", "kind": "inspection", "independent": True}
    old = {"value": "worker_cash", "evidence": ["V"], "as_of": "2020-01-01"}
    verdicts = []
    for statements in ([old], [old, {"value": "worker_cash"}]):
        made = project(evidence=[visit], workforce={"worker_class": "direct", "wages": {"payment_path": statements}})
        verdicts.append(report(made).result("WAGE-1").verdict)
    assert verdicts == ["not_determined", "not_determined"]


class TestLawAndPractice:
    """Law and practice part ways in both directions."""

    @pytest.mark.parametrize(
        ("law_says", "practice_is", "warned"),
        [("worker_cash", "via_state", True), ("via_state", "worker_cash", True), ("via_state", "via_state", False)],
        ids=["law-is-better", "practice-is-better", "alike"],
    )
    def test_are_warned_of_where_they_differ(self, law_says, practice_is, warned):
        wages = {"payment_path": [law(law_says), practice(practice_is)]}
        codes = [warning.code for warning in report(project(workforce={"wages": wages})).warnings]
        assert ("law-and-practice-diverge" in codes) is warned

    def test_do_not_differ_by_what_is_true_only_later(self):
        wages = {"payment_path": [law("worker_cash"), practice("via_state", as_of="2027-01-01")]}
        codes = [warning.code for warning in report(project(workforce={"wages": wages})).warnings]
        assert "law-and-practice-diverge" not in codes
