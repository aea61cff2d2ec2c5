"""How values that are more than a plain type are read: days, country codes, amounts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

__all__ = ["parse_country", "parse_day", "parse_day_or_none_word", "whole_number"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_day(value: Any) -> Any:
    """A date from its ISO form; None stays None.

    Raises:
        PydanticCustomError: it is no date, or a date that does not exist.
    """
    if value is None or type(value) is date:
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise PydanticCustomError("day_form", "expected a date such as 2026-03-31")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("day_missing", "this date does not exist") from None


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
            raise PydanticCustomError("day_form", "expected a date such as 2026-03-31, or none") from None
        raise


def parse_country(value: Any) -> Any:
    """A country code of two capital letters (ISO 3166-1 alpha-2); None stays None."""
    if value is None or (isinstance(value, str) and len(value) == 2 and value.isascii() and value.isupper()):
        return value
    raise PydanticCustomError("country_code", "expected an ISO 3166-1 code of two capital letters")
