"""What a condition can come out as, found by trying all answers that it tells apart."""

# a row of a table stays on one line.
# ruff: noqa: E501

import pytest

from checker.domain.vocabulary import FACTS
from checker.tools.value_space import always_the_same, possible, verdicts
from tests.tools.small import ACCESS, BANK, YES, pack_with

T, F = True, False
PARAMETERS = {
    "most": {"title": "Most", "type": "integer", "default": 5, "minimum": 0, "maximum": 10},
    "level": {"title": "Level", "type": "choice", "choices": ["low", "high"], "default": "low"},
}
SHARE, COUNT, DAY = "wages.share_received", "hiring.list_size_per_post", "sanctions.authorisations"
SET, CHOICE = "sanctions.measures_touched", "wages.payment_path"


def _list(quantifier, satisfies):
    return {quantifier: "wages.deductions", "satisfies": satisfies}


TREES = {
    "a flag": (YES, {T, F}),
    "a flag and its opposite": ({"all": [YES, {"not": YES}]}, {F}),
    "a flag or its opposite": ({"any": [YES, {"fact": ACCESS, "is": False}]}, {T}),
    "an answer of any kind": ({"fact": ACCESS, "stated": True}, {T}),
    "a range": ({"all": [{"fact": COUNT, "at_least": 2}, {"fact": COUNT, "at_most": 4}]}, {T, F}),
    "a range with nothing in it": ({"all": [{"fact": COUNT, "at_least": 5}, {"fact": COUNT, "at_most": 4}]}, {F}),
    "no whole number between": ({"all": [{"fact": COUNT, "more_than": 4}, {"fact": COUNT, "less_than": 5}]}, {F}),
    "a share between": ({"all": [{"fact": SHARE, "more_than": 0.4}, {"fact": SHARE, "less_than": 0.401}]}, {T, F}),
    "a share above the whole": ({"fact": SHARE, "more_than": 1}, {F}),
    "a number that is never less than nothing": ({"fact": COUNT, "at_least": 0}, {T}),
    "all choices": (
        {"fact": CHOICE, "in": list(FACTS[CHOICE].choices)},
        {T},
    ),
    "a choice twice": ({"all": [{"fact": CHOICE, "is": "via_state"}, {"fact": CHOICE, "is": "via_agent"}]}, {F}),
    "a set that holds and lacks": (
        {"all": [{"fact": SET, "contains_any": ["asset_freeze"]}, {"fact": SET, "contains_none": ["asset_freeze"]}]},
        {F},
    ),
    "a set within two": ({"fact": SET, "within": ["asset_freeze", "joint_venture"]}, {T, F}),
    "a day": ({"fact": "as_of", "on_or_after": "2020-01-01"}, {T, F}),
    "between two days": (
        {"all": [{"fact": "as_of", "on_or_after": "2020-01-02"}, {"fact": "as_of", "before": "2020-01-02"}]},
        {F},
    ),
    "a text": ({"fact": "country", "is": "KP"}, {T, F}),
    "a parameter that can be set otherwise": ({"param": "level", "is": "high"}, {T, F}),
    "a parameter out of its bounds": ({"param": "most", "more_than": 10}, {F}),
    "a parameter in its bounds": ({"param": "most", "more_than": 7}, {T, F}),
    "a fact against a parameter": ({"fact": COUNT, "at_most": {"param": "most"}}, {T, F}),
    "a fact against another": ({"fact": COUNT, "at_most": {"fact": COUNT, "times": 0.5}}, {T, F}),
    "a person's judgement": ({"judgement": "Is it so?"}, {T, F}),
    "every of a list": (_list("every", {"item": "share", "at_most": 0.1}), {T, F}),
    "every of a list, of what is always so": (_list("every", {"item": "share", "at_most": 1}), {T}),
    "some of a list, of what is never so": (
        _list("some", {"all": [{"item": "payee", "is": "state"}, {"item": "payee", "is": "agency"}]}), {F}),
    "a count": ({"count": SET, "at_most": 0}, {T, F}),
    "a count of more than there are": ({"count": SET, "more_than": 6}, {F}),
    "a count of what is never so": (
        {"count": DAY, "where": {"all": [{"item": "measure", "is": "asset_freeze"},
                                         {"item": "measure", "is": "joint_venture"}]}, "at_least": 1}, {F}),
    "a count of nothing or more": ({"count": DAY, "at_least": 0}, {T}),
}  # fmt: skip


@pytest.mark.parametrize(("requires", "truths"), TREES.values(), ids=TREES)
def test_a_tree_comes_out_as_some_answers_make_it(tmp_path, requires, truths):
    pack, _ = pack_with(tmp_path / "p", requires, scope="workforce", pack={"parameters": PARAMETERS})
    condition = pack.conditions[0]

    assert possible(condition.requires, condition, pack) == truths


def test_of_too_many_answers_nothing_is_said(tmp_path):
    flags = ["payroll_access", "bank_access", "unannounced_visits", "private_interviews", "reports_public"]
    indicators = [{"fact": "freedom.forced_labour_indicators", "contains_any": [name]} for name in (
        "deception", "isolation", "violence", "intimidation", "debt_bondage", "abusive_conditions",
        "excessive_overtime", "withholding_of_wages", "restriction_of_movement", "abuse_of_vulnerability")]  # fmt: skip
    requires = {"any": [*indicators, *({"count": "wages.deductions", "at_least": n + 1} for n in range(len(flags)))]}
    pack, _ = pack_with(tmp_path / "p", requires, scope="workforce")
    condition = pack.conditions[0]

    assert possible(condition.requires, condition, pack) is None
    assert verdicts(condition, pack) is None
    assert not always_the_same(condition, condition, pack)


M, N, U, NA, ALT = "met", "not_met", "not_determined", "not_applicable", "met_by_alternative"
CONDITIONS = {
    "a flag": (YES, {}, {M, N, U}),
    "an answer of any kind": ({"fact": ACCESS, "stated": True}, {}, {M, U}),
    "what every project file states": ({"fact": "stage", "is_not": "proposal"}, {}, {M, N}),
    "a judgement": ({"judgement": "Is it so?"}, {}, {M, N, U}),
    "a flag and a judgement": ({"all": [YES, {"judgement": "Is it so?"}]}, {}, {M, N, U}),
    "what applies at times": (YES, {"applies": {"fact": BANK, "is": True}}, {M, N, U, NA}),
    "what applies at a stage": (YES, {"applies": {"fact": "stage", "is": "operation"}}, {M, N, U, NA}),
    "what applies on its track always": (
        YES, {"applies": {"fact": "purpose", "in": ["commercial", "developmental", "humanitarian"]}}, {M, N, U}),
    "what has a first day": (YES, {"in_force_from": "2020-01-01"}, {M, N, U, NA}),
    "what has a last day": (YES, {"in_force_until": "2020-01-01"}, {M, N, U, NA}),
    "an alternative": (YES, {"alternative": {"fact": BANK, "is": True}}, {M, N, U, ALT}),
    "an alternative that asks for the same and more": (
        YES, {"alternative": {"all": [YES, {"fact": BANK, "is": True}]}}, {M, N, U}),
}  # fmt: skip


@pytest.mark.parametrize(("requires", "more", "expected"), CONDITIONS.values(), ids=CONDITIONS)
def test_a_condition_can_have_the_verdicts_that_some_answers_lead_to(tmp_path, requires, more, expected):
    pack, _ = pack_with(tmp_path / "p", requires, more=more)

    assert verdicts(pack.conditions[0], pack) == expected


OTHER = {"fact": BANK, "is": True}
PAIRS = {
    "not not": (YES, {"not": {"not": YES}}, True),
    "the order of parts": ({"all": [YES, OTHER]}, {"all": [OTHER, YES]}, True),
    "what is absorbed": (YES, {"any": [YES, {"all": [YES, OTHER]}]}, True),
    "another fact": (YES, OTHER, False),
    "alike where all is known, not where one is unknown": (YES, {"all": [YES, {"any": [OTHER, {"not": OTHER}]}]}, False),
    "is not and is the other": (YES, {"fact": ACCESS, "is_not": False}, True),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), PAIRS.values(), ids=PAIRS)
def test_two_conditions_are_alike_where_no_answer_tells_them_apart(tmp_path, one, other, same):
    pack, _ = pack_with(tmp_path / "p", one)
    second, _ = pack_with(tmp_path / "q", other)

    assert always_the_same(pack.conditions[0], second.conditions[0], pack) is same


@pytest.mark.parametrize(
    "more", [{"in_force_from": "2020-01-01"}, {"structural": YES}, {"presumption": {"why": "Why."}}]
)
def test_what_is_said_beside_the_trees_is_not_taken_for_alike(tmp_path, more):
    pack, _ = pack_with(tmp_path / "p", YES)
    second, _ = pack_with(tmp_path / "q", YES, more=more)

    assert not always_the_same(pack.conditions[0], second.conditions[0], pack)
