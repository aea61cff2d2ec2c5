"""How values that are more than a plain type are read: days, codes of a standard, amounts."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from checker.domain.vocabulary import CODES

if TYPE_CHECKING:
    from checker.domain.vocabulary import Kind

__all__ = ["parse_code", "parse_day", "parse_day_or_none_word", "whole_number"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_day(value: Any) -> Any:
    """A date from its ISO form; None stays None.

    Raises:
        PydanticCustomError: it is no date, or a date that does not exist.
    """
    if value is None or type(value) is date:
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise _day_form("a date such as 2026-03-31")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("day_missing", "this date does not exist") from None


def _day_form(meaning: str) -> PydanticCustomError:
    return PydanticCustomError("day_form", "expected {meaning}", {"meaning": meaning})


def whole_number(value: Any) -> Any:
    """A whole number also where it is written with a point, as JSON Schema has it: 5.0 is 5."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def parse_day_or_none_word(value: Any) -> Any:
    """A date, or the word `none` for an authorisation without an end."""
    if value == "none":
        return value
    try:
        return parse_day(value)
    except PydanticCustomError as error:
        if error.type == "day_form":
            raise _day_form("a date such as 2026-03-31, or none") from None
        raise


def parse_code(kind: Kind, value: Any) -> Any:
    """A code of a standard, such as a country's.

    Raises:
        PydanticCustomError: it is not in the form of that kind; ``likely`` is what may be meant, or empty.
    """
    code = CODES[kind]
    if isinstance(value, str) and re.fullmatch(code.pattern, value):
        return value
    cased = [value.upper(), value.lower()] if isinstance(value, str) else []
    likely = next((word for word in cased if re.fullmatch(code.pattern, word)), "")
    raise PydanticCustomError("code_form", "expected {meaning}", {"meaning": code.meaning, "likely": likely})
