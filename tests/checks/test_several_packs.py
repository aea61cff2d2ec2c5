"""Several packs in one run: what each finds is told apart, and a pack that does not fit says so."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from checker import check, load_pack, load_project
from checker.ground.errors import UsageError
from checker.ground.shipped import shipped_packs
from checker.packs.clashes import refuse_clashes
from tests.build import ROOT, condition, project, shipped, write_pack
from tests.conftest import BLOCKING, HUMANITARIAN, MINIMAL

if TYPE_CHECKING:
    from pathlib import Path

ASKED = {"fact": "monitoring.payroll_access", "is": True}
EXTENDING = {"pack": "mine", "version": "1.0.0", "title": "Mine", "authority": "Us", "extends": "small"}


def small(folder: Path, identity: str = "TEST-1", **more: object) -> Path:
    return write_pack(folder, [condition(identity, "CP", ASKED)], **more)


def clash(*folders: Path) -> str:
    with pytest.raises(UsageError) as caught:
        refuse_clashes([load_pack(str(folder)) for folder in folders])
    return str(caught.value)


@pytest.mark.parametrize("kind", ["conditions", "clusters"])
def test_no_id_is_used_twice_over_the_shipped_packs(kind):
    used = Counter(one.id.upper() for name in shipped_packs() for one in getattr(shipped(name), kind))
    assert [identity for identity, times in used.items() if times > 1] == []


def test_all_shipped_packs_run_together():
    refuse_clashes([shipped(name) for name in shipped_packs()])


class TestOfASharedId:
    """Packs that share ids judge beside each other, and what they find is told apart by the pack."""

    @pytest.fixture
    def folders(self, tmp_path):
        base = small(tmp_path / "small")
        mine = tmp_path / "mine"
        mine.mkdir()
        (mine / "pack.yaml").write_text(json.dumps(EXTENDING))
        return base, mine

    def test_a_pack_and_one_that_extends_it_both_judge(self, folders):
        found = check(project(), packs=[*map(str, folders)])
        assert [(one.pack, one.condition) for one in found.results] == [("small", "TEST-1"), ("mine", "TEST-1")]
        assert [(one.pack, one.id) for one in found.clusters] == [("small", "TEST"), ("mine", "TEST")]
        assert [(key.pack, key.condition, key.subject) for key in found.outcome.holding] == [
            ("small", "TEST-1", "p"), ("mine", "TEST-1", "p")
        ]  # fmt: skip
        assert found.coverage.applicable == 2
        assert found.result("TEST-1", pack="mine").pack == "mine"
        assert found.cluster("TEST", "mine").pack == "mine"
        assert len({one.fingerprint for one in found.results}) == 2
        assert len({one.id for one in found.action_plan}) == 2

    def test_each_has_its_own_name_where_people_read(self, folders):
        found = check(project(), packs=[*map(str, folders)])
        assert [*map(found.name, found.results)] == ["small:TEST-1", "mine:TEST-1"]
        assert [*map(found.cluster_name, found.clusters)] == ["small:TEST", "mine:TEST"]
        alone = check(project(), packs=[str(folders[1])])
        assert [*map(alone.name, alone.results)] == ["TEST-1"]

    def test_two_versions_of_a_pack_are_told_apart_by_version(self, tmp_path):
        folders = small(tmp_path / "a"), small(tmp_path / "b", version="2.0.0")
        found = check(project(), packs=[*map(str, folders)])
        assert [one.id for one in found.packs] == [one.pack for one in found.results] == ["small@1.0.0", "small@2.0.0"]

    def test_two_packs_of_one_id_and_version_are_told_apart_by_what_was_read(self, tmp_path):
        folders = small(tmp_path / "a"), small(tmp_path / "b", "TEST-2")
        packs = [load_pack(str(folder)) for folder in folders]
        found = check(project(), packs=packs)
        assert [one.id for one in found.packs] == [f"small@1.0.0+{pack.sha256[:12]}" for pack in packs]

    def test_a_baseline_of_one_knows_what_the_other_found(self, run, tmp_path, folders):
        base, mine = folders
        (tmp_path / "p.yaml").write_text(MINIMAL)
        run("check", "p.yaml", "--pack", base, "--output", "json=old.json", cwd=tmp_path)
        packs = ("--pack", base, "--pack", mine)
        known = ("--baseline", "old.json", "--output", "json=new.json")
        ended = run("check", "p.yaml", *packs, *known, cwd=tmp_path)
        found = json.loads((tmp_path / "new.json").read_text())
        assert ended.code == 0
        assert [(one["pack"], one["baseline"]) for one in found["results"]] == [("small", "known"), ("mine", "known")]

    def test_an_attestation_that_says_no_question_counts_only_where_all_ask_the_same(self, tmp_path):
        asking = [
            write_pack(tmp_path / name, [condition("TEST-1", "CP", {"judgement": question})], pack=name)
            for name, question in (("a", "Is it so?"), ("b", "Is it so?"), ("c", "Is it otherwise?"))
        ]
        (tmp_path / "p.yaml").write_text(MINIMAL)
        made = load_project(tmp_path / "p.yaml")
        entry = {
            "condition": "TEST-1", "project": "p", "subject": "p", "answer": True, "reason": "We looked and it is so.",
            "by": [{"name": "A", "role": "monitor"}, {"name": "B", "role": "lawyer"}], "given": "2025-12-01",
            "lapses": "2026-06-01", "sha256": made.document.sha256,
        }  # fmt: skip
        path = tmp_path / "attested.json"
        path.write_text(json.dumps({"attestations": [entry]}))
        same = check(made, packs=[*map(str, asking[:2])], attestations=path)
        other = check(made, packs=[*map(str, asking)], attestations=path)
        assert [one.verdict for one in same.results] == ["met", "met"]
        assert [one.verdict for one in other.results] == ["not_determined"] * 3
        assert [one.state for one in other.attestations] == ["question_needed"]

    def test_only_a_cross_walk_refuses_them(self, folders, tmp_path):
        assert clash(*folders) == (
            "--pack: the rule packs `small` and `mine` cannot be laid side by side: both have the condition `TEST-1`; "
            "compare them with `checker pack diff`"
        )
        message = clash(small(tmp_path / "a"), small(tmp_path / "b", "TEST-2"))
        assert "two rule packs have the id `small`" in message
        assert "/a and " in message


def test_a_run_with_a_pack_named_twice_ends_with_2_and_writes_nothing(run, tmp_path):
    (tmp_path / "p.yaml").write_text(BLOCKING)
    pack = "engagement-threshold"
    ended = run("check", "p.yaml", "--pack", pack, "--pack", pack, "--output", "json=r.json", cwd=tmp_path)
    assert (ended.code, ended.out, ended.messages) == (
        2, "", [f"--pack: the rule pack `{pack}` is named twice; name it once"],
    )  # fmt: skip
    assert not (tmp_path / "r.json").exists()


class TestAPackThatDoesNotFit:
    """Alone it is an error that says why and what would fit; beside others it is a warning."""

    @pytest.mark.parametrize(
        ("text", "pack", "why", "instead"),
        [
            (MINIMAL, "humanitarian",
             "humanitarian judges humanitarian projects, and the purpose of this one is commercial",
             "engagement-threshold, ifc-ps2, ilo-fundamental, inclusion, un-sanctions-kp"),
            (HUMANITARIAN + "workforces: []\n", "ilo-fundamental",
             "ilo-fundamental judges workforces, and the file says that there are none",
             "engagement-threshold, humanitarian, inclusion, un-sanctions-kp"),
            (HUMANITARIAN + "workforces: []\n", "ifc-ps2",
             "ifc-ps2 judges workforces, and the file says that there are none",
             "engagement-threshold, humanitarian, inclusion, un-sanctions-kp"),
        ],
        ids=["purpose", "no workforces", "no workforces, another pack"],
    )  # fmt: skip
    def test_alone(self, run, tmp_path, text, pack, why, instead):
        (tmp_path / "p.yaml").write_text(text)
        ended = run("check", "p.yaml", "--pack", pack, cwd=tmp_path)
        assert (ended.code, ended.out) == (2, "")
        (message,) = ended.messages
        opening = f"no condition of {pack} applies, so nothing was checked that could release the project: "
        assert message.split(": ", 1)[1] == f"{opening}{why}; shipped packs that judge such a project: {instead}"

    def test_beside_others(self):
        packs = ["humanitarian", "engagement-threshold"]
        found = check(ROOT / "examples" / "kaesong-2006" / "project.yaml", packs=packs)
        told = [warning for warning in found.warnings if warning.code == "pack-not-applicable"]
        assert [(warning.path, warning.message.split(":")[0]) for warning in told] == [
            ("purpose", "nothing of humanitarian applies")
        ]
        alone = check(ROOT / "examples" / "kaesong-2006" / "project.yaml")
        assert found.outcome == alone.outcome
        assert found.coverage == alone.coverage

    def test_where_the_day_is_the_reason(self, tmp_path):
        rule = condition("TEST-1", "CP", ASKED, in_force_from="2027-01-01")
        other = small(tmp_path / "other", "TEST-2", pack="other")
        (other / "TEST.yaml").rename(other / "ELSE.yaml")
        for file in (other / "pack.yaml", other / "ELSE.yaml", *(other / "cases").iterdir()):
            file.write_text(file.read_text().replace('"TEST"', '"ELSE"').replace("TEST-2", "ELSE-2"))
        (other / "cases" / "TEST-2.yaml").rename(other / "cases" / "ELSE-2.yaml")
        packs = [str(write_pack(tmp_path / "small", [rule])), str(other)]
        found = check(project(monitoring={"payroll_access": True}), packs=packs)
        (told,) = [warning.message for warning in found.warnings if warning.code == "pack-not-applicable"]
        assert told.startswith("nothing of small applies: none of its conditions is in force on 2026-01-01 and applies")


def test_the_workers_are_protected_in_the_words_of_the_pack_that_stops_the_money(tmp_path):
    (tmp_path / "p.yaml").write_text(BLOCKING)
    both = check(tmp_path / "p.yaml", packs=["un-sanctions-kp", "engagement-threshold"])
    assert both.outcome.word == "block"
    assert both.outcome.worker_protection == check(tmp_path / "p.yaml").outcome.worker_protection


def test_a_baseline_of_another_pack_knows_nothing(run, tmp_path):
    (tmp_path / "p.yaml").write_text(MINIMAL)
    first, second = small(tmp_path / "small"), small(tmp_path / "other", pack="other")
    run("check", "p.yaml", "--pack", first, "--output", "json=old.json", cwd=tmp_path)
    same = run("check", "p.yaml", "--pack", first, "--baseline", "old.json", cwd=tmp_path)
    other = run("check", "p.yaml", "--pack", second, "--baseline", "old.json", cwd=tmp_path)
    assert (same.code, other.code) == (0, 3)


@pytest.mark.parametrize(
    ("identity", "title"),
    [
        ("HIRE-1", "Hiring falls short"),
        ("c029-1", "Work is exacted"),
        ("EXEMPT-1", "A measure is touched"),
        ("SANC-1", "A sanctions measure"),
    ],
)
def test_explain_finds_a_condition_in_any_shipped_pack(run, identity, title):
    assert title in run("explain", identity).out


def test_explain_looks_only_in_the_pack_that_is_named(run):
    ended = run("explain", "HIRE-1", "--pack", "humanitarian")
    assert (ended.code, ended.messages[0].split(";")[0]) == (
        2, "checker explain: the pack humanitarian has no condition `HIRE-1`",
    )  # fmt: skip
