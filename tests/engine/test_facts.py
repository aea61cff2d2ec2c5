"""From statements to values: what a fact is taken to be, on a day, at a stage, on what is known."""

# facts are flags.
# ruff: noqa: FBT003

from fractions import Fraction

import pytest

from checker.domain.vocabulary import FACTS
from checker.engine.facts import UNKNOWN
from checker.ground.errors import InputError
from tests.build import facts, project, report, said

DELIVERY = ("implementation", "operation", "suspended", "closed")
PLANNING = ("proposal", "appraisal")
PATH = "wages.payment_path"


def paid(raw, *, path=PATH, **keys):
    """The payment path of the only workforce, at one glance."""
    return facts(workforce={"wages": {"payment_path": raw}}, **keys).resolve(path, 0)


def live(raw, **keys):
    """Every value that the payment path may have, and whether it is outranked or denied."""
    values = facts(workforce={"wages": {"payment_path": raw}}, **keys).values(PATH, 0)
    return [
        (one.value, *(name for name in ("lower", "denies", "opens") if getattr(one, name)))
        for one in values
        if one.known
    ]


def law(value="worker_cash", **more):
    return said(value, "E0", basis="law", **more)


def promise(value="worker_account", **more):
    return said(value, "E0", basis="commitment", **more)


def practice(value="via_state", **more):
    return said(value, "E0", basis="practice", **more)


@pytest.mark.parametrize("stage", DELIVERY)
@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([practice()], [("via_state",)]),
        ([law(), promise(), practice()], [("via_state",), ("worker_cash", "lower"), ("worker_account", "lower")]),
        ([promise()], [("worker_account", "lower")]),
        ([law(), promise()], [("worker_cash", "lower"), ("worker_account", "lower")]),
    ],
    ids=["practice", "all-three", "promise-alone", "law-and-promise"],
)
def test_from_implementation_on_what_is_no_practice_is_outranked(stage, statements, expected):
    assert live(statements, stage=stage) == expected


@pytest.mark.parametrize("statements", [[law()], [promise()]], ids=["law", "promise"])
def test_what_is_promised_and_not_shown_is_said_so(statements):
    found = paid(statements)
    assert (found.value, found.reason, found.remark) == (UNKNOWN, "evidence_insufficient", "promised, not shown")


@pytest.mark.parametrize("stage", PLANNING)
@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([law()], [("worker_cash",)]),
        ([law(), promise()], [("worker_account",), ("worker_cash", "lower")]),
        ([promise(), law()], [("worker_account",), ("worker_cash", "lower")]),
        ([law(), promise(), practice()], [("via_state",), ("worker_cash", "lower"), ("worker_account", "lower")]),
    ],
    ids=["law", "promise-over-law", "order-of-the-file-does-not-matter", "practice-over-all"],
)
def test_before_that_practice_stands_above_commitment_and_commitment_above_law(stage, statements, expected):
    assert live(statements, stage=stage) == expected
    assert paid(statements, stage=stage).value == expected[0][0]


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


def dated(identity="V", **dates):
    return [{"id": identity, "kind": "press", "issuer": "paper", **dates}]


# The day of a statement, the dates of what it cites, the day judged: does it live?
SPEAKS = [
    ("that-day", {"as_of": "2024-01-01"}, {}, "2024-01-01", True),
    ("of-a-later-day", {"as_of": "2024-01-02"}, {}, "2024-01-01", False),
    ("a-bare-claim-on-the-files-day", {}, {}, "2026-01-01", True),
    ("a-bare-claim-before-the-files-day", {}, {}, "2025-12-31", False),
    ("a-bare-claim-after-it", {}, {}, "2030-01-01", True),
    ("evidence-of-that-day", {}, {"issued": "2024-01-01"}, "2024-01-01", True),
    ("evidence-of-a-later-day", {}, {"issued": "2024-01-02"}, "2024-01-01", False),
    ("later-evidence-of-that-day", {}, {"issued": "2025-01-01", "covers_until": "2024-01-01"}, "2024-01-01", True),
    ("later-evidence-stated-for-that-day", {"as_of": "2024-01-01"}, {"issued": "2025-01-01"}, "2024-01-01", True),
    ("undated-evidence", {}, {"issued": None}, "2024-01-01", True),
]


@pytest.mark.parametrize(("more", "dates", "at", "lives"), [row[1:] for row in SPEAKS], ids=[row[0] for row in SPEAKS])
def test_a_statement_speaks_of_the_earliest_day_of_its_own_and_its_evidences(more, dates, at, lives):
    cited = {"evidence": ["V"]} if dates else {}
    statement = {"value": "via_state", "basis": "practice", **cited, **more}
    base = facts(workforce={"wages": {"payment_path": statement}}, evidence=dated(**dates), at=at)
    assert bool(base.stated(PATH, 0)) is lives
    assert bool(base.later(PATH, 0)) is not lives


def test_what_is_stated_for_a_later_day_than_its_evidence_lives_and_is_said_to_be_ahead():
    statement = {"value": "via_state", "basis": "practice", "evidence": ["V"], "as_of": "2024-01-02"}
    old = dated(issued="2023-01-01")
    found = facts(workforce={"wages": {"payment_path": statement}}, evidence=old, at="2024-01-01")
    (live,) = found.stated(PATH, 0)
    assert live.ahead
    assert [placed.statement for placed in found.later(PATH, 0)] == [live.statement]


def test_a_later_statement_about_law_does_not_hide_todays_practice():
    assert paid([practice(), law(as_of="2030-01-01")]).value == "via_state"


@pytest.mark.parametrize(
    ("cited", "more", "lives"),
    [
        (["V"], {}, False),
        (["V", "OLD"], {}, True),
        (["OLD"], {}, True),
        (["NODATE"], {}, True),
        ([], {"as_of": "2025-06-01"}, True),
        ([], {"as_of": "2025-06-02"}, False),
    ],
    ids=[
        "rests-on-nothing-known",
        "rests-on-something-known",
        "known",
        "undated",
        "a-claim-of-that-day",
        "a-later-claim",
    ],
)
@pytest.mark.parametrize("value", ["worker_cash", "via_state"], ids=["good", "adverse"])
def test_nothing_is_known_before_its_day_for_or_against(cited, more, lives, value):
    register = [*dated("V", issued="2025-12-01"), *dated("OLD", issued="2024-12-01"), *dated("NODATE")]
    statement = {"value": value, "basis": "practice", **({"evidence": cited} if cited else {}), **more}
    base = facts(workforce={"wages": {"payment_path": statement}}, evidence=register, known_on="2025-06-01")
    assert bool(base.stated(PATH, 0)) is lives


class TestSeveral:
    """Statements are not settled here: a fact has every value that a live statement gives it."""

    def test_values_stand_in_the_files_order(self):
        assert live([practice("via_state"), practice("worker_cash"), practice("via_agent")]) == [
            ("via_state",), ("worker_cash",), ("via_agent",)]  # fmt: skip

    def test_at_one_glance_they_conflict_and_are_all_named(self):
        found = paid([practice("via_state"), practice("worker_cash")])
        assert (found.value, found.reason) == (UNKNOWN, "evidence_conflicts")
        assert [item.statement.value for item in found.statements] == ["via_state", "worker_cash"]

    def test_the_same_value_is_one_with_all_its_statements(self):
        values = facts(workforce={"wages": {"payment_path": [practice(), said("via_state")]}}).values(PATH, 0)
        assert [(one.value, len(one.statements)) for one in values] == [("via_state", 2)]

    def test_order_and_repetition_within_a_set_make_no_difference(self):
        both = [practice(["skills", "health"]), practice(["health", "skills", "skills"])]
        base = facts(workforce={"class": {"selection_criteria": both}})
        assert base.resolve("class.selection_criteria", 0).known

    @pytest.mark.parametrize("word", [{"contested": True}, {"contested_by": "A Free Press"}], ids=["contested", "by"])
    def test_a_denial_says_any_value_but_the_one_denied(self, word):
        values = facts(workforce={"wages": {"payment_path": said("worker_cash", **word)}}).values(PATH, 0)
        assert [one.denies for one in values] == [False, True]
        others = set(FACTS[PATH].choices) - {"worker_cash"}
        assert set(values[1].value.values) == others

    def test_of_a_flag_a_denial_is_the_other(self):
        base = facts(workforce={"safety": {"risk_assessment": said(True, contested=True)}})
        assert [(one.value, one.denies) for one in base.values("safety.risk_assessment", 0)] == [
            (True, False),
            (False, True),
        ]

    def test_records_that_statements_add_are_one_list(self):
        one, two = (
            {"measure": name, "body": "committee", "reference": name} for name in ("asset_freeze", "joint_venture")
        )
        base = facts(sanctions={"authorisations": [said([one]), said([two]), said([one])]})
        (only,) = base.values("sanctions.authorisations", None)
        assert [record["measure"] for record in only.value] == ["asset_freeze", "joint_venture"]


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

    @pytest.mark.parametrize(
        "own", [None, {"value": None}, {"not_collected": "access_refused"}], ids=["blank", "long", "refused"]
    )
    def test_a_fact_that_it_leaves_blank_or_could_not_collect(self, own):
        usual = {"wages": {"payment_path": "via_state"}}
        assert inherited({"wages": {"payment_path": own}}, usual).value == "via_state"

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
    """Received over gross is one more statement of the share received."""

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

    @pytest.mark.parametrize("basis", ["same_currency", "market", None])
    def test_is_known_unless_the_rate_is_official(self, basis):
        assert share(gross_monthly=money(10), received_monthly=money(9), exchange_rate_basis=basis).value == 0.9

    @pytest.mark.parametrize("typed", [{}, {"share_received": said(0.9)}], ids=["worked-out", "typed"])
    def test_is_unknown_at_an_official_rate_typed_or_not(self, typed):
        wages = {
            "gross_monthly": money(10),
            "received_monthly": money(9),
            "exchange_rate_basis": said("official"),
            **typed,
        }
        made = project(workforce={"worker_class": "direct", "wages": wages})
        found = report(made).result("WAGE-2")
        assert (found.verdict, found.presumption) == ("not_determined", "against")

    @pytest.mark.parametrize(
        "wages",
        [
            {"gross_monthly": money(10), "received_monthly": money(9, "KPW")},
            {"gross_monthly": money(10), "received_monthly": money(9, "KPW"), "exchange_rate_basis": "market"},
            {"gross_monthly": money(0), "received_monthly": money(0)},
            {"gross_monthly": money(10)},
            {"received_monthly": money(9)},
        ],
        ids=["two-currencies", "two-currencies-at-market", "nothing-of-nothing", "received-unknown", "gross-unknown"],
    )  # fmt: skip
    def test_is_otherwise_unknown(self, wages):
        assert share(**wages).value is UNKNOWN

    def test_a_promised_amount_makes_no_share_that_helps(self):
        wages = {"gross_monthly": money(10), "received_monthly": money(9) | {"basis": "commitment"}}
        made = project(workforce={"worker_class": "direct", "wages": wages})
        assert report(made).result("WAGE-2").verdict == "not_determined"

    @pytest.mark.parametrize(
        ("stated", "received", "verdict"),
        [
            (0.9, 9, "met"),
            (0.9, 8.5, "met"),
            (0.9, 3, "not_determined"),
            (0.3, 9, "not_determined"),
            (0.5, 3, "not_met"),
        ],
        ids=["agrees", "differs-and-passes", "too-kind", "too-strict", "differs-and-fails"],
    )
    def test_beside_a_stated_share_is_weighed_with_it(self, stated, received, verdict):
        wages = {"gross_monthly": money(10), "received_monthly": money(received), "share_received": said(stated)}
        made = report(project(workforce={"worker_class": "direct", "wages": wages}))
        assert made.result("WAGE-2").verdict == verdict
        told = [warning for warning in made.warnings if warning.code == "facts-contradict"]
        assert bool(told) is (stated * 10 != received)

    def test_a_share_left_blank_hides_nothing(self):
        assert share(gross_monthly=money(10), received_monthly=money(9), share_received=None).value == 0.9

    def test_is_as_good_as_its_weakest_part(self):
        received = said({"amount": 9, "currency": "USD"}, "E1")
        made = project(
            workforce={"worker_class": "direct", "wages": {"gross_monthly": money(10), "received_monthly": received}}
        )
        found = report(made).result("WAGE-2")
        assert (found.verdict, found.reason, found.grade) == ("not_determined", "evidence_insufficient", "E1")

    def test_says_which_facts_it_rests_on(self):
        wages = {"gross_monthly": money(10), "received_monthly": money(5)}
        made = report(project(workforce={"worker_class": "direct", "wages": wages}))
        cited = {item.statement_basis for item in made.result("WAGE-2").because}
        assert cited == {"practice"}
        assert made.result("WAGE-2").verdict == "not_met"


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
