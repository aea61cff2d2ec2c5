"""Every fact has a phrase, every word of an enumeration is said, and a test and its denial are never said alike."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from checker.engine.operators import OPERATORS
from checker.engine.tree import Constant, Count, FactRef, ItemRef, Test as Leaf
from checker.english.leaves import Settings, say_count, say_test
from checker.english.phrases import phrase_of
from checker.english.project import FIELDS, PROJECT
from checker.english.words import EVERYWHERE, OF_FACT, UNITS
from checker.english.workforce import WORKFORCE
from checker.vocabulary import DESCRIPTIVE, FACTS, RECORDS, Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTHING_SET = Settings({}, {})
NUMERIC = ("integer", "number", "share")
PLACES = [
    *((path, "", fact) for path, fact in (FACTS | DESCRIPTIVE).items()),
    *((name, path, RECORDS[path][name]) for path in FIELDS for name in RECORDS[path]),
]
IDS = [f"{records}{'.' if records else ''}{path}" for path, records, _ in PLACES]
RAW = re.compile(r"\b[a-z0-9]+_[a-z_]+|\b[a-z_]+\.[a-z_]+|[{}|~]")


def test_every_fact_has_a_phrase_and_no_phrase_is_of_no_fact() -> None:
    assert {*WORKFORCE, *PROJECT} == {*FACTS, *DESCRIPTIVE}
    assert FIELDS.keys() == RECORDS.keys() - {"workforces"}
    for path, fields in FIELDS.items():
        assert fields.keys() == RECORDS[path].keys()


@pytest.mark.parametrize(("path", "records", "fact"), PLACES, ids=IDS)
def test_every_word_of_an_enumeration_is_said_in_words_of_its_own(path: str, records: str, fact: Fact) -> None:
    key = phrase_of(path, records).key
    words = {choice: OF_FACT.get(key, {}).get(choice) or EVERYWHERE.get(choice) for choice in fact.choices}
    if fact.kind == "date" or key == "sanctions.authorisations.valid_until":
        words = dict.fromkeys(fact.choices, OF_FACT[key]["none"]) if fact.choices else {}
    assert None not in words.values(), words
    assert len(set(words.values())) == len(words)
    assert not any(RAW.search(word) for word in words.values() if word)


def test_every_word_and_unit_is_of_something() -> None:
    choices = {choice for _, _, fact in PLACES for choice in fact.choices}
    assert EVERYWHERE.keys() <= choices
    keys = {phrase_of(path, records).key for path, records, _ in PLACES}
    assert OF_FACT.keys() <= keys
    assert UNITS.keys() <= keys


def operands(fact: Fact, op: str) -> Iterator[Any]:
    """Operands that a pack can write beside an operator of this fact."""
    kind = OPERATORS[op].operand
    if kind == "true":
        yield True
    elif kind == "list":
        words = fact.choices or ("KP", "PL", "x")
        yield from ((word,) for word in words)
        yield from (words[:size] for size in range(2, len(words) + 1))
    elif kind == "number":
        yield from (0, 1, 2, 12) if fact.kind == "integer" else (0, 0.05, 0.5, 0.95, 1, 12)
    elif kind == "date" or fact.kind == "date":
        yield from (date(2017, 8, 5), date(2017, 8, 6), *(["none"] if fact.choices and kind == "one" else []))
    elif fact.kind == "bool":
        yield from (True, False)
    elif fact.kind in NUMERIC:
        yield from (0, 1, 2, 12)
    else:
        yield from fact.choices or ("KP", "PL", "none")


def answers(fact: Fact) -> list[Any]:
    """Values that the fact can have, on both sides of each operand."""
    if fact.kind == "bool":
        return [True, False]
    if fact.kind == "set":
        singles = [(choice,) for choice in fact.choices]
        return [(), *singles, *(fact.choices[:size] for size in range(2, len(fact.choices) + 1))]
    if fact.kind in NUMERIC:
        return [0, 1, 2, 3, 12, 13] if fact.kind == "integer" else [0, 0.04, 0.05, 0.5, 0.6, 0.95, 1, 1.5, 2, 12, 13]
    if fact.kind == "date":
        return [date(2017, 8, day) for day in (4, 5, 6, 7)] + (["none"] if fact.choices else [])
    return list(fact.choices) or ["KP", "PL", "x", "none", "y"]


@pytest.mark.parametrize(("path", "records", "fact"), PLACES, ids=IDS)
def test_tests_that_are_said_alike_are_true_alike(path: str, records: str, fact: Fact) -> None:
    ref = ItemRef(path) if records else FactRef(path)
    truths: dict[str, set[tuple[bool, ...]]] = defaultdict(set)
    for op, row in OPERATORS.items():
        if fact.kind not in row.kinds:
            continue
        for operand in operands(fact, op):
            for denied in (False, True):
                said = say_test(Leaf(ref, op, Constant(operand)), NOTHING_SET, records, denied=denied)
                if fact.kind != "text":
                    assert not RAW.search(said), said
                truths[said].add((op == "stated", *(row.test(value, operand) != denied for value in answers(fact))))
    assert all(len(found) == 1 for found in truths.values()), [said for said, found in truths.items() if len(found) > 1]


SIZED = [fact for fact in (FACTS | DESCRIPTIVE).values() if fact.kind in ("set", "records")]


@pytest.mark.parametrize("fact", SIZED, ids=lambda fact: fact.path)
def test_counts_that_are_said_alike_are_true_alike(fact: Fact) -> None:
    truths: dict[str, set[tuple[bool, ...]]] = defaultdict(set)
    for op, row in OPERATORS.items():
        if "integer" not in row.kinds or op == "stated":
            continue
        for operand in (0, 1, 2, 5):
            for denied in (False, True):
                node = Count(fact.path, None, None, op, Constant(operand))
                said = say_count(node, NOTHING_SET, denied=denied)
                assert not RAW.search(said), said
                truths[said].add(tuple(row.test(size, operand) != denied for size in range(8)))
    assert all(len(found) == 1 for found in truths.values()), [said for said, found in truths.items() if len(found) > 1]


OWN = {
    "bool": ("the answer to “Is it so?” is yes", "the answer to “Is it so?” is no"),
    "choice": ("the answer to “Is it so?” is red or dark blue", "the answer to “Is it so?” is not red or dark blue"),
    "integer": ("the answer to “Is it so?” is at least 3 doors", "the answer to “Is it so?” is fewer than 3 doors"),
}
TESTS = {"bool": ("is", True), "choice": ("in", ("red", "dark_blue")), "integer": ("at_least", 3)}


@pytest.mark.parametrize("kind", OWN)
def test_a_fact_of_a_pack_is_said_by_its_question(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    choices = ("red", "dark_blue") if kind == "choice" else ()
    monkeypatch.setitem(FACTS, "own.thing", Fact("own.thing", kind, "Is it so?", choices, unit="doors"))
    op, operand = TESTS[kind]
    test = Leaf(FactRef("own.thing"), op, Constant(operand))
    try:
        said = tuple(say_test(test, NOTHING_SET, "", denied=denied) for denied in (False, True))
    finally:
        phrase_of.cache_clear()
    assert said == OWN[kind]
