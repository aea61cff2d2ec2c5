"""Packs that extend others: what tightens is taken, what relaxes needs a reason, and no child lets more through."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from checker import PackError, check, load_pack
from checker.packs.cases import read_cases
from checker.packs.compare.pack_diff import pack_differences
from checker.tools.mutants import mutants_of
from checker.tools.run_case import run_case
from tests.build import condition, project, said, shipped, write_pack

if TYPE_CHECKING:
    from pathlib import Path

PAID = {"fact": "wages.paid_in", "is": "money"}
MONTHLY = {"fact": "wages.interval_days", "at_most": {"param": "days"}}
RESTED = {"fact": "hours.rest_days_per_week", "at_least": 1}
CONDITIONS = [
    condition("TEST-1", "COV", PAID),
    condition("TEST-2", "CP", {"all": [PAID, MONTHLY]}, applies={"fact": "headcount", "at_least": 10}),
    condition("TEST-3", "CS", {"any": [PAID, RESTED]}, deadline_days=90, core=False),
]
DAYS = {"days": {"title": "Days between payments", "type": "integer", "default": 31, "minimum": 1, "maximum": 60}}
CHILD = {"pack": "child", "extends": "base", "version": "1.0.0", "title": "Child", "authority": "The tests"}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    profiles = {"usual": {"title": "Usual"}, "short": {"title": "Short", "parameters": {"days": 14}}}
    return write_pack(tmp_path / "base", CONDITIONS, scope="workforce", pack="base", parameters=DAYS, profiles=profiles)


def child(base: Path, *, conditions: list[dict[str, Any]] | None = None, **keys: Any) -> Path:
    """A pack beside the base that extends it; conditions go into the base's cluster."""
    folder = base.parent / "child"
    (folder / "cases").mkdir(parents=True, exist_ok=True)
    more = {"clusters": ["TEST"]} if conditions else {}
    (folder / "pack.yaml").write_text(json.dumps({**CHILD, **more, **keys}))
    if conditions:
        (folder / "TEST.yaml").write_text(json.dumps({"cluster": "TEST", "conditions": conditions}))
        for one in conditions:
            (folder / "cases" / f"{one['id']}.yaml").write_text(
                (base / "cases" / "TEST-1.yaml").read_text().replace("TEST-1", one["id"])
            )
    return folder


def faults(folder: Path) -> list[Any]:
    with pytest.raises(PackError) as caught:
        load_pack(str(folder))
    return caught.value.problems


TIGHTER: dict[str, dict[str, Any]] = {
    "nothing": {},
    "a class moved up": {"classes": {"TEST-1": "CP"}},
    "a class to the top": {"classes": {"TEST-2": "FLOOR"}},
    "core": {"core": {"TEST-3": True}},
    "a shorter deadline": {"deadlines": {"TEST-3": 30}},
    "a parameter": {"parameters": {"days": {"default": 14}}},
    "narrower bounds": {"parameters": {"days": {"default": 14, "maximum": 31}}},
    "more evidence": {"evidence_demands": {"CP": {"delivery": "E4"}}},
    "fresher evidence": {"shelf_life_days": 100},
    "a shorter cure": {"cure_days": 10},
    "another condition": {"conditions": [condition("TEST-4", "FLOOR", PAID)]},
    "one more part": {"conditions": [condition("TEST-1", "COV", {"all": [PAID, RESTED]})]},
    "a way out closed": {"conditions": [condition("TEST-3", "CS", PAID, deadline_days=90, core=False)]},
    "a stricter bound": {"conditions": [
        condition("TEST-3", "CS", {"any": [PAID, {**RESTED, "at_least": 2}]}, deadline_days=90, core=False)]},
    "applies more widely": {"conditions": [
        condition("TEST-2", "CP", {"all": [PAID, MONTHLY]}, applies={"fact": "headcount", "at_least": 5})]},
    "applies always": {"conditions": [condition("TEST-2", "CP", {"all": [PAID, MONTHLY]})]},
    "a presumption": {"conditions": [condition("TEST-1", "COV", PAID, presumption={"why": "Silence is common."})]},
    "other words": {"conditions": [condition("TEST-1", "COV", PAID, title="Paid otherwise")]},
    "a stricter profile": {"profiles": {"shorter": {"title": "Shorter", "parameters": {"days": 7}}}},
}  # fmt: skip
LOOSER: dict[str, tuple[str, dict[str, Any]]] = {
    "a class moved down": ("TEST-2", {"classes": {"TEST-2": "COV"}}),
    "no longer core": ("TEST-1", {"core": {"TEST-1": False}}),
    "a longer deadline": ("TEST-3", {"deadlines": {"TEST-3": 91}}),
    "left out": ("TEST-1", {"without": ["TEST-1"]}),
    "a parameter": ("parameter days", {"parameters": {"days": {"default": 40}}}),
    "wider bounds": ("parameter days", {"parameters": {"days": {"default": 31, "maximum": 90}}}),
    "less evidence": ("evidence CP", {"evidence_demands": {"CP": {"delivery": "E2"}}}),
    "older evidence": ("shelf_life_days", {"shelf_life_days": 400}),
    "a longer cure": ("cure_days", {"cure_days": 100}),
    "one part less": ("TEST-2", {"conditions": [
        condition("TEST-2", "CP", PAID, applies={"fact": "headcount", "at_least": 10})]}),
    "a way out": ("TEST-1", {"conditions": [condition("TEST-1", "COV", {"any": [PAID, RESTED]})]}),
    "an alternative": ("TEST-1", {"conditions": [condition("TEST-1", "COV", PAID, alternative=RESTED)]}),
    "a laxer bound": ("TEST-3", {"conditions": [
        condition("TEST-3", "CS", {"any": [PAID, {**RESTED, "at_least": 0}]}, deadline_days=90, core=False)]}),
    "applies less": ("TEST-1", {"conditions": [
        condition("TEST-1", "COV", PAID, applies={"fact": "headcount", "at_least": 2})]}),
    "something else": ("TEST-1", {"conditions": [condition("TEST-1", "COV", RESTED)]}),
    "in force later": ("TEST-1", {"conditions": [condition("TEST-1", "COV", PAID, in_force_from="2020-01-01")]}),
    "a laxer profile": ("profile longer", {"profiles": {"longer": {"title": "L", "parameters": {"days": 60}}}}),
    "a profile that holds less back": ("profile open", {"profiles": {"open": {"title": "Open", "gates": ["FLOOR"]}}}),
    "a track with less": ("track humanitarian", {"tracks": {"humanitarian": {"without": ["TEST"]}}}),
}  # fmt: skip


@pytest.mark.parametrize("keys", TIGHTER.values(), ids=TIGHTER)
def test_what_tightens_is_taken(base: Path, keys: dict[str, Any]) -> None:
    pack = load_pack(str(child(base, **keys)))
    assert pack.relaxes == ()
    assert [one.id for one in pack.extends] == ["base"]


@pytest.mark.parametrize(("what", "keys"), LOOSER.values(), ids=LOOSER)
def test_what_relaxes_is_refused_in_its_place_without_a_reason(base: Path, what: str, keys: dict[str, Any]) -> None:
    (problem,) = faults(child(base, **keys))
    how = r"relaxed|changed, and not provably tightened,"
    assert re.match(rf"{what} is ({how}) against base: ", problem.message)
    assert problem.help == (
        f"a pack may only tighten what it extends; else list `{what}` under `relaxes`, with a reason"
    )
    assert problem.line
    assert problem.column


@pytest.mark.parametrize(("what", "keys"), LOOSER.values(), ids=LOOSER)
def test_with_a_reason_it_is_taken_and_every_report_repeats_it(base: Path, what: str, keys: dict[str, Any]) -> None:
    reason = "The lenders agreed so."
    pack = load_pack(str(child(base, **keys, relaxes=[{"what": what, "reason": reason}])))
    assert [(one.what, one.reason) for one in pack.relaxes] == [(what, reason)]
    report = check(project(workforces=[{"id": "w"}]), packs=[pack])
    (said_,) = report.packs[0].relaxes
    assert said_.startswith(f"{what}: ")
    assert said_.endswith(reason)


@pytest.mark.parametrize("keys", TIGHTER.values(), ids=TIGHTER)
def test_a_reason_for_what_relaxes_nothing_is_a_fault(base: Path, keys: dict[str, Any]) -> None:
    (problem,) = faults(child(base, **keys, relaxes=[{"what": "TEST-1", "reason": "We wanted it so."}]))
    assert problem.message == "nothing in this pack relaxes `TEST-1`"


@pytest.mark.parametrize("reason", ["So.", "because we can", "   "])
def test_a_reason_is_a_sentence(base: Path, reason: str) -> None:
    (problem,) = faults(child(base, without=["TEST-1"], relaxes=[{"what": "TEST-1", "reason": reason}]))
    assert problem.message == "a reason is a sentence"


@pytest.mark.parametrize(
    ("keys", "message", "help_"),
    [
        ({"classes": {"TEST-9": "CP"}}, "the pack that this extends has no condition `TEST-9`", "did you mean"),
        ({"without": ["TEST-9"]}, "the pack that this extends has no condition `TEST-9`", "did you mean"),
        ({"parameters": {"day": {"default": 3}}}, "the pack that this extends has no parameter `day`", "`days`"),
        ({"parameters": {"days": {"default": 0}}}, "`0` is less than 1", ""),
        ({"tracks": {"economy": {"clusters": ["TEST"]}}}, "the pack that this extends has no track `economy`", ""),
        ({"pack": "base"}, "the id `base` is that of a pack it extends", "its own id"),
        ({"extends": "bases"}, "no pack is called `bases`", ""),
        ({"extends": "engagement-treshold"}, "no pack is called `engagement-treshold`", "`engagement-threshold`"),
        ({"extends": "child"}, "packs extend one another in a circle: child → child", ""),
        ({"extends": "../base"}, "a pack id is lower-case words joined by dashes", ""),
        ({"extends": "/etc"}, "a pack id is lower-case words joined by dashes", ""),
        ({"sources": {"norm": {"title": "Another", "confirmed": True}}}, "the source `norm` is another one", "its own"),
        ({"worker_protection": "x"}, "the key `worker_protection` is not known here", ""),
    ],
)
def test_what_no_child_may_say(base: Path, keys: dict[str, Any], message: str, help_: str) -> None:
    problem = faults(child(base, **keys))[0]
    assert message in problem.message
    assert help_ in problem.help or help_ in problem.message
    assert problem.line


def test_the_child_asks_what_its_base_asks_and_more(base: Path) -> None:
    pack = load_pack(str(child(base, conditions=[condition("TEST-4", "CP", RESTED)], classes={"TEST-1": "FLOOR"})))
    assert [(one.id, one.class_) for one in pack.conditions] == [
        ("TEST-1", "FLOOR"), ("TEST-2", "CP"), ("TEST-3", "CS"), ("TEST-4", "CP"),
    ]  # fmt: skip
    unpaid = project(workforces=[{"id": "w", "wages": {"paid_in": said("in_kind")}}])
    assert check(unpaid, packs=[load_pack(str(base))]).outcome.word == "hold"
    assert check(unpaid, packs=[pack]).outcome.word == "block"


def test_its_digest_covers_the_base(base: Path) -> None:
    folder = child(base)
    before = load_pack(str(folder)).sha256
    (base / "pack.yaml").write_text((base / "pack.yaml").read_text().replace("Days between", "Days between two"))
    assert load_pack(str(folder)).sha256 != before


def test_cases_of_the_base_are_run_too(base: Path) -> None:
    pack = load_pack(str(child(base, conditions=[condition("TEST-4", "CP", PAID)])))
    assert {case.condition for case in read_cases(pack)} == {"TEST-1", "TEST-2", "TEST-3", "TEST-4"}


def test_a_chain_of_packs_keeps_every_relaxation(base: Path) -> None:
    first = child(base, without=["TEST-1"], relaxes=[{"what": "TEST-1", "reason": "The first reason given."}])
    second = first.parent / "second"
    second.mkdir()
    (second / "pack.yaml").write_text(json.dumps({
        **CHILD, "pack": "second", "extends": "child", "without": ["TEST-2"],
        "relaxes": [{"what": "TEST-2", "reason": "The second reason given."}],
    }))  # fmt: skip
    pack = load_pack(str(second))
    assert [one.id for one in pack.extends] == ["child", "base"]
    assert [(one.pack, one.what) for one in pack.relaxes] == [("second", "TEST-2"), ("child", "TEST-1")]


class TestHostile:
    """Packs come from outside: what is in them never hangs the check or leads it elsewhere."""

    def link(self, folder: Path, *names: str) -> None:
        for name, extends in zip(names, (*names[1:], names[0]), strict=True):
            (folder / name).mkdir()
            (folder / name / "pack.yaml").write_text(json.dumps({**CHILD, "pack": name, "extends": extends}))

    def test_a_circle(self, tmp_path: Path) -> None:
        self.link(tmp_path, "a", "b", "c")
        (problem,) = faults(tmp_path / "a")
        assert problem.message == "packs extend one another in a circle: a → b → c → a"

    def test_a_circle_through_a_link(self, tmp_path: Path) -> None:
        self.link(tmp_path, "a")
        (tmp_path / "b").symlink_to(tmp_path / "a")
        (tmp_path / "a" / "pack.yaml").write_text(json.dumps({**CHILD, "pack": "a", "extends": "b"}))
        assert "in a circle" in faults(tmp_path / "a")[0].message

    def test_an_endless_chain(self, tmp_path: Path) -> None:
        self.link(tmp_path, *(f"p{number}" for number in range(40)))
        (problem,) = faults(tmp_path / "p0")
        assert problem.message.startswith("more than 8 packs extend one another: p0 → p1")

    def test_a_base_that_is_a_link_out_of_the_folder(self, tmp_path: Path, base: Path) -> None:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "base").symlink_to(base)
        folder = elsewhere / "child"
        folder.mkdir()
        (folder / "pack.yaml").write_text(json.dumps(CHILD))
        assert "leads out of the folder" in faults(folder)[0].message

    def test_a_cluster_that_is_a_link_out_of_the_folder(self, tmp_path: Path, base: Path) -> None:
        (base / "TEST.yaml").rename(tmp_path / "TEST.yaml")
        (base / "TEST.yaml").symlink_to(tmp_path / "TEST.yaml")
        assert "leads out of its folder" in faults(base)[0].message


def rank(verdict: str) -> int:
    """How much a verdict lets through."""
    return (
        ("not_met", "not_determined").index(verdict)
        if verdict.startswith("not_") and verdict != "not_applicable"
        else 2
    )


@pytest.mark.parametrize("name", ["inclusion", "humanitarian"])
def test_what_is_called_stricter_never_lets_a_case_through_that_was_not(name: str) -> None:
    """Every small change of a shipped condition that counts as tightening, on all the cases of that condition."""
    pack = shipped(name)
    cases: dict[str, list[Any]] = {}
    for case in read_cases(pack):
        if case.given.get("regime", pack.regime) == pack.regime:
            cases.setdefault(case.condition, []).append(case)
    seen = {"tightened": 0, "relaxed": 0}
    for cluster in pack.clusters:
        for old in cluster.conditions:
            # The table of measures is the pack's own: its trees never differ from it.
            for mutant in (one for one in mutants_of(old, pack) if "the measure" not in one.what):
                changed = swapped(pack, mutant.condition)
                kinds = {one.kind for one in pack_differences(pack, changed)} - {"changed"}
                if len(kinds) != 1 or not kinds & seen.keys():
                    continue
                (kind,) = kinds
                seen[kind] += 1
                for case in cases[old.id]:
                    before, after = (rank(run_case(one, case).verdict) for one in (pack, changed))
                    assert after <= before if kind == "tightened" else after >= before, (kind, mutant.what, case.name)
    assert min(seen.values()) > 5


def swapped(pack: Any, changed: Any) -> Any:
    return replace(pack, clusters=tuple(
        replace(cluster, conditions=tuple(changed if one.id == changed.id else one for one in cluster.conditions))
        for cluster in pack.clusters
    ))  # fmt: skip
