"""The operators of a test: on known values, and on what is not known."""

# a row of a table stays on one line.
# ruff: noqa: E501

from datetime import date

import pytest

from checker.domain.operators import OPERATORS
from checker.engine.evaluate import evaluate
from tests.build import faults_of, tree, view

# (operator, fact, operand, value, expected)
ROWS = [
    ("is", "wages.payment_path", "via_state", "via_state", True),
    ("is", "wages.payment_path", "via_state", "via_agent", False),
    ("is", "hiring.employer_may_refuse", True, True, True),
    ("is", "hiring.employer_may_refuse", True, False, False),
    ("is", "hiring.employer_may_refuse", False, False, True),
    ("is", "wages.arrears_days", 0, 0, True),
    ("is", "wages.arrears_days", 0, 1, False),
    ("is", "association.law_permits_free_unions", "no", "no", True),
    ("is_not", "wages.payment_path", "via_state", "via_state", False),
    ("is_not", "wages.payment_path", "via_state", "via_agent", True),
    ("is_not", "hiring.employer_may_refuse", True, False, True),
    ("in", "wages.payment_path", ["worker_cash", "worker_account"], "worker_account", True),
    ("in", "wages.payment_path", ["worker_cash", "worker_account"], "via_state", False),
    ("not_in", "wages.payment_path", ["via_state", "via_agent"], "via_state", False),
    ("not_in", "wages.payment_path", ["via_state", "via_agent"], "worker_cash", True),
    ("at_least", "wages.share_received", 0.8, 0.8, True),
    ("at_least", "wages.share_received", 0.8, 0.7999, False),
    ("at_least", "wages.share_received", 0.8, 1, True),
    ("at_most", "hours.regular_weekly", 48, 48, True),
    ("at_most", "hours.regular_weekly", 48, 48.5, False),
    ("at_most", "hours.regular_weekly", 48, 0, True),
    ("more_than", "wages.arrears_days", 3, 3, False),
    ("more_than", "wages.arrears_days", 3, 4, True),
    ("less_than", "wages.arrears_days", 3, 3, False),
    ("less_than", "wages.arrears_days", 3, 2, True),
    ("contains_any", "class.selection_criteria", ["songbun", "health"], ["skills", "health"], True),
    ("contains_any", "class.selection_criteria", ["songbun", "health"], ["skills"], False),
    ("contains_any", "class.selection_criteria", ["songbun", "health"], [], False),
    ("contains_none", "class.selection_criteria", ["songbun", "health"], ["skills"], True),
    ("contains_none", "class.selection_criteria", ["songbun", "health"], ["skills", "health"], False),
    ("contains_none", "class.selection_criteria", ["songbun", "health"], [], True),
    ("within", "class.selection_criteria", ["skills", "health"], ["skills"], True),
    ("within", "class.selection_criteria", ["skills", "health"], ["skills", "songbun"], False),
    ("within", "class.selection_criteria", ["skills", "health"], [], True),
    ("stated", "wages.arrears_days", True, 0, True),
    ("stated", "hiring.employer_may_refuse", True, False, True),
    ("stated", "class.selection_criteria", True, [], True),
    ("stated", "wages.gross_monthly", True, {"amount": 1, "currency": "USD"}, True),
]  # fmt: skip


def _view(path, value):
    section, _, name = path.partition(".")
    return view(workforce={section: {name: value}})


@pytest.mark.parametrize(
    ("op", "path", "operand", "value", "expected"),
    ROWS,
    ids=[f"{value}-{op}-{operand}" for op, _, operand, value, _ in ROWS],
)
def test_a_known_value(op, path, operand, value, expected):
    assert evaluate(tree({"fact": path, op: operand}), _view(path, value)) is expected


DATES = [
    ("before", "2025-12-31", True), ("before", "2026-01-01", False), ("before", "2026-01-02", False),
    ("on_or_before", "2025-12-31", True), ("on_or_before", "2026-01-01", True), ("on_or_before", "2026-01-02", False),
    ("on_or_after", "2025-12-31", False), ("on_or_after", "2026-01-01", True), ("on_or_after", "2026-01-02", True),
    ("is", "2026-01-01", True), ("is", "2025-12-31", False), ("is_not", "2025-12-31", True),
]  # fmt: skip


@pytest.mark.parametrize(("op", "value", "expected"), DATES, ids=[f"{value}-{op}" for op, value, _ in DATES])
def test_a_known_date(op, value, expected):
    node = tree({"fact": "as_of", op: "2026-01-01"}, "project")
    assert evaluate(node, view(as_of=value)) is expected


@pytest.mark.parametrize("op", ["before", "on_or_before", "on_or_after"])
def test_an_authorisation_without_an_end_is_neither_before_nor_after_a_day(op):
    node = tree({"some": "sanctions.authorisations", "satisfies": {"item": "valid_until", op: "2026-01-01"}}, "project")
    assert evaluate(node, view(sanctions={"authorisations": [{"valid_until": "none"}]})) is False


def test_an_authorisation_without_an_end_is_told_by_its_word():
    node = tree({"some": "sanctions.authorisations", "satisfies": {"item": "valid_until", "is": "none"}}, "project")
    assert evaluate(node, view(sanctions={"authorisations": [{"valid_until": "none"}]})) is True
    assert evaluate(node, view(sanctions={"authorisations": [{"valid_until": "2026-01-01"}]})) is False


UNKNOWN_ROWS = {op: (path, operand) for op, path, operand, _, _ in ROWS}


@pytest.mark.parametrize("op", UNKNOWN_ROWS)
@pytest.mark.parametrize(
    "stated",
    [{}, {"value": None}, {"not_collected": "access_refused"}],
    ids=["absent", "blank", "refused"],
)
def test_an_unknown_value_makes_every_test_unknown(op, stated):
    path, operand = UNKNOWN_ROWS[op]
    section, _, name = path.partition(".")
    subject = view(workforce={section: {name: stated}} if stated else {})
    assert evaluate(tree({"fact": path, op: operand}), subject) is None


def test_every_operator_is_tried():
    assert {op for op, *_ in (*ROWS, *DATES)} == set(OPERATORS)


@pytest.mark.parametrize(
    ("raw", "message", "advice"),
    [
        ({"fact": "wages.payment_path", "at_least": 1}, "the operator `at_least` does not fit a choice", "these do: is, is_not, in, not_in, stated"),
        ({"fact": "wages.gross_monthly", "at_least": 1}, "the operator `at_least` does not fit a money", "these do: stated"),
        ({"fact": "class.selection_criteria", "is": "skills"}, "the operator `is` does not fit a set", "these do: contains_any, contains_none, within, stated"),
        ({"fact": "wages.arrears_days", "within": [1]}, "the operator `within` does not fit a integer", None),
        ({"fact": "hiring.employer_may_refuse", "is": "yes"}, "`yes` is not true or false", ""),
        ({"fact": "wages.arrears_days", "is": True}, "`True` is no number", ""),
        ({"fact": "wages.arrears_days", "at_most": "31"}, "`31` is no number", ""),
        ({"fact": "as_of", "before": "2026-13-01"}, "`2026-13-01` is no date such as 2026-03-31", ""),
        ({"fact": "country", "is": "kp"}, "`kp` is not an ISO 3166-1 code of two capital letters", ""),
        ({"fact": "wages.payment_path", "in": "via_state"}, "this operator takes a list", ""),
        ({"fact": "wages.payment_path", "in": []}, "this operator takes a list", ""),
        ({"fact": "wages.arrears_days", "stated": False}, "`stated` takes `true`", ""),
        ({"fact": "wages.payment_path", "is": "via_stat"}, None, "did you mean `via_state`?"),
        ({"fact": "wages.payment_path"}, "a test needs one operator, and here are 0", None),
        ({"fact": "wages.arrears_days", "at_least": 1, "at_most": 2}, "a test needs one operator, and here are 2", None),
        ({"fact": "wages.arrears_days", "at_leats": 1}, "`at_leats` is not known here", "did you mean `at_least`?"),
        ({"fact": "wages.arrears_days", "at_most": {"param": "countries"}}, "the parameter `countries` does not fit here", ""),
        ({"fact": "wages.payment_path", "in": {"param": "most"}}, "the parameter `most` does not fit here", ""),
        ({"fact": "wages.arrears_days", "at_most": {"fact": "wages.payment_path"}}, "`wages.payment_path` does not fit here", ""),
        ({"fact": "wages.arrears_days", "at_most": {"fact": "wages.interval_days", "times": "2"}}, "`wages.interval_days` does not fit here", ""),
        ({"fact": "wages.arrears_days", "at_most": {"fact": "wages.interval_day"}}, "no fact is called `wages.interval_day`", "did you mean `wages.interval_days`?"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else None,
)  # fmt: skip
def test_what_does_not_fit_is_refused_before_it_runs(raw, message, advice):
    found = faults_of(raw)
    assert found
    assert message is None or found[0][0] == message
    assert advice is None or found[0][1] == advice


def test_dates_compare_as_dates():
    assert OPERATORS["before"].test(date(2025, 1, 1), "2026-01-01")
