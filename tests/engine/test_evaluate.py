"""The evaluator: each kind of node on true, false and unknown."""

# a row of a table stays on one line; facts are flags.
# ruff: noqa: E501, FBT003

from itertools import product

import pytest

from checker.engine.evaluate import View, evaluate
from checker.ground.truth import all_of, any_of
from tests.build import EVIDENCE, VALUES, facts, project, report, said, tree, view

# A test that is true, false or unknown by what the file says of it.
FACTS = ("hiring.employer_may_refuse", "hiring.fee_charged_to_worker", "hiring.may_quit_without_penalty")
LEAVES = [{"fact": path, "is": True} for path in FACTS]
TRUTHS = (True, False, None)


def of(*truths):
    """A view on which the leaves have these truths; an unknown fact is not stated."""
    stated = {path.partition(".")[2]: truth for path, truth in zip(FACTS, truths, strict=False) if truth is not None}
    return view(workforce={"hiring": stated})


@pytest.mark.parametrize("truths", list(product(TRUTHS, repeat=3)), ids=str)
def test_all_and_any_fold_their_parts(truths):
    assert evaluate(tree({"all": LEAVES}), of(*truths)) is all_of(truths)
    assert evaluate(tree({"any": LEAVES}), of(*truths)) is any_of(truths)


@pytest.mark.parametrize(("truth", "expected"), [(True, False), (False, True), (None, None)])
def test_not_turns_its_part_round(truth, expected):
    assert evaluate(tree({"not": LEAVES[0]}), of(truth)) is expected


def test_a_judgement_is_unknown_until_a_person_attests_it():
    assert evaluate(tree({"judgement": "Is it well done?"}), of()) is None
    assert evaluate(tree({"any": [{"judgement": "Is it well done?"}, LEAVES[0]]}), of(True)) is True


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"param": "level", "in": ["low"]}, True),
        ({"param": "level", "is": "high"}, False),
        ({"param": "most", "at_most": 2}, True),
        ({"param": "most", "more_than": 2}, False),
    ],
    ids=str,
)
def test_a_parameter_is_always_known(raw, expected):
    assert evaluate(tree(raw), of()) is expected


HALF = {
    "fact": "gender.share_women_supervisors",
    "at_least": {"fact": "gender.share_women_workforce", "times": 0.5},
}


class TestOperands:
    """What a fact is compared with: a literal, a parameter, or another fact times a factor."""

    @pytest.mark.parametrize(("value", "expected"), [(2, True), (3, False), (None, None)])
    def test_a_parameter(self, value, expected):
        subject = view(workforce={"wages": {"arrears_days": value}})
        assert evaluate(tree({"fact": "wages.arrears_days", "at_most": {"param": "most"}}), subject) is expected

    @pytest.mark.parametrize(("country", "expected"), [("KP", True), ("PL", False), (None, None)])
    def test_a_parameter_that_is_a_list(self, country, expected):
        raw = {"fact": "country", "in": {"param": "countries"}}
        assert evaluate(tree(raw, "project"), view(country=country)) is expected

    @pytest.mark.parametrize(
        ("supervisors", "workforce", "expected"),
        [
            (0.3, 0.6, True),
            (0.29, 0.6, False),
            (0.15, 0.3, True),
            (None, 0.6, None),
            (0.3, None, None),
            (None, None, None),
        ],
    )
    def test_another_fact_times_a_factor(self, supervisors, workforce, expected):
        stated = {"share_women_supervisors": supervisors, "share_women_workforce": workforce}
        assert evaluate(tree(HALF), view(workforce={"gender": stated})) is expected

    def test_the_product_is_exact(self):
        raw = {
            "fact": "gender.share_women_supervisors",
            "at_least": {"fact": "gender.share_women_workforce", "times": 0.3},
        }
        for hundredths in range(1, 101):
            whole, part = hundredths / 100, float(f"{3 * hundredths / 1000:.3f}")
            stated = {"share_women_supervisors": part, "share_women_workforce": whole}
            assert evaluate(tree(raw), view(workforce={"gender": stated})) is True, hundredths

    def test_another_date(self):
        raw = {
            "some": "sanctions.authorisations",
            "satisfies": {"item": "valid_until", "on_or_after": {"fact": "as_of"}},
        }
        for valid_until, expected in (("2026-01-01", True), ("2025-12-31", False)):
            subject = view(sanctions={"authorisations": [{"valid_until": valid_until}]})
            assert evaluate(tree(raw, "project"), subject) is expected


def deductions(*explained):
    """A view on deductions that are explained, not explained, or of which nothing is said."""
    records = [
        {"name": f"d{index}"} | ({} if truth is None else {"explained_to_worker": truth})
        for index, truth in enumerate(explained)
    ]
    return view(workforce={"wages": {"deductions": records}})


EXPLAINED = {"item": "explained_to_worker", "is": True}
TUPLES = [truths for size in range(4) for truths in product(TRUTHS, repeat=size)]


class TestQuantifiers:
    """``every`` is an all over the records, ``some`` an any."""

    @pytest.mark.parametrize("truths", TUPLES, ids=str)
    def test_over_records(self, truths):
        assert evaluate(tree({"every": "wages.deductions", "satisfies": EXPLAINED}), deductions(*truths)) is all_of(
            truths
        )
        assert evaluate(tree({"some": "wages.deductions", "satisfies": EXPLAINED}), deductions(*truths)) is any_of(
            truths
        )

    @pytest.mark.parametrize("word", ["every", "some"])
    def test_over_a_list_that_is_not_stated(self, word):
        assert evaluate(tree({word: "wages.deductions", "satisfies": EXPLAINED}), view(workforce={})) is None

    @pytest.mark.parametrize("truths", TUPLES, ids=str)
    def test_over_workforces(self, truths):
        entries = [{"id": f"w{index}", "safety": {"risk_assessment": truth}} for index, truth in enumerate(truths)]
        raw = {"item": "safety.risk_assessment", "is": True}
        subject = View(facts(workforces=entries), None, VALUES)
        assert evaluate(tree({"every": "workforces", "satisfies": raw}, "project"), subject) is all_of(truths)
        assert evaluate(tree({"some": "workforces", "satisfies": raw}, "project"), subject) is any_of(truths)

    def test_over_workforces_of_which_nothing_is_said(self):
        raw = {"every": "workforces", "satisfies": {"item": "headcount", "at_least": 1}}
        assert evaluate(tree(raw, "project"), View(facts(), None, VALUES)) is None

    def test_over_workforces_see_the_defaults(self):
        raw = {"every": "workforces", "satisfies": {"item": "nationality", "is": "KP"}}
        base = facts(workforces=[{"id": "a"}, {"id": "b"}], workforce_defaults={"nationality": "KP"})
        assert evaluate(tree(raw, "project"), View(base, None, VALUES)) is True

    def test_parts_within_see_the_record_and_the_facts(self):
        raw = {
            "some": "wages.deductions",
            "satisfies": {"all": [EXPLAINED, {"fact": "hiring.employer_may_refuse", "is": True}]},
        }
        records = {"wages": {"deductions": [{"explained_to_worker": True}]}}
        assert evaluate(tree(raw), view(workforce=records)) is None
        assert evaluate(tree(raw), view(workforce=records | {"hiring": {"employer_may_refuse": True}})) is True


COUNTRIES = {"count": "parties", "where": {"item": "kind", "is": "lender"}, "distinct": "country", "at_least": 2}


class TestCounts:
    """Of a count only bounds may be known; it is unknown as long as they straddle the test."""

    @pytest.mark.parametrize(
        ("indicators", "expected"),
        [([], True), (["deception"], False), (["deception", "deception"], False), (None, None)],
        ids=["none", "one", "one-named-twice", "not-stated"],
    )
    def test_of_a_set(self, indicators, expected):
        subject = view(workforce={"freedom": {"forced_labour_indicators": indicators}})
        assert evaluate(tree({"count": "freedom.forced_labour_indicators", "at_most": 0}), subject) is expected

    def test_of_a_set_counts_a_word_once(self):
        subject = view(workforce={"freedom": {"forced_labour_indicators": ["deception", "deception"]}})
        assert evaluate(tree({"count": "freedom.forced_labour_indicators", "is": 1}), subject) is True

    @pytest.mark.parametrize("op", ["at_least", "at_most", "more_than", "less_than", "is", "is_not"])
    def test_of_records_is_what_every_completion_agrees_on(self, op):
        for bound, truths in product((0, 1, 2), TUPLES):
            counted = tree({"count": "wages.deductions", "where": EXPLAINED, op: bound})
            completions = product(*[(truth,) if truth is not None else (True, False) for truth in truths])
            agreed = {evaluate(counted, deductions(*completion)) for completion in completions}
            found = evaluate(counted, deductions(*truths))
            assert found is (agreed.pop() if len(agreed) == 1 else None), (bound, truths)

    def test_of_records_without_a_choice(self):
        assert evaluate(tree({"count": "wages.deductions", "is": 2}), deductions(None, False)) is True

    def test_against_an_unknown_number(self):
        raw = {"count": "wages.deductions", "at_most": {"fact": "wages.arrears_days"}}
        assert evaluate(tree(raw), deductions(True)) is None

    @pytest.mark.parametrize(
        ("parties", "expected"),
        [
            ([("lender", "CH"), ("lender", "MN")], True),
            ([("lender", "CH"), ("lender", "CH")], False),
            ([("lender", "CH"), ("lender", None)], None),
            ([("lender", None), ("lender", None)], None),
            ([("lender", None)], False),
            ([("lender", "CH"), (None, "MN")], None),
            ([("lender", "CH"), (None, "CH")], False),
            ([("lender", "CH"), (None, None)], None),
            ([("lender", "CH"), ("lender", "MN"), (None, None)], True),
            ([("lender", "CH"), ("company", "MN")], False),
            ([], False),
        ],
        ids=["two", "one-twice", "one-unnamed", "both-unnamed", "one-alone-unnamed", "perhaps-another", "perhaps-the-same",
             "perhaps-another-unnamed", "two-and-more", "another-kind", "none"],
    )  # fmt: skip
    def test_of_different_values_has_bounds(self, parties, expected):
        entries = [
            {"id": f"p{index}", "kind": kind, "country": country} for index, (kind, country) in enumerate(parties)
        ]
        assert evaluate(tree(COUNTRIES, "project"), view(parties=entries)) is expected

    def test_of_parties_of_which_nothing_is_said(self):
        assert evaluate(tree(COUNTRIES, "project"), view()) is None


class TestSeveralValues:
    """A fact to which statements give several values has, in a view, the one chosen, and else none."""

    PATH = "hiring.employer_may_refuse"

    def base(self):
        return facts(workforce={"hiring": {"employer_may_refuse": [said(True), said(False)]}})

    def test_none_is_chosen(self):
        assert evaluate(tree(LEAVES[0]), View(self.base(), 0, VALUES)) is None

    @pytest.mark.parametrize("number", [0, 1])
    @pytest.mark.parametrize(
        "raw", [LEAVES[0], {"some": "workforces", "satisfies": {"item": PATH, "is": True}}], ids=["fact", "record"]
    )
    def test_one_is_chosen(self, number, raw):
        base = self.base()
        value = base.values(self.PATH, 0)[number]
        scope, subject = ("project", None) if "some" in raw else ("workforce", 0)
        choosing = View(base, subject, VALUES).choosing({(self.PATH, 0): value})
        assert evaluate(tree(raw, scope), choosing) is value.value


def test_what_if_stands_for_a_fact_of_the_subject():
    supposing = View(facts(workforce={}), 0, VALUES, overrides={"hiring.employer_may_refuse": True})
    assert evaluate(tree(LEAVES[0]), supposing) is True


ONE = {
    "measure": "restricted_goods",
    "body": "committee",
    "reference": "1",
    "granted": "2020-01-01",
    "valid_until": "2026-01-01",
}


class TestAuthorised:
    """Every measure in force that the facts touch has an authorisation valid on the day."""

    @pytest.mark.parametrize(
        ("sanctions", "expected"),
        [
            ({"measures_touched": []}, "met"),
            ({}, "not_determined"),
            ({"measures_touched": ["restricted_goods"]}, "not_determined"),
            ({"measures_touched": ["restricted_goods"], "authorisations": []}, "not_met"),
            ({"measures_touched": ["restricted_goods"], "authorisations": [ONE]}, "met"),
            ({"measures_touched": ["restricted_goods"], "authorisations": [ONE | {"valid_until": "2025-12-31"}]}, "not_met"),
            ({"measures_touched": ["restricted_goods"], "authorisations": [ONE | {"granted": "2026-01-02", "valid_until": "none"}]}, "not_met"),
            ({"measures_touched": ["restricted_goods"], "authorisations": [ONE | {"valid_until": "none"}]}, "met"),
            ({"measures_touched": ["restricted_goods"], "authorisations": [ONE | {"valid_until": None}]}, "not_determined"),
            ({"measures_touched": ["restricted_goods"], "authorisations": [ONE | {"granted": None}]}, "not_determined"),
            ({"measures_touched": ["restricted_goods"], "authorisations": [ONE | {"measure": None}]}, "not_determined"),
            ({"measures_touched": ["restricted_goods", "asset_freeze"], "authorisations": [ONE]}, "not_met"),
        ],
        ids=["nothing-touched", "nothing-said", "authorisations-unsaid", "none", "valid-to-the-last-day", "expired",
             "granted-tomorrow", "without-end", "end-unsaid", "grant-unsaid", "measure-unsaid", "one-of-two"],
    )  # fmt: skip
    def test_at_the_end_of_a_chain_of_dates(self, sanctions, expected):
        stated = {"joint_venture_with_host_entity": False} | sanctions
        letter = {"id": "LETTER", "kind": "authorisation", "issuer": "committee", "issued": "2020-01-01"}
        sanctions = {key: {"value": value, "evidence": ["E2", "LETTER"]} for key, value in stated.items()}
        made = project(workforces=[], sanctions=sanctions, evidence=[*EVIDENCE, letter])
        assert report(made).result("SANC-1").verdict == expected


@pytest.mark.parametrize("blank", ["", " "], ids=["empty", "a-space"])
@pytest.mark.parametrize("field", ["reference", "body"])
def test_an_authorisation_with_an_empty_reference_or_body_lacks_it(field, blank):
    sanctions = {"measures_touched": said(["restricted_goods"]), "authorisations": said([ONE | {field: blank}])}
    made = project(workforces=[], sanctions=sanctions)
    assert report(made).result("SANC-2").verdict != "met"
