"""The product's fixed words, and their orders, are written in one place."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, get_args

import pytest

from checker.domain import words
from checker.domain.grades import GRADE_MEANINGS, GRADES
from checker.formats.shared import texts
from tests.build import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

FAMILIES = {
    "verdicts": words.VERDICTS,
    "reasons": words.REASONS,
    "classes": words.CLASSES,
    "outcomes": words.OUTCOMES,
    "burdens": words.BURDENS,
    "bases of a statement": words.BASES,
    "bases of a verdict": words.VERDICT_BASES,
    "grades": GRADES,
}
HOMES = {"checker/domain/words.py", "checker/domain/grades.py"}
# Here something is said of each word, in a mapping: a label, another standard's word for it, an exit code.
SAY_SOMETHING = {
    "checker/formats/shared/texts.py": "labels and meanings",
    "checker/formats/oscal/assessment.py": "OSCAL's words for verdicts",
    "checker/formats/sarif.py": "SARIF's words for verdicts",
    "checker/formats/sarif_rules.py": "SARIF's levels of classes",
    "checker/cli/check.py": "exit codes of outcomes",
    "checker/report/write.py": "what each class is linked to",
    "checker/english/worked_examples.py": "bases in a sentence",
    "checker/tools/run_case.py": "an item of evidence of each grade",
}


def words_in(node: ast.AST | None) -> Iterator[str]:
    """The words in a table as it is written, tables within it included."""
    match node:
        case ast.Dict():
            parts: list[ast.AST | None] = [*node.keys, *node.values]
        case ast.Tuple() | ast.List() | ast.Set():
            parts = [*node.elts]
        case _:
            return
    for part in parts:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
        yield from words_in(part)


def tables(source: str) -> Iterator[tuple[str, int, str]]:
    """Each table of three words or more of a family: of which, on which line, and whether it maps them."""
    for node in ast.walk(ast.parse(source)):
        written = set(words_in(node))
        for family, known in FAMILIES.items():
            if len(written & set(known)) >= 3:
                yield family, node.lineno, "mapping" if isinstance(node, ast.Dict) else "list"


def test_no_order_and_no_table_of_these_words_is_written_outside_its_home() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): tables(path.read_text("utf-8")) for path in ROOT.glob("checker/**/*.py")
    }
    strays = [
        f"{path}:{line}: a {kind} of {family}"
        for path, mine in found.items()
        if path not in HOMES
        for family, line, kind in mine
        if kind == "list" or path not in SAY_SOMETHING
    ]

    assert strays == []


@pytest.mark.parametrize("path", SAY_SOMETHING)
def test_what_says_something_of_each_word_still_does(path: str) -> None:
    assert any(kind == "mapping" for _, _, kind in tables((ROOT / path).read_text("utf-8")))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('order = ("met", "not_met", "not_determined")', [("verdicts", 1, "list")]),
        ('\nif word in {"hold", "block", "release"}: pass', [("outcomes", 2, "list")]),
        ('Class = Literal["FLOOR", "CP", "CS"]', [("classes", 1, "list")]),
        ('columns = (("met", "met_by_alternative"), ("not_met",))', [("verdicts", 1, "list")]),
        ('names = {"E0": 1, "E1": 2, "E2": 3}', [("grades", 1, "mapping")]),
        ('two = ("met", "not_met")', []),
        ('other = ("met", "hold", "CP", "E1")', []),
    ],
)
def test_a_table_is_found(source: str, found: list[tuple[str, int, str]]) -> None:
    assert list(tables(source)) == found


def test_types_and_tables_have_the_same_words() -> None:
    assert set(get_args(words.Verdict)) == set(words.VERDICTS) == {*words.SETTLED, *words.UNSETTLED}
    assert set(get_args(words.OutcomeWord)) == set(words.OUTCOMES)
    assert set(words.NOT_COLLECTED) < set(words.REASONS)


def test_labels_and_meanings_are_of_exactly_these_words() -> None:
    assert set(texts.VERDICTS) == set(words.VERDICTS)
    assert set(texts.REASONS) == set(words.REASONS)
    assert set(texts.OUTCOMES) == set(words.OUTCOMES)
    # Their order is shown: the legend of a report reads from what weighs most.
    assert tuple(texts.CLASSES) == words.CLASSES
    assert tuple(GRADE_MEANINGS) == GRADES[::-1]
