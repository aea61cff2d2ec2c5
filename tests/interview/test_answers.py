"""How typed answers become values, and what is said of those that do not fit."""

from __future__ import annotations

import contextlib
import re
from typing import Any

import pytest
from hypothesis import given, strategies as st
from pydantic_core import SchemaValidator, ValidationError

from checker.domain.vocabulary import CODES, DESCRIPTIVE, FACTS, RECORDS, Fact, Kind
from checker.interview.answers import (
    LONGEST,
    WrongAnswerError,
    how_to_answer,
    read_answer,
    read_line,
    read_workforces,
)
from checker.project.fields import code_schema
from checker.project.statements import value_schema

ROWS = {**FACTS, **DESCRIPTIVE, **RECORDS["sanctions.authorisations"]}
TAKEN = [
    ("hiring.employer_may_refuse", "Yes", True),
    ("hiring.employer_may_refuse", "n", False),
    ("freedom.identity_papers_held_by", "2", "employer"),
    ("freedom.identity_papers_held_by", "Employer", "employer"),
    ("hiring.selection_mode", "open recruitment", "open_recruitment"),
    ("freedom.forced_labour_indicators", "none", []),
    ("freedom.forced_labour_indicators", "1, 3-4", ["abuse_of_vulnerability", "restriction_of_movement", "isolation"]),
    ("freedom.forced_labour_indicators", "violence, deception", ["deception", "violence"]),
    ("wages.interval_days", "30", 30),
    ("wages.interval_days", "30 days", 30),
    ("wages.interval_days", "30.0", 30),
    ("wages.share_received", "80%", 0.8),
    ("wages.share_received", "0.8", 0.8),
    ("hours.regular_weekly", "47.5 hours", 47.5),
    ("wages.gross_monthly", "80.50 eur", {"amount": 80.5, "currency": "EUR"}),
    ("wages.gross_monthly", "USD 80", {"amount": 80, "currency": "USD"}),
    ("country", "kp", "KP"),
    ("granted", "2026-02-28", "2026-02-28"),
    ("valid_until", "none", "none"),
    ("wages.deductions", "none", []),
    ("wages.deductions", "Insurance; 10%; ; state; yes | Tax", [
        {"name": "Insurance", "share": 0.1, "payee": "state", "explained_to_worker": True}, {"name": "Tax"}]),
    ("parties", "works; Works; KP; company; employer + implementer", [
        {"id": "works", "name": "Works", "country": "KP", "kind": "company", "roles": ["employer", "implementer"]}]),
]  # fmt: skip
WRONG = [
    ("hiring.employer_may_refuse", "maybe", "neither yes nor no"),
    ("hiring.employer_may_refuse", "1", "neither yes nor no"),
    ("freedom.identity_papers_held_by", "5", "a number from 1 to 4"),
    ("freedom.identity_papers_held_by", "employr", "did you mean `employer`?"),
    ("freedom.forced_labour_indicators", "3, 12", "a number from 1 to 11"),
    ("freedom.forced_labour_indicators", "9-99999999999", "is no number from 1 to 11"),
    ("freedom.forced_labour_indicators", ",", "say none"),
    ("wages.interval_days", "thirty", "is no number, in days"),
    ("wages.interval_days", "30 weeks", "is no number, in days"),
    ("wages.interval_days", "-3", "is no number"),
    ("wages.interval_days", "1e9", "is no number"),
    ("wages.interval_days", "٣", "is no number"),
    ("wages.interval_days", "2.5", "not a whole number"),
    ("wages.share_received", "80", "write 80% or 0.8"),
    ("hours.regular_weekly", "200", "more than 168"),
    ("children.minimum_age", "300", "more than 120"),
    ("wages.gross_monthly", "80", "no amount with a currency"),
    ("country", "Korea", "not an ISO 3166-1 code of two capital letters"),
    ("granted", "2026-02-30", "does not exist"),
    ("granted", "28.2.2026", "year-month-day"),
    ("wages.deductions", "a;b;c;d;e;f;g", "has 7 fields"),
    ("wages.deductions", "Tax; 200%", "share: `200%` is more than 1"),
    ("parties", "; Works Ltd", "needs an id"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "value"), TAKEN)
def test_an_answer_becomes_a_value_of_its_kind(path: str, text: str, value: Any) -> None:
    assert read_answer(ROWS[path], text) == value


@pytest.mark.parametrize(("path", "text", "why"), WRONG)
def test_what_does_not_fit_is_not_taken_and_said_why(path: str, text: str, why: str) -> None:
    with pytest.raises(WrongAnswerError) as caught:
        read_answer(ROWS[path], text)

    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("line", "why"),
    [("x" * (LONGEST + 1), "too long"), ("a\x01b", "U+0001"), ("\x1b[A", "U+001B"), ("a\nb", "several lines"),
     ("a\rb", "several lines"), ("\udc80", "U+DC80"), ("a\u2028b", "U+2028")],
)  # fmt: skip
def test_a_line_that_nobody_meant_is_not_taken(line: str, why: str) -> None:
    with pytest.raises(WrongAnswerError) as caught:
        read_line(line)

    assert why in str(caught.value)


@given(st.text(max_size=30), st.sampled_from(list(ROWS.values())))
def test_any_text_is_a_value_or_wrong_and_nothing_else(text: str, row: Fact) -> None:
    with contextlib.suppress(WrongAnswerError):
        read_answer(row, read_line(text))


def test_workforces_have_ids_of_their_own() -> None:
    named = read_workforces("cooks, Fitters of the mill; 주방")

    assert named == [{"id": "cooks"}, {"id": "fitters-of-the-mill", "title": "Fitters of the mill"},
                     {"id": "workforce-3", "title": "주방"}]  # fmt: skip
    with pytest.raises(WrongAnswerError):
        read_workforces("cooks, Cooks")


@pytest.mark.parametrize("kind", sorted(CODES))
def test_a_code_is_one_kind_from_the_schema_to_the_answer(kind: Kind) -> None:
    row, code = Fact("code", kind, "Which is it?"), CODES[kind]
    validator = SchemaValidator(value_schema(row))

    assert read_answer(row, code.example.swapcase()) == code.example
    assert code.meaning in how_to_answer(row)[0]
    assert validator.validate_python(code.example) == code.example
    assert re.fullmatch(code_schema(kind)["pattern"], code.example)
    for wrong in (f"{code.example}\n", "1", "", 5, None):
        with pytest.raises(ValidationError, match=re.escape(code.meaning)):
            validator.validate_python(wrong)
