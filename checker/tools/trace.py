"""A tree with the truth of each of its nodes, for the writer of a rule whose case came out otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.outline import outline
from checker.domain.tree import All, AnyOf, FactRef, Not, Scaled, Test
from checker.engine.evaluate import evaluate
from checker.engine.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.domain.pack import Parameter
    from checker.domain.tree import Node
    from checker.engine.evaluate import View

__all__ = ["trace"]

_TRUTHS = {True: "true", False: "false", None: "unknown"}
_MOST = 20


def trace(node: Node, view: View, parameters: Mapping[str, Parameter], depth: int = 1) -> list[str]:
    """The tree as an outline, with the truth of each node and the values that tests saw."""
    said = outline(node, parameters)
    lines = [f"{_TRUTHS[evaluate(node, view)]:<8}{'  ' * depth}{said[0].strip()}{_seen(node, view)}"]
    match node:
        case All(parts) | AnyOf(parts):
            return lines + [line for part in parts for line in trace(part, view, parameters, depth + 1)]
        case Not(part):
            return lines + trace(part, view, parameters, depth + 1)
        case _:
            # What is asked of each record has no one truth.
            return lines + [f"{'':<8}{'  ' * depth}{line}" for line in said[1:]]


def _seen(node: Node, view: View) -> str:
    if not isinstance(node, Test):
        return ""
    paths = [node.ref.path] if isinstance(node.ref, FactRef) else []
    paths += [node.operand.path] if isinstance(node.operand, Scaled) else []
    return "".join(f" ({path}: {_shown(view.fact(path))})" for path in paths)


def _shown(value: Any) -> str:
    """A fact's value as a pack would write it, cut where it is long."""
    if value is UNKNOWN:
        return "not known"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(str, value[:_MOST]))}{', …' if len(value) > _MOST else ''}]"
    return str(value)
