"""Facts of a section: rows of the vocabulary made into validators and JSON Schema.

A fact is written short (a value) or long (a statement, or a list of them); either way it
becomes a tuple of statements that know where in the fact's text their value stands.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError, core_schema as cs

from checker.domain.values import parse_day, parse_day_or_none_word, whole_number
from checker.domain.vocabulary import RECORDS, Fact, facts_of_section
from checker.domain.words import BASES, NOT_COLLECTED
from checker.ground.frozen import frozen
from checker.project.fields import code_form, leaf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

__all__ = ["ANY_FACT", "Facts", "Statement", "as_statements", "extensions", "section",
           "statement_fault"]  # fmt: skip

# Stands for a fact of a pack, whose values only the pack's own schema knows: a list without statements is a value.
ANY_FACT = Fact("", "set", "")


@frozen
class Statement:
    """One claim about a fact. ``value`` None: left blank, or not collected.

    ``where`` leads from the fact to the text of the value: empty for a short fact.
    """

    value: Any = None
    basis: str | None = None
    evidence: tuple[str, ...] = ()
    as_of: date | None = None
    contested: bool = False
    contested_by: str | None = None
    not_collected: str | None = None
    note: str | None = None
    where: tuple[str | int, ...] = ()


class Facts:
    """The stated facts of one section, by name. A fact that is not stated is absent, never false."""

    __slots__ = ("stated",)

    stated: Mapping[str, tuple[Statement, ...]]

    def __init__(self, stated: dict[str, tuple[Statement, ...]]) -> None:
        object.__setattr__(self, "stated", MappingProxyType(stated))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("facts do not change")

    def __getattr__(self, name: str) -> tuple[Statement, ...]:
        try:
            return self.stated[name]
        except KeyError:
            raise AttributeError(f"the fact {name} is not stated") from None

    def __reduce__(self) -> tuple[type[Facts], tuple[dict[str, tuple[Statement, ...]]]]:
        # A view that nobody can change can be neither pickled nor copied; what it shows can.
        return Facts, (dict(self.stated),)

    def __iter__(self) -> Iterator[str]:
        return iter(self.stated)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Facts) and self.stated == other.stated

    def __hash__(self) -> int:
        return hash(tuple(self.stated))

    def __repr__(self) -> str:
        return f"Facts({dict(self.stated)!r})"


def section(name: str) -> Any:
    """A model's field that is one section of the vocabulary, or null."""
    # The JSON Schema of a section is put in where the project's is made.
    return leaf(_section_schema(name), {"$comment": f"section {name}"})


@cache
def _section_schema(name: str) -> cs.CoreSchema:
    fields = {
        key: cs.typed_dict_field(_fact_schema(fact, value_schema(fact)), required=False)
        for key, fact in facts_of_section(name).items()
    }
    facts = cs.typed_dict_schema(fields, extra_behavior="forbid", strict=True)
    return cs.nullable_schema(cs.no_info_after_validator_function(Facts, facts))


def extensions() -> Any:
    """A model's field that holds the facts of rule packs, by the pack's id, or null; their values are not looked at."""
    facts = cs.dict_schema(_TEXT, _fact_schema(ANY_FACT, cs.any_schema()), strict=True)
    made = cs.nullable_schema(cs.no_info_after_validator_function(Facts, facts))
    return leaf(cs.nullable_schema(cs.dict_schema(_TEXT, made, strict=True)), {"$comment": "extensions"})


def _fact_schema(fact: Fact, value: cs.CoreSchema) -> cs.CoreSchema:
    """Validates every form in which a fact can be written into a tuple of statements."""

    def read(raw: Any, handler: cs.ValidatorFunctionWrapHandler) -> tuple[Statement, ...]:
        items, listed = as_statements(raw, fact)
        if not items:
            raise PydanticCustomError("no_statements", "an empty list states nothing")
        short = not listed and items[0] is not raw
        return tuple(
            Statement(**values, where=() if short else _where(values, index if listed else None))
            for index, values in enumerate(handler(items))
        )

    return cs.no_info_wrap_validator_function(read, cs.list_schema(_statement_schema(value)))


def _where(values: dict[str, Any], index: int | None) -> tuple[str | int, ...]:
    """The way from a long fact to the text of a statement's value."""
    key = "not_collected" if values.get("not_collected") else "value"
    return (key,) if index is None else (index, key)


def as_statements(raw: Any, fact: Fact) -> tuple[Any, bool]:
    """The statements that a fact's text makes, and whether it was a list of them."""
    if isinstance(raw, dict) and (fact.kind != "money" or _is_statement(raw)):
        return [raw], False
    if isinstance(raw, list) and (fact.kind not in ("set", "records") or any(map(_is_statement, raw))):
        return raw, True
    return [{"value": raw}], False


def _is_statement(raw: Any) -> bool:
    return isinstance(raw, dict) and ("value" in raw or "not_collected" in raw)


def statement_fault(raw: Any) -> tuple[str, str] | None:
    """What is wrong with a statement as a whole, as code and message; None where nothing is."""
    if isinstance(raw, dict) and not _is_statement(raw):
        return "missing", "a statement needs a `value`, or `not_collected` with the reason"
    if isinstance(raw, dict) and raw.get("not_collected") is not None and raw.get("value") is not None:
        return "wrong-value", "what was not collected has no value"
    return None


_TEXT = cs.str_schema(strict=True)
_EVIDENCE = cs.tuple_variable_schema(_TEXT, strict=False)
_DAY = cs.nullable_schema(cs.no_info_plain_validator_function(parse_day))
_OTHER_FIELDS = {
    "basis": cs.typed_dict_field(cs.nullable_schema(cs.literal_schema(list(BASES))), required=False),
    "evidence": cs.typed_dict_field(_EVIDENCE, required=False),
    "as_of": cs.typed_dict_field(_DAY, required=False),
    "contested": cs.typed_dict_field(cs.bool_schema(strict=True), required=False),
    "contested_by": cs.typed_dict_field(cs.nullable_schema(_TEXT), required=False),
    "not_collected": cs.typed_dict_field(cs.nullable_schema(cs.literal_schema(list(NOT_COLLECTED))), required=False),
    "note": cs.typed_dict_field(cs.nullable_schema(_TEXT), required=False),
}


def _statement_schema(value: cs.CoreSchema) -> cs.CoreSchema:
    field = cs.typed_dict_field(cs.nullable_schema(value), required=False)
    return cs.typed_dict_schema({"value": field, **_OTHER_FIELDS}, extra_behavior="forbid", strict=True)


def value_schema(fact: Fact) -> cs.CoreSchema:
    """Validates one value of a fact's kind, strictly: `"5"` is no number and 1 is not true."""
    match fact.kind:
        case "bool":
            return cs.bool_schema(strict=True)
        case "integer":
            return cs.no_info_before_validator_function(whole_number, cs.int_schema(strict=True, ge=0))
        case "number" | "share":
            maximum = 1.0 if fact.kind == "share" else fact.maximum
            bounded = cs.float_schema(strict=True, ge=0, le=maximum) if maximum else cs.float_schema(strict=True, ge=0)
            return cs.no_info_wrap_validator_function(_keep_number, bounded)
        case "choice":
            return cs.literal_schema(list(fact.choices))
        case "set":
            return cs.tuple_variable_schema(cs.literal_schema(list(fact.choices)), strict=False)
        case "money":
            amount = cs.no_info_wrap_validator_function(_keep_number, cs.float_schema(strict=True, ge=0))
            return _record({"amount": (amount, True), "currency": (code_form("currency"), True)})
        case "records":
            fields = {name: (value_schema(row), False) for name, row in RECORDS[fact.path].items()}
            return cs.tuple_variable_schema(_record(fields), strict=False)
        case "date":
            parse = parse_day_or_none_word if fact.choices else parse_day
            return cs.no_info_plain_validator_function(parse)
        case "country" | "currency" | "language":
            return code_form(fact.kind)
        case "text":
            return _TEXT


def _keep_number(raw: Any, handler: cs.ValidatorFunctionWrapHandler) -> Any:
    """Checks as a number and keeps it as written, so that an integer stays exact."""
    try:
        handler(raw)
    except OverflowError:
        raise PydanticCustomError("number_range", "the number is out of range") from None
    return raw


def _record(fields: dict[str, tuple[cs.CoreSchema, bool]]) -> cs.CoreSchema:
    return cs.typed_dict_schema(
        {
            name: cs.typed_dict_field(schema if required else cs.nullable_schema(schema), required=required)
            for name, (schema, required) in fields.items()
        },
        extra_behavior="forbid",
        strict=True,
    )
