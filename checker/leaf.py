"""Plain fields of the models: the validator and the JSON Schema of each, said once.

Pydantic could derive these from annotated types; building them so takes 20 ms of every start
(its `types` module and the constraints), and ours costs one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema as cs

from checker.fact_values import parse_country, parse_day

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Leaf", "amount", "choice", "choices", "code", "country", "day", "flag", "name", "required_choice",
           "required_day", "sha256", "slug", "text", "whole"]  # fmt: skip

DAY_SCHEMA = {"type": "string", "format": "date"}
COUNTRY_SCHEMA = {"type": "string", "pattern": "^[A-Z]{2}$"}


class Leaf:
    """Annotates a field with its validator and, where pydantic cannot tell it, its JSON Schema."""

    __slots__ = ("core", "json")

    def __init__(self, core: cs.CoreSchema, json: dict[str, Any] | None = None) -> None:
        self.core = core
        self.json = json

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> cs.CoreSchema:
        return self.core

    def __get_pydantic_json_schema__(self, schema: cs.CoreSchema, handler: Any) -> dict[str, Any]:
        return self.json or handler(schema)  # type: ignore[no-any-return]


def _optional(core: cs.CoreSchema, json: dict[str, Any] | None = None) -> Leaf:
    return Leaf(cs.nullable_schema(core), {"anyOf": [json, {"type": "null"}]} if json else None)


def _parsed(parse: Callable[[Any], Any]) -> cs.CoreSchema:
    return cs.no_info_plain_validator_function(parse)


def choice(*allowed: str) -> Leaf:
    """One of the allowed words, or null."""
    return _optional(cs.literal_schema(list(allowed)))


def required_choice(*allowed: str) -> Leaf:
    """One of the allowed words."""
    return Leaf(cs.literal_schema(list(allowed)))


def choices(*allowed: str) -> Leaf:
    """A list of the allowed words, or null."""
    return _optional(cs.tuple_variable_schema(cs.literal_schema(list(allowed))))


name = Leaf(cs.str_schema(strict=True, pattern=r"^\S+$", max_length=100))
slug = Leaf(cs.str_schema(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100))
text = _optional(cs.str_schema(strict=True))
sha256 = _optional(cs.str_schema(strict=True, pattern=r"^[0-9a-fA-F]{64}$"))
flag = _optional(cs.bool_schema(strict=True))
whole = _optional(cs.int_schema(strict=True, ge=0))
amount = _optional(cs.union_schema([cs.int_schema(strict=True, ge=0), cs.float_schema(strict=True, ge=0)]), {"type": "number", "minimum": 0})
code = _optional(cs.union_schema([cs.str_schema(strict=True), cs.int_schema(strict=True)]))
day = Leaf(_parsed(parse_day), {"anyOf": [DAY_SCHEMA, {"type": "null"}]})
required_day = Leaf(_parsed(parse_day), DAY_SCHEMA)
country = Leaf(_parsed(parse_country), {"anyOf": [COUNTRY_SCHEMA, {"type": "null"}]})
