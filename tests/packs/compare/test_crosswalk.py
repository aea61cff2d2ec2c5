"""Themes of packs, and packs side by side: what is asked where, what is missing, what one answer serves."""

from __future__ import annotations

import csv
import io
import json
from itertools import combinations
from time import perf_counter

import pytest

from checker import load_pack
from checker.domain.vocabulary import FACTS
from checker.ground.errors import PackError
from checker.ground.shipped import shipped_packs
from checker.packs.compare.condition_relation import Relation, place, relation
from checker.packs.compare.crosswalk import crosswalk
from checker.packs.themes import shipped_themes
from tests.build import ROOT, condition, shipped, write_pack

ASKED = {"fact": "monitoring.payroll_access", "is": True}
NAMES = shipped_packs()
PACKS = [shipped(name) for name in NAMES]
WALK = crosswalk(PACKS)


def row(theme):
    return next(row for row in WALK.rows if row.theme.id == theme)


def cells(theme):
    return {name: [one.id for one in cell] for name, cell in zip(NAMES, row(theme).cells, strict=True) if cell}


class TestThemesOfAPack:
    """They are checked when the pack is loaded, and a pack that extends another keeps those of its base."""

    def load(self, tmp_path, themes):
        return load_pack(str(write_pack(tmp_path / "small", [condition("TEST-1", "CP", ASKED)], themes=themes)))

    @pytest.mark.parametrize(
        ("themes", "message", "advice"),
        [
            ({"visit": ["TEST-1"]}, "no theme is called `visit`", "did you mean `visits`?"),
            ({"nothing-like-it": ["TEST-1"]}, "no theme is called `nothing-like-it`", "give it a `title`"),
            ({"visits": ["TEST-2"]}, "the pack has no condition `TEST-2`", "did you mean `TEST-1`?"),
            ({"visits": {"title": "Other", "conditions": ["TEST-1"]}}, "the theme `visits` has a title", "list"),
            ({"own": {"title": "Own", "conditions": ["TEST-7"]}}, "the pack has no condition `TEST-7`", ""),
            ({"visits": []}, "expected a list that is not empty", ""),
            ({"own": {"title": "Own"}}, "`conditions` is missing", ""),
        ],
    )  # fmt: skip
    def test_what_names_nothing_is_refused_with_its_place(self, tmp_path, themes, message, advice):
        with pytest.raises(PackError) as caught:
            self.load(tmp_path, themes)
        (problem,) = caught.value.problems
        assert message in problem.message
        assert advice in problem.help
        assert problem.line is not None

    def test_very_many_wrong_names_are_refused_in_bounded_time(self, tmp_path):
        wrong = [f"TEST-{number}" for number in range(2, 500)]
        start = perf_counter()
        with pytest.raises(PackError) as caught:
            self.load(tmp_path, {f"none-{number}": wrong for number in range(20)} | {"visits": wrong})
        assert len(caught.value.problems) == 20 + len(wrong)
        assert perf_counter() - start < 5

    def test_a_theme_of_its_own_has_a_title(self, tmp_path):
        (theme,) = self.load(tmp_path, {"own": {"title": "Own", "conditions": ["TEST-1"]}}).themes
        assert (theme.id, theme.title, theme.conditions) == ("own", "Own", ("TEST-1",))

    def test_a_pack_that_extends_another_keeps_and_adds(self, tmp_path):
        self.load(tmp_path, {"visits": ["TEST-1"]})
        mine = {"pack": "mine", "version": "1.0.0", "title": "Mine", "authority": "Us", "extends": "small"}
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "pack.yaml").write_text(json.dumps({**mine, "themes": {"korean-speakers": ["TEST-1"]}}))
        found = load_pack(str(tmp_path / "mine")).themes
        assert [(theme.id, theme.conditions) for theme in found] == [
            ("visits", ("TEST-1",)), ("korean-speakers", ("TEST-1",)),
        ]  # fmt: skip

    def test_what_a_pack_leaves_out_leaves_its_theme(self, tmp_path):
        rules = [condition("TEST-1", "CP", ASKED), condition("TEST-2", "CP", ASKED)]
        write_pack(tmp_path / "small", rules, themes={"visits": ["TEST-1", "TEST-2"], "korean-speakers": ["TEST-2"]})
        mine = {"pack": "mine", "version": "1.0.0", "title": "Mine", "authority": "Us", "extends": "small",
                "without": ["TEST-2"], "relaxes": [{"what": "TEST-2", "reason": "Asked elsewhere here."}]}  # fmt: skip
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "pack.yaml").write_text(json.dumps(mine))
        found = load_pack(str(tmp_path / "mine")).themes
        assert [(theme.id, theme.conditions) for theme in found] == [("visits", ("TEST-1",))]


@pytest.mark.parametrize("pack", PACKS, ids=NAMES)
def test_every_shipped_condition_has_a_theme(pack):
    told = {identity for theme in pack.themes for identity in theme.conditions}
    assert [one.id for one in pack.conditions if one.id not in told] == []


def test_every_shipped_theme_is_used():
    assert set(shipped_themes()) == {theme.id for pack in PACKS for theme in pack.themes}


PLACED = [place(one, pack) for pack in PACKS for one in pack.conditions]


def test_what_is_provably_the_same_test_stands_in_one_row():
    """Else a gap would be named where there is none."""
    rows = [{one.id for one in row.all} for row in WALK.rows]
    found = [
        (one.id, other.id)
        for one, other in combinations(PLACED, 2)
        if one.pack is not other.pack
        and relation(one, other).relation is Relation.SAME
        and not any({one.id, other.id} <= ids for ids in rows)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("theme", "expected"),
    [
        ("leave-freely", {"engagement-threshold": ["FREE-2"], "ifc-ps2": ["FL-22b", "CW-25c"],
                          "ilo-fundamental": ["C029-1"], "inclusion": ["CRPD27-9"]}),
        ("measures-authorised", {"engagement-threshold": ["SANC-1"], "humanitarian": ["EXEMPT-1"],
                                 "un-sanctions-kp": ["MEAS-1"]}),
        ("trafficking", {"ifc-ps2": ["FL-22d"]}),
        ("exit-plan", {"engagement-threshold": ["HUM-3"], "humanitarian": ["EXIT-1"]}),
    ],
)  # fmt: skip
def test_who_asks_what(theme, expected):
    assert cells(theme) == expected


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        ("FREE-2", "C029-1", "same"),  # judged for the same purposes, of every workforce
        ("FREE-2", "FL-22b", "laxer"),  # PS2 leaves out workers of third parties here; they are judged by CW-25c
        ("FREE-3", "C029-4", "stricter"),  # C029-4 asks for the papers too
        ("FREE-1", "C029-2", "laxer"),  # C029 has exceptions, article 2(2)
        ("GENDER-2", "C100-1", "stricter"),  # the ratio is bounded above too, and for more purposes
        ("SANC-1", "MEAS-1", "stricter"),  # the table of measures is longer
        ("REMEDY-1", "VOICE-2", "never together"),  # workers there, recipients of aid here
        ("REMEDY-1", "GRM-20a", "apart"),
    ],
)
def test_how_the_second_stands_to_the_first(first, second, word):
    found = {(pair.first.id, pair.second.id): pair for row in WALK.rows for pair in row.pairs}
    assert found[first, second].relation.value == word


def test_a_gap_names_what_comes_near():
    gaps = {gap.theme.id: gap for gap in WALK.gaps[NAMES.index("ifc-ps2")]}
    assert ("FL-22a", "freedom.entry_route") in gaps["imposed-work"].near
    assert "leave-freely" not in gaps


def test_one_answer_serves_several():
    served = {one.path: one for one in WALK.facts}["freedom.penalty_for_declining"]
    assert {name for cell in served.conditions for name in cell} == {"FREE-2", "FL-22b", "CW-25c", "C029-1", "CRPD27-9"}
    assert (served.planning, served.delivery) == ("E2", "E3")


@pytest.mark.parametrize("name", NAMES)
def test_the_guide_to_packs_names_every_shipped_pack(name):
    assert f"| `{name}` |" in (ROOT / "docs" / "packs.md").read_text("utf-8")


@pytest.mark.parametrize("section", dict.fromkeys(path.partition(".")[0] for path in FACTS))
def test_the_guide_to_project_files_names_every_section(section):
    assert f"`{section}`" in (ROOT / "docs" / "project-file.md").read_text("utf-8")


class TestTheCommand:
    """``checker list --crosswalk`` in its formats."""

    def test_text_fits_80_columns_for_six_packs_and_names_gaps(self, run):
        ended = run("list", "--crosswalk")
        assert ended.code == 0
        lines = ended.out.splitlines()
        assert max(map(len, lines)) <= 80
        start = lines.index("Nobody was trafficked")
        assert lines[start + 1].split() == ["gap", "gap", "FL-22d", "gap", "gap", "gap"]
        assert "  FREE-2 and C029-1 apply the same test." in lines
        assert "  FREE-1 is stricter than C029-2: takes no account of freedom.excepted_work." in lines

    @pytest.mark.parametrize("format_", ["text", "markdown", "csv", "json"])
    def test_the_same_packs_give_the_same_bytes(self, run, format_):
        asked = ("list", "--crosswalk", "--pack", "ilo-fundamental", "--pack", "ifc-ps2", "--format", format_)
        first = run(*asked, env={"PYTHONHASHSEED": "1"})
        assert first.code == 0
        assert first.out == run(*asked, env={"PYTHONHASHSEED": "2"}).out

    def test_json_holds_all(self, run):
        found = json.loads(run("list", "--crosswalk", "--format", "json").out)
        assert [pack["id"] for pack in found["packs"]] == NAMES
        assert len(found["themes"]) == len(WALK.rows)
        assert set(found["gaps"]) == set(NAMES)
        theme = next(theme for theme in found["themes"] if theme["id"] == "leave-freely")
        assert theme["conditions"]["ilo-fundamental"] == ["C029-1"]

    def test_csv_has_a_column_for_each_pack_in_the_order_asked(self, run):
        names = ["ilo-fundamental", "ifc-ps2"]
        out = run("list", "--crosswalk", "--pack", names[0], "--pack", names[1], "--format", "csv").out
        head, *rows = csv.reader(io.StringIO(out.removeprefix("\ufeff")))
        assert head == ["area", "theme", "title", *names, "relations", "same_clauses"]
        assert ["Forced labour", "trafficking", "Nobody was trafficked", "gap", "FL-22d", "", ""] in rows

    def test_markdown_has_tables_of_even_width(self, run):
        lines = run("list", "--crosswalk", "--format", "markdown").out.splitlines()
        rows = [line for line in lines if line.startswith("|") and "gap" in line]
        assert len(rows) > 100
        assert {line.count("|") for line in rows} == {len(NAMES) + 2}

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--crosswalk", "--pack", "inclusion"],
             "--pack: a cross-walk compares packs; name two or more, or none for all"),
            (["--crosswalk", "--pack", "inclusion", "--pack", "inclusion"],
             "--pack: the rule pack `inclusion` is named twice; name it once"),
            (["--pack", "inclusion", "--pack", "humanitarian"],
             "--pack: several packs are listed with --crosswalk only; name one"),
            (["--format", "markdown"], "--format: `markdown` is for --crosswalk; text, json or oscal"),
            (["--crosswalk", "--format", "oscal"], "--format: oscal has no cross-walk; text, markdown, csv or json"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_asked_is_said(self, run, arguments, message):
        ended = run("list", *arguments)
        assert (ended.code, ended.out, ended.messages) == (2, "", [message])

    def test_a_condition_without_a_theme_is_shown_as_such(self, run, tmp_path):
        folder = write_pack(tmp_path / "small", [condition("TEST-1", "CP", ASKED, title="=cmd|x [a](b)")])
        ended = run("list", "--crosswalk", "--pack", folder, "--pack", "inclusion")
        assert "small gives these no theme" in ended.out

    def test_hostile_titles_of_a_pack_do_nothing(self, run, tmp_path):
        themes = {"own": {"title": "=1+1|\x1b[2J\n<b>@x", "conditions": ["TEST-1"]}}
        folder = write_pack(tmp_path / "small", [condition("TEST-1", "CP", ASKED)], themes=themes)
        outs = [
            run("list", "--crosswalk", "--pack", folder, "--pack", "inclusion", "--format", name).out
            for name in ("text", "markdown", "csv", "json")
        ]
        assert not any("\x1b" in out for out in outs)
        assert "<b>" not in outs[1]
        assert "\"'=1+1" in outs[2]
