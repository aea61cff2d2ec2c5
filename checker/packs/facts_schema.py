"""The facts that a pack brings itself, from ``facts.schema.json``: which there are, and what values they take.

The file is JSON Schema 2020-12, of which a small part is read: one plain type for each fact. What lies
outside it is refused, so that no value is held against a rule that was never looked at. Nothing is fetched.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema as cs

from checker.domain.pack import OwnFact
from checker.domain.vocabulary import DESCRIPTIVE, FACTS, Fact
from checker.ground.errors import PackError, Problem, did_you_mean, quote
from checker.packs.schema_keywords import Keywords, inlined, refuse_other_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.domain.pack import Pack
    from checker.domain.vocabulary import Kind
    from checker.ground.places import Document, Pointer
    from checker.packs.files import Faults, PackFiles

__all__ = ["FILE", "own_facts", "own_facts_of", "rows_of"]

FILE = "facts.schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# A pack that asks more than this, or offers more words to choose from, is no questionnaire for people.
_MOST_FACTS, _MOST_WORDS, _LONGEST_WORD, _LONGEST_TEXT = 200, 200, 100, 2_000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_WORD = re.compile(r"\S+(?: \S+)*")
_ROOT = ("$schema", "$id", "$comment", "title", "description", "type", "properties", "$defs", "additionalProperties")
_NOTES = ("$comment", "title", "description")
_EVERY = (*_NOTES, "type", "x-scope", "x-by-document")
_BOUNDS = ("minimum", "maximum", "x-unit")
_BY_TYPE = {"boolean": (), "string": ("enum", "format", "maxLength"), "integer": _BOUNDS, "number": _BOUNDS,
            "array": ("items", "uniqueItems")}  # fmt: skip
_SECTIONS = frozenset(path.partition(".")[0] for path in (*FACTS, *DESCRIPTIVE))


def own_facts(files: PackFiles, pack: str, faults: Faults) -> dict[str, OwnFact]:
    """The facts of a pack's folder by path, ``<pack>.<name>``; none where it has no such file.

    Args:
        files: the pack's folder.
        pack: its id.
        faults: collects what is wrong with the file.

    Raises:
        PackError: the file cannot be read, lies outside the folder, or has faults.
    """
    if not os.path.lexists(os.path.join(files.folder, FILE)):
        return {}
    document = files.read(FILE, cs.any_schema(), faults)
    assert document is not None
    found = _Schema(document, pack, faults).facts()
    # Rules that read a fact of this file would all be wrong as well.
    faults.raise_if_any()
    return found


def rows_of(facts: Mapping[str, OwnFact]) -> dict[str, Fact]:
    """The rows of own facts, by path."""
    return {path: fact.row for path, fact in facts.items()}


def own_facts_of(packs: Iterable[Pack]) -> dict[str, OwnFact]:
    """The own facts of all packs of a run, by path.

    Raises:
        PackError: two packs mean different things by one path.
    """
    found: dict[str, OwnFact] = {}
    for pack in packs:
        for path, fact in pack.own.items():
            if found.setdefault(path, fact) != fact:
                message = f"`{path}` is another fact in another pack of this check"
                raise PackError(
                    Problem("given-twice", message, os.path.join(pack.folder, FILE), help="check with one of them")
                )
    return found


class _Schema:
    """One ``facts.schema.json``."""

    def __init__(self, document: Document, pack: str, faults: Faults) -> None:
        self.document = document
        self.pack = pack
        self.faults = faults
        self.data = document.data
        self.before = len(faults.problems)

    def fault(
        self, message: str, pointer: Pointer, advice: str = "", *, at_key: bool = False, code: str = "wrong-value"
    ) -> None:
        self.faults.add(self.document, message, pointer, advice, at_key=at_key, code=code)

    @property
    def sound(self) -> bool:
        """Whether the file has had no fault so far."""
        return len(self.faults.problems) == self.before

    def facts(self) -> dict[str, OwnFact]:
        found: dict[str, OwnFact] = {}
        if self.root():
            used: set[str] = set()
            for name in self.data["properties"]:
                if fact := self.fact(name, used):
                    found[fact.row.path] = fact
            for name in self.data.get("$defs", {}):
                if name not in used and self.sound:
                    self.fault(f"no fact refers to the definition {quote(name)}", ("$defs", name), at_key=True)
        if self.sound:
            self.check_against_the_dialect(found)
        return found

    def root(self) -> bool:
        """Whether the file as a whole is an object of facts."""
        data = self.data
        if not isinstance(data, dict):
            self.fault(
                "the facts of a pack are a JSON Schema: an object with `type` and `properties`", (), code="wrong-type"
            )
            return False
        refuse_other_keys(data, _ROOT, (), self.fault)
        if data.get("$schema", _DIALECT) != _DIALECT:
            self.fault(f"{quote(data['$schema'])} is not the dialect", ("$schema",), f"write `{_DIALECT}`")
        if data.get("type") != "object":
            self.fault("the facts of a pack are of the type `object`", ("type",), 'write `"type": "object"`')
        if data.get("additionalProperties", False) is not False:
            self.fault("a pack lists all its facts", ("additionalProperties",), "write `false`, or leave it out")
        if self.pack in _SECTIONS:
            message = (
                f"`{self.pack}` is a section of every project file, so a pack of that name has no facts of its own"
            )
            self.fault(message, (), "give the pack another id", code="given-twice")
        for key in ("properties", "$defs"):
            if not isinstance(data.get(key, {}), dict) or (key == "properties" and not data.get(key)):
                self.fault(f"`{key}` is an object of schemas that is not empty", (key,), code="wrong-type")
            elif len(data.get(key, {})) > _MOST_FACTS:
                self.fault(f"`{key}` has more than {_MOST_FACTS} entries", (key,), at_key=True, code="too-large")
        return self.sound

    def fact(self, name: str, used: set[str]) -> OwnFact | None:
        pointer: Pointer = ("properties", name)
        before = len(self.faults.problems)
        if not _NAME.fullmatch(name):
            message = "a fact's name is at most 64 lower-case letters, digits and underscores, a letter first"
            self.fault(message, pointer, at_key=True)
        keys = inlined(self.data, pointer, used, self.fault)
        if keys is None or not self.typed(keys):
            return None
        kind, choices = self.kind(keys, used)
        question = self.question(keys)
        scope = keys.get("x-scope", "project")
        if scope not in ("project", "workforce"):
            advice = did_you_mean(scope, ("project", "workforce"), "`project` or `workforce`")
            self.fault(f"{quote(scope)} is no scope", keys.place("x-scope"), advice, code="unknown-name")
        if not isinstance(keys.get("x-by-document", False), bool):
            self.fault("`x-by-document` is true or false", keys.place("x-by-document"), code="wrong-type")
        if "x-unit" in keys.values and not isinstance(keys.get("x-unit"), str):
            self.fault("`x-unit` is text", keys.place("x-unit"), code="wrong-type")
        if len(self.faults.problems) > before:
            return None
        row = Fact(
            f"{self.pack}.{name}", kind, question, choices, keys.get("x-unit", ""), scope,
            by_document=keys.get("x-by-document", False), maximum=keys.get("maximum"),
        )  # fmt: skip
        schema = {key: value for key, value in keys.values.items() if not key.startswith("x-")}
        return OwnFact(row, schema)

    def typed(self, keys: Keywords) -> bool:
        """Whether the type is one that facts have, with nothing beside it that the type does not take."""
        type_ = keys.get("type")
        if not isinstance(type_, str) or type_ not in _BY_TYPE:
            said = f"{quote(type_)} is no type that a fact can have" if "type" in keys.values else "`type` is missing"
            advice = did_you_mean(type_, _BY_TYPE, f"one of {', '.join(_BY_TYPE)}")
            self.fault(said, keys.place("type"), advice, code="wrong-type" if "type" in keys.values else "missing")
            return False
        return keys.refuse_others((*_EVERY, *_BY_TYPE[type_]), self.fault)

    def question(self, keys: Keywords) -> str:
        """What is asked for the fact: its title, and the description as a note to it."""
        title, note = keys.get("title"), keys.get("description", "")
        if not isinstance(title, str) or not title.rstrip().endswith("?") or len(title) > _LONGEST_TEXT:
            message = f"the title of a fact is the question that it answers, of at most {_LONGEST_TEXT} characters"
            self.fault(message, keys.place("title"), "write a sentence that ends with `?`")
            return ""
        if not isinstance(note, str) or len(note) > _LONGEST_TEXT:
            message = f"the description is a note of at most {_LONGEST_TEXT} characters"
            self.fault(message, keys.place("description"))
            return ""
        return " ".join(f"{title} {note}".split())

    def kind(self, keys: Keywords, used: set[str]) -> tuple[Kind, tuple[str, ...]]:
        """What rules may do with the fact, and the words to choose from."""
        match keys.get("type"):
            case "boolean":
                return "bool", ()
            case "integer":
                self.bounds(keys)
                return "integer", ()
            case "number":
                self.bounds(keys)
                return "share" if keys.get("maximum") == 1 else "number", ()
            case "array":
                return "set", self.items(keys, used)
            case _ if "enum" in keys.values:
                return "choice", self.words(keys)
        if keys.get("format", "date") != "date":
            self.fault(
                f"{quote(keys.get('format'))} is no format that is checked", keys.place("format"), "only `date` is"
            )
        return "date" if "format" in keys.values else "text", ()

    def bounds(self, keys: Keywords) -> None:
        """A least value of 0 or more, as every number of the vocabulary has it, and a greatest above it."""
        least, most = keys.get("minimum"), keys.get("maximum")
        if not _is_number(least) or least < 0:
            advice = 'write `"minimum": 0`: a quantity below nothing is a fact of its own'
            self.fault("a number has a `minimum` of 0 or more", keys.place("minimum"), advice)
        elif "maximum" in keys.values and (not _is_number(most) or most <= least):
            self.fault("`maximum` is a number above `minimum`", keys.place("maximum"))

    def items(self, keys: Keywords, used: set[str]) -> tuple[str, ...]:
        if "items" not in keys.values:
            self.fault(
                "a list of a fact says what its `items` are",
                keys.place("type"),
                "words, listed as `enum`",
                code="missing",
            )
            return ()
        inner = inlined(self.data, keys.place("items"), used, self.fault)
        if inner is None or not inner.refuse_others((*_NOTES, "type", "enum"), self.fault):
            return ()
        if inner.get("type") != "string" or "enum" not in inner.values:
            self.fault("the items of a list are of the type `string`, with their words as `enum`", inner.place("type"))
            return ()
        keys.values["items"] = inner.values
        return self.words(inner)

    def words(self, keys: Keywords) -> tuple[str, ...]:
        """The words of an enumeration, each once, plain and short."""
        words, place = keys.get("enum"), keys.place("enum")
        if not isinstance(words, list) or not words:
            self.fault("`enum` is a list of words that is not empty", place, code="wrong-type")
            return ()
        if len(words) > _MOST_WORDS:
            self.fault(f"`enum` has more than {_MOST_WORDS} words", place, code="too-large")
            return ()
        seen: set[str] = set()
        for index, word in enumerate(words):
            if not isinstance(word, str) or len(word) > _LONGEST_WORD or not _WORD.fullmatch(word):
                message = f"{quote(word)} is no word of at most {_LONGEST_WORD} characters, with single spaces if any"
                self.fault(message, (*place, index))
                return ()
            if word in seen:
                self.fault(f"{quote(word)} is listed twice", (*place, index), code="given-twice")
            seen.add(word)
        if "format" in keys.values or "maxLength" in keys.values:
            self.fault("a list of words needs no `format` and no `maxLength`", place)
        return tuple(words)

    def check_against_the_dialect(self, found: Mapping[str, OwnFact]) -> None:
        """What is left is held against JSON Schema's own schema."""
        from jsonschema import Draft202012Validator, SchemaError

        properties = {path.partition(".")[2]: dict(fact.schema) for path, fact in found.items()}
        head = {key: value for key, value in self.data.items() if key in ("$id", *_NOTES)}
        try:
            Draft202012Validator.check_schema({**head, "properties": properties})
        except SchemaError as error:
            place = tuple(error.absolute_path)
            self.fault(f"`{place[-1]}` cannot be {quote(error.instance)} in JSON Schema", place)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
