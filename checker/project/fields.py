"""The kinds of plain fields in a project file: the validator and the JSON Schema of each, said once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema as cs

from checker.domain.values import parse_code, parse_day, whole_number
from checker.domain.vocabulary import CODES
from checker.ground.model import Leaf

if TYPE_CHECKING:
    from checker.domain.vocabulary import Kind
    from checker.ground.model import Model

__all__ = ["amount", "choice", "choices", "code", "code_form", "code_schema", "country", "currency", "day", "flag",
           "list_of", "name", "one", "required_choice", "required_day", "required_flag", "required_list_of",
           "required_sha256", "required_text", "sha256", "slug", "text", "whole"]  # fmt: skip

DAY_SCHEMA = {"type": "string", "format": "date"}
_NULL = {"type": "null"}
_TEXT = cs.str_schema(strict=True)
_NUMBERS: list[Any] = [cs.int_schema(strict=True, ge=0), cs.float_schema(strict=True, ge=0)]
_SLUG = cs.str_schema(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)
_NAME = cs.str_schema(strict=True, pattern=r"^\S+$", max_length=100)
_SHA256 = cs.str_schema(strict=True, pattern=r"^[0-9a-fA-F]{64}$")


def _optional(core: cs.CoreSchema, json: dict[str, Any] | None = None) -> Any:
    return Leaf(cs.nullable_schema(core), {"anyOf": [json, _NULL]} if json else None)


def code_form(kind: Kind) -> cs.CoreSchema:
    """Validates a code of a standard."""
    return cs.no_info_plain_validator_function(partial(parse_code, kind))


def code_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of a code of a standard."""
    return {"type": "string", "pattern": CODES[kind].pattern}


def name() -> Any:
    """An id without spaces; required."""
    return Leaf(_NAME, required=True)


def slug() -> Any:
    """Lower-case words joined by dashes; required."""
    return Leaf(_SLUG, required=True)


def text() -> Any:
    """Text, or null."""
    return _optional(_TEXT)


def required_text(most: int) -> Any:
    """Text that is not blank, of so many characters at most; required."""
    return Leaf(cs.str_schema(strict=True, pattern=r"\S", max_length=most), required=True)


def currency() -> Any:
    """A currency code (ISO 4217), or null."""
    return _optional(code_form("currency"), code_schema("currency"))


def code() -> Any:
    """Text or a whole number, or null."""
    return _optional(cs.union_schema([_TEXT, cs.int_schema(strict=True)]))


def sha256() -> Any:
    """A SHA-256 digest in hexadecimal, or null."""
    return _optional(_SHA256)


def required_sha256() -> Any:
    """A SHA-256 digest in hexadecimal; required."""
    return Leaf(_SHA256, required=True)


def flag() -> Any:
    """True, false or null; nothing else is taken for them."""
    return _optional(cs.bool_schema(strict=True))


def required_flag() -> Any:
    """True or false; required."""
    return Leaf(cs.bool_schema(strict=True), required=True)


def whole() -> Any:
    """A whole number of 0 or more, or null."""
    return _optional(cs.no_info_before_validator_function(whole_number, cs.int_schema(strict=True, ge=0)))


def amount() -> Any:
    """A number of 0 or more, or null."""
    return _optional(cs.union_schema(_NUMBERS), {"type": "number", "minimum": 0})


def choice(*allowed: str) -> Any:
    """One of the allowed words, or null."""
    return _optional(cs.literal_schema(list(allowed)))


def required_choice(*allowed: str) -> Any:
    """One of the allowed words; required."""
    return Leaf(cs.literal_schema(list(allowed)), required=True)


def choices(*allowed: str) -> Any:
    """A list of the allowed words, or null."""
    return _optional(cs.tuple_variable_schema(cs.literal_schema(list(allowed)), strict=False))


def day() -> Any:
    """A date in ISO form, or null."""
    return Leaf(cs.no_info_plain_validator_function(parse_day), {"anyOf": [DAY_SCHEMA, _NULL]})


def required_day() -> Any:
    """A date in ISO form; required."""
    return Leaf(cs.no_info_plain_validator_function(_require_day), DAY_SCHEMA, required=True)


def country() -> Any:
    """A country code (ISO 3166-1 alpha-2), or null."""
    return _optional(code_form("country"), code_schema("country"))


def one(model: type[Model]) -> Any:
    """A mapping that is a model, or null."""
    return _optional(model.core_schema())


def list_of(model: type[Model]) -> Any:
    """A list of mappings that are models, or null."""
    return _optional(cs.tuple_variable_schema(model.core_schema(), strict=False))


def required_list_of(model: type[Model]) -> Any:
    """A list of mappings that are models; required."""
    return Leaf(cs.tuple_variable_schema(model.core_schema(), strict=False), required=True)


def _require_day(value: Any) -> Any:
    return parse_day("" if value is None else value)
