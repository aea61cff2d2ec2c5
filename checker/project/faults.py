"""Validation errors in the user's words: what was found, what is allowed, the nearest right name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.ground.errors import Problem, did_you_mean, quote, quoted_list
from checker.ground.places import dotted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic_core import ValidationError

    from checker.ground.places import Document, Pointer

__all__ = ["problems_of", "said_of"]

_LONGEST_KEY = 60  # a longer one is quoted once, and cut
# A file with more faults than this has one fault: it is no file of ours.
MAX_PROBLEMS = 1_000
_TYPE_WORDS = {
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "string_type": "text",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dataclass_type": "a mapping",
    "dict_attributes_type": "a mapping",
    "too_short": "a list that is not empty",
    "string_too_short": "text that is not empty",
    "int_parsing_size": "a number of reasonable size",
}


def problems_of(
    error: ValidationError, document: Document, allowed_keys: Callable[[Pointer], Sequence[str]]
) -> list[Problem]:
    """One problem for each fault, with its place, in the order of the file.

    Args:
        error: what the validator found.
        document: the file, for places.
        allowed_keys: the keys that a mapping at a pointer can have, for suggestions.
    """
    found: dict[tuple[Pointer, str], Problem] = {}
    for detail in error.errors(include_url=False)[:MAX_PROBLEMS]:
        pointer, rest = _pointer(detail["loc"], document.data)
        problem = _problem(detail, pointer, rest, document, allowed_keys)
        found.setdefault((pointer, problem.message), problem)
    by_place: dict[Pointer, list[Problem]] = {}
    for (pointer, _), problem in found.items():
        by_place.setdefault(pointer, []).append(problem)
    merged = [problem for problems in by_place.values() for problem in _merge(problems)]
    return sorted(merged, key=lambda problem: (problem.line or 0, problem.column or 0))


def _merge(problems: list[Problem]) -> list[Problem]:
    """Alternatives of a union fail together at one place; they are said as one."""
    first = problems[0]
    wanted = [problem.message.partition(", expected ")[2] for problem in problems]
    if len(problems) == 1 or not all(wanted):
        return problems
    found = first.message.partition(", expected ")[0]
    if "a number" in wanted:
        wanted = [word for word in wanted if word != "a whole number"]
    return [first._replace(message=f"{found}, expected {' or '.join(dict.fromkeys(wanted))}")]


def _pointer(loc: Sequence[str | int], data: Any) -> tuple[Pointer, tuple[str | int, ...]]:
    """The part of a validator's location that exists in the file, and the rest.

    The index and ``value`` of a short fact, and names of union members, stand in the location
    but not in the file.
    """
    node: Any = data
    pointer: list[str | int] = []
    rest: list[str | int] = []
    for part, following in zip(loc, (*loc, None)[1:], strict=True):
        if _holds(node, part) and not (following == "value" and not _is_statement(node, part)):
            pointer.append(part)
            node = node[part]
            rest = []
        else:
            rest.append(part)
    return tuple(pointer), tuple(rest)


def _holds(node: Any, part: str | int) -> bool:
    if isinstance(node, list):
        return isinstance(part, int) and part < len(node)
    return isinstance(node, dict) and part in node


def _is_statement(node: Any, part: Any) -> bool:
    return isinstance(part, str) or (isinstance(node[part], dict) and "value" in node[part])


def _problem(
    detail: Any,
    pointer: Pointer,
    rest: tuple[str | int, ...],
    document: Document,
    allowed_keys: Callable[[Pointer], Sequence[str]],
) -> Problem:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx") or {}
    span, path, advice = document.span(pointer), dotted(pointer), ""
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        key, options = pointer[-1], list(allowed_keys(pointer[:-1]))
        message = f"the key {quote(key)} is not known here"
        advice = did_you_mean(key, options, f"allowed: {', '.join(options)}" if options else "")
        span = document.key_span(pointer)
        if len(str(key)) > _LONGEST_KEY:
            path = dotted(pointer[:-1])
    elif kind in ("missing", "missing_argument"):
        message = f"`{rest[-1] if rest else '?'}` is missing"
        if options := list(allowed_keys((*pointer, *rest[-1:]))):
            advice = f"allowed: {', '.join(options)}"
        span = document.key_span(pointer) if pointer else span
    elif kind == "literal_error":
        options = list(allowed_keys((*pointer, "=")))  # an enumeration is asked for as the key `=`
        options = options or [word.strip(" '\"") for word in str(context["expected"]).replace(" or ", ",").split(",")]
        message = f"found {said_of(value)}, expected {quoted_list(options)}"
        advice = did_you_mean(value, options)
    else:
        message, advice = _value_message(kind, value, context, detail["msg"])
    return Problem(message, document.name, span.line, span.column, path, advice)


def _value_message(kind: str, value: Any, context: dict[str, Any], stock: str) -> tuple[str, str]:
    """Message and help for a value of the wrong type or out of bounds."""
    found = said_of(value)
    if kind in _TYPE_WORDS:
        advice = ""
        if (
            kind == "bool_type"
            and isinstance(value, str)
            and value.lower() in ("yes", "no", "on", "off", "true", "false")
        ):
            advice = f"write {'true' if value.lower() in ('yes', 'on', 'true') else 'false'} without quotes"
        elif kind == "string_type" and isinstance(value, int | float):
            advice = "put it in quotes"
        elif kind in ("int_type", "float_type") and isinstance(value, str):
            advice = "write a number without quotes or unit" if any(map(str.isdigit, value)) else ""
        return f"found {found}, expected {_TYPE_WORDS[kind]}", advice
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        word = "at least" if kind == "greater_than_equal" else "at most"
        return f"found {found}, expected {word} {bound:g}", ""
    if kind == "string_pattern_mismatch":
        return f"found {found}, expected {_pattern_meaning(str(context.get('pattern')))}", ""
    if kind == "string_too_long":
        return f"text of {len(value)} characters is too long, at most {context.get('max_length')}", ""
    if kind == "day_missing":
        return f"{quote(value)} is a date that does not exist", "write year-month-day, such as 2026-03-31"
    if kind in ("day_form", "code_form"):
        return f"found {found}, {stock}", did_you_mean(value, filter(None, [context.get("likely")]))
    return stock if kind in (
        "identifier",
        "no_statements",
    ) else f"found {found}: {stock[:1].lower()}{stock[1:]}", ""


def _pattern_meaning(pattern: str) -> str:
    return {
        r"^[a-z0-9]+(-[a-z0-9]+)*$": "lower-case words joined by dashes",
        r"^\S+$": "an id without spaces",
        r"\S": "text that is not blank",
        r"^[0-9a-fA-F]{64}$": "64 hexadecimal digits",
    }.get(pattern, f"text like {pattern}")


def said_of(value: Any) -> str:
    """A value of the user's, named by what it is."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"`{'true' if value else 'false'}`"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int | float):
        return f"the number {quote(value)}"
    return f"the text {quote(value)}"
