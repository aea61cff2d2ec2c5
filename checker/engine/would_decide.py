"""What would decide an open condition: which answers to a missing fact, or to a question that people answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.operators import OPERATORS, witnesses
from checker.domain.outline import say_operand
from checker.domain.pack import Either
from checker.domain.tree import Count, FactRef, Judgement, Test, walk
from checker.engine.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checker.domain.tree import Node
    from checker.domain.vocabulary import Fact
    from checker.engine.evaluate import Key, View

__all__ = ["questions_of", "would_decide", "would_decide_attested"]


def questions_of(trees: Iterable[Node | None]) -> list[str]:
    """Every question of judgement in some trees, once each, in reading order."""
    nodes = (node for tree in trees if tree is not None for node in walk(tree))
    return list(dict.fromkeys(node.question for node in nodes if isinstance(node, Judgement)))


def would_decide_attested(question: str, verdict: Callable[[View], str | None], view: View) -> str:
    """Which attested answers to an open question would decide the condition, all else unchanged."""
    said = []
    for answer, word in ((True, "yes"), (False, "no")):
        outcome = verdict(view.what_if_attested({**view.answers, question: answer}))
        if outcome:
            said.append(f"{outcome.replace('_', ' ')} if two people attest {word}")
    return "; ".join(said)


def would_decide(key: Key, trees: tuple[Node, ...], verdict: Callable[[View], str | None], view: View) -> str:
    """Which answers to one missing fact would decide the condition, all else unchanged.

    Args:
        key: the fact.
        trees: the condition's trees, which hold the tests of the fact.
        verdict: the verdict (evidence aside) that a view leads to, or None while it stays open.
        view: what is known now.
    """
    path, workforce = key
    row = view.facts.row(path)
    if workforce is not None or row.kind in ("records", "money"):
        return ""
    tests = [(test, operand) for test in _tests_of(path, trees) if _is_plain(operand := view.operand(test.operand))]
    bounds = tuple(operand for _, operand in tests)
    answers: dict[str, list[str]] = {}
    found: dict[Any, str | None] = {}  # many tests of one fact try the same answers
    for test, operand in tests:
        true, false = _examples(test, operand, row, bounds)
        for values, phrase in ((true, OPERATORS[test.op].holds), (false, OPERATORS[test.op].fails)):
            for value in values:
                if value not in found:
                    found[value] = verdict(view.what_if(path, value))
            outcomes = {found[value] for value in values}
            if len(outcomes) == 1 and (outcome := outcomes.pop()):
                listed = row.kind in ("bool", "choice")
                said = say_operand(tuple(values)) if listed else phrase.format(say_operand(operand))
                answers.setdefault(outcome, []).append(f"{said} entries" if isinstance(test, Count) else said)
    return "; ".join(
        f"{outcome.replace('_', ' ')} if {' or '.join(dict.fromkeys(said))}" for outcome, said in answers.items()
    )


def _tests_of(path: str, trees: tuple[Node, ...]) -> Iterator[Test | Count]:
    for node in (node for tree in trees for node in walk(tree)):
        if (isinstance(node, Test) and node.ref == FactRef(path)) or (isinstance(node, Count) and node.path == path):
            yield node


def _is_plain(operand: Any) -> bool:
    return operand is not UNKNOWN and not isinstance(operand, Either)


def _examples(test: Test | Count, operand: Any, row: Fact, bounds: tuple[float, ...]) -> tuple[list[Any], list[Any]]:
    """Answers that make the test true and false, enough of them to stand for all."""
    if isinstance(test, Test):
        return witnesses(test.op, operand, row.choices, row.kind, bounds)
    sizes = [row.choices[:size] for size in range(len(row.choices) + 1)]
    fits = OPERATORS[test.op].test
    return [s for s in sizes if fits(len(s), operand)], [s for s in sizes if not fits(len(s), operand)]
