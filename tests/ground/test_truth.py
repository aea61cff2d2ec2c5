"""Strong Kleene logic, enumerated whole."""

from itertools import product

import pytest

from checker.ground.truth import all_of, any_of, negation

T, F, U = True, False, None
NAMES = {T: "true", F: "false", U: "unknown"}


def _id(*values):
    return "-".join(NAMES[value] for value in values)


CONJUNCTION = [
    (T, T, T), (T, F, F), (T, U, U),
    (F, T, F), (F, F, F), (F, U, F),
    (U, T, U), (U, F, F), (U, U, U),
]  # fmt: skip
DISJUNCTION = [
    (T, T, T), (T, F, T), (T, U, T),
    (F, T, T), (F, F, F), (F, U, U),
    (U, T, T), (U, F, U), (U, U, U),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "expected"), CONJUNCTION, ids=[_id(*row[:2]) for row in CONJUNCTION])
def test_all_of_two(first, second, expected):
    assert all_of([first, second]) is expected


@pytest.mark.parametrize(("first", "second", "expected"), DISJUNCTION, ids=[_id(*row[:2]) for row in DISJUNCTION])
def test_any_of_two(first, second, expected):
    assert any_of([first, second]) is expected


@pytest.mark.parametrize(("value", "expected"), [(T, F), (F, T), (U, U)], ids=["true", "false", "unknown"])
def test_negation(value, expected):
    assert negation(value) is expected


def test_all_of_nothing_holds_and_any_of_nothing_does_not():
    assert all_of([]) is True
    assert any_of([]) is False


TRIPLES = list(product((T, F, U), repeat=3))


def test_several_are_folded_two_by_two():
    for first, second, third in TRIPLES:
        values = (first, second, third)
        assert all_of(values) is all_of([all_of([first, second]), third]), values
        assert any_of(values) is any_of([any_of([first, second]), third]), values


def test_de_morgan():
    for values in TRIPLES:
        assert negation(all_of(values)) is any_of(map(negation, values)), values
        assert negation(any_of(values)) is all_of(map(negation, values)), values


@pytest.mark.parametrize("fold", [all_of, any_of])
def test_settling_an_unknown_never_turns_true_into_false_or_the_reverse(fold):
    for values in TRIPLES:
        before = fold(values)
        for settled in product(*[(value,) if value is not U else (T, F) for value in values]):
            assert before is U or fold(settled) is before, (values, settled)
