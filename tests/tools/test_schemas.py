"""The published schemas: generated from the models, committed, and good for editors."""

import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from checker import check
from checker.ground.shipped import shipped_packs
from checker.load import load_document
from checker.tools.schemas import NAMES, text
from tests.build import ROOT, shipped

SCHEMAS = {name: json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")) for name in NAMES}
EXAMPLES = sorted((ROOT / "examples").glob("*/project.yaml"))


def validator(name):
    return Draft202012Validator(SCHEMAS[name], format_checker=FormatChecker())


def faults(name, data):
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(data)]


@pytest.mark.parametrize("name", NAMES)
class TestEverySchema:
    def test_is_committed_as_it_is_generated(self, name):
        assert (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8") == text(name)

    def test_is_valid(self, name):
        Draft202012Validator.check_schema(SCHEMAS[name])

    def test_names_its_dialect_and_itself(self, name):
        schema = SCHEMAS[name]
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["$id"]
        assert schema["title"]
        assert schema["description"]

    def test_refers_to_nothing_outside_itself(self, name):
        references = [node["$ref"] for node in _nodes(SCHEMAS[name]) if "$ref" in node]
        assert all(reference.startswith("#/$defs/") for reference in references)
        assert all(reference.removeprefix("#/$defs/") in SCHEMAS[name]["$defs"] for reference in references)

    def test_has_no_definition_that_nobody_uses(self, name):
        used = {node["$ref"].removeprefix("#/$defs/") for node in _nodes(SCHEMAS[name]) if "$ref" in node}
        assert set(SCHEMAS[name].get("$defs", {})) == used


def _nodes(node):
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value)


def test_every_schema_file_is_one_of_ours():
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {f"{name}.schema.json" for name in NAMES}


def test_there_is_no_other_schema():
    with pytest.raises(KeyError):
        text("portfolio")


def _properties(node, path="#"):
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            for name, schema in node["properties"].items():
                yield f"{path}/properties/{name}", schema
        for key, value in node.items():
            if key != "not":  # what must not stand there is not offered to anyone
                yield from _properties(value, f"{path}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _properties(value, f"{path}/{index}")


def _told(schema):
    """A title or a description, on the property or on what it refers to."""
    if "title" in schema or "description" in schema:
        return True
    choices = [schema, *schema.get("anyOf", [])]
    return any(
        "description" in SCHEMAS["project"]["$defs"][choice["$ref"].removeprefix("#/$defs/")]
        for choice in choices
        if "$ref" in choice
    )


def test_every_property_of_a_project_file_is_told_to_an_editor():
    untold = [path for path, schema in _properties(SCHEMAS["project"]) if not _told(schema)]
    # The keys of a statement that say themselves what they are.
    assert [path for path in untold if not path.endswith(("/value", "/note", "/amount"))] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.parent.name for path in EXAMPLES])
def test_an_example_is_valid(path):
    assert faults("project", load_document(str(path)).data) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.parent.name for path in EXAMPLES])
def test_the_report_on_an_example_is_valid(path):
    assert faults("report", json.loads(check(path).to_json())) == []


def test_every_file_of_a_shipped_pack_is_valid():
    paths = [path for pack in shipped_packs() for path in sorted((ROOT / "rules" / pack).glob("**/*.yaml"))]
    assert len(paths) > len(shipped_packs())
    assert [f"{path}: {fault}" for path in paths for fault in faults("pack", load_document(str(path)).data)] == []


# One fault each: the schema that editors use refuses what the program refuses.
WRONG = {
    "no-purpose": lambda data: data.pop("purpose"),
    "an-unknown-key": lambda data: data.update(purpos="commercial"),
    "an-unknown-fact": lambda data: data["governance"].update(decision="majority"),
    "a-value-that-is-none": lambda data: data["governance"].update(decision_rule="dictate"),
    "a-flag-in-words": lambda data: data["governance"].update(one_party_may_block="yes"),
    "a-share-above-one": lambda data: data["workforces"][0].update(wages={"share_received": 1.1}),
    "hours-above-a-week": lambda data: data["workforces"][0].update(hours={"regular_weekly": 169}),
    "a-negative-count": lambda data: data["workforces"][0].update(wages={"arrears_days": -1}),
    "a-date-that-does-not-exist": lambda data: data.update(as_of="2026-02-30"),
    "a-country-in-small-letters": lambda data: data.update(country="kp"),
    "a-grade-typed-in": lambda data: data["evidence"][0].update(grade="E5"),
    "an-id-with-a-space": lambda data: data["workforces"][0].update(id="a b"),
    "a-statement-without-a-value": lambda data: data["governance"].update(decision_rule={"basis": "law"}),
    "a-list-of-nothing": lambda data: data["governance"].update(decision_rule=[]),
}


@pytest.mark.parametrize("spoil", WRONG.values(), ids=WRONG)
def test_a_wrong_project_file_is_not_valid(spoil):
    data = load_document(str(ROOT / "examples/invented-release/project.yaml")).data
    spoil(data)
    assert faults("project", data)


def test_a_report_with_another_key_is_not_valid():
    data = json.loads(check(EXAMPLES[0]).to_json())
    assert faults("report", data | {"score": 0.9})


def test_a_condition_without_a_source_is_not_valid():
    data = load_document(f"{shipped().folder}/HIRE.yaml").data
    del data["conditions"][0]["sources"]
    assert faults("pack", data)
