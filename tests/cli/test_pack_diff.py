"""``checker pack diff``: what a new pack tightens and what it relaxes, and the page that shows how to extend one."""

# a row of a table stays on one line.
# ruff: noqa: E501

import json
import re
import shutil

import pytest

from tests.build import ROOT, condition, write_pack

PAGE = (ROOT / "docs" / "extending-packs.md").read_text(encoding="utf-8")
SHIPPED = ROOT / "rules" / "engagement-threshold"
LEAF = {"fact": "monitoring.payroll_access", "is": True}
OTHER = {"fact": "monitoring.bank_access", "is": True}
VISITS = {"fact": "monitoring.visits_made", "at_least": 2}


@pytest.fixture
def old(tmp_path):
    """A pack to compare with, in the folder ``old``."""
    return write_pack(
        tmp_path / "old", [condition("TEST-1", "CP", {"all": [LEAF, VISITS]}), condition("TEST-2", "CP", LEAF)]
    )


def new(tmp_path, *conditions, **keys):
    write_pack(tmp_path / "new", list(conditions), **{"version": "1.1.0", **keys})


FIRST, SECOND = condition("TEST-1", "CP", {"all": [LEAF, VISITS]}), condition("TEST-2", "CP", LEAF)
# What becomes of the pack: its conditions, the heading, the lines below it.
CHANGES = {
    "nothing": ([FIRST, SECOND], None, None),
    "a condition more": ([FIRST, SECOND, condition("TEST-3", "COV", LEAF)], "ADDED (1)", "TEST-3: COV: TEST-3 title"),
    "a condition less": ([FIRST], "REMOVED (1)", "TEST-2: CP: TEST-2 title"),
    "a bound raised": (
        [condition("TEST-1", "CP", {"all": [LEAF, {**VISITS, "at_least": 3}]}), SECOND], "TIGHTENED (1)",
        "TEST-1: what it requires: requires.all[1]: monitoring.visits_made is at least 3 (before: monitoring.visits_made is at least 2)"),
    "a branch less": (
        [condition("TEST-1", "CP", {"all": [VISITS]}), SECOND], "RELAXED (1)",
        "TEST-1: what it requires: requires.all[0]: without monitoring.payroll_access is `true`"),
    "another fact": (
        [FIRST, condition("TEST-2", "CP", OTHER)], "CHANGED, DIRECTION NOT PROVABLE (1)",
        "TEST-2: what it requires: requires: monitoring.bank_access is `true` (before: monitoring.payroll_access is `true`)"),
    "the same in another order": (
        [condition("TEST-1", "CP", {"all": [{"all": [VISITS]}, LEAF]}), SECOND], "REWORDED (1)",
        "TEST-1: what it requires, said otherwise: "),
    "another title": ([FIRST, condition("TEST-2", "CP", LEAF, title="New")], "REWORDED (1)", "TEST-2: its title"),
}  # fmt: skip


def on_one_line(text):
    return " ".join(text.split())


@pytest.mark.parametrize(("conditions", "heading", "said"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_told_by_its_kind_with_its_place(run, old, tmp_path, conditions, heading, said):
    new(tmp_path, *conditions)
    ended = run("pack", "diff", "old", "new")
    assert (ended.code, ended.err) == (0, "")
    assert on_one_line(said or "no difference") in on_one_line(ended.out)
    if heading:
        assert heading in ended.out.splitlines()
    assert ended.out.splitlines()[-1].startswith("small 1.0.0 to small 1.1.0: ")


@pytest.mark.parametrize(("conditions", "heading"), [row[:2] for row in CHANGES.values()], ids=CHANGES)
def test_fail_on_relaxed_passes_only_what_is_proven_no_laxer(run, old, tmp_path, conditions, heading):
    new(tmp_path, *conditions)
    looser = (heading or "").startswith(("RELAXED", "REMOVED", "CHANGED"))
    assert run("pack", "diff", "old", "new", "--fail-on", "relaxed").code == int(looser)


def test_json_says_the_same(run, old, tmp_path):
    new(tmp_path, FIRST, condition("TEST-2", "COV", LEAF))
    told = json.loads(run("pack", "diff", "old", "new", "--format", "json").out)
    assert told["differences"] == [
        {
            "kind": "relaxed",
            "what": "TEST-2",
            "said": "class CP to COV, evidence E2 to E0 (planning), evidence E3 to E2 (delivery)",
        }
    ]
    assert (told["new"]["version"], told["counts"]["relaxed"]) == ("1.1.0", 1)


def test_a_pack_is_no_different_from_itself(run):
    ended = run("pack", "diff", "engagement-threshold", SHIPPED)
    assert ended.out == "engagement-threshold 1.1.0 to engagement-threshold 1.1.0: no difference\n"


def test_faults_of_both_are_told(run, old):
    ended = run("pack", "diff", "nowhere", "nothing-here")
    assert (ended.code, ended.out) == (2, "")
    assert [line.split(":")[0] for line in ended.messages] == ["nowhere", "nothing-here"]


class TestThePage:
    """What docs/extending-packs.md shows, done."""

    @pytest.fixture
    def written(self, tmp_path):
        for name, text in re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE, re.DOTALL):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        return tmp_path / "our-threshold"

    def test_the_difference_is_the_one_shown(self, run, written):
        shown = re.search(r"says what that changes:\n\n```\n(.*?)```", PAGE, re.DOTALL)
        assert run("pack", "diff", "engagement-threshold", written.name).out == shown[1]

    def test_its_report_repeats_the_relaxation(self, run, written):
        shutil.copy(ROOT / "examples" / "invented-release" / "project.yaml", written.parent)
        ended = run("check", "project.yaml", "--pack", written.name)
        said = "Relaxed: our-threshold relaxes MULTI-1: left out. The bank is owned by one state"
        assert said in on_one_line(ended.out)

    def test_four_cases_of_the_base_are_changed_as_it_says(self, run, written):
        ended = run("pack", "test", written.name)
        assert ended.code == 1
        assert "our-threshold 1.0.0: 4 failed, " in ended.out
        assert set(re.findall(r"cases/([A-Z]+-\d+)\.yaml:", ended.out)) == {"CHILD-1"}
