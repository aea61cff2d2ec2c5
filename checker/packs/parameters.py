"""Values of parameters: which ones a parameter can have, and what kind of value it is in a tree."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from checker.ground.errors import quote
from checker.packs.compile import ParameterType

if TYPE_CHECKING:
    from checker.domain.pack import Parameter

__all__ = ["parameter_problem", "parameter_type"]


def parameter_problem(parameter: Parameter, value: Any) -> str:
    """What is wrong with a value for a parameter; empty where nothing is."""
    if parameter.type == "choice":
        return "" if value in parameter.choices else f"{quote(value)} is not one of {', '.join(parameter.choices)}"
    if parameter.type == "list":
        good = isinstance(value, list | tuple) and all(isinstance(word, str) for word in value)
        return "" if good else "a list of words is expected"
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not math.isfinite(value)
        or (parameter.type == "integer" and value != int(value))
    ):
        return f"{quote(value)} is no {'whole number' if parameter.type == 'integer' else 'number'}"
    if parameter.minimum is not None and value < parameter.minimum:
        return f"`{value}` is less than {parameter.minimum}, the least that {parameter.name} can be"
    if parameter.maximum is not None and value > parameter.maximum:
        return f"`{value}` is more than {parameter.maximum}, the most that {parameter.name} can be"
    return ""


def parameter_type(parameter: Parameter) -> ParameterType:
    """What a tree needs to know of the parameter."""
    if parameter.type == "list":
        return ParameterType("text", (), is_list=True)
    if parameter.type == "choice":
        return ParameterType("choice", parameter.choices)
    return ParameterType("integer" if parameter.type == "integer" else "number")
