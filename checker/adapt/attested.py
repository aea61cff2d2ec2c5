"""A file of attestations to models: validated, with every fault reported at once, in its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pydantic_core import SchemaValidator, ValidationError

from checker.attestation import Attestation, Attestations, PlacedAttestation, Signatory
from checker.errors import InputError, Problem
from checker.load import MAX_BYTES, load_document
from checker.source import dotted
from checker.wording import problems_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.model import Model
    from checker.source import Document, Pointer

__all__ = ["load_attestations"]

_KEYS: dict[tuple[str, ...], type[Model]] = {
    (): Attestations,
    ("attestations",): Attestation,
    ("attestations", "by"): Signatory,
}


def load_attestations(source: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> tuple[PlacedAttestation, ...]:
    """The attestations of a YAML, JSON or TOML file, each with its place.

    Args:
        source: path of a regular file.
        max_bytes: largest input that is read.

    Raises:
        InputError: it cannot be read, or is no valid file of attestations; every fault is listed.
    """
    document = load_document(os.fspath(source), limit=max_bytes)
    if not isinstance(document.data, dict):
        message = "a file of attestations is a mapping with the key `attestations`"
        raise InputError(Problem(message, document.name, 1, 1))
    try:
        found: Attestations = SchemaValidator(Attestations.core_schema()).validate_python(document.data)
    except ValidationError as error:
        raise InputError(problems_of(error, document, _allowed_keys)) from None
    problems = [fault for index, one in enumerate(found.attestations) for fault in _faults(document, index, one)]
    if problems:
        raise InputError(problems)
    return tuple(_placed(document, index, one) for index, one in enumerate(found.attestations))


def _allowed_keys(pointer: Pointer) -> Sequence[str]:
    model = _KEYS.get(tuple(part for part in pointer if isinstance(part, str)))
    return model.fields if model else ()


def _placed(document: Document, index: int, said: Attestation) -> PlacedAttestation:
    return PlacedAttestation(said, document.name, *document.span(("attestations", index, "answer")))


def _faults(document: Document, index: int, said: Attestation) -> Iterator[Problem]:
    """What no attestation may be: signed by one person, or without a time in which it counts."""

    def fault(message: str, key: str, advice: str = "") -> Problem:
        pointer = ("attestations", index, key)
        span = document.span(pointer)
        return Problem(message, document.name, span.line, span.column, dotted(pointer), advice)

    if len(said.by) != 2:
        yield fault(f"{len(said.by)} people sign, and an attestation takes two", "by")
    elif _plain(said.by[0].name) == _plain(said.by[1].name):
        yield fault("the same person signs twice", "by", "an attestation takes two people")
    if said.lapses <= said.given:
        yield fault("it lapses before it counts for a day", "lapses", "give a day after `given`")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
