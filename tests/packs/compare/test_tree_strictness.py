"""Which tree asks more: proven in both directions or left open, and never against the evaluator."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from checker.domain.tree import All, AnyOf, Judgement, Not
from checker.engine.evaluate import View, evaluate
from checker.engine.facts import FactBase
from checker.ground.places import Document
from checker.ground.shipped import shipped_packs
from checker.packs.compare.tree_strictness import Way, fixed, goal_of, tree_way
from checker.project.read import adapt
from checker.tools.mutants import mutants_of
from tests import generate
from tests.build import shipped, tree

MOST = {"param": "most"}
PAY = {"fact": "wages.payment_path", "is": "worker_cash"}
SHARE = {"fact": "wages.share_received", "at_least": 0.8}
MONITOR = {"fact": "monitoring.payroll_access", "is": True}
TOUCHED = "sanctions.measures_touched"
GRANTED = {"item": "reference", "stated": True}


def share(op, value):
    return {"fact": "wages.share_received", op: value}


def touched(op, *words):
    return {"fact": TOUCHED, op: list(words)}


def by(op, *words):
    return {"fact": "monitoring.chosen_by", op: list(words)}


STRICTER = {
    "an `all` with one part more": (PAY, {"all": [PAY, MONITOR]}),
    "an `all` that grows": ({"all": [PAY, SHARE]}, {"all": [MONITOR, PAY, SHARE]}),
    "an `any` with one part less": ({"any": [PAY, SHARE]}, PAY),
    "`any` made `all`": ({"any": [PAY, SHARE]}, {"all": [PAY, SHARE]}),
    "one way out less, and one thing more": ({"any": [PAY, SHARE]}, {"all": [MONITOR, SHARE]}),
    "a part of an `any` that asks more": ({"any": [PAY, SHARE]}, {"any": [PAY, {"all": [SHARE, MONITOR]}]}),
    "under `not`, an `any` that grows": ({"not": PAY}, {"not": {"any": [PAY, SHARE]}}),
    "a greater least": (share("at_least", 0.8), share("at_least", 0.9)),
    "more than, not at least": (share("at_least", 0.8), share("more_than", 0.8)),
    "more than a greater number": (share("at_least", 0.8), share("more_than", 0.9)),
    "at least a number above": (share("more_than", 0.8), share("at_least", 0.9)),
    "a smaller most": (share("at_most", 0.8), share("at_most", 0.7)),
    "less than, not at most": (share("at_most", 0.8), share("less_than", 0.8)),
    "a word less": (by("in", "joint", "independent"), by("in", "joint")),
    "one word alone": (by("in", "joint", "independent"), {"fact": "monitoring.chosen_by", "is": "joint"}),
    "a word shut out": (by("not_in", "host"), by("not_in", "host", "employer")),
    "what is in a list is not another word": (by("not_in", "host"), by("in", "joint")),
    "a value, not just an answer": ({"fact": "monitoring.payroll_access", "stated": True}, MONITOR),
    "no more than fewer words": (touched("within", "asset_freeze", "joint_venture"), touched("within", "asset_freeze")),
    "none of more words": (touched("contains_none", "asset_freeze"),
                           touched("contains_none", "asset_freeze", "joint_venture")),
    "any of fewer words": (touched("contains_any", "asset_freeze", "joint_venture"),
                           touched("contains_any", "asset_freeze")),
    "a later day": ({"fact": "as_of", "on_or_after": "2020-01-01"}, {"fact": "as_of", "on_or_after": "2021-01-01"}),
    "before, not on": ({"fact": "as_of", "on_or_before": "2020-01-01"}, {"fact": "as_of", "before": "2020-01-01"}),
    "a greater part of another fact": (
        {"fact": "wages.share_received", "at_least": {"fact": "wages.share_received", "times": 0.5}},
        {"fact": "wages.share_received", "at_least": {"fact": "wages.share_received", "times": 0.9}},
    ),
    "each record must show more": (
        {"every": "sanctions.authorisations", "satisfies": GRANTED},
        {"every": "sanctions.authorisations", "satisfies": {"all": [GRANTED, {"item": "body", "stated": True}]}},
    ),
    "more records": ({"count": TOUCHED, "at_least": 1}, {"count": TOUCHED, "at_least": 2}),
    "fewer records": ({"count": TOUCHED, "at_most": 2}, {"count": TOUCHED, "at_most": 1}),
    "as many records that show more": (
        {"count": "parties", "at_least": 2},
        {"count": "parties", "where": {"item": "name", "stated": True}, "at_least": 2},
    ),
    "no more records, of all": (
        {"count": "parties", "where": {"item": "name", "stated": True}, "at_most": 2},
        {"count": "parties", "at_most": 2},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), STRICTER.values(), ids=STRICTER)
def test_a_tree_that_asks_more_is_stricter_and_the_other_way_laxer(old, new):
    assert tree_way(tree(old), tree(new)) is Way.STRICTER
    assert tree_way(tree(new), tree(old)) is Way.LAXER
    assert tree_way(Not(tree(old)), Not(tree(new))) is Way.LAXER


SAME = {
    "parts in another order": ({"all": [PAY, SHARE]}, {"all": [SHARE, PAY]}),
    "an `all` of one": (PAY, {"all": [PAY]}),
    "a part said twice": ({"any": [PAY, SHARE]}, {"any": [PAY, SHARE, PAY]}),
    "an `all` in an `all`": ({"all": [PAY, {"all": [SHARE, MONITOR]}]}, {"all": [PAY, SHARE, MONITOR]}),
    "what follows from the rest": (share("at_least", 0.9), {"all": [share("at_least", 0.9), SHARE]}),
    "`in` one word": ({"fact": "monitoring.chosen_by", "is": "joint"}, by("in", "joint")),
}


@pytest.mark.parametrize(("old", "new"), SAME.values(), ids=SAME)
def test_the_same_said_otherwise_is_the_same(old, new):
    assert tree_way(tree(old), tree(new)) is Way.SAME


OTHER = {
    "a greater multiple of what may be nought": (
        {"fact": "wages.share_received", "more_than": {"fact": "wages.share_received", "times": 0.5}},
        {"fact": "wages.share_received", "at_least": {"fact": "wages.share_received", "times": 0.9}},
    ),
    "another fact": (PAY, SHARE),
    "another bound on the other side": (share("at_least", 0.5), share("at_most", 0.9)),
    "one more and one less": ({"all": [PAY, SHARE]}, {"all": [PAY, MONITOR]}),
    "another word": (by("in", "joint", "host"), by("in", "joint", "independent")),
    "`every` made `some`, which an empty list tells apart": (
        {"every": "sanctions.authorisations", "satisfies": GRANTED},
        {"some": "sanctions.authorisations", "satisfies": GRANTED},
    ),
    "another question": ({"judgement": "Is it so?"}, {"judgement": "Is it otherwise?"}),
    "a parameter for a number": (share("at_most", 2), share("at_most", MOST)),
}


@pytest.mark.parametrize(("old", "new"), OTHER.values(), ids=OTHER)
def test_what_cannot_be_proven_is_left_open(old, new):
    assert tree_way(tree(old), tree(new)) is Way.OTHER
    assert tree_way(tree(new), tree(old)) is Way.OTHER


LADDER = {"any": [{"all": [{"param": "level", "is": "low"}, SHARE]}, {"all": [SHARE, MONITOR]}]}


class TestFixed:
    """A parameter at one value and at another: what the trees that read it make of the move."""

    @pytest.mark.parametrize(
        ("raw", "name", "old", "new", "way"),
        [
            (share("at_most", MOST), "most", 2, 1, Way.STRICTER),
            (share("at_most", MOST), "most", 1, 2, Way.LAXER),
            (share("at_least", MOST), "most", 1, 2, Way.STRICTER),
            ({"not": share("at_least", MOST)}, "most", 1, 2, Way.LAXER),
            ({"count": TOUCHED, "at_most": MOST}, "most", 2, 1, Way.STRICTER),
            ({"all": [share("at_least", MOST), share("at_most", MOST)]}, "most", 1, 2, Way.OTHER),
            (LADDER, "level", "low", "high", Way.STRICTER),
            (LADDER, "level", "high", "low", Way.LAXER),
            ({"fact": "country", "in": {"param": "countries"}}, "countries", ["KP", "CN"], ["KP"], Way.STRICTER),
            ({"fact": "country", "not_in": {"param": "countries"}}, "countries", ["KP"], ["KP", "CN"], Way.STRICTER),
            ({"fact": "country", "in": {"param": "countries"}}, "countries", ["KP"], ["CN"], Way.OTHER),
            # The parameter against a fact: no test of a fact says the same, so nothing is proven.
            ({"param": "most", "at_least": {"fact": "wages.arrears_days"}}, "most", 1, 2, Way.OTHER),
            (MONITOR, "most", 1, 2, Way.SAME),
        ],
    )  # fmt: skip
    def test_the_way_follows_from_the_tree(self, raw, name, old, new, way):
        node = tree(raw)
        assert tree_way(fixed(node, name, old), fixed(node, name, new)) is way


class TestEffort:
    """Whatever the trees, an answer comes soon."""

    def test_wide_trees_are_equal_whatever_their_order(self):
        parts = [Judgement(f"Is {number} so?") for number in range(2_000)]
        assert tree_way(All(tuple(parts)), All(tuple(reversed(parts)))) is Way.SAME

    def test_deep_trees_are_compared(self):
        deep, other = tree(PAY), tree({"all": [PAY, MONITOR]})
        for _ in range(96):
            deep, other = Not(deep), Not(other)
        assert tree_way(deep, other) is Way.STRICTER

    def test_what_takes_too_long_is_not_proven(self):
        def ladder(offset):
            rows = (tuple(Judgement(f"{offset + row} {column}?") for column in range(40)) for row in range(40))
            return All(tuple(AnyOf(row) for row in rows))

        assert tree_way(ladder(0), ladder(100)) is Way.OTHER

    def test_alternating_trees_end(self):
        def alternating(depth, leaf):
            node = Judgement(f"{leaf}?")
            for level in range(depth):
                kind = All if level % 2 else AnyOf
                node = kind((node, Judgement(f"{leaf} {level}?"), Not(Judgement(f"{leaf} {level + 1}?"))))
            return node

        assert tree_way(alternating(40, "a"), alternating(40, "b")) is Way.OTHER


GOALS = [(pack, condition) for name in shipped_packs() for pack in [shipped(name)] for condition in pack.conditions]


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(st.integers(min_value=0, max_value=2**32))
def test_a_proof_holds_for_all_facts(seed):
    """Shipped conditions against small changes of them, and against each other's, on random projects."""
    r = Random(seed)
    project = adapt(Document("project.yaml", generate.project(r), {}, "")).project
    facts = FactBase(project, as_of=project.as_of, stage=project.stage)
    workforce = 0 if facts.workforces else None
    order = {False: 0, None: 1, True: 2}
    for pack, condition in r.sample(GOALS, 12):
        if condition.scope == "workforce" and workforce is None:
            continue
        values = {name: parameter.default for name, parameter in pack.parameters.items()}
        view = View(facts, workforce, values)
        trees = [goal_of(condition), *(goal_of(one.condition) for one in mutants_of(condition, pack))]
        trees += [All((trees[0], r.choice(trees))), AnyOf((trees[0], r.choice(trees))), Not(r.choice(trees))]
        truths = [order[evaluate(node, view)] for node in trees]
        for first, before in zip(trees, truths, strict=True):
            second = r.randrange(len(trees))
            match tree_way(first, trees[second]):
                case Way.STRICTER:
                    assert truths[second] <= before
                case Way.LAXER:
                    assert truths[second] >= before, (first, trees[second])
                case Way.SAME:
                    assert truths[second] == before
