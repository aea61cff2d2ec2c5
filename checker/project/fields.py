"""The kinds of plain fields in a project file: the validator and the JSON Schema of each, said once."""

from __future__ import annotations

from dataclasses import MISSING, field, fields
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

from pydantic_core import core_schema as cs

from checker.domain.values import parse_code, parse_day, whole_number
from checker.domain.vocabulary import CODES
from checker.ground.frozen import frozen

if TYPE_CHECKING:
    from checker.domain.vocabulary import Kind

__all__ = ["amount", "choice", "choices", "code", "code_form", "code_schema", "country", "currency", "day", "flag",
           "keys_of", "leaf", "list_of", "model", "name", "one", "required_choice", "required_day", "required_flag",
           "required_list_of", "required_sha256", "required_text", "schema_of", "sha256", "slug", "text", "texts",
           "whole"]  # fmt: skip

DAY_SCHEMA = {"type": "string", "format": "date"}
_NULL = {"type": "null"}
# The fields whose keys are words that Python keeps for itself.
_NAMES = {"class": "class_"}
_TEXT = cs.str_schema(strict=True)
_NUMBERS: list[Any] = [cs.int_schema(strict=True, ge=0), cs.float_schema(strict=True, ge=0)]
_SLUG = cs.str_schema(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)
_NAME = cs.str_schema(strict=True, pattern=r"^\S+$", max_length=100)
_SHA256 = cs.str_schema(strict=True, pattern=r"^[0-9a-fA-F]{64}$")


_T = TypeVar("_T")


def leaf(core: cs.CoreSchema, json: dict[str, Any] | None = None, *, required: bool = False) -> Any:
    """A dataclass's field that carries its validator and, where it cannot be told from that, its JSON Schema."""
    told = None if json is None else {"pydantic_js_functions": [lambda _core, _handler: dict(json)]}
    made = cs.typed_dict_field(core, required=required, metadata=told)
    return field(default=MISSING if required else None, metadata={"leaf": made})


@dataclass_transform(frozen_default=True, kw_only_default=True)
def model(cls: type[_T]) -> type[_T]:
    """Makes a class whose fields are leaves a frozen dataclass that pydantic validates as we do."""
    made: Any = frozen(cls, kw_only=True)
    made.__get_pydantic_core_schema__ = staticmethod(lambda source, _handler: schema_of(source))
    return made  # type: ignore[no-any-return]


def schema_of(cls: Any) -> cs.CoreSchema:
    """Validates a mapping, with no key unknown, into an instance of a model."""
    leaves = {key: one.metadata["leaf"] for key, one in zip(keys_of(cls), fields(cls), strict=True)}
    mapping = cs.typed_dict_schema(leaves, extra_behavior="forbid", strict=True)

    def make(values: dict[str, Any]) -> Any:
        for key in _NAMES.keys() & values.keys():
            values[_NAMES[key]] = values.pop(key)
        return cls(**values)

    return cs.no_info_after_validator_function(make, mapping, ref=cls.__name__)


def keys_of(cls: Any) -> tuple[str, ...]:
    """The keys that a file has for the fields of a model."""
    keys = {name: key for key, name in _NAMES.items()}
    return tuple(keys.get(one.name, one.name) for one in fields(cls))


def _optional(core: cs.CoreSchema, json: dict[str, Any] | None = None) -> Any:
    return leaf(cs.nullable_schema(core), {"anyOf": [json, _NULL]} if json else None)


def code_form(kind: Kind) -> cs.CoreSchema:
    """Validates a code of a standard."""
    return cs.no_info_plain_validator_function(partial(parse_code, kind))


def code_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of a code of a standard."""
    return {"type": "string", "pattern": CODES[kind].pattern}


def name() -> Any:
    """An id without spaces; required."""
    return leaf(_NAME, required=True)


def slug() -> Any:
    """Lower-case words joined by dashes; required."""
    return leaf(_SLUG, required=True)


def text() -> Any:
    """Text, or null."""
    return _optional(_TEXT)


def required_text(most: int) -> Any:
    """Text that is not blank, of so many characters at most; required."""
    return leaf(cs.str_schema(strict=True, pattern=r"\S", max_length=most), required=True)


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
    return leaf(_SHA256, required=True)


def flag() -> Any:
    """True, false or null; nothing else is taken for them."""
    return _optional(cs.bool_schema(strict=True))


def required_flag() -> Any:
    """True or false; required."""
    return leaf(cs.bool_schema(strict=True), required=True)


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
    return leaf(cs.literal_schema(list(allowed)), required=True)


def choices(*allowed: str) -> Any:
    """A list of the allowed words, or null."""
    return _optional(cs.tuple_variable_schema(cs.literal_schema(list(allowed)), strict=False))


def texts() -> Any:
    """A list of texts, or null."""
    return _optional(cs.tuple_variable_schema(_TEXT, strict=False))


def day() -> Any:
    """A date in ISO form, or null."""
    return leaf(cs.no_info_plain_validator_function(parse_day), {"anyOf": [DAY_SCHEMA, _NULL]})


def required_day() -> Any:
    """A date in ISO form; required."""
    return leaf(cs.no_info_plain_validator_function(_require_day), DAY_SCHEMA, required=True)


def country() -> Any:
    """A country code (ISO 3166-1 alpha-2), or null."""
    return _optional(code_form("country"), code_schema("country"))


def one(cls: type) -> Any:
    """A mapping that is a model, or null."""
    return _optional(schema_of(cls))


def list_of(cls: type) -> Any:
    """A list of mappings that are models, or null."""
    return _optional(cs.tuple_variable_schema(schema_of(cls), strict=False))


def required_list_of(cls: type) -> Any:
    """A list of mappings that are models; required."""
    return leaf(cs.tuple_variable_schema(schema_of(cls), strict=False), required=True)


def _require_day(value: Any) -> Any:
    return parse_day("" if value is None else value)
