"""Files in which named people answer for something about a project: read and validated, whatever they answer for.

An entry names the condition, the project and subject, a reason, and the digest of the project file
that its people had before them. Whether it counts on a day, and for what, is not known here.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.ground.errors import InputError, quote
from checker.project import fields as leaf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from checker.ground.places import Document, Pointer

    # What is wrong with an entry by itself: where in it, the message, the help.
    Fault = tuple[Pointer, str, str]

__all__ = ["Entry", "File", "Person", "faults_of_people", "file_form", "load_entries", "plain_name"]

_LONGEST_NAME, _LONGEST_TEXT = 200, 4_000
_LEAST_PEOPLE = 2


@leaf.model
class Person:
    """Someone who answers for an entry, by name and role."""

    name: str = leaf.required_text(_LONGEST_NAME)
    role: str = leaf.required_text(_LONGEST_NAME)
    organisation: str | None = leaf.text()


@leaf.model
class Entry:
    """What every entry says; ``subject`` is a workforce's id, or the project's own."""

    condition: str = leaf.name()
    project: str = leaf.slug()
    subject: str = leaf.name()
    reason: str = leaf.required_text(_LONGEST_TEXT)
    sha256: str = leaf.required_sha256()


class File(NamedTuple):
    """The entries of a file in its order, and the document for their places."""

    entries: tuple[Any, ...]
    document: Document
    key: str

    def pointer(self, number: int, *rest: str | int) -> Pointer:
        """The pointer to an entry, or to a part of it."""
        return (self.key, number, *rest)


def load_entries(
    name: str, key: str, kind: type[Entry], faults_of: Callable[[Any], Iterable[Fault]], *, limit: int
) -> File:
    """The entries that stand under ``key`` in a file of YAML, JSON or TOML.

    Args:
        name: path of a regular file, or ``-``.
        key: the one key of the file.
        kind: what an entry is.
        faults_of: what is wrong with an entry though each of its keys is well-formed.
        limit: most bytes to read.

    Raises:
        InputError: it cannot be read, or entries are not valid; every fault is listed with its place.
    """
    from pydantic_core import SchemaValidator, ValidationError

    from checker.load import load_document
    from checker.project.faults import problems_of

    document = load_document(name, limit=limit)
    if not isinstance(document.data, dict):
        message = f"this file is a mapping with the key `{key}`, a list of entries"
        raise InputError(document.problem("wrong-type", message, (), f"see docs/{key}.md for an example"))
    try:
        found = SchemaValidator(file_form(key, kind)).validate_python(document.data)[key]
    except ValidationError as error:
        raise InputError(problems_of(error, document, _allowed_keys(key, kind))) from None
    problems = [
        document.problem("wrong-value", message, (key, number, *pointer), advice)
        for number, entry in enumerate(found)
        for pointer, message, advice in faults_of(entry)
    ]
    if problems:
        raise InputError(problems)
    return File(tuple(found), document, key)


def file_form(key: str, kind: type[Entry]) -> Any:
    """The validator of a file that holds a list of entries and nothing else."""
    from pydantic_core import core_schema as cs

    fields = {key: cs.typed_dict_field(cs.list_schema(leaf.schema_of(kind), strict=True))}
    return cs.typed_dict_schema(fields, extra_behavior="forbid", strict=True)


def _allowed_keys(key: str, kind: type[Entry]) -> Callable[[Pointer], Sequence[str]]:
    def keys(pointer: Pointer) -> Sequence[str]:
        names = [part for part in pointer if isinstance(part, str)]
        if not names:
            return (key,)
        if names == [key]:
            return leaf.keys_of(kind)
        return leaf.keys_of(Person) if len(names) == 2 and len(pointer) == 4 else ()

    return keys


def faults_of_people(people: Sequence[Person], key: str) -> Iterator[Fault]:
    """What keeps people from being two: too few are named, one of them twice, or one by no name."""
    if len(people) < _LEAST_PEOPLE:
        yield (key,), f"two people answer for an entry, found {len(people)}", "add a second `name` and `role`"
    seen: dict[str, str] = {}
    for index, person in enumerate(people):
        plain = plain_name(person.name)
        if not plain:
            yield (key, index, "name"), f"{quote(person.name)} is no name", "write the person's full name"
        elif plain in seen:
            message = f"{quote(person.name)} and {quote(seen[plain])} are one person"
            yield (key, index, "name"), message, "two different people answer for an entry"
        seen.setdefault(plain, person.name)


def plain_name(name: str) -> str:
    """A name without regard to case, order, accents' encoding, punctuation and what cannot be seen.

    >>> plain_name("Silva, Ana") == plain_name("ana  SILVA")
    True
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    seen = "".join(letter for letter in folded if unicodedata.category(letter) != "Cf")
    words = "".join(letter if letter.isalnum() or unicodedata.combining(letter) else " " for letter in seen).split()
    return " ".join(sorted(words))
