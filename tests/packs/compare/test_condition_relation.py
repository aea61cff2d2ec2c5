"""How two conditions stand to each other: nothing is equated or called stricter that is not proven."""

from __future__ import annotations

import pytest

from checker import load_pack
from checker.ground.shipped import shipped_packs
from checker.packs.cases import read_cases
from checker.packs.compare.condition_relation import Relation, place, relation
from checker.packs.compare.crosswalk import crosswalk
from checker.tools.run_case import run_case
from tests.build import condition, shipped, write_pack

A = {"fact": "monitoring.payroll_access", "is": True}
B = {"fact": "monitoring.bank_access", "is": True}
C = {"fact": "monitoring.own_interpreters", "is": True}
NOTICE = "monitoring.notice_hours"
PARAMETER = {"title": "Most", "type": "number", "default": 24}


def packs(tmp_path, first, second, **more):
    """Two small packs of one condition each; ``more`` is of the second, or of both where it is a pair."""
    made = []
    for index, raw in enumerate((first, second)):
        own = {key: value[index] if isinstance(value, tuple) else value for key, value in more.items()}
        rule = {
            key: raw.pop(key) for key in ("applies", "alternative", "in_force_from", "in_force_until") if key in raw
        }
        folder = write_pack(tmp_path / f"{index}", [condition("TEST-1", "CP", raw, **rule)], **own)
        made.append(load_pack(str(folder)))
    return made


def stands(tmp_path, first, second, **more):
    one, other = packs(tmp_path, dict(first), dict(second), **more)
    return relation(place(one.conditions[0], one), place(other.conditions[0], other))


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        (A, A, "same"),
        ({"all": [A, B]}, {"all": [B, A]}, "same"),
        ({"all": [A, {"all": [B, C]}]}, {"all": [A, B, C]}, "same"),
        ({"all": [A, A]}, A, "same"),
        ({"not": {"not": A}}, A, "same"),
        ({"any": [A, B]}, {**A, "alternative": B}, "same"),
        (A, {"all": [A, B]}, "stricter"),
        ({"all": [A, B]}, A, "laxer"),
        (A, {"any": [A, B]}, "laxer"),
        (A, {**A, "alternative": B}, "laxer"),
        ({"fact": NOTICE, "at_most": 24}, {"fact": NOTICE, "at_most": 12}, "stricter"),
        ({"fact": NOTICE, "at_most": 24}, {"fact": NOTICE, "less_than": 24}, "stricter"),
        (A, {**A, "applies": B}, "laxer"),
        ({**A, "applies": B}, {**A, "applies": C}, "overlaps"),
        ({"all": [A, B]}, {"all": [A, C]}, "overlaps"),
        ({**A, "applies": B}, {"all": [A, B]}, "stricter"),
        ({"all": [A, B], "applies": C}, A, "overlaps"),
        (A, B, "apart"),
        (A, {**A, "in_force_from": "2020-01-01"}, "laxer"),
        ({**A, "in_force_from": "2020-01-01"}, {**A, "in_force_from": "2010-01-01"}, "stricter"),
        ({**A, "in_force_until": "2020-01-01"}, {**A, "in_force_until": "2010-01-01"}, "laxer"),
        ({**A, "in_force_from": "2020-01-01"}, {**A, "in_force_until": "2030-01-01"}, "overlaps"),
    ],
)  # fmt: skip
def test_the_second_stands_to_the_first(tmp_path, first, second, word):
    assert stands(tmp_path / "there", first, second).relation.value == word
    back = {"stricter": "laxer", "laxer": "stricter"}.get(word, word)
    assert stands(tmp_path / "back", second, first).relation.value == back


class TestParameters:
    """They count with the value of the default profile; what host law moves is the same only where it moves alike."""

    asked = {"fact": NOTICE, "at_most": {"param": "most"}}  # noqa: RUF012 - a test's data

    def word(self, tmp_path, *parameters, **more):
        return stands(tmp_path, self.asked, self.asked, parameters=parameters, **more).relation.value

    def test_two_of_one_value_are_the_same_whatever_their_names(self, tmp_path):
        other = {"fact": NOTICE, "at_most": {"param": "least"}}
        found = stands(tmp_path, self.asked, other, parameters=({"most": PARAMETER}, {"least": PARAMETER}))
        assert found.relation is Relation.SAME

    def test_two_of_one_name_are_not_the_same_for_that(self, tmp_path):
        assert self.word(tmp_path, {"most": PARAMETER}, {"most": {**PARAMETER, "default": 12}}) == "stricter"

    def test_a_value_of_the_default_profile_counts(self, tmp_path):
        profiles = ({"usual": {"title": "U"}}, {"usual": {"title": "U", "parameters": {"most": 12}}})
        assert self.word(tmp_path, {"most": PARAMETER}, {"most": PARAMETER}, profiles=profiles) == "stricter"

    def test_host_law_of_one_alone_leaves_an_overlap(self, tmp_path):
        moved = {**PARAMETER, "host_law": [{"country": "KP", "value": 12, "source": "norm", "article": "1"}]}
        assert self.word(tmp_path / "a", {"most": PARAMETER}, {"most": moved}) == "overlaps"
        assert self.word(tmp_path / "b", {"most": moved}, {"most": moved}) == "same"


def test_what_no_project_is_judged_by_together_is_not_compared(tmp_path):
    track = {"clusters": ["TEST"], "outcomes": {"worst": "block"}}
    tracks = tuple({"only": {**track, "purposes": [purpose]}} for purpose in ("commercial", "humanitarian"))
    assert stands(tmp_path, A, A, tracks=tracks).relation is Relation.NEVER


def test_one_that_judges_more_purposes_is_the_stricter(tmp_path):
    track = {"clusters": ["TEST"], "outcomes": {"worst": "block"}}
    tracks = tuple({"only": {**track, "purposes": list(some)}} for some in (["commercial"], ["commercial", "exchange"]))
    assert stands(tmp_path, A, A, tracks=tracks).relation is Relation.STRICTER


def test_a_condition_of_the_project_is_never_that_of_a_workforce(tmp_path):
    asked = {"fact": "data_safety.records_songbun_of_persons", "is": False}
    assert stands(tmp_path, asked, asked, scope=("project", "workforce")).relation is Relation.OVERLAPS


GOOD = ("met", "met_by_alternative")
KEYS = {"facts", "country", "purpose", "as_of", "stage", "workforce", "parties", "speak_safely"}


def proven():
    """The pairs of the shipped packs of which something is claimed, the stricter first."""
    walk = crosswalk([shipped(name) for name in shipped_packs()])
    for pair in {(pair.first.id, pair.second.id): pair for row in walk.rows for pair in row.pairs}.values():
        if pair.relation in (Relation.SAME, Relation.LAXER):
            yield pair.first, pair.second
        if pair.relation in (Relation.SAME, Relation.STRICTER):
            yield pair.second, pair.first


PROVEN = list(proven())
CASES = {(name, condition.id): [] for name in shipped_packs() for condition in shipped(name).conditions}
for _name in shipped_packs():
    for _case in read_cases(shipped(_name)):
        if set(_case.given) <= KEYS:
            CASES[_name, _case.condition].append(_case)


def test_the_shipped_packs_have_pairs_to_prove():
    assert len(PROVEN) > 30


@pytest.mark.parametrize(("strict", "lax"), PROVEN, ids=[f"{strict.id}-{lax.id}" for strict, lax in PROVEN])
def test_what_the_stricter_lets_through_the_other_lets_through(strict, lax):
    """Every case of both, run through both: the claims hold for verdicts, not only for trees."""
    compared = 0
    for case in (*CASES[strict.pack.id, strict.id], *CASES[lax.pack.id, lax.id]):
        first, second = (run_case(one.pack, case._replace(condition=one.id)) for one in (strict, lax))
        compared += "not_applicable" not in (first.verdict, second.verdict)
        if first.verdict in GOOD:
            assert second.verdict in (*GOOD, "not_applicable"), case.name
        if second.verdict == "not_met":
            assert first.verdict == "not_met", case.name
    assert compared
