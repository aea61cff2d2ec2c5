"""``checker new``: files to start from, which load at once, claim nothing and overwrite nothing."""

from __future__ import annotations

import json
import os
import re

import pytest
from jsonschema import Draft202012Validator

from checker import load_pack
from checker.domain.vocabulary import FACTS, PURPOSES, RECORDS, SECTIONS, STAGES
from checker.load import parse_text
from checker.tools.scaffold_project import ABOUT
from tests.build import ROOT

SCHEMA = json.loads((ROOT / "schemas" / "project.schema.json").read_text())


def data_of(path):
    return parse_text(path.name, path.read_text()).data


def test_a_new_project_file_loads_at_once_and_nothing_in_it_is_determined(run, tmp_path):
    made = run("new", "clinic.yaml", "--country", "kp", "--purpose", "developmental", "--stage", "appraisal",
               "--as-of", "2026-06-30")  # fmt: skip

    assert (made.code, made.err) == (0, "")
    assert made.out == "clinic.yaml: answer what you know, then run `checker check clinic.yaml`\n"
    data = data_of(tmp_path / "clinic.yaml")
    assert {key: str(value) for key, value in data.items() if key != "workforces"} == {
        "id": "clinic", "country": "KP", "purpose": "developmental", "stage": "appraisal", "as_of": "2026-06-30",
    }  # fmt: skip
    assert data["workforces"] == [{"id": "workers"}]
    report = json.loads(run("check", "clinic.yaml", "--format", "json").out)
    assert report["outcome"]["word"] == "hold"
    assert {result["verdict"] for result in report["results"]} <= {"not_determined", "not_applicable"}
    assert report["coverage"]["determined"] == 0


# One purpose at each stage, one stage for each purpose: a row and a column say as much as the table.
STARTS = [*(("commercial", stage) for stage in STAGES), *((purpose, "proposal") for purpose in PURPOSES[1:])]


@pytest.mark.parametrize(("purpose", "stage"), STARTS)
def test_for_each_purpose_and_stage_the_file_is_valid_by_the_schema(run, tmp_path, purpose, stage):
    assert run("new", "p.yaml", "--purpose", purpose, "--stage", stage).code == 0

    data = data_of(tmp_path / "p.yaml")
    assert list(Draft202012Validator(SCHEMA).iter_errors(json.loads(json.dumps(data, default=str)))) == []
    assert (data["purpose"], data["stage"]) == (purpose, stage)
    assert "country" not in data
    assert run("check", "p.yaml").code in (2, 3)  # 2: no condition of the main pack is about an exchange


_EXAMPLES = {"bool": "true", "integer": "1", "number": "1", "share": "0.5", "date": "2026-01-31", "text": "text",
             "money": "{amount: 100, currency: USD}"}  # fmt: skip


def _example(path):
    fact = FACTS[path]
    if fact.kind == "records":
        name, field = next((name, field) for name, field in RECORDS[path].items() if field.kind in ("text", "choice"))
        return f"[{{{name}: {json.dumps(field.choices[0] if field.choices else 'text')}}}]"
    if fact.choices:
        return f"[{fact.choices[0]}]" if fact.kind == "set" else json.dumps(fact.choices[0])
    return "[]" if fact.kind == "set" else _EXAMPLES[fact.kind]


def test_every_fact_is_asked_and_can_be_answered_by_taking_the_sign_away(run, tmp_path):
    """As a user would: sections and facts lose their ``#`` and get a value of the sort that the comment names."""
    run("new", "p.yaml", "--country", "KP")
    text = (tmp_path / "p.yaml").read_text()
    for path, fact in FACTS.items():
        section, _, name = path.partition(".")
        indent = "    " if fact.scope == "workforce" else ""
        before, heading, after = text.partition(f"\n{indent}# {section}:\n")
        if not heading:
            before, heading, after = text.partition(f"\n{indent}{section}:\n")
        answered = after.replace(f"{indent}#   {name}:\n", f"{indent}  {name}: {_example(path)}\n", 1)
        assert answered != after, path
        text = f"{before}\n{indent}{section}:\n{answered}"
    (tmp_path / "p.yaml").write_text(text)

    data = data_of(tmp_path / "p.yaml")
    stated = {f"{section}.{name}" for holder in (data, data["workforces"][0]) for section, facts in holder.items()
              if section in ABOUT for name in facts}  # fmt: skip
    assert stated == set(FACTS)
    assert run("check", "p.yaml").code in (1, 3)


def test_every_section_has_its_line():
    assert set(ABOUT) == {section for sections in SECTIONS.values() for section in sections}


@pytest.mark.parametrize("commented", ["parties", "finance", "context", "evidence"])
def test_the_examples_beside_the_facts_are_right_too(run, tmp_path, commented):
    run("new", "p.yaml")
    lines = (tmp_path / "p.yaml").read_text().split("\n")
    at = lines.index(f"# {commented}:")
    end = next(index for index in range(at, len(lines)) if not lines[index].startswith("#"))
    lines[at:end] = [line.removeprefix("# ").removeprefix("#") for line in lines[at:end]]
    (tmp_path / "p.yaml").write_text("\n".join(lines))

    assert commented in data_of(tmp_path / "p.yaml")
    assert run("check", "p.yaml").code == 3


@pytest.mark.parametrize(
    ("path", "file", "identity"),
    [
        ("clinic.yaml", "clinic.yaml", "clinic"),
        ("River Clinic.project.yml", "River Clinic.project.yml", "river-clinic"),
        ("clinic", "clinic/project.yaml", "clinic"),
        ("a/b/clinic/", "a/b/clinic/project.yaml", "clinic"),
        ("./pack", "pack/project.yaml", "pack"),
        ("there", "there/project.yaml", "there"),
        ("병원.yaml", "병원.yaml", "project"),
    ],
)
def test_a_path_is_a_file_or_a_folder_for_one(run, tmp_path, path, file, identity):
    (tmp_path / "there").mkdir()

    assert run("new", path).code == 0

    assert data_of(tmp_path / file)["id"] == identity
    assert run("check", file).code == 3


WRONG = {
    "a file that exists": (["old.yaml"], "old.yaml: exists already, and nothing is overwritten"),
    "a folder with a project": (["full"], "full/project.yaml: exists already, and nothing is overwritten"),
    "a link that leads nowhere": (["link.yaml"], "link.yaml: exists already"),
    "JSON": (["new.json"], "new.json: a new project file is YAML, because of its comments; write NAME.yaml"),
    "no name": ([""], "PATH: an empty name names no file"),
    "two paths": (["a.yaml", "b.yaml"], "one path is asked for, and `b.yaml` is one more"),
    "nothing": ([], "missing argument"),
    "a country by name": (["a.yaml", "--country", "Korea"], "`Korea` is no ISO 3166-1 code of two letters"),
    "a purpose that is none": (["a.yaml", "--purpose", "fun"], "fun"),
    "an id out of pattern": (["a.yaml", "--id", "A B"], "a.yaml: `A B` is no id; lower-case words joined by dashes"),
    "below a file": (["old.yaml/x"], "cannot be made"),
    "a pack without a folder": (["pack"], "asks for one folder; a project file called pack is written ./pack"),
    "a pack and a purpose": (["pack", "x", "--purpose", "commercial"], "--purpose is for a project file"),
    "a folder that is not empty": (["pack", "full"], "full: the folder is not empty, and nothing is overwritten"),
    "a file for a folder": (["pack", "old.yaml"], "old.yaml: is no folder"),
    "a shipped pack's name": (["pack", "humanitarian"], "a shipped pack is called `humanitarian`; choose another"),
    "a pack's id out of pattern": (["pack", "x", "--id", "X"], "x: `X` is no id"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_started_is_refused_and_nothing_is_touched(run, tmp_path, arguments, said):
    (tmp_path / "old.yaml").write_text("old")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "project.yaml").write_text("old")
    os.symlink("nowhere", tmp_path / "link.yaml")

    ended = run("new", *arguments)

    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert {path.name for path in tmp_path.rglob("*")} == {"old.yaml", "full", "project.yaml", "link.yaml"}
    assert (tmp_path / "old.yaml").read_text() == (tmp_path / "full" / "project.yaml").read_text() == "old"


@pytest.mark.parametrize(("arguments", "folder", "identity"), [(["Wage Terms"], "Wage Terms", "wage-terms"),
                         (["a/b", "--id", "wages-2"], "a/b", "wages-2"), (["empty"], "empty", "empty")])  # fmt: skip
def test_a_new_pack_passes_every_test_at_once(run, tmp_path, arguments, folder, identity):
    (tmp_path / "empty").mkdir()

    made = run("new", "pack", *arguments)

    assert (made.code, made.err) == (0, "")
    assert load_pack(str(tmp_path / folder)).id == identity
    lint = run("pack", "lint", folder)
    assert (lint.code, lint.out.splitlines()[-1]) == (0, f"{identity} 1.0.0: 1 condition, 7 cases, no fault, 1 note")
    tested = run("pack", "test", folder, "--mutate", "--require", "100")
    assert (tested.code, tested.err) == (0, "")
    assert run("pack", "coverage", folder, "--require", "100").code == 0


def test_a_new_pack_judges_a_new_project(run):
    run("new", "clinic")
    run("new", "pack", "wages")

    ended = run("check", "clinic", "--pack", "wages")

    assert ended.code == 3
    assert "1 CP not determined: PAY-1" in ended.out


@pytest.mark.parametrize("command", [["new", "p.yaml"], ["new", "pack", "p"]])
def test_no_line_is_longer_than_an_editor_shows(run, tmp_path, command):
    run(*command)

    texts = [path.read_text() for path in tmp_path.rglob("*.yaml")]
    assert [
        line for text in texts for line in text.split("\n") if len(line) > 120 and not re.search("https?://", line)
    ] == []
