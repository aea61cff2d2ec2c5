"""Mutants: the faults a writer could make, those that cases notice, and those that nothing could notice."""

# a row of a table stays on one line.
# ruff: noqa: E501

import pytest

from checker.tools.mutants import mutants_of
from checker.tools.mutation import Mutation, mutate
from tests.tools.small import ACCESS, BANK, YES, case, pack_with

OTHER = {"fact": BANK, "is": True}
COUNT, CHOICE, SET, SHARE = (
    "hiring.list_size_per_post",
    "hiring.final_choice_by",
    "sanctions.measures_touched",
    "wages.share_received",
)
LIMIT = {"limit": {"title": "A limit", "type": "integer", "default": 3}}

# A tree, and every mutant of it in words.
OPERATORS = {
    "a flag": (YES, [f"`is_not` for `is` in {ACCESS} is `true`"]),
    "a bound": (
        {"fact": COUNT, "at_least": 3},
        [f"`more_than` for `at_least` in {COUNT} is at least 3", f"`at_most` for `at_least` in {COUNT} is at least 3",
         f"2 for 3 in {COUNT} is at least 3", f"4 for 3 in {COUNT} is at least 3"]),
    "a ratio": (
        {"fact": SHARE, "less_than": 0.5},
        [f"`at_most` for `less_than` in {SHARE} is less than 0.5", f"`more_than` for `less_than` in {SHARE} is less than 0.5",
         f"0.45 for 0.5 in {SHARE} is less than 0.5", f"0.55 for 0.5 in {SHARE} is less than 0.5"]),
    "a parameter for a bound": (
        {"fact": COUNT, "at_most": {"param": "limit"}},
        [f"`less_than` for `at_most` in {COUNT} is at most 3 (parameter limit)", f"`at_least` for `at_most` in {COUNT} is at most 3 (parameter limit)",
         f"2 for the parameter limit in {COUNT} is at most 3 (parameter limit)", f"4 for the parameter limit in {COUNT} is at most 3 (parameter limit)"]),
    "a day": (
        {"fact": "as_of", "before": "2020-01-02"},
        ["`on_or_before` for `before` in as_of is before `2020-01-02`", "`on_or_after` for `before` in as_of is before `2020-01-02`",
         "2020-01-01 for 2020-01-02 in as_of is before `2020-01-02`", "2020-01-03 for 2020-01-02 in as_of is before `2020-01-02`"]),
}  # fmt: skip


@pytest.mark.parametrize(("requires", "expected"), OPERATORS.values(), ids=OPERATORS)
def test_operators_and_bounds_are_changed(tmp_path, requires, expected):
    assert whats(tmp_path, requires) == expected


def whats(folder, requires, **more):
    pack, _ = pack_with(folder / "p", requires, scope="workforce", pack={"parameters": LIMIT}, more=more)
    return [mutant.what.removeprefix("requires: ") for mutant in mutants_of(pack.conditions[0], pack)]


def test_members_of_an_enumeration_are_left_out_added_and_exchanged(tmp_path):
    listed = whats(tmp_path / "a", {"fact": CHOICE, "in": ["employer", "independent_agency"]})
    single = whats(tmp_path / "b", {"fact": CHOICE, "is": "employer"})
    members = whats(tmp_path / "c", {"fact": SET, "contains_none": ["asset_freeze", "joint_venture"]})

    assert [what.partition(" in ")[0].partition(" of ")[0].partition(" to ")[0] for what in listed] == [
        "`not_in` for `in`", "`employer` left out", "`independent_agency` left out",
        "`state_agency` added", "`party_body` added", "`military` added"]  # fmt: skip
    assert [what.partition(" in ")[0] for what in single] == ["`is_not` for `is`", *(
        f"`{choice}` for `employer`" for choice in ("independent_agency", "state_agency", "party_body", "military"))]  # fmt: skip
    assert len(members) == 1 + 2 + 4


def test_quantifiers_and_what_counts_are_changed(tmp_path):
    each = whats(
        tmp_path / "a", {"every": "wages.deductions", "satisfies": {"item": "explained_to_worker", "is": True}}
    )
    count = whats(
        tmp_path / "b",
        {"count": "wages.deductions", "where": {"item": "share", "at_least": 1}, "distinct": "payee", "at_most": 2},
    )

    assert each == ["`some` for `every` wages.deductions",
                    "`is_not` for `is` in explained_to_worker is `true`"]  # fmt: skip
    assert [what.partition(" in ")[0].partition(" of ")[0] for what in count] == [
        "`less_than` for `at_most`", "`at_least` for `at_most`", "1 for 2", "3 for 2", "`distinct` left out",
        "`where` left out", "`more_than` for `at_least`", "`at_most` for `at_least`", "0 for 1", "2 for 1"]  # fmt: skip


def test_branches_are_dropped_and_joined_otherwise(tmp_path):
    found = whats(tmp_path, {"all": [YES, {"any": [OTHER, {"not": YES}]}]})

    assert found[:3] == ["`any` for `all`", f"left out: {ACCESS} is `true`", "left out: at least one of these: …"]
    assert "`all` for `any`" in found
    assert f"left out: {BANK} is `true`" in found
    assert any(what.startswith("`not` left out") for what in found)


def test_what_stands_beside_the_requirement_is_changed_and_left_out(tmp_path):
    found = whats(
        tmp_path, YES, applies=OTHER, alternative=OTHER, structural=OTHER, in_force_from="2020-01-01",
        presumption={"why": "Why.", "when": OTHER},
    )  # fmt: skip

    for name in ("applies", "alternative", "structural", "presumption"):
        assert f"{name}: left out" in found
        assert f"{name}: `is_not` for `is` in {BANK} is `true`" in found
    assert found[-3:] == ["in_force_from: left out", "in_force_from: 2019-12-31", "in_force_from: 2020-01-02"]


def test_a_mutant_is_never_what_it_was_and_never_there_twice(tmp_path):
    pack, _ = pack_with(tmp_path / "p", {"all": [YES, YES, {"any": [OTHER, OTHER]}]})
    condition = pack.conditions[0]
    trees = [mutant.condition.requires for mutant in mutants_of(condition, pack)]

    assert condition.requires not in trees
    assert len(set(trees)) == len(trees)


def tried(folder, requires, cases, steps=None, **how):
    pack, read = pack_with(folder, requires, cases, **how)
    (found,) = mutate(pack, read) if steps is None else mutate(pack, read, steps)
    return found


TWO, THREE = case("met", {COUNT: 3}), case("not_met", {COUNT: 2})
NOTICED = {
    "both sides of the bound": ([TWO, THREE], ()),
    "one side": (
        [TWO],
        (f"requires: `at_most` for `at_least` in {COUNT} is at least 3", f"requires: 2 for 3 in {COUNT} is at least 3"),
    ),
    "far from the bound": (
        [case("met", {COUNT: 9}), case("not_met", {COUNT: 0})],
        (f"requires: `more_than` for `at_least` in {COUNT} is at least 3",
         f"requires: 2 for 3 in {COUNT} is at least 3", f"requires: 4 for 3 in {COUNT} is at least 3")),
    # Whatever a change does, a case that already fails would seem to notice it.
    "a case that fails": ([case("met", {COUNT: 0})], 4),
}  # fmt: skip


@pytest.mark.parametrize(("cases", "unnoticed"), NOTICED.values(), ids=NOTICED)
def test_a_mutant_that_no_case_notices_is_named(tmp_path, cases, unnoticed):
    found = tried(tmp_path / "p", {"fact": COUNT, "at_least": 3}, cases, scope="workforce")

    assert found.mutants == 4
    assert (len(found.unnoticed) if isinstance(unnoticed, int) else found.unnoticed) == unnoticed


def test_a_change_that_nothing_could_notice_is_left_out_and_counted(tmp_path):
    """On its track the condition always applies, so ``applies`` can go; no case could be written against that."""
    cases = [case("met", {ACCESS: True}), case("not_met", {ACCESS: False})]
    more = {"applies": {"fact": "purpose", "in": ["commercial", "developmental", "humanitarian"]}}

    found = tried(tmp_path / "p", YES, [*cases, *({**one, "given": {**one["given"], "purpose": purpose}, "name": purpose}
                  for one, purpose in ((cases[0], "developmental"), (cases[0], "humanitarian")))], more=more)  # fmt: skip

    assert found == Mutation("TEST-1", 5, (), idle=2)


def test_what_cannot_be_proved_idle_stays_unnoticed(tmp_path):
    """The second quantifier asks nothing that the first does not; only a reader sees that."""
    some = {"some": "sanctions.authorisations", "satisfies": {"item": "measure", "is": "asset_freeze"}}
    wider = {
        "some": "sanctions.authorisations",
        "satisfies": {"item": "measure", "in": ["asset_freeze", "joint_venture"]},
    }
    cases = [case("met", {"sanctions.authorisations": [{"measure": "asset_freeze"}]})]

    found = tried(tmp_path / "p", {"all": [some, wider]}, cases)

    assert any(what.startswith("requires: left out: ") for what in found.unnoticed)


def test_mutants_there_is_no_room_for_are_told_and_not_counted_as_noticed(tmp_path):
    found = tried(tmp_path / "p", {"fact": COUNT, "at_least": 3}, [TWO, THREE], steps=2 * 5, scope="workforce")

    assert (found.mutants, found.untried) == (4, 2)
    assert found.noticed == found.mutants - found.untried - len(found.unnoticed)


def test_a_table_of_measures_is_changed_row_by_row(tmp_path):
    row = {"measure": "asset_freeze", "title": "Freeze", "from": "2020-01-01", "until": "2021-01-01",
           "sources": [{"source": "norm", "article": "1"}]}  # fmt: skip
    other = {**row, "measure": "joint_venture", "from": "2022-01-01"}
    del other["until"]
    regimes = {"actual": {"title": "Actual", "measures": [row, other]}}
    touched = {"sanctions.measures_touched": ["asset_freeze", "joint_venture"], "sanctions.authorisations": []}
    cases = [case("not_met", touched, as_of="2020-06-01"), case("met", touched, as_of="2019-06-01")]

    found = tried(tmp_path / "p", {"authorised": "measures"}, cases, pack={"regimes": regimes})

    first, second = ("the measure asset_freeze from 2020-01-01", "the measure joint_venture from 2022-01-01")
    assert [what.removeprefix("requires: ") for what in found.unnoticed] == [
        f"`from` 2019-12-31 in {first}", f"`from` 2020-01-02 in {first}", f"`until` 2020-12-31 in {first}",
        f"`until` 2021-01-02 in {first}", f"`until` left out in {first}", f"left out: {second}",
        f"`from` 2021-12-31 in {second}", f"`from` 2022-01-02 in {second}",
    ]  # fmt: skip
