"""Facts of a pack's own in whole runs: from the example in the docs to every report."""

# a row of a table stays on one line.
# ruff: noqa: E501

import json
import re

import pytest

from checker.load import parse_text
from tests.architecture.test_imports import modules_after
from tests.build import FULL, ROOT, condition, write_pack
from tests.conftest import MINIMAL


def example(document, heading, language):
    """A block of code from a section of the docs."""
    section = (
        (ROOT / "docs" / document).read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    )
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)[0]


SCHEMA = example("rule-packs.md", "Facts of your own", "json")
REQUIRES = parse_text("docs.yaml", example("rule-packs.md", "Facts of your own", "yaml")).data["requires"]
STATED = example("project-file.md", "Facts of a rule pack", "yaml")
REGISTER = "evidence:\n" + "".join(
    f"  - {json.dumps({'id': name, 'issuer': 'monitor', 'issued': '2026-01-01', **FULL})}\n" for name in ("VISIT", "CONTRACT")
)  # fmt: skip


@pytest.fixture
def pack(tmp_path):
    """The pack of the docs, with a condition of workforces and one of the project."""
    return made(tmp_path / "river-bank")


def made(folder):
    asked = [condition("TEST-1", "CP", REQUIRES)]
    written = write_pack(folder, asked, scope="workforce", pack="river-bank", clusters=["TEST", "OPEN"], tracks={
        "all": {"purposes": ["commercial"], "clusters": ["TEST", "OPEN"], "outcomes": {"worst": "block"}}})  # fmt: skip
    log = condition("OPEN-1", "CP", {"fact": "river-bank.log_published", "is": True})
    (written / "OPEN.yaml").write_text(json.dumps({"cluster": "OPEN", "title": "Open", "scope": "project", "conditions": [log]}))  # fmt: skip
    facts = {
        "enough": ("met", {"river-bank.training_days": 10, "river-bank.trades_taught": ["welding"]}),
        "masonry": ("met", {"river-bank.training_days": 11, "river-bank.trades_taught": ["masonry", "carpentry"]}),
        "a day short": ("not_met", {"river-bank.training_days": 9, "river-bank.trades_taught": ["masonry", "welding"]}),
        "another trade": ("not_met", {"river-bank.training_days": 10, "river-bank.trades_taught": ["carpentry"]}),
        "not known": ("not_determined", {"river-bank.training_days": {"not_collected": "access_refused"}, "river-bank.trades_taught": ["masonry"]}),
    }  # fmt: skip
    cases(written, "TEST-1", facts)
    flags = {"yes": ("met", {"river-bank.log_published": True}), "no": ("not_met", {"river-bank.log_published": False})}
    cases(written, "OPEN-1", {**flags, "nothing": ("not_determined", {})})
    (written / "facts.schema.json").write_text(SCHEMA)
    return written


def cases(pack, identity, facts):
    rows = [{"name": name, "expect": verdict, "given": {"facts": given}} for name, (verdict, given) in facts.items()]
    (pack / "cases" / f"{identity}.yaml").write_text(json.dumps({"condition": identity, "cases": rows}))


@pytest.fixture
def file(tmp_path):
    """The project file of the docs."""
    (tmp_path / "p.yaml").write_text(MINIMAL + STATED + REGISTER)
    return "p.yaml"


def test_the_example_of_the_docs_is_checked(run, pack, file):
    done = run("check", file, "--pack", pack, "--format", "json")
    found = {one["condition"]: one for one in json.loads(done.out)["results"]}
    assert found["OPEN-1"]["verdict"] == "met"
    assert found["OPEN-1"]["because"][0]["path"] == "river-bank.log_published"
    # A number without evidence is not enough; the report names it.
    assert (found["TEST-1"]["verdict"], found["TEST-1"]["reason"]) == ("not_determined", "evidence_insufficient")
    assert [need["path"] for need in found["TEST-1"]["needs"]] == ["extensions.river-bank.training_days"]
    assert done.code == 3


def test_the_example_of_the_docs_is_valid_for_an_editor(tmp_path, file):
    from jsonschema import Draft202012Validator

    schema = json.loads((ROOT / "schemas" / "project.schema.json").read_text(encoding="utf-8"))
    wrong = {"extensions": {"river-bank": {"log_published": {"valu": True}}}}
    stated = parse_text(file, (tmp_path / file).read_text()).data
    assert not list(Draft202012Validator(schema).iter_errors(stated))
    assert list(Draft202012Validator(schema).iter_errors({**stated, **wrong}))


FORMATS = ["text", "json", "html", "markdown", "csv", "sarif", "github", "gitlab", "junit", "oscal", "oscal-poam"]


@pytest.mark.parametrize("format_", FORMATS)
def test_every_report_asks_for_what_is_missing(run, pack, format_):
    done = run("check", "-", "--pack", pack, "--format", format_, input=MINIMAL)
    assert done.code == 3
    # Questions are wrapped, and words may be escaped.
    assert "complaints" in done.out


def test_without_the_pack_its_facts_are_told_of_and_not_read(run, pack, file):
    done = run("check", file)
    assert "what stands under `river-bank` was not read" in " ".join(done.out.split())
    assert done.code == 3


def test_faults_of_the_file_are_said_with_line_and_column(run, pack, tmp_path):
    (tmp_path / "p.yaml").write_text(
        MINIMAL + "extensions:\n  river-bank: {log_publishd: true, log_published: maybe}\n"
    )
    done = run("check", "p.yaml", "--pack", pack)
    assert (done.code, done.out) == (2, "")
    assert done.messages == [
        "p.yaml:8:16: the pack river-bank has no fact `log_publishd` of its own at extensions.river-bank.log_publishd; did you mean `log_published`?",
        "p.yaml:8:51: found the text `maybe`, expected true or false at extensions.river-bank.log_published",
    ]


def test_a_fault_of_one_file_does_not_stop_another(run, pack, file, tmp_path):
    (tmp_path / "q.yaml").write_text(MINIMAL + "extensions: {river-bank: {log_published: 5}}\n")
    done = run("check", "q.yaml", file, "--pack", pack)
    assert done.code == 2
    assert "OPEN-1" in done.out or "TEST-1" in done.out


def test_the_cases_of_a_pack_give_its_own_facts(run, pack):
    done = run("pack", "test", pack, "--mutate", "--require", "95")
    assert done.code == 0, done.out
    assert "8 of 8 cases as expected" in done.out


def test_a_case_with_a_misspelt_fact_is_a_fault(run, pack):
    cases(pack, "OPEN-1", {"yes": ("met", {"river-bank.log_publish": True})})
    done = run("pack", "test", pack)
    assert done.code == 2
    assert "no fact is called `river-bank.log_publish`" in done.err
    assert "did you mean `river-bank.log_published`?" in done.err


def test_a_case_with_a_wrong_value_fails(run, pack):
    cases(pack, "OPEN-1", {"yes": ("met", {"river-bank.log_published": "yes"})})
    done = run("pack", "test", pack)
    assert done.code != 0
    assert "expected true or false" in " ".join((done.out + done.err).split())


def test_lint_finds_nothing_to_mend_but_a_fact_that_nobody_reads(run, pack):
    assert run("pack", "lint", pack).code == 0
    facts = json.loads(SCHEMA)
    facts["properties"]["idle"] = {"title": "Is it idle?", "type": "boolean"}
    (pack / "facts.schema.json").write_text(json.dumps(facts))
    done = run("pack", "lint", pack)
    assert done.code == 1
    assert "facts.schema.json: no condition reads the fact `river-bank.idle`" in " ".join(done.out.split())


def test_lint_says_the_faults_of_the_schema(run, pack):
    (pack / "facts.schema.json").write_text(
        '{"type": "object",\n "properties": {"log_published": {"type": "string", "pattern": "a"}}}'
    )
    done = run("pack", "lint", pack)
    assert done.code == 2
    (line,) = done.messages  # and nothing of the rules that read it
    assert "river-bank/facts.schema.json:2:53: `pattern` is not in the part" in line


def test_explain_names_the_fact(run, pack):
    said = " ".join(run("explain", "TEST-1", "--pack", pack).out.split())
    assert "“How many days of training does each worker get in a year?” is at least 10 days" in said


def test_a_pack_that_extends_has_the_facts_of_both(run, pack, tmp_path):
    (tmp_path / "child" / "cases").mkdir(parents=True)
    trees = [{"fact": "river-bank.log_published", "is": True}, {"fact": "child.address_named", "is": True}]
    asked = [condition("OPEN-2", "CP", {"all": trees}) | {"sources": [{"source": "norm", "article": "2"}]}]
    for name, written in {
        "pack.yaml": {"pack": "child", "extends": "river-bank", "version": "1.0.0", "title": "Child", "authority": "The tests", "clusters": ["OPEN"]},
        "OPEN.yaml": {"cluster": "OPEN", "conditions": asked},
        "facts.schema.json": {"type": "object", "properties": {"address_named": {"title": "Is its address named?", "type": "boolean"}}},
    }.items():  # fmt: skip
        (tmp_path / "child" / name).write_text(json.dumps(written))
    both = {"river-bank.log_published": True, "child.address_named": True}
    cases(tmp_path / "child", "OPEN-2", {
        "both": ("met", both), "no log": ("not_met", {**both, "river-bank.log_published": False}),
        "no address": ("not_met", {**both, "child.address_named": False}), "nothing": ("not_determined", {})})  # fmt: skip
    assert "12 of 12 cases as expected" in run("pack", "test", "child").out
    stated = "extensions: {river-bank: {log_published: true}, child: {address_named: false}}\n"
    done = run("check", "-", "--pack", "child", "--format", "json", input=MINIMAL + stated)
    report = json.loads(done.out)
    (found,) = [one for one in report["results"] if one["condition"] == "OPEN-2"]
    assert [one["path"] for one in found["because"]] == ["child.address_named"]
    assert not report["warnings"]


@pytest.mark.parametrize(
    ("arguments", "stated", "needed"),
    [
        (["check", "FILE"], STATED, False),
        (["check", "FILE", "--pack", "PACK"], "", True),
        (["check", "FILE", "--pack", "PACK"], STATED, True),
    ],
    ids=["another-pack", "a-pack-with-own-facts", "a-pack-with-own-facts-stated"],
)
def test_the_library_for_schemas_is_loaded_where_a_pack_has_own_facts(pack, tmp_path, arguments, stated, needed):
    (tmp_path / "p.yaml").write_text(MINIMAL + stated + REGISTER)
    words = {"FILE": str(tmp_path / "p.yaml"), "PACK": str(pack)}
    assert ("jsonschema" in modules_after(*(words.get(word, word) for word in arguments))) == needed
