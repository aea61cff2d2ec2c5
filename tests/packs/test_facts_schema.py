"""Facts that a pack brings itself: a small part of JSON Schema, and nothing outside it is let in."""

# a row of a table stays on one line.
# ruff: noqa: E501

import json
import socket
import time

import pytest

from checker import PackError, load_pack
from tests.build import condition, write_pack

FLAG = {"title": "Is it so?", "type": "boolean"}
ASKS_FLAG = {"fact": "small.flag", "is": True}


def schema(properties=None, **more):
    return {"type": "object", "properties": {"flag": FLAG, **(properties or {})}, **more}


def made(folder, written, requires=None, *, scope="project", **more):
    """A pack whose only condition asks ``requires``, with a file of own facts: data, or text as it is."""
    made = write_pack(folder / "pack", [condition("TEST-1", "CP", requires or ASKS_FLAG)], scope=scope, **more)
    text = written if isinstance(written, str) else json.dumps(written, indent=1, ensure_ascii=False)
    (made / "facts.schema.json").write_text(text, encoding="utf-8")
    return str(made)


def faults(folder, *rest, **more):
    with pytest.raises(PackError) as caught:
        load_pack(made(folder, *rest, **more))
    return caught.value.problems


# What a schema says, and what rules may then do with the fact.
KINDS = [
    ({"type": "boolean"}, "bool", (), {"is": False}),
    ({"type": "integer", "minimum": 0}, "integer", (), {"at_least": 3}),
    ({"type": "number", "minimum": 0.5, "maximum": 20}, "number", (), {"less_than": 3.5}),
    ({"type": "number", "minimum": 0, "maximum": 1}, "share", (), {"more_than": 0.5}),
    ({"type": "string"}, "text", (), {"is": "a word"}),
    ({"type": "string", "maxLength": 5}, "text", (), {"in": ["a", "b"]}),
    ({"type": "string", "format": "date"}, "date", (), {"before": "2026-01-01"}),
    ({"type": "string", "enum": ["a", "b b"]}, "choice", ("a", "b b"), {"is_not": "b b"}),
    ({"type": "array", "items": {"type": "string", "enum": ["a", "b"]}}, "set", ("a", "b"), {"contains_none": ["b"]}),
    ({"type": "array", "uniqueItems": True, "items": {"$ref": "#/$defs/words"}}, "set", ("x", "y"), {"within": ["y"]}),
    ({"$ref": "#/$defs/words"}, "choice", ("x", "y"), {"in": ["y"]}),
]  # fmt: skip
DEFINITIONS = {"words": {"type": "string", "enum": ["x", "y"]}}


@pytest.mark.parametrize(("said", "kind", "choices", "operator"), KINDS, ids=[str(row[0]) for row in KINDS])
def test_a_schema_is_a_fact_of_a_kind(tmp_path, said, kind, choices, operator):
    used = DEFINITIONS if "$ref" in json.dumps(said) else {}
    properties = {"own": {"title": "What is it?", "description": "As of today.", **said}}
    test = {"fact": "small.own", **operator}
    pack = load_pack(made(tmp_path, schema(properties, **({"$defs": used} if used else {})), test))
    row = pack.own["small.own"].row
    assert (row.kind, row.choices, row.scope, row.by_document) == (kind, choices, "project", False)
    assert row.question == "What is it? As of today."


def test_scope_unit_and_document_are_said_with_words_of_our_own(tmp_path):
    own = {"title": "How many?", "type": "integer", "minimum": 0, "x-scope": "workforce", "x-unit": "days", "x-by-document": True}  # fmt: skip
    pack = load_pack(made(tmp_path, schema({"own": own}), {"fact": "small.own", "at_least": 1}, scope="workforce"))
    row = pack.own["small.own"].row
    assert (row.scope, row.unit, row.by_document) == ("workforce", "days", True)


def test_a_pack_without_the_file_has_no_facts_of_its_own(tmp_path):
    made = write_pack(tmp_path / "pack", [condition("TEST-1", "CP", {"fact": "monitoring.payroll_access", "is": True})])
    assert load_pack(str(made)).own == {}


def test_the_digest_of_a_pack_covers_its_facts(tmp_path):
    first = load_pack(made(tmp_path / "one", schema()))
    second = load_pack(made(tmp_path / "two", schema({"more": FLAG})))
    assert first.sha256 != second.sha256


OUTSIDE = "{} is not in the part of JSON Schema that facts are written in"
# (what is put in place of the fact, where the fault stands, message, help)
REFUSED = [
    ({"pattern": "^(a+)+$"}, ".pattern", OUTSIDE.format("`pattern`"), "regular expressions are not run: list the words as `enum`"),
    ({"default": True}, ".default", OUTSIDE.format("`default`"), "a fact that is not stated is unknown, and never has a value all the same"),
    ({"anyOf": []}, ".anyOf", OUTSIDE.format("`anyOf`"), "a fact has one plain type"),
    ({"typ": "boolean"}, ".typ", OUTSIDE.format("`typ`"), "did you mean `type`?"),
    ({"minimum": 0}, ".minimum", OUTSIDE.format("`minimum`"), "here stand $comment, title, description, type, x-scope, x-by-document"),
    ({"type": None}, ".type", "`None` is no type that a fact can have", "one of boolean, string, integer, number, array"),
    ({"type": "bool"}, ".type", "`bool` is no type that a fact can have", "did you mean `boolean`?"),
    ({"type": ["boolean", "null"]}, ".type", "`['boolean', 'null']` is no type that a fact can have", None),
    ({"type": "object"}, ".type", "`object` is no type that a fact can have", None),
    ({"title": "It is so."}, ".title", "the title of a fact is the question that it answers, of at most 2000 characters", "write a sentence that ends with `?`"),
    ({"title": 5}, ".title", "the title of a fact is the question that it answers, of at most 2000 characters", None),
    ({"description": 5}, ".description", "the description is a note of at most 2000 characters", ""),
    ({"$comment": 5}, ".$comment", "`$comment` cannot be `5` in JSON Schema", ""),
    ({"x-scope": "workforces"}, ".x-scope", "`workforces` is no scope", "did you mean `workforce`?"),
    ({"x-by-document": "yes"}, ".x-by-document", "`x-by-document` is true or false", ""),
    ({"type": "integer"}, "", "a number has a `minimum` of 0 or more", None),
    ({"type": "integer", "minimum": -1}, ".minimum", "a number has a `minimum` of 0 or more", None),
    ({"type": "number", "minimum": True}, ".minimum", "a number has a `minimum` of 0 or more", None),
    ({"type": "number", "minimum": 2, "maximum": 2}, ".maximum", "`maximum` is a number above `minimum`", ""),
    ({"type": "number", "minimum": 2, "exclusiveMaximum": 3}, ".exclusiveMaximum", OUTSIDE.format("`exclusiveMaximum`"), "use `maximum`"),
    ({"type": "number", "minimum": 2, "x-unit": 3}, ".x-unit", "`x-unit` is text", ""),
    ({"type": "string", "format": "email"}, ".format", "`email` is no format that is checked", "only `date` is"),
    ({"type": "string", "maxLength": -1}, ".maxLength", "`maxLength` cannot be `-1` in JSON Schema", ""),
    ({"type": "string", "enum": []}, ".enum", "`enum` is a list of words that is not empty", ""),
    ({"type": "string", "enum": ["a", 5]}, ".enum[1]", "`5` is no word of at most 100 characters, with single spaces if any", ""),
    ({"type": "string", "enum": ["a", "b", "a"]}, ".enum[2]", "`a` is listed twice", ""),
    ({"type": "string", "enum": ["a\nb"]}, ".enum[0]", "`a\nb` is no word of at most 100 characters, with single spaces if any", ""),
    ({"type": "string", "enum": ["a"], "format": "date"}, ".enum", "a list of words needs no `format` and no `maxLength`", ""),
    ({"type": "array"}, ".type", "a list of a fact says what its `items` are", None),
    ({"type": "array", "items": True}, ".items", "`True` is no schema", None),
    ({"type": "array", "items": {"type": "string"}}, ".items.type", "the items of a list are of the type `string`, with their words as `enum`", ""),
    ({"type": "array", "items": {"type": "number"}}, ".items.type", "the items of a list are of the type `string`, with their words as `enum`", ""),
    ({"type": "array", "items": {"type": "string", "enum": ["a"], "pattern": "a"}}, ".items.pattern", OUTSIDE.format("`pattern`"), None),
]  # fmt: skip


@pytest.mark.parametrize(("change", "at", "message", "advice"), REFUSED, ids=[str(row[0]) for row in REFUSED])
def test_what_a_fact_cannot_say_is_refused_in_its_place(tmp_path, change, at, message, advice):
    found = faults(tmp_path, schema({"own": {**FLAG, **change}}))
    mine = [problem for problem in found if problem.message == message]
    assert mine, list(map(str, found))
    assert mine[0].path == f"properties.own{at}"
    assert advice in (None, mine[0].help)
    assert mine[0].line > 1


PLACED = [
    ('"pattern": "a+"', 0, "`pattern` is not in"),
    ('"enum": ["a", 5]', 14, "`5` is no word"),
    ('"enum": ["a"], "x-scope": "workforces"', 26, "`workforces` is no scope"),
]


@pytest.mark.parametrize(("written", "after", "message"), PLACED, ids=[row[2] for row in PLACED])
def test_a_fault_stands_at_its_line_and_column(tmp_path, written, after, message):
    line = '  "own": {"title": "What?", "type": "string", '
    (problem, *_) = faults(tmp_path, f'{{"type": "object",\n "properties": {{\n{line}{written}}}}}}}')
    assert problem.message.startswith(message)
    assert (problem.line, problem.column) == (3, len(line) + after + 1)


# The file as a whole: (text or data, message, help)
WHOLE = [
    ([], "the facts of a pack are a JSON Schema: an object with `type` and `properties`", None),
    ({"properties": {"flag": FLAG}}, "the facts of a pack are of the type `object`", 'write `"type": "object"`'),
    ({"type": "object"}, "`properties` is an object of schemas that is not empty", None),
    ({"type": "object", "properties": {}}, "`properties` is an object of schemas that is not empty", None),
    (schema(required=["flag"]), OUTSIDE.format("`required`"), "no fact must be stated: one that is not is unknown"),
    (schema(additionalProperties=True), "a pack lists all its facts", "write `false`, or leave it out"),
    (schema({"$schema": "x"}, **{"$schema": "http://json-schema.org/draft-07/schema#"}), "`http://json-schema.org/draft-07/schema#` is not the dialect", None),
    (schema({"Own": FLAG}), "a fact's name is at most 64 lower-case letters, digits and underscores, a letter first", None),
    (schema({"a.b": FLAG}), "a fact's name is at most 64 lower-case letters, digits and underscores, a letter first", None),
    (schema({"own": True}), "`True` is no schema", None),
    (schema(patternProperties={"^(a+)+$": FLAG}), OUTSIDE.format("`patternProperties`"), "regular expressions are not run"),
    (schema(**{"$id": 5}), None, None),
    (schema(**{"$defs": {"words": DEFINITIONS["words"]}}), "no fact refers to the definition `words`", None),
    ('{"type": "object", "properties": {"flag": {"type": "boolean", "type": "string"}}}', None, None),
    ("type: object", None, None),
    ("", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("written", "message", "advice"), WHOLE, ids=[str(row[0])[:60] for row in WHOLE])
def test_a_file_that_holds_no_facts_is_refused(tmp_path, written, message, advice):
    found = faults(tmp_path, written)
    mine = [problem for problem in found if message in (None, problem.message)]
    assert mine, list(map(str, found))
    assert mine[0].file.endswith("pack/facts.schema.json")
    assert mine[0].line
    assert advice in (None, mine[0].help)


@pytest.mark.parametrize("name", ["hiring", "workforces", "country"])
def test_a_pack_named_like_a_section_has_no_facts_of_its_own(tmp_path, name):
    (problem, *_) = faults(tmp_path, schema(), pack=name)
    assert problem.message.startswith(f"`{name}` is a section of every project file")


# References: (definitions, the reference of a fact, message)
REFERENCES = [
    ({}, "https://example.org/facts.json", "the reference `https://example.org/facts.json` leads to no definition of this file"),
    ({}, "other.json#/$defs/words", "the reference `other.json#/$defs/words` leads to no definition of this file"),
    ({}, "#", "the reference `#` leads to no definition of this file"),
    ({}, "#/properties/flag", "the reference `#/properties/flag` leads to no definition of this file"),
    ({}, 5, "the reference `5` leads to no definition of this file"),
    ({"words": DEFINITIONS["words"]}, "#/$defs/wrods", "no definition is called `wrods`"),
    ({"a": {"$ref": "#/$defs/a"}}, "#/$defs/a", "a definition refers to no other"),
    ({"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "#/$defs/a", "a definition refers to no other"),
    ({"a": {**DEFINITIONS["words"], "pattern": "(a+)+"}}, "#/$defs/a", OUTSIDE.format("`pattern`")),
    ({"a": {"type": "array", "items": {"$ref": "https://example.org/"}}}, "#/$defs/a", "the reference `https://example.org/` leads to no definition of this file"),
    ({"a": 5}, "#/$defs/a", "the definition `a` is no schema"),
    ({"a": {**DEFINITIONS["words"], "x-scope": "workforce"}}, "#/$defs/a", "`x-scope` stands in the definition `a` too"),
]  # fmt: skip


@pytest.mark.parametrize(("definitions", "reference", "message"), REFERENCES, ids=[str(row[:2]) for row in REFERENCES])
def test_a_reference_leads_to_a_definition_that_leads_nowhere(tmp_path, definitions, reference, message):
    own = {"title": "What?", "$ref": reference, "x-scope": "project"}
    found = faults(tmp_path, schema({"own": own}, **{"$defs": definitions}))
    assert message in [problem.message for problem in found]


def test_nothing_is_fetched(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/facts.json"
        faults(tmp_path / "ref", schema({"own": {"title": "What?", "$ref": address}}))
        faults(tmp_path / "dialect", schema(**{"$schema": address}))
        load_pack(made(tmp_path / "id", schema(**{"$id": address})))
        server.settimeout(0.05)
        with pytest.raises(TimeoutError):
            server.accept()


HOSTILE = {
    "a huge enumeration": lambda: schema({"own": {"title": "What?", "type": "string", "enum": [str(n) for n in range(100_000)]}}),
    "very many facts": lambda: schema({f"own_{n}": FLAG for n in range(20_000)}),
    "very many definitions": lambda: schema(**{"$defs": {f"d{n}": {"$ref": f"#/$defs/d{n + 1}"} for n in range(20_000)}}),
    "a pattern of a megabyte": lambda: schema({"own": {"title": "What?", "type": "string", "pattern": "(a+)+" * 200_000}}),
    "a title of a megabyte": lambda: schema({"own": {"title": "?" * 1_000_000, "type": "string"}}),
    "a name of a megabyte": lambda: schema({"a" * 1_000_000: FLAG}),
    "a deep schema": lambda: json.dumps(schema()).replace('"boolean"', '{"not": ' * 50_000 + "{}" + "}" * 50_000),
    "a deep list of types": lambda: json.dumps(schema()).replace('"boolean"', "[" * 90 + "]" * 90),
    "a number without end": lambda: '{"type": "object", "properties": {"n": {"title": "n?", "type": "number", "minimum": 1e999}}}',
    "more than two megabytes": lambda: schema(description="x" * 3_000_000),
}  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_schema_is_refused_soon_and_shortly(tmp_path, hostile):
    written = hostile()
    began = time.process_time()
    found = faults(tmp_path, written)
    assert time.process_time() - began < 2
    assert len("".join(map(str, found))) < 20_000


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    outside = tmp_path / "outside.json"
    outside.write_text(json.dumps(schema()))
    folder = made(tmp_path, schema())
    (tmp_path / "pack" / "facts.schema.json").unlink()
    (tmp_path / "pack" / "facts.schema.json").symlink_to(outside)
    with pytest.raises(PackError, match="leads out of its folder"):
        load_pack(folder)


# Trees are held against own facts as against those of the vocabulary: (tree, message, help)
TREES = [
    ({"fact": "small.flga", "is": True}, "no fact is called `small.flga`", "did you mean `small.flag`?"),
    ({"fact": "small.flag", "is": "yes"}, "`yes` is not true or false", ""),
    ({"fact": "small.flag", "at_least": 5}, "the operator `at_least` does not fit a bool", None),
    ({"fact": "small.word", "is": "b"}, "`b` is not one of alpha, beta", ""),
    ({"fact": "small.words", "contains_any": ["alfa"]}, "`alfa` is not one of alpha, beta", "did you mean `alpha`?"),
    ({"fact": "small.day", "before": "2026-02-30"}, "`2026-02-30` is no date such as 2026-03-31", ""),
    ({"fact": "small.theirs", "is": True}, "`small.theirs` belongs to a workforce, and this cluster judges the project", "ask `every`, `some` or `count` of `workforces`, with `item`"),
    ({"every": "workforces", "satisfies": {"item": "small.thiers", "is": True}}, "the records of `workforces` have no field `small.thiers`", "did you mean `small.theirs`?"),
    ({"every": "workforces", "satisfies": {"item": "small.flag", "is": True}}, "the records of `workforces` have no field `small.flag`", None),
    ({"every": "parties", "satisfies": {"item": "small.theirs", "is": True}}, "the records of `parties` have no field `small.theirs`", None),
]  # fmt: skip
MORE = {
    "word": {"title": "Which?", "type": "string", "enum": ["alpha", "beta"]},
    "words": {"title": "Which?", "type": "array", "items": {"type": "string", "enum": ["alpha", "beta"]}},
    "day": {"title": "When?", "type": "string", "format": "date"},
    "theirs": {**FLAG, "x-scope": "workforce"},
}


@pytest.mark.parametrize(("tree", "message", "advice"), TREES, ids=[str(row[0]) for row in TREES])
def test_a_tree_is_held_against_own_facts(tmp_path, tree, message, advice):
    found = faults(tmp_path, schema(MORE), tree)
    mine = [problem for problem in found if problem.message == message]
    assert mine, list(map(str, found))
    assert mine[0].file.endswith("TEST.yaml")
    assert advice in (None, mine[0].help)


def test_a_list_of_own_facts_of_workforces_can_be_asked(tmp_path):
    tree = {"every": "workforces", "satisfies": {"item": "small.theirs", "is": True}}
    assert load_pack(made(tmp_path, schema(MORE), tree)).conditions
