"""Validation errors in the user's words: what was found, what is allowed, the nearest right name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

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
    found: dict[tuple[Pointer, str], _Fault] = {}
    for detail in error.errors(include_url=False)[:MAX_PROBLEMS]:
        pointer, rest = _pointer(detail["loc"], document.data)
        fault = _fault(detail, pointer, rest, allowed_keys)
        found.setdefault((pointer, fault.said), fault)
    by_place: dict[Pointer, list[_Fault]] = {}
    for (pointer, _), fault in found.items():
        by_place.setdefault(pointer, []).append(fault)
    merged = [_problem(fault, at, document) for at, faults in by_place.items() for fault in _merge(faults)]
    return sorted(merged, key=lambda problem: (problem.line or 0, problem.column or 0))


class _Fault(NamedTuple):
    """What is wrong at one place: ``expected`` is what could stand there instead, where that can be said."""

    code: str
    message: str
    expected: str = ""
    advice: str = ""
    at_key: bool = False

    @property
    def said(self) -> str:
        """The whole message."""
        return f"{self.message}, expected {self.expected}" if self.expected else self.message


def _merge(faults: list[_Fault]) -> list[_Fault]:
    """Alternatives of a union fail together at one place; they are said as one."""
    wanted = [fault.expected for fault in faults]
    if len(faults) == 1 or not all(wanted):
        return faults
    if "a number" in wanted:
        wanted = [word for word in wanted if word != "a whole number"]
    return [faults[0]._replace(expected=" or ".join(dict.fromkeys(wanted)))]


def _problem(fault: _Fault, pointer: Pointer, document: Document) -> Problem:
    problem = document.problem(fault.code, fault.said, pointer, fault.advice, at_key=fault.at_key)
    if fault.code == "unknown-key" and len(str(pointer[-1])) > _LONGEST_KEY:
        return problem._replace(path=dotted(pointer[:-1]))
    return problem


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


def _fault(
    detail: Any, pointer: Pointer, rest: tuple[str | int, ...], allowed_keys: Callable[[Pointer], Sequence[str]]
) -> _Fault:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx") or {}
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        key, options = pointer[-1], list(allowed_keys(pointer[:-1]))
        advice = did_you_mean(key, options, f"allowed: {', '.join(options)}" if options else "")
        return _Fault("unknown-key", f"the key {quote(key)} is not known here", advice=advice, at_key=True)
    if kind in ("missing", "missing_argument"):
        options = list(allowed_keys((*pointer, *rest[-1:])))
        advice = f"allowed: {', '.join(options)}" if options else ""
        message = f"`{rest[-1] if rest else '?'}` is missing"
        return _Fault("missing", message, advice=advice, at_key=bool(pointer))
    if kind == "literal_error":
        options = list(allowed_keys((*pointer, "=")))  # an enumeration is asked for as the key `=`
        options = options or [word.strip(" '\"") for word in str(context["expected"]).replace(" or ", ",").split(",")]
        return _Fault("wrong-value", f"found {said_of(value)}", quoted_list(options), did_you_mean(value, options))
    return _of_value(kind, value, context, detail["msg"])


def _of_value(kind: str, value: Any, context: dict[str, Any], stock: str) -> _Fault:
    """What is wrong with a value of the wrong type or out of bounds."""
    found = f"found {said_of(value)}"
    if kind in _TYPE_WORDS:
        code = {"int_parsing_size": "too-large", "too_short": "wrong-value", "string_too_short": "wrong-value"}
        return _Fault(code.get(kind, "wrong-type"), found, _TYPE_WORDS[kind], _type_advice(kind, value))
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        return _Fault("wrong-value", found, f"{'at least' if kind == 'greater_than_equal' else 'at most'} {bound:g}")
    if kind == "string_pattern_mismatch":
        return _Fault("wrong-value", found, _pattern_meaning(str(context.get("pattern"))))
    if kind == "string_too_long":
        message = f"text of {len(value)} characters is too long, at most {context.get('max_length')}"
        return _Fault("too-large", message)
    if kind == "day_missing":
        message = f"{quote(value)} is a date that does not exist"
        return _Fault("wrong-value", message, advice="write year-month-day, such as 2026-03-31")
    if kind in ("day_form", "code_form"):
        likely = filter(None, [context.get("likely")])
        return _Fault("wrong-value", found, context["meaning"], did_you_mean(value, likely))
    told = stock if kind in ("identifier", "no_statements") else f"{found}: {stock[:1].lower()}{stock[1:]}"
    return _Fault("wrong-value", told)


def _type_advice(kind: str, value: Any) -> str:
    if kind == "bool_type" and isinstance(value, str) and value.lower() in ("yes", "no", "on", "off", "true", "false"):
        return f"write {'true' if value.lower() in ('yes', 'on', 'true') else 'false'} without quotes"
    if kind == "string_type" and isinstance(value, int | float):
        return "put it in quotes"
    if kind in ("int_type", "float_type") and isinstance(value, str) and any(map(str.isdigit, value)):
        return "write a number without quotes or unit"
    return ""


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
