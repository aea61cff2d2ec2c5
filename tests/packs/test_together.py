"""Several packs in one run: an id stands for one condition, and a pack that does not fit says so."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from checker import check, load_pack
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


def test_two_packs_that_share_a_condition_are_refused(tmp_path):
    message = clash(small(tmp_path / "small"), small(tmp_path / "other", pack="other"))
    assert message == (
        "--pack: the rule packs `small` and `other` cannot be run together: both have the condition `TEST-1`; "
        "run them one at a time, or rename the ids in the pack that is yours"
    )


def test_two_packs_that_share_a_cluster_are_refused(tmp_path):
    message = clash(small(tmp_path / "small"), small(tmp_path / "other", "TEST-2", pack="other"))
    assert "both have the cluster `TEST`" in message


def test_a_pack_and_one_that_extends_it_are_refused_and_the_wider_one_is_named(tmp_path):
    base, mine = small(tmp_path / "small"), tmp_path / "mine"
    mine.mkdir()
    (mine / "pack.yaml").write_text(json.dumps(EXTENDING))
    for order in ((base, mine), (mine, base)):
        assert clash(*order).endswith("`mine` extends `small` and asks all that it asks, so name `mine` alone")


def test_two_packs_that_extend_the_same_one_are_refused(tmp_path):
    small(tmp_path / "small")
    for name in ("mine", "yours"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pack.yaml").write_text(json.dumps({**EXTENDING, "pack": name}))
    assert clash(tmp_path / "mine", tmp_path / "yours").endswith("both extend `small`, so run them one at a time")


def test_two_packs_of_one_id_are_refused(tmp_path):
    message = clash(small(tmp_path / "a"), small(tmp_path / "b", "TEST-2"))
    assert "two rule packs have the id `small`" in message
    assert "/a and " in message


def test_a_run_with_packs_that_clash_ends_with_2_and_writes_nothing(run, tmp_path):
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
