"""One walk of a tree: its truth, the strongest facts that suffice for it, and what is missing."""

# a row of a table stays on one line; facts are flags.
# ruff: noqa: E501

from itertools import combinations

import pytest
from hypothesis import given, settings, strategies as st

from checker.engine.evaluate import View, evaluate
from checker.engine.grounds import CERTAIN, grounds
from tests.build import VALUES, facts, tree, view

A, B, C = ("hiring.employer_may_refuse", "hiring.fee_charged_to_worker", "hiring.may_quit_without_penalty")
A_, B_, C_ = ({"fact": path, "is": True} for path in (A, B, C))
PATHS = (A, B, C)


class Weighed:
    """Weights by path: those in favour, and for what speaks against their opposite."""

    def __init__(self, weights=()):
        self.weights = dict(weights)

    def favour(self, leaf):
        return self.weights.get(leaf.path, 3)

    def against(self, leaf):
        return 10 - self.favour(leaf)


def of(**stated):
    names = {"a": A, "b": B, "c": C}
    return view(workforce={"hiring": {names[key].partition(".")[2]: value for key, value in stated.items()}})


def walked(raw, subject, weights=(), scope="workforce"):
    return grounds(tree(raw, scope), subject, Weighed(weights))


def paths(leaves):
    return [leaf.path for leaf in leaves]


ALL, ANY = {"all": [A_, B_, C_]}, {"any": [A_, B_, C_]}
# A tree, what is known, how strong it is, and the facts that decide.
DECIDING = [
    ("a-failed-all-needs-one-that-fails", ALL, {"a": True, "b": False, "c": False}, {}, [B]),
    ("the-strongest-of-those-that-fail", ALL, {"a": True, "b": False, "c": False}, {B: 4, C: 2}, [C]),
    ("a-failed-all-leaves-out-what-is-unknown", ALL, {"b": False}, {}, [B]),
    ("a-met-all-needs-every-one", {"all": [A_, B_]}, {"a": True, "b": True}, {}, [A, B]),
    ("a-met-any-needs-one", {"any": [A_, B_]}, {"a": True, "b": True}, {}, [A]),
    ("the-strongest-of-those-that-hold", {"any": [A_, B_]}, {"a": True, "b": True}, {B: 5}, [B]),
    ("of-equals-the-one-of-fewest-facts", {"any": [{"all": [A_, B_]}, C_]}, {"a": True, "b": True, "c": True}, {}, [C]),
    ("a-chain-is-as-weak-as-its-weakest", {"any": [{"all": [A_, B_]}, C_]}, {"a": True, "b": True, "c": True}, {A: 5, B: 2}, [C]),
    ("a-failed-any-needs-every-one", {"any": [A_, B_]}, {"a": False, "b": False}, {}, [A, B]),
    ("a-failed-not", {"not": A_}, {"a": True}, {}, [A]),
    ("a-met-not-of-all", {"not": {"all": [A_, B_]}}, {"a": True, "b": False}, {}, [B]),
    ("a-fact-in-two-branches-once", {"all": [A_, {"any": [A_, B_]}]}, {"a": True}, {}, [A]),
    ("a-failing-branch-goes-to-the-ground", {"all": [A_, {"any": [B_, C_]}]}, {"a": True, "b": False, "c": False}, {}, [B, C]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "stated", "weights", "expected"), [row[1:] for row in DECIDING], ids=[row[0] for row in DECIDING]
)
def test_the_deciding_facts(raw, stated, weights, expected):
    found = walked(raw, of(**stated), weights)
    side = found.favour if found.truth else found.against
    assert paths(side.leaves) == expected


MISSING = [
    ("of-an-all-what-is-open", ALL, {"b": True}, [A, C]),
    ("of-an-any-what-is-open", ANY, {"b": False}, [A, C]),
    ("nothing-of-a-settled-tree", {"all": [A_, B_]}, {"a": False}, []),
    ("nothing-of-a-settled-branch", {"all": [A_, {"any": [B_, C_]}]}, {"b": True}, [A]),
    ("through-a-not", {"not": {"all": [A_, B_]}}, {"a": True}, [B]),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "stated", "expected"), [row[1:] for row in MISSING], ids=[row[0] for row in MISSING])
def test_the_missing_facts(raw, stated, expected):
    assert paths(walked(raw, of(**stated)).missing) == expected


def test_of_a_comparison_of_two_facts_both_decide_and_only_the_open_one_is_missing():
    raw = {"fact": "gender.share_women_supervisors", "at_least": {"fact": "gender.share_women_workforce", "times": 0.5}}
    both = view(workforce={"gender": {"share_women_supervisors": 0.4, "share_women_workforce": 0.5}})
    one = view(workforce={"gender": {"share_women_supervisors": 0.4}})
    assert paths(walked(raw, both).favour.leaves) == ["gender.share_women_supervisors", "gender.share_women_workforce"]
    assert paths(walked(raw, one).missing) == ["gender.share_women_workforce"]


SAFE = {"item": "safety.risk_assessment", "is": True}


class TestRecords:
    """Quantifiers and counts: the records that decide, and the list itself where it must say that there are no more."""

    ENTRIES = (
        {"id": "a", "safety": {"risk_assessment": True}},
        {"id": "b", "safety": {"risk_assessment": False}},
        {"id": "c"},
    )

    def test_the_workforces_that_decide(self):
        raw = {"every": "workforces", "satisfies": SAFE}
        found = walked(raw, view(workforces=list(self.ENTRIES)), scope="project")
        assert [leaf.key for leaf in found.against.leaves] == [("safety.risk_assessment", 1)]
        half = [self.ENTRIES[0], self.ENTRIES[2]]
        found = walked(raw, view(workforces=half), scope="project")
        assert [leaf.key for leaf in found.missing] == [("safety.risk_assessment", 1)]

    def test_no_workforce_decides_by_the_list(self):
        found = walked({"every": "workforces", "satisfies": SAFE}, view(workforces=[]), scope="project")
        assert (found.truth, paths(found.favour.leaves)) == (True, ["workforces"])

    LAWFUL = {"item": "legal_basis", "stated": True}  # noqa: RUF012

    @pytest.mark.parametrize(
        ("word", "records", "truth", "leaves"),
        [
            ("every", [{"legal_basis": "act"}, {"legal_basis": "act"}], True, [None, 0, 1]),
            ("every", [], True, [None]),
            ("some", [{"legal_basis": "act"}], True, [0]),
            ("some", [], False, [None]),
        ],
        ids=["every-record-and-the-list", "none-by-the-list", "one-is-enough", "that-there-is-none-by-the-list"],
    )
    def test_a_list_that_must_be_whole_is_among_what_decides(self, word, records, truth, leaves):
        named = [{"name": f"d{number}", **record} for number, record in enumerate(records)]
        found = walked(
            {word: "wages.deductions", "satisfies": self.LAWFUL}, view(workforce={"wages": {"deductions": named}})
        )
        side = found.favour if truth else found.against
        assert (found.truth, [leaf.record for leaf in side.leaves]) == (truth, leaves)

    @pytest.mark.parametrize(
        "workforce", [{}, {"wages": {"deductions": [{"name": "tax"}]}}], ids=["no-list", "no-field"]
    )
    def test_what_is_missing_is_the_list(self, workforce):
        raw = {"every": "wages.deductions", "satisfies": self.LAWFUL}
        assert paths(walked(raw, view(workforce=workforce)).missing) == ["wages.deductions"]

    def test_of_a_count_of_workforces_each_decides(self):
        raw = {"count": "workforces", "where": SAFE, "at_least": 1}
        found = walked(raw, view(workforces=list(self.ENTRIES[:2])), scope="project")
        assert {leaf.key for leaf in found.favour.leaves} == {
            ("workforces", None), ("safety.risk_assessment", 0), ("safety.risk_assessment", 1)}  # fmt: skip


def test_a_question_is_missing_until_it_is_answered():
    raw = {"any": [{"judgement": "Is it well done?"}, A_]}
    open_ = walked(raw, of(a=False))
    assert [leaf.question for leaf in open_.missing] == ["Is it well done?"]
    answered = of(a=False).what_if_attested({"Is it well done?": True})
    assert [leaf.question for leaf in walked(raw, answered).favour.leaves] == ["Is it well done?"]


def test_what_stage_and_day_decide_needs_no_evidence():
    found = walked({"fact": "as_of", "on_or_after": "2020-01-01"}, of())
    assert (found.truth, found.favour) == (True, ((), CERTAIN))


LEAVES = st.sampled_from([A_, B_, C_, {"fact": A, "is": False}, {"fact": B, "is_not": True}])
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=8,
)
STATED = st.fixed_dictionaries({}, optional={"a": st.booleans(), "b": st.booleans(), "c": st.booleans()})
STRENGTHS = st.fixed_dictionaries({path: st.integers(0, 5) for path in PATHS})


def only(stated, kept):
    names = dict(zip("abc", PATHS, strict=True))
    return of(**{key: value for key, value in stated.items() if names[key] in kept})


@settings(max_examples=60, deadline=None)
@given(TREES, STATED, STRENGTHS)
def test_the_walk_agrees_with_the_evaluator_and_finds_the_strongest_facts_that_suffice(raw, stated, weights):
    node, subject = tree(raw), of(**stated)
    found, truth = grounds(node, subject, Weighed(weights)), evaluate(tree(raw), of(**stated))
    assert found.truth is truth
    if truth is None:
        open_ = {leaf.path for leaf in found.missing}
        assert open_
        assert open_.isdisjoint({path for key, path in zip("abc", PATHS, strict=True) if key in stated})
        return
    assert evaluate(node, only(stated, set(paths(found.favour.leaves)))) is truth
    assert evaluate(node, only(stated, set(paths(found.against.leaves)))) is truth
    suffice = [
        kept for size in range(4) for kept in combinations(PATHS, size) if evaluate(node, only(stated, kept)) is truth
    ]
    assert found.favour.weight == max(min((weights[path] for path in kept), default=CERTAIN) for kept in suffice)
    assert found.against.weight == max(min((10 - weights[path] for path in kept), default=CERTAIN) for kept in suffice)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([True, False, None]), max_size=4),
    st.sampled_from(["every", "some", "count"]),
    st.integers(0, 3),
)
def test_over_workforces_the_walk_agrees_with_the_evaluator(truths, word, bound):
    raw = (
        {"count": "workforces", "where": SAFE, "at_least": bound}
        if word == "count"
        else {word: "workforces", "satisfies": SAFE}
    )
    entries = [{"id": f"w{number}", "safety": {"risk_assessment": truth}} for number, truth in enumerate(truths)]
    subject = View(facts(workforces=entries), None, VALUES)
    found = walked(raw, subject, scope="project")
    assert found.truth is evaluate(tree(raw, "project"), subject)
    assert (found.truth is None) is bool(found.missing)
