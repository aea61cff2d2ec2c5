"""The JSON Schema of rule packs: one schema for ``pack.yaml``, cluster files and case files."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from checker.domain.operators import OPERATORS
from checker.domain.vocabulary import DESCRIPTIVE, FACTS, RECORDS
from checker.packs import shape
from checker.tools.schemas.parts import header

__all__ = ["pack_schema"]


def pack_schema() -> dict[str, Any]:
    """The schema of the files of a rule pack."""
    files = {
        "pack": shape.PACK, "extension": shape.EXTENSION, "cluster": shape.CLUSTER, "addition": shape.ADDITION,
        "cases": shape.CASES,
    }  # fmt: skip
    definitions = {name: _with_trees(GenerateJsonSchema().generate(schema)) for name, schema in files.items()}
    opening = header("pack", "Rule pack file", "pack.yaml, a cluster file or a case file of a rule pack.")
    choices = [{"$ref": f"#/$defs/{name}"} for name in files]
    # A cluster file may be one that adds to a cluster of the pack that is extended, too.
    return opening | {"anyOf": choices, "$defs": {**definitions, "tree": _tree()}}


def _with_trees(node: Any) -> Any:
    if node == shape.TREE_MARK:
        return {"$ref": "#/$defs/tree"}
    if isinstance(node, dict):
        return {key: _with_trees(value) for key, value in node.items() if key != "title" or not isinstance(value, str)}
    return [_with_trees(item) for item in node] if isinstance(node, list) else node


def _tree() -> dict[str, Any]:
    tree = {"$ref": "#/$defs/tree"}
    trees = {"type": "array", "minItems": 1, "items": tree}
    operators = {
        name: {"description": f"Holds for {row.holds.format('the operand')}."} for name, row in OPERATORS.items()
    }
    named = sorted([*FACTS, *DESCRIPTIVE])
    sections = "|".join(dict.fromkeys(path.partition(".")[0] for path in named))
    # A pack's own facts, `<pack>.<name>`: which there are, its facts.schema.json says.
    own = {"type": "string", "pattern": rf"^(?!({sections})\.)[a-z0-9]+(-[a-z0-9]+)*\.[a-z][a-z0-9_]*$"}
    paths = {"anyOf": [{"enum": named}, own]}
    lists = {"enum": sorted(RECORDS)}
    closed = {"additionalProperties": False}
    test = {**closed, "minProperties": 2, "maxProperties": 2}
    return {
        "type": "object",
        "oneOf": [
            _only("all", trees), _only("any", trees), _only("not", tree),
            _only("judgement", {"type": "string", "pattern": r"\?\s*$"}), _only("authorised", {"const": "measures"}),
            {**test, "required": ["fact"], "properties": {"fact": paths, **operators}},
            {**test, "required": ["item"], "properties": {"item": {"type": "string"}, **operators}},
            {**test, "required": ["param"], "properties": {"param": {"type": "string"}, **operators}},
            *(
                {**closed, "required": [word, "satisfies"], "properties": {word: lists, "satisfies": tree}}
                for word in ("every", "some")
            ),
            {
                **closed,
                "required": ["count"],
                "properties": {"count": paths, "where": tree, "distinct": {"type": "string"}, **operators},
            },
        ],
    }  # fmt: skip


def _only(key: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"required": [key], "additionalProperties": False, "properties": {key: value}}
