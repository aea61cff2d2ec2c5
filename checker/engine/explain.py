"""Why a tree came out as it did: the facts that decided it, the facts that are missing, and what would decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.domain.operators import OPERATORS, witnesses
from checker.domain.outline import say_operand
from checker.domain.pack import Either
from checker.domain.tree import (
    All,
    AnyOf,
    Count,
    Each,
    FactRef,
    ItemRef,
    Judgement,
    Node,
    Not,
    ParamRef,
    Scaled,
    Test,
    walk,
)
from checker.engine.evaluate import View, evaluate_item
from checker.engine.facts import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from checker.domain.vocabulary import Fact

__all__ = [
    "Key",
    "attested",
    "deciders",
    "judgements",
    "missing",
    "questions_of",
    "would_decide",
    "would_decide_attested",
]

# A fact of a subject: its path, and the index of the workforce where it is not the subject's own.
Key = tuple[str, int | None]


def deciders(node: Node, view: View, records: str = "", record: Any = None) -> list[Key]:
    """The smallest set of facts that make a true or false node what it is, in reading order.

    Of a failed ``all``, every failing branch counts; of a met ``any``, the first that is met.
    """
    found = _deciders(node, view, records, record)
    return list(dict.fromkeys(one for one in found if not isinstance(one, Judgement)))


def attested(node: Node, view: View) -> list[str]:
    """The questions whose attested answers are among what makes a true or false node what it is."""
    return _questions(_deciders(node, view, "", None))


def _questions(found: list[Key | Judgement]) -> list[str]:
    return list(dict.fromkeys(one.question for one in found if isinstance(one, Judgement)))


def _deciders(node: Node, view: View, records: str, record: Any) -> list[Key | Judgement]:
    truth = evaluate_item(node, view, records, record)
    match node:
        case All(parts) | AnyOf(parts):
            chosen = [
                _deciders(part, view, records, record)
                for part in parts
                if evaluate_item(part, view, records, record) is truth
            ]
            if truth is True and isinstance(node, AnyOf):
                # Of several branches that hold, the one that needs the fewest facts says it best; a fact
                # is worth more than a person's word.
                return min(chosen, key=lambda found: (len(_questions(found)), len(found)))
            return [key for keys in chosen for key in keys]
        case Not(part):
            return _deciders(part, view, records, record)
        case Test():
            return [*_facts_of(node, records, record)]
        case Each(_, path, part):
            members = view.records(path)
            keys: list[Key | Judgement] = [(path, None)] if path != "workforces" or not members else []
            wanted = [member for member in members if evaluate_item(part, view, path, member) is truth]
            return keys + [key for member in wanted for key in _deciders(part, view, path, member)]
        case Count(path, where, _, _, _):
            keys = [(path, None)]
            if where is not None and path == "workforces":
                keys += [key for member in view.records(path) for key in _deciders(where, view, path, member)]
            return keys
        case Judgement():
            return [node]


def _facts_of(test: Test, records: str, record: Any) -> list[Key]:
    keys: list[Key] = []
    if isinstance(test.ref, FactRef):
        keys.append((test.ref.path, None))
    elif isinstance(test.ref, ItemRef):
        keys.append((test.ref.field, record) if records == "workforces" else (records, None))
    if isinstance(test.operand, Scaled):
        keys.append((test.operand.path, None))
    return [key for key in keys if key[0] not in ("as_of", "stage")]


def missing(node: Node, view: View, records: str = "", record: Any = None) -> list[Key]:
    """The facts whose absence leaves an unknown node unknown, in reading order."""
    found = _missing(node, view, records, record)
    return list(dict.fromkeys(one for one in found if not isinstance(one, Judgement)))


def _missing(node: Node, view: View, records: str, record: Any) -> list[Key | Judgement]:
    if evaluate_item(node, view, records, record) is not None:
        return []
    match node:
        case All(parts) | AnyOf(parts):
            return [key for part in parts for key in _missing(part, view, records, record)]
        case Not(part):
            return _missing(part, view, records, record)
        case Test():
            open_: list[Key | Judgement] = [
                key for key in _facts_of(node, records, record) if _open(key, view, records)
            ]
            # What a host's law asks is open while the host is not stated.
            parameters = [view.operand(node.operand)]
            if isinstance(node.ref, ParamRef):
                parameters.append(view.parameters[node.ref.name])
            return [*open_, ("country", None)] if any(isinstance(one, Either) for one in parameters) else open_
        case Each(_, path, part):
            members = view.records(path)
            if members is UNKNOWN:
                return [(path, None)]
            return [key for member in members for key in _missing(part, view, path, member)]
        case Count(path, where, _, _, operand):
            members = view.records(path)
            if members is UNKNOWN:
                return [(path, None)]
            if isinstance(operand, Scaled) and view.fact(operand.path) is UNKNOWN:
                return [(operand.path, None)]
            inner = [key for member in members for key in _missing(where, view, path, member)] if where else []
            return inner or [(path, None)]
        case Judgement():
            return [node]


def _open(key: Key, view: View, records: str) -> bool:
    """Whether a fact is what is missing: it has no value, or its record lacks the field."""
    path, workforce = key
    if path == records:
        return True
    if workforce is not None:
        return view.item("workforces", workforce, path) is UNKNOWN
    return view.fact(path) is UNKNOWN


def judgements(node: Node, view: View) -> list[str]:
    """The questions of judgement that leave a node unknown."""
    return _questions(_missing(node, view, "", None))


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
