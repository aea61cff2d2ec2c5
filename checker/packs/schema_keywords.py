"""The keywords of one schema, with the place of each, and a reference within the file put in.

Only the part of JSON Schema that facts need is let in. What is refused is said with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from checker.ground.errors import did_you_mean, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checker.ground.places import Pointer

__all__ = ["Keywords", "inlined", "refuse_other_keys"]

_LOCAL = "#/$defs/"
_ONE_TYPE = "a fact has one plain type"
_WHY_NOT = {
    "pattern": "regular expressions are not run: list the words as `enum`",
    "patternProperties": "regular expressions are not run",
    "default": "a fact that is not stated is unknown, and never has a value all the same",
    "required": "no fact must be stated: one that is not is unknown",
    "const": "use `enum`",
    "exclusiveMinimum": "use `minimum`",
    "exclusiveMaximum": "use `maximum`",
    "$dynamicRef": "nothing is looked up elsewhere",
    **dict.fromkeys(("anyOf", "oneOf", "allOf", "not", "if", "then", "else", "properties"), _ONE_TYPE),
}


class _Report(Protocol):
    """Takes a fault: message, pointer, help, whether it stands at the key, and the code of the problem."""

    def __call__(
        self, message: str, pointer: Pointer, advice: str = "", *, at_key: bool = False, code: str = "wrong-value"
    ) -> None: ...


class Keywords(NamedTuple):
    """What a schema says, and where each of its keywords stands."""

    values: dict[str, Any]
    places: dict[str, Pointer]
    pointer: Pointer

    def get(self, key: str, otherwise: Any = None) -> Any:
        """The value of a keyword."""
        return self.values.get(key, otherwise)

    def place(self, key: str) -> Pointer:
        """Where the keyword stands; the schema itself where it does not."""
        return self.places.get(key, self.pointer)

    def refuse_others(self, allowed: Sequence[str], report: _Report) -> bool:
        """Whether there are no other keywords than those allowed; the others are reported."""
        others = [key for key in self.values if key not in allowed]
        for key in others:
            _refuse(key, allowed, self.places[key], report)
        return not others


def inlined(root: dict[str, Any], pointer: Pointer, used: set[str], report: _Report) -> Keywords | None:
    """The schema at a pointer, with the definition that it refers to; None where a fault was reported.

    Args:
        root: the whole file.
        pointer: where the schema stands.
        used: the names of definitions that were referred to are added here.
        report: takes faults.
    """
    raw: Any = root
    for part in pointer:
        raw = raw[part]
    if not isinstance(raw, dict):
        report(
            f"{quote(raw)} is no schema",
            pointer,
            'write an object such as {"type": "boolean", "title": …}',
            code="wrong-type",
        )
        return None
    values = {key: value for key, value in raw.items() if key != "$ref"}
    places = {key: (*pointer, key) for key in values}
    if "$ref" not in raw:
        return Keywords(values, places, pointer)
    name = _definition(root, raw["$ref"], (*pointer, "$ref"), report)
    if name is None:
        return None
    used.add(name)
    definition = root["$defs"][name]
    for key in definition:
        if key in values and key not in ("title", "description", "$comment"):
            report(
                f"`{key}` stands in the definition {quote(name)} too",
                places[key],
                "say it in one place",
                at_key=True,
                code="given-twice",
            )
            return None
    return Keywords({**definition, **values}, {**{key: ("$defs", name, key) for key in definition}, **places}, pointer)


def _definition(root: dict[str, Any], reference: Any, place: Pointer, report: _Report) -> str | None:
    """The name of the definition that a reference means."""
    definitions = root.get("$defs", {})
    if not isinstance(reference, str) or not reference.startswith(_LOCAL):
        message = f"the reference {quote(reference)} leads to no definition of this file"
        report(message, place, f"only `{_LOCAL}NAME` is followed; nothing is fetched", code="unknown-name")
        return None
    name = reference.removeprefix(_LOCAL)
    if name not in definitions:
        report(
            f"no definition is called {quote(name)}",
            place,
            did_you_mean(name, definitions, prefix=_LOCAL),
            code="unknown-name",
        )
        return None
    if not isinstance(definitions[name], dict):
        report(f"the definition {quote(name)} is no schema", ("$defs", name), code="wrong-type")
        return None
    if "$ref" in definitions[name]:
        report("a definition refers to no other", ("$defs", name, "$ref"), "write it out", at_key=True)
        return None
    return name


def refuse_other_keys(raw: dict[str, Any], allowed: Sequence[str], pointer: Pointer, report: _Report) -> None:
    """Reports every key but those allowed."""
    for key in raw:
        if key not in allowed:
            _refuse(key, allowed, (*pointer, key), report)


def _refuse(key: str, allowed: Iterable[str], place: Pointer, report: _Report) -> None:
    advice = _WHY_NOT.get(key) or did_you_mean(key, allowed, f"here stand {', '.join(allowed)}")
    report(
        f"{quote(key)} is not in the part of JSON Schema that facts are written in",
        place,
        advice,
        at_key=True,
        code="unknown-key",
    )
