"""docs/project-file.md lists every row of the table of implications, word for word.

After a change of the table: ``python -m tests.docs.test_implications_listed`` writes the lists anew.
"""

import re
from datetime import date

import pytest

from checker.domain.implications import IMPLICATIONS
from tests.build import ROOT

PAGE = ROOT / "docs" / "project-file.md"
KINDS = {
    "implies": ("| stated | what follows | source |", "| --- | --- | --- |"),
    "suggests": ("| stated | what may be so | source |", "| --- | --- | --- |"),
    "impossible": ("| stated together | refused where | source |", "| --- | --- | --- |"),
}
OPERATORS = {
    "is": "is {}", "is_not": "is not {}", "in": "is {}", "not_in": "is not {}", "at_least": "is at least {}",
    "at_most": "is at most {}", "more_than": "is more than {}", "less_than": "is less than {}",
    "contains_any": "has {}", "stated": "is stated", "on_or_after": "is {} or later",
    "open": "is not known, whatever is stated",
}  # fmt: skip


def word(operand):
    if isinstance(operand, tuple):
        *others, last = map(word, operand)
        return f"{', '.join(others)} or {last}" if others else last
    return str(operand).lower() if isinstance(operand, bool) else str(operand)


def said(test, figure=""):
    """One test in words."""
    if test.op == "some":
        fields = " and ".join(f"{name} {OPERATORS[op].format(word(operand))}" for name, op, operand in test.operand)
        return f"`{test.path}`: {fields}"
    operand = figure if test.operand is None else word(test.operand)
    return f"`{test.path}` {OPERATORS[test.op].format(operand)}"


def line(row):
    stated = ", ".join(map(said, row.when)) + "".join(f", unless {said(test)}" for test in row.unless)
    gate = (
        row.figure if row.figure and (row.then is None or row.then.operand is not None or row.then.op == "open") else ""
    )
    if gate and row.then:
        stated += f" ({gate})"
    follows = said(row.then, row.figure) if row.then else gate
    return f"| {stated} | {follows} | {row.source}{'' if row.confirmed else ' (not confirmed)'} |"


def listed(kind):
    return "\n".join([*KINDS[kind], *(line(row) for row in IMPLICATIONS if row.kind == kind)])


def between(kind):
    """The part of the page that holds the rows of a kind."""
    return re.compile(rf"(?<=<!-- {kind} -->\n\n).*?(?=\n\n<!-- end -->)", re.DOTALL)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_lists_every_row(kind):
    found = between(kind).search(PAGE.read_text("utf-8"))

    assert found
    assert found[0].splitlines() == listed(kind).splitlines()


def test_days_and_truths_read_as_they_are_written():
    assert word(date(2017, 8, 5)) == "2017-08-05"
    assert word((True, "none")) == "true or none"


if __name__ == "__main__":
    text = PAGE.read_text("utf-8")
    for kind in KINDS:
        text = between(kind).sub(lambda _, kind=kind: listed(kind), text)
    PAGE.write_text(text, "utf-8")
