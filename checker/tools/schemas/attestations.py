"""The JSON Schema of files of attestations, from their model."""

from __future__ import annotations

from typing import Any

from checker.tools.schemas.parts import header

__all__ = ["attestations_schema"]

_DESCRIPTIONS = {
    "condition": "The condition that asks the question, such as REMEDY-2.",
    "question": "The question as the condition asks it; needed where it asks several.",
    "project": "The id of the project file.",
    "subject": "The id of the workforce, or of the project where the condition is about the project.",
    "answer": "What the people attest: yes is true, no is false.",
    "by": "Two or more different people. None may speak for an employer, the host, or who carries the project out.",
    "reason": "Why they answer so: what they saw, read and weighed.",
    "given": "The day on which they attest.",
    "lapses": "The last day on which it counts, within what the rule pack allows (365 days if it says nothing).",
    "sha256": "The SHA-256 digest of the project file that they had before them; every report names it.",
    "name": "The person's full name.",
    "role": "What the person is, such as labour inspector.",
    "organisation": "Whom the person works for.",
}


def attestations_schema() -> dict[str, Any]:
    """The schema of a file of attestations."""
    from pydantic.json_schema import GenerateJsonSchema

    from checker.people.attestations import KEY, Attestation
    from checker.people.signed_file import file_form

    root = GenerateJsonSchema().generate(file_form(KEY, Attestation))
    for definition in root["$defs"].values():
        for name, schema in definition["properties"].items():
            for key in ("default", "title"):
                schema.pop(key, None)
            schema["description"] = _DESCRIPTIONS[name]
    root["$defs"]["Attestation"]["properties"]["by"]["minItems"] = 2
    root["properties"][KEY].pop("title", None)
    opening = header("attestations", "Attestations", "What people attest on questions that no fact settles.")
    return opening | {key: value for key, value in root.items() if key != "title"}
