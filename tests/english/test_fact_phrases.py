"""Every fact has a phrase, every word of an enumeration is said, and a test and its denial are never said alike."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from checker.domain.operators import OPERATORS
from checker.domain.tree import Constant, Count, FactRef, ItemRef, Test as Leaf
from checker.domain.vocabulary import DESCRIPTIVE, FACTS, RECORDS, Fact
from checker.english.choices import EVERYWHERE, OF_FACT, UNITS
from checker.english.clauses import Settings, say_count, say_test
from checker.english.fact_phrases import phrase_of
from checker.english.project_facts import FIELDS, PROJECT
from checker.english.workforce_facts import WORKFORCE
from tests.conftest import check_each

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTHING_SET = Settings({}, {})
NUMERIC = ("integer", "number", "share")
PLACES = [
    *((path, "", fact) for path, fact in (FACTS | DESCRIPTIVE).items()),
    *((name, path, RECORDS[path][name]) for path in FIELDS for name in RECORDS[path]),
]

RAW = re.compile(r"\b[a-z0-9]+_[a-z_]+|\b[a-z_]+\.[a-z_]+|[{}|~]")


def test_every_fact_has_a_phrase_and_no_phrase_is_of_no_fact() -> None:
    assert {*WORKFORCE, *PROJECT} == {*FACTS, *DESCRIPTIVE}
    assert FIELDS.keys() == RECORDS.keys() - {"workforces"}
    for path, fields in FIELDS.items():
        assert fields.keys() == RECORDS[path].keys()


def test_every_word_of_an_enumeration_is_said_in_words_of_its_own() -> None:
    check_each(PLACES, words_are_its_own)


def words_are_its_own(place: tuple[str, str, Fact]) -> None:
    path, records, fact = place
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


def test_tests_that_are_said_alike_are_true_alike() -> None:
    check_each(PLACES, said_alike_is_true_alike)


def said_alike_is_true_alike(place: tuple[str, str, Fact]) -> None:
    path, records, fact = place
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
    assert tuple(say_test(test, NOTHING_SET, "", denied=denied) for denied in (False, True)) == OWN[kind]


NEGATION = re.compile(r"\b(not|no|nobody|nothing|neither|cannot|none|missing)\b")
# What a clause denies although the fact is so, or says with another word than a negation.
TURNED = {
    "association.independent_channel": ("there is a channel", "there is no channel"),
    "remedy.confidential_channel_without_state": ("there is a confidential", "there is no confidential"),
    "association.non_membership_required": ("must stay out of", "no worker must"),
    "children.light_work_only": ("only light work", "do other work than"),
}


def test_yes_is_affirmed_and_no_is_denied() -> None:
    check_each((fact for _, _, fact in PLACES if fact.kind == "bool"), yes_is_affirmed)


def yes_is_affirmed(fact: Fact) -> None:
    records = "wages.deductions" if fact.path in RECORDS["wages.deductions"] else ""
    phrase = phrase_of(fact.path, records)
    if fact.path in TURNED:
        affirmed, denied = TURNED[fact.path]
        assert affirmed in phrase.holds
        assert denied in phrase.fails
    else:
        assert not NEGATION.search(phrase.holds), phrase.holds
        assert NEGATION.search(phrase.fails), phrase.fails


TOUCHED = "the sanctions measures that the project touches"
SAID: dict[str, tuple[str, str, Any, str, str]] = {
    "number is": ("hours.regular_weekly", "is", 12, "regular hours are exactly 12 hours a week",
                  "the number of regular hours a week is not 12"),
    "number at least": ("hours.regular_weekly", "at_least", 1, "regular hours are at least 1 hour a week",
                        "regular hours are less than 1 hour a week"),
    "number more than": ("hours.regular_weekly", "more_than", 48, "regular hours are more than 48 hours a week",
                         "regular hours are at most 48 hours a week"),
    "count none": ("remedy.complaints_received", "is", 0, "no complaint came in over 12 months",
                   "at least one complaint came in over 12 months"),
    "count less than": ("headcount", "less_than", 50, "fewer than 50 persons work here",
                        "at least 50 persons work here"),
    "share": ("gender.share_women_hired", "at_most", 0.25, "women are at most 25 per cent of those hired",
              "women are more than 25 per cent of those hired"),
    "choice": ("hiring.final_choice_by", "in", ("employer", "military"),
               "the employer or the military makes the final choice of whom to hire",
               "it is not the employer or the military who makes the final choice of whom to hire"),
    "choice is not": ("wages.paid_in", "is_not", "voucher", "the wage is not paid in vouchers",
                      "the wage is paid in vouchers"),
    "clauses": ("employment.migrant_workers", "is_not", "none",
                "either there are migrant workers, or the employer has not found out whether there are migrant workers",
                "there are no migrant workers, as far as the employer has found out"),
    "set any": ("sanctions.measures_touched", "contains_any", ("asset_freeze", "joint_venture"),
                f"{TOUCHED} include at least one of the asset freeze and the ban on joint ventures",
                f"{TOUCHED} include none of the asset freeze and the ban on joint ventures"),
    "set none of one": ("sanctions.measures_touched", "contains_none", ("asset_freeze",),
                        "the sanctions measures that the project touches do not include the asset freeze",
                        "the sanctions measures that the project touches include the asset freeze"),
    "set within": ("sanctions.measures_touched", "within", ("asset_freeze",),
                   "the sanctions measures that the project touches include nothing beyond the asset freeze",
                   "the sanctions measures that the project touches include something beyond the asset freeze"),
    "day before": ("as_of", "before", date(2017, 8, 5), "the day of the facts falls before 5 August 2017",
                   "the day of the facts falls on or after 5 August 2017"),
    "day on or before": ("as_of", "on_or_before", date(2017, 8, 5),
                         "the day of the facts falls on or before 5 August 2017",
                         "the day of the facts falls after 5 August 2017"),
    "day is": ("as_of", "is", date(2017, 8, 5), "the day of the facts falls on 5 August 2017",
               "the day of the facts does not fall on 5 August 2017"),
    "country": ("country", "in", ("KP", "CN"), "the host country is the DPRK or China",
                "the host country is not the DPRK or China"),
    "text": ("employer", "is", "acme", "the party that employs these workers is “acme”",
             "the party that employs these workers is not “acme”"),
    "stated": ("employer", "stated", True, "the answer to “Who employs these workers? (a party id)” is stated",
               "the answer to “Who employs these workers? (a party id)” is not stated"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "op", "operand", "holds", "fails"), SAID.values(), ids=SAID)
def test_the_clause_of_a_test_and_of_its_denial(path: str, op: str, operand: Any, holds: str, fails: str) -> None:
    test = Leaf(FactRef(path), op, Constant(operand))
    said = tuple(say_test(test, NOTHING_SET, "", denied=denied) for denied in (False, True))
    assert said == (holds, fails)


def test_a_date_without_end_is_denied_with_its_own_words() -> None:
    test = Leaf(ItemRef("valid_until"), "before", Constant(date(2017, 8, 5)))
    said = say_test(test, NOTHING_SET, "sanctions.authorisations", denied=True)
    assert said == "its validity does not end before 5 August 2017"
