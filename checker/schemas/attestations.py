"""The JSON Schema of files of attestations, from the model."""

from __future__ import annotations

from typing import Any

from checker.schemas.parts import header

__all__ = ["attestations_schema"]

_DESCRIPTIONS = {
    "condition": "The id of the condition that asks.",
    "subject": "The id of the workforce, or of the project where the condition is about the whole project.",
    "question": "The question, word for word; may be left out where the condition asks only one.",
    "answer": "The answer: true or false.",
    "by": "The two people who answer for it.",
    "organisation": "For whom the person works, where that is a party of the project.",
    "reason": "What the answer rests on.",
    "given": "The day on which it was given.",
    "lapses": "The first day on which it no longer counts.",
    "project_sha256": "The SHA-256 digest of the project file that the two people had before them.",
}


def attestations_schema() -> dict[str, Any]:
    """The schema of a file of attestations."""
    from pydantic.json_schema import GenerateJsonSchema

    from checker.attestation import Attestations

    root = GenerateJsonSchema().generate(Attestations.core_schema())
    for definition in root["$defs"].values():
        for name, schema in definition["properties"].items():
            schema.pop("title", None)
            if name in _DESCRIPTIONS:
                schema["description"] = _DESCRIPTIONS[name]
    opening = header("attestations", "Attestations", "Answers of two people to questions that no fact settles.")
    return opening | {key: value for key, value in root.items() if key != "title"}
