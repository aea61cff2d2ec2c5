"""``checker pack test`` and ``coverage`` as their user meets them: what is printed, and the exit codes."""

# a row of a table stays on one line.

from __future__ import annotations

import pytest
from junitparser import Error, Failure, JUnitXml

from tests.build import condition
from tests.tools.small import ACCESS, BANK, YES, case, pack_with

COUNT = "sanctions.measures_touched"
GOOD = [case("met", {ACCESS: True}), case("not_met", {ACCESS: False}), case("not_determined")]
BAD = [*GOOD[:2], {"name": "a wrong one", "expect": "met", "given": {"facts": {ACCESS: False}}}]


@pytest.fixture
def pack(tmp_path):
    """Writes a pack of one condition with the cases given, in the folder ``small``."""

    def write(cases=None, requires=YES, name="small", **how):
        pack_with(tmp_path / name, requires, cases or GOOD, **how)

    return write


def test_every_case_as_expected_says_so(run, pack):
    pack()

    ended = run("pack", "test", "small")

    assert (ended.code, ended.out, ended.err) == (0, "small 1.0.0: 3 of 3 cases as expected\n", "")


def test_a_failing_case_shows_what_was_expected_what_was_found_and_why(run, pack):
    either = {"any": [YES, {"not": {"fact": BANK, "is": False}}]}
    more = {
        "applies": {"fact": COUNT, "contains_none": ["asset_freeze"]},
        "alternative": {"count": COUNT, "at_least": 2},
    }
    given = {"facts": {ACCESS: False, COUNT: ["joint_venture"]}}
    pack([{"name": "a wrong one", "expect": "met", "given": given}], either, more=more)

    ended = run("pack", "test", "small")

    head, differs, *tree, blank, last = ended.out.splitlines()
    assert (ended.code, head) == (1, "small/cases/TEST-1.yaml:1: TEST-1: a wrong one")
    assert differs == "  verdict: expected met, found not_determined"
    # A line of the tree begins with its truth and names the fact with the value that it saw.
    told = [(line.split()[0], line.split()[1]) for line in tree if not line.startswith(" " * 12)]
    assert told == [
        ("applies", "where"), ("true", COUNT),
        ("met", "where"), ("unknown", "at"), ("false", ACCESS), ("unknown", "none"), ("unknown", BANK),
        ("or", "instead,"), ("false", "the"),
    ]  # fmt: skip
    text = " ".join(" ".join(tree).split())
    for seen in (f"({COUNT}: [joint_venture])", f"({ACCESS}: false)", f"({BANK}: not known)"):
        assert seen in text
    assert (blank, last) == ("", "small 1.0.0: 1 failed, 0 of 1 cases as expected")


EXPECTATIONS = {
    "the verdict": ("met", {ACCESS: False}, ["verdict: expected met, found not_met"]),
    "the reason": (
        {"verdict": "not_determined", "reason": "evidence_stale"}, {},
        ["reason: expected evidence_stale, found no_evidence"]),
    "structural": ({"verdict": "met", "structural": True}, {ACCESS: True}, ["structural: expected true, found false"]),
    "two at once": (
        {"verdict": "not_met", "reason": "no_evidence"}, {ACCESS: True},
        ["verdict: expected not_met, found met", "reason: expected no_evidence, found none"]),
}  # fmt: skip


@pytest.mark.parametrize(("expect", "facts", "said"), EXPECTATIONS.values(), ids=EXPECTATIONS)
def test_all_that_a_case_expects_is_compared(run, pack, expect, facts, said):
    pack([{"name": "one", "expect": expect, "given": {"facts": facts}}])

    ended = run("pack", "test", "small")

    assert ended.code == 1
    assert ended.out.splitlines()[1 : 1 + len(said)] == [f"  {line}" for line in said]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"facts": {ACCESS: "perhaps"}}, "perhaps"),
        ({"stage": "never"}, "never"),
        ({"as_of": "2026-13-01"}, "2026-13-01"),
        ({"country": "Korea"}, "Korea"),
        ({"purpose": "fun"}, "fun"),
        ({"profile": "none-such"}, "has no profile `none-such`"),
        ({"parameters": {"nothing": 1}}, "has no parameter `nothing`"),
        ({"regime": "elsewhere"}, "elsewhere"),
        ({"burden": "heavy"}, "heavy"),
    ],
)
def test_a_case_that_makes_no_project_fails_alone_and_says_why(run, pack, given, said):
    pack([*GOOD, {"name": "a hopeless one", "expect": "not_determined", "given": given}])

    ended = run("pack", "test", "small")

    assert (ended.code, ended.err) == (1, "")
    assert ended.out.endswith("small 1.0.0: 1 failed, 3 of 4 cases as expected\n")
    assert ended.out.startswith("small/cases/TEST-1.yaml:1: TEST-1: a hopeless one\n")
    assert said in " ".join(ended.out.split())


def test_one_condition_can_be_tested_alone_however_its_id_is_written(run, pack):
    pack(BAD, others=(condition("TEST-2", "COV", {"fact": BANK, "is": True}),))

    assert run("pack", "test", "small").code == 1
    assert run("pack", "test", "small", "--condition", "test-2").out == "small 1.0.0: 3 of 3 cases as expected\n"
    wrong = run("pack", "test", "small", "--condition", "TEST-22")
    assert (wrong.code, wrong.out) == (2, "")
    assert "has no condition `TEST-22`; did you mean `TEST-2`?" in wrong.err


@pytest.mark.parametrize("command", ["test", "coverage"])
def test_a_pack_that_cannot_be_read_does_not_stop_the_others(run, pack, tmp_path, command):
    pack(name="broken")
    pack()
    (tmp_path / "broken" / "TEST.yaml").write_text("[")

    ended = run("pack", command, "nowhere", "broken", "small", "small/cases/TEST-1.yaml")

    assert ended.code == 2
    assert ended.out.count("small 1.0.0") == 1
    assert "nowhere: no such file or folder" in ended.messages[0]
    assert ended.messages[1].startswith("broken/TEST.yaml:1:")


def test_a_mutant_that_survives_is_reported_and_lowers_the_score(run, pack):
    touched = ["asset_freeze", "joint_venture", "worker_export"]
    pack(
        [case("met", {COUNT: touched[:1]}), case("not_met", {COUNT: touched}), case("not_determined")],
        {"count": COUNT, "at_most": 2},
    )

    ended = run("pack", "test", "small", "--mutate")

    assert (
        ended.out
        == """\
small 1.0.0: 3 of 3 cases as expected
TEST-1: no case notices: requires: `less_than` for `at_most` in the number of
    entries in sanctions.measures_touched is at most 2
TEST-1: no case notices: requires: 1 for 2 in the number of entries in
    sanctions.measures_touched is at most 2
small 1.0.0: 50% of mutants noticed (2 of 4)
"""
    )
    assert [
        ended.code,
        *(run("pack", "test", "small", "--mutate", "--require", str(least)).code for least in (50, 51)),
    ] == [0, 0, 1]


def test_the_share_that_is_required_is_of_mutants(run, pack):
    pack()

    ended = run("pack", "test", "small", "--require", "90")

    assert (ended.code, ended.out) == (2, "")
    assert "--require asks for --mutate" in ended.err


def test_coverage_says_what_each_condition_reaches_and_misses(run, pack):
    pack(
        [case("met", {ACCESS: True, BANK: True}), case("met", {ACCESS: False})],
        {"all": [YES, {"any": [{"fact": BANK, "is": True}, YES]}]},
    )

    ended = run("pack", "coverage", "small", "--tests")

    assert (
        ended.out
        == """\
TEST-1: met; 1 of 3 tests decide a case
    no case is not_met, not_determined
    1 case failed, and counted for nothing
    1 case on requires: monitoring.payroll_access is `true`
    no case turns on requires: monitoring.bank_access is `true`
    no case turns on requires: monitoring.payroll_access is `true`
small 1.0.0: verdicts 33% (1 of 3), tests 33% (1 of 3)
"""
    )


@pytest.mark.parametrize(
    ("cases", "require", "code"),
    [
        (GOOD, "100", 0),
        (GOOD[:2], "66", 0),  # two of three is 66.7, and rounded down
        (GOOD[:2], "67", 1),
        (GOOD[2:], "1", 1),  # a verdict, and no test that decided one
        (GOOD, "101", 2),
        (GOOD, "-1", 2),
    ],
)
def test_coverage_fails_below_what_is_required_of_verdicts_and_of_tests(run, pack, cases, require, code):
    pack(cases)

    assert run("pack", "coverage", "small", "--require", require).code == code


def junit(run, *arguments):
    ended = run("pack", "test", *arguments, "--format", "junit")
    return ended.code, list(JUnitXml.fromstring(ended.out.encode()))


def test_junit_has_a_suite_for_a_pack_and_a_test_for_a_case(run, pack):
    pack([*BAD, {"name": "a hopeless\x1b[31m ]]> one", "expect": "met", "given": {"stage": "never"}}])

    code, (suite,) = junit(run, "small")

    assert code == 1
    assert (suite.name, suite.tests, suite.failures, suite.errors) == ("small 1.0.0", 4, 1, 1)
    passed, _, failed, broken = suite
    assert (passed.classname, passed.name, passed.result) == ("small/TEST-1", GOOD[0]["name"], [])
    (failure,) = failed.result
    assert isinstance(failure, Failure)
    assert failure.message == "verdict: expected met, found not_met"
    assert "false monitoring.payroll_access is `true` (monitoring.payroll_access: false)" in " ".join(
        failure.text.split()
    )
    assert isinstance(broken.result[0], Error)
    assert "\x1b" not in broken.name
    assert broken._elem.attrib["file"] == "small/cases/TEST-1.yaml"


@pytest.mark.parametrize(("require", "code", "failures"), [("75", 0, 0), ("100", 1, 1)])
def test_junit_holds_the_mutants_too(run, pack, require, code, failures):
    pack(
        [case("met", {COUNT: []}), case("not_met", {COUNT: ["asset_freeze", "joint_venture"]})],
        {"count": COUNT, "at_most": 0},
    )

    ended, (suite,) = junit(run, "small", "--mutate", "--require", require)

    assert (ended, suite.failures, suite.tests) == (code, failures, 3)
    mutants = list(suite)[-1]
    assert mutants.name == "mutants"
    said = mutants.result[0].text if failures else mutants.system_out
    assert "75% of mutants noticed" in said
    assert "TEST-1: no case notices: requires: 1 for 0" in said


def test_junit_tells_of_a_pack_that_cannot_be_read(run, pack, tmp_path):
    pack()
    (tmp_path / "small" / "TEST.yaml").write_text("[")

    code, (suite,) = junit(run, "small")

    assert (code, suite.errors) == (2, 1)
