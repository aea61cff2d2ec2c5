"""The JSON Schema of project files, from the models and the vocabulary; editors complete and check with it."""

from __future__ import annotations

from typing import Any

from checker.domain.vocabulary import FACTS, RECORDS, SECTIONS, Fact, facts_of_section
from checker.domain.words import BASES, NOT_COLLECTED
from checker.project.fields import DAY_SCHEMA, code_schema, schema_of
from checker.tools.schemas.parts import header, nullable

__all__ = ["project_schema"]

_DESCRIPTIONS = {
    "id": "A short name of the project: lower-case words joined by dashes.",
    "title": "The project's title, as a reader should see it.",
    "summary": "What the project is, in a few sentences.",
    "url": "Where the project is described. A check never opens it.",
    "country": "The host country.",
    "purpose": "Decides the track: which clusters apply and which words the outcome has.",
    "sector": "The economic sector, by default in the DAC's five-digit codes.",
    "stage": "At proposal and appraisal commitments decide; from implementation on only practice does.",
    "as_of": "The day on which the facts are stated.",
    "regime": "Which sanctions world is assumed: `actual`, or a scenario of the pack.",
    "default_basis": "The basis of statements that name none.",
    "exit_harm": "Who is hurt if this project stops. Printed with every corrective action.",
    "parties": "Who takes part, and in which role.",
    "finance": "The money and the payments that conditions precede.",
    "context": "What surrounds the project.",
    "workforce_defaults": "What holds for every workforce that does not state it itself.",
    "workforces": "The workforces. An empty list says that there is none; no key at all says nothing.",
    "extensions": "Facts of rule packs, by the pack's id. Each pack says which it has, and what values they take.",
    "evidence": "The evidence register: documents and observations that statements cite by id.",
    "workers_can_speak_safely": "Whether workers can speak safely; if not, audits and interviews count for less.",
    "origin": "The id of the item that this one repeats: items of one origin count once.",
    "independent": "Independent of employer, host and seller. Not stated counts as no.",
    "examined_by": "Who examined records, and whether that examiner is independent.",
    "issuer": "Who made it: a party's id, or a name. What names nobody shows nothing in a project's favour.",
    "signed_by": "Who signed it beside its issuer: ids of parties, or names. Not stated: the issuer alone.",
    "part_of": "The party, by id or name, to which this one belongs. It has that one's interest.",
    "issued": "The day on which it was made. What has no day shows nothing in favour of what is done.",
    "covers_from": "The first day it speaks of.",
    "covers_until": "The last day it speaks of.",
    "file": "Where the document lies. A check never opens it.",
    "sha256": "The document's SHA-256 digest, in hexadecimal.",
}


def project_schema() -> dict[str, Any]:
    """The schema of a project file."""
    from pydantic.json_schema import GenerateJsonSchema

    from checker.project.models import Project

    root = _with_facts(GenerateJsonSchema().generate(schema_of(Project)))
    definitions = {**root.pop("$defs"), **_sections(), **_statements(), **_extensions()}
    for definition in (root, *definitions.values()):
        _describe(definition)
    opening = header("project", "Project file", "Facts about one economic project, and the evidence for them.")
    return opening | {key: value for key, value in root.items() if key != "title"} | {"$defs": definitions}


def _with_facts(node: Any) -> Any:
    """Puts references to the sections where the models only name them."""
    if isinstance(node, dict):
        comment = str(node.get("$comment", ""))
        if comment == "extensions":
            return nullable({"$ref": "#/$defs/extensions"})
        if comment.startswith("section "):
            return nullable({"$ref": f"#/$defs/{comment.removeprefix('section ')}"})
        return {key: _with_facts(value) for key, value in node.items()}
    return [_with_facts(item) for item in node] if isinstance(node, list) else node


def _sections() -> dict[str, Any]:
    return {name: _section(name) for scope in ("workforce", "project") for name in SECTIONS[scope]}


def _section(name: str) -> dict[str, Any]:
    facts = {key: _fact(fact) for key, fact in facts_of_section(name).items()}
    return {"type": "object", "additionalProperties": False, "properties": facts}


def _fact(fact: Fact) -> dict[str, Any]:
    """A value, a statement, a list of statements, or null for left blank."""
    unit = f" Unit: {fact.unit}." if fact.unit else ""
    value, statement = _value(fact), {"$ref": f"#/$defs/{_statement_name(fact)}"}
    forms = [value, statement, {"type": "array", "minItems": 1, "items": statement}, {"type": "null"}]
    return {"title": fact.path, "description": fact.question + unit, "anyOf": forms}


def _statement_name(fact: Fact) -> str:
    shared = fact.kind in ("bool", "integer", "number", "share", "money") and fact.maximum is None
    return f"statement_{fact.kind}" if shared else f"statement_{fact.path.replace('.', '_')}"


def _statements() -> dict[str, Any]:
    """A statement for each kind of value."""
    return {_statement_name(fact): _statement(_value(fact)) for fact in FACTS.values()}


def _extensions() -> dict[str, Any]:
    """Facts whose values only the schema of their pack knows."""
    plain: list[dict[str, Any]] = [{"type": name} for name in ("boolean", "number", "string")]
    words = {"type": "array", "items": {"type": ["boolean", "number", "string"]}}
    statement = {"$ref": "#/$defs/statement_any"}
    fact = {"anyOf": [*plain, words, statement, {"type": "array", "minItems": 1, "items": statement}, {"type": "null"}]}
    facts = nullable({"type": "object", "additionalProperties": fact})
    return {
        "extensions": {"type": "object", "additionalProperties": facts},
        "statement_any": _statement({"anyOf": [*plain, words]}),
    }


def _statement(value: dict[str, Any]) -> dict[str, Any]:
    properties = {
        "value": nullable(value),
        "basis": nullable(
            {"enum": list(BASES), "description": "What happens, what is promised, or what host law says."}
        ),
        "evidence": {"type": "array", "items": {"type": "string"}, "description": "Ids of the evidence register."},
        "as_of": nullable(DAY_SCHEMA | {"description": "The day that this statement speaks of."}),
        "contested": {"type": "boolean", "description": "Whether someone disputes it: any value but this may be so."},
        "contested_by": nullable(
            {"type": "string", "description": "Who disputes it: a party id, or a name; their evidence is cited."}
        ),
        "not_collected": nullable({"enum": list(NOT_COLLECTED), "description": "Why there is no value."}),
        "note": nullable({"type": "string"}),
    }
    wanted = [{"required": ["value"]}, {"required": ["not_collected"]}]
    both = {"value": {"not": {"type": "null"}}, "not_collected": {"not": {"type": "null"}}}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "anyOf": wanted,
        "not": {"required": ["value", "not_collected"], "properties": both},
    }


def _value(fact: Fact) -> dict[str, Any]:
    match fact.kind:
        case "bool":
            return {"type": "boolean"}
        case "integer":
            return {"type": "integer", "minimum": 0}
        case "number":
            return {"type": "number", "minimum": 0} | ({"maximum": fact.maximum} if fact.maximum else {})
        case "share":
            return {"type": "number", "minimum": 0, "maximum": 1}
        case "choice":
            return {"enum": list(fact.choices)}
        case "set":
            return {"type": "array", "items": {"enum": list(fact.choices)}}
        case "money":
            return {
                "type": "object",
                "additionalProperties": False,
                "required": ["amount", "currency"],
                "properties": {
                    "amount": {"type": "number", "minimum": 0},
                    "currency": code_schema("currency") | {"description": "ISO 4217 code."},
                },
            }
        case "records":
            fields = {
                name: {"description": row.question} | nullable(_value(row)) for name, row in RECORDS[fact.path].items()
            }
            return {"type": "array", "items": {"type": "object", "additionalProperties": False, "properties": fields}}
        case "date":
            return {"anyOf": [DAY_SCHEMA, {"enum": list(fact.choices)}]} if fact.choices else DAY_SCHEMA
        case "country" | "currency" | "language":
            return code_schema(fact.kind)
        case "text":
            return {"type": "string"}


def _describe(definition: dict[str, Any]) -> None:
    """Titles and descriptions for what pydantic derived without them."""
    for name, schema in definition.get("properties", {}).items():
        schema.pop("default", None)
        schema.setdefault("title", name)
        if name in SECTIONS["workforce"] + SECTIONS["project"]:
            schema["description"] = f"Facts about {name.replace('_', ' ')}."
        elif name in _DESCRIPTIONS:
            schema["description"] = _DESCRIPTIONS[name]
