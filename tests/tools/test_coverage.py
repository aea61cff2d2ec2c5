"""What cases reach: the verdicts that can be, and the tests that decide a case."""

# a row of a table stays on one line.
# ruff: noqa: E501

import pytest

from checker.tools.coverage import coverage, percent
from checker.tools.trials import try_cases
from tests.tools.small import ACCESS, BANK, YES, case, pack_with

OTHER = {"fact": BANK, "is": True}
MET, NOT, OPEN = case("met", {ACCESS: True}), case("not_met", {ACCESS: False}), case("not_determined")


def of(folder, requires, cases, **how):
    (found,) = coverage(*pack_with(folder, requires, cases, **how))
    return found


VERDICTS = {
    "all": ([MET, NOT, OPEN], ("met", "not_met", "not_determined"), ()),
    "one": ([NOT], ("not_met",), ("met", "not_determined")),
    "a case that fails": ([MET, case("not_met", {ACCESS: True})], ("met",), ("not_met", "not_determined")),
    "a case whose facts make no project": (
        [MET, case("not_met", {ACCESS: 7}), case("met", {ACCESS: True}, stage="never")], ("met",), ("not_met", "not_determined")),
    "a case with another reason": (
        [MET, NOT, case({"verdict": "not_determined", "reason": "evidence_stale"})], ("met", "not_met"), ("not_determined",)),
}  # fmt: skip


@pytest.mark.parametrize(("cases", "reached", "missing"), VERDICTS.values(), ids=VERDICTS)
def test_a_verdict_is_reached_by_a_case_that_comes_out_as_it_expects(tmp_path, cases, reached, missing):
    found = of(tmp_path / "p", YES, cases)

    assert (found.reached, found.missing) == (reached, missing)
    assert found.failed == len(cases) - len(reached)


BOTH = {"all": [YES, OTHER]}
BOTH_TRUE = case("met", {ACCESS: True, BANK: True})
BOTH_FALSE = case("not_met", {ACCESS: False, BANK: False})
FIRST_FALSE = case("not_met", {ACCESS: False, BANK: True})
LEAVES = {
    "met by both: each decides": (BOTH, [BOTH_TRUE], [1, 1]),
    "failed by both: neither decides alone": (BOTH, [BOTH_FALSE], [0, 0]),
    "failed by the first": (BOTH, [FIRST_FALSE], [1, 0]),
    "several cases are counted": (BOTH, [BOTH_TRUE, FIRST_FALSE], [2, 1]),
    "an unknown decides nothing": (BOTH, [OPEN], [0, 0]),
    "any: one of two": ({"any": [YES, OTHER]}, [case("met", {ACCESS: True, BANK: False})], [1, 0]),
    "any: both": ({"any": [YES, OTHER]}, [case("met", {ACCESS: True, BANK: True})], [0, 0]),
    "not": ({"not": YES}, [case("not_met", {ACCESS: True})], [1]),
    "a failing case decides nothing": (YES, [case("met", {ACCESS: False})], [0]),
}


@pytest.mark.parametrize(("requires", "cases", "decided"), LEAVES.values(), ids=LEAVES)
def test_a_test_decides_a_case_that_comes_out_otherwise_without_it(tmp_path, requires, cases, decided):
    found = of(tmp_path / "p", requires, cases)

    assert [leaf.cases for leaf in found.leaves] == decided
    assert found.decided == sum(1 for count in decided if count)


def test_tests_inside_lists_and_counts_are_tests_too(tmp_path):
    authorised = {"sanctions.authorisations": [{"measure": "asset_freeze", "body": "UN"}]}
    quantified = {"some": "sanctions.authorisations", "satisfies": {"item": "measure", "is": "asset_freeze"}}
    counted = {"count": "sanctions.authorisations", "where": {"item": "body", "is": "UN"}, "at_least": 1}

    found = of(tmp_path / "p", {"all": [quantified, counted]}, [case("met", authorised)])

    assert [leaf.cases for leaf in found.leaves] == [1, 1, 1]
    assert found.leaves[0].said == "requires: measure is `asset_freeze`"


def test_the_other_trees_of_a_condition_count_where_cases_can_see_them(tmp_path):
    more = {"applies": OTHER, "alternative": {"fact": "monitoring.unannounced_visits", "is": True},
            "structural": {"fact": "country", "is": "KP"}, "presumption": {"why": "Why.", "when": OTHER}}  # fmt: skip
    expected = {"verdict": "not_determined", "structural": True, "presumption": True}

    found = of(tmp_path / "p", YES, [case(expected, {BANK: True})], more=more)

    assert [(leaf.said.partition(":")[0], leaf.cases) for leaf in found.leaves] == [
        ("applies", 1), ("requires", 0), ("alternative", 0), ("structural", 1), ("presumption", 1),
    ]  # fmt: skip


def test_a_row_of_a_table_of_measures_is_one_test(tmp_path):
    def row(measure):
        return {"measure": measure, "title": "Measure", "from": "2020-01-01", "sources": [{"source": "norm", "article": "1"}]}  # fmt: skip

    regimes = {"actual": {"title": "Actual", "measures": [row("asset_freeze"), row("joint_venture")]}}
    touched = case("not_met", {"sanctions.measures_touched": ["asset_freeze"], "sanctions.authorisations": []})

    found = of(tmp_path / "p", {"authorised": "measures"}, [touched], pack={"regimes": regimes})

    assert [leaf.cases for leaf in found.leaves] == [1, 0]


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 0, 100), (0, 3, 0), (1, 3, 33), (2, 3, 66), (999, 1000, 99), (9_999_999, 10_000_000, 99), (7, 7, 100)],
)
def test_shares_are_rounded_down(part, whole, said):
    assert percent(part, whole) == said


def test_what_there_is_no_room_to_run_reaches_nothing_and_fails(tmp_path):
    """Judging this condition costs two steps; there are three."""
    pack, cases = pack_with(tmp_path / "p", YES, [MET, NOT, OPEN])

    assert [trial.fault for trial in try_cases(pack, cases, 3)] == [
        "",
        *["was not run: the cases and trees of this pack ask for too much work"] * 2,
    ]
    (found,) = coverage(pack, cases, 3)
    assert (found.reached, found.failed, found.decided) == (("met",), 2, 0)
