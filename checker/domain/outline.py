"""A tree as its pack writes it, by paths and operators, for those who write packs; readers get ``checker.english``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.operators import OPERATORS
from checker.domain.tree import All, AnyOf, Constant, Count, Each, FactRef, ItemRef, Judgement, Not, ParamRef, Test

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.domain.pack import Parameter
    from checker.domain.tree import Node, Operand

__all__ = ["outline", "say_operand"]


def outline(node: Node, parameters: Mapping[str, Parameter], depth: int = 0) -> list[str]:
    """The tree as an indented outline, one test a line."""
    indent = "  " * depth
    match node:
        case All(parts) | AnyOf(parts):
            word = "all of these:" if isinstance(node, All) else "at least one of these:"
            return [f"{indent}{word}", *(line for part in parts for line in outline(part, parameters, depth + 1))]
        case Not(part):
            return [f"{indent}none of this:", *outline(part, parameters, depth + 1)]
        case Each(quantifier, path, part):
            return [f"{indent}{quantifier} entry of {path} has:", *outline(part, parameters, depth + 1)]
        case Count(path, where, distinct, op, operand):
            what = f"the number of different {distinct} in {path}" if distinct else f"the number of entries in {path}"
            said = OPERATORS[op].holds.format(_operand(operand, parameters))
            lines = [f"{indent}{what} is {said}"]
            return (
                lines
                if where is None
                else [f"{lines[0]}, counting those with:", *outline(where, parameters, depth + 1)]
            )
        case Judgement(question):
            return [f"{indent}two people attest: {question}"]
        case Test(ref, op, operand):
            match ref:
                case FactRef(name) | ItemRef(name):
                    subject = name
                case ParamRef(name):
                    subject = f"the parameter {name}"
            said = OPERATORS[op].holds.format(_operand(operand, parameters))
            return [f"{indent}{subject} is {said}"]


def _operand(operand: Operand, parameters: Mapping[str, Parameter]) -> str:
    match operand:
        case Constant(value):
            return say_operand(value)
        case ParamRef(name):
            return f"{say_operand(parameters[name].default)} (parameter {name})"
        case _:
            factor = "" if operand.times == 1 else f"{operand.times:g} times "
            return f"{factor}{operand.path}"


def say_operand(operand: Any) -> str:
    """An operand in words: values in backticks, lists joined."""
    if isinstance(operand, list | tuple):
        words = [say_operand(word) for word in operand]
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
    if isinstance(operand, bool):
        return f"`{'true' if operand else 'false'}`"
    if isinstance(operand, int | float):
        return f"{operand:g}"
    return f"`{operand}`"
