"""A problem has one of the listed codes, and its whole place."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from checker.ground.errors import PROBLEM_CODES, InputError, PackError, Problem
from checker.load import load_document
from checker.packs.folder import load_pack
from checker.project.read import adapt
from checker.tools.schemas import build
from tests.build import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Where calls that make a problem, or what becomes one, take its code; all take it as `code=` too.
POSITION = {"Problem": 0, "problem": 0, "_Fault": 0, "refused": 2, "_refused": 2}


def codes_in(source: str) -> Iterator[str]:
    """The codes that the calls in a module are written with, and those that parameters have where none is given."""
    tree = ast.parse(source)
    for one in ast.walk(tree):
        if isinstance(one, ast.arguments):
            defaults = [None] * (len(one.args) - len(one.defaults)) + [*one.defaults] + [*one.kw_defaults]
            named = zip([*one.args, *one.kwonlyargs], defaults, strict=True)
            yield from (value.value for key, value in named if key.arg == "code" and isinstance(value, ast.Constant))
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        at = POSITION.get(name)
        given = call.args[at : at + 1] if at is not None else []
        given += [one.value for one in call.keywords if one.arg == "code"]
        for value in given:
            branches = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
            yield from (one.value for one in branches if isinstance(one, ast.Constant) and isinstance(one.value, str))


def test_the_code_writes_each_listed_code_and_no_other() -> None:
    written = {code for path in ROOT.glob("checker/**/*.py") for code in codes_in(path.read_text("utf-8"))}

    assert written == set(PROBLEM_CODES)


def test_the_docs_list_each_code_with_its_meaning() -> None:
    page = (ROOT / "docs" / "messages.md").read_text("utf-8")
    listed = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", page, re.MULTILINE)

    assert listed == list(PROBLEM_CODES.items())


def test_the_schema_lists_each_code() -> None:
    assert [one["const"] for one in build("problems")["oneOf"]] == list(PROBLEM_CODES)


def test_a_code_that_is_not_listed_is_refused() -> None:
    with pytest.raises(ValueError, match="no problem has the code no-such"):
        InputError(Problem("no-such", "something is wrong", "a.yaml"))


HEAD = "id: p\npurpose: commercial\nstage: operation\nas_of: 2026-01-01\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("id: p\nid: q\n", ("given-twice", 2, 1, None, None)),
        ("\n", ("not-in-format", 1, 1, None, None)),
        ("id: \x00\n", ("not-text", 1, 5, None, None)),
        ("[" * 101 + "]" * 101, ("too-deep", 1, 101, None, None)),
        ("id: !x p\n", ("not-accepted", 1, 5, None, None)),
        (f"{HEAD}contry: KP\n", ("unknown-key", 5, 1, 5, 7)),
        (f"{HEAD}country: kp\n", ("wrong-value", 5, 10, 5, 12)),
        (f"{HEAD}title: 5\n", ("wrong-type", 5, 8, 5, 9)),
        (f"{HEAD}evidence:\n- {{id: a, kind: press}}\n- {{id: a, kind: press}}\n", ("given-twice", 7, 8, 7, 9)),
        (f"{HEAD}workforces:\n- {{id: w, employer: nobody}}\n", ("unknown-name", 6, 21, 6, 27)),
        ("purpose: commercial\nstage: operation\nas_of: 2026-01-01\n", ("missing", 1, 1, 1, 1)),
    ],
)  # fmt: skip
def test_a_fault_of_a_project_file_has_its_code_and_where_it_ends(
    tmp_path: Path, text: str, found: tuple[str, int, int, int | None, int | None]
) -> None:
    file = tmp_path / "project.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        adapt(load_document(str(file)))

    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column, problem.end_line, problem.end_column) == found


def test_a_file_that_is_too_large_says_so_by_its_code(tmp_path: Path) -> None:
    file = tmp_path / "project.yaml"
    file.write_text(HEAD, "utf-8")
    with pytest.raises(InputError) as caught:
        load_document(str(file), limit=10)

    assert [problem.code for problem in caught.value.problems] == ["too-many-bytes"]


def test_what_is_not_there_has_its_code(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_document(str(tmp_path / "none.yaml"))
    with pytest.raises(PackError) as refused:
        load_pack("engagement-treshold")

    assert [problem.code for problem in (*caught.value.problems, *refused.value.problems)] == [
        "cannot-read", "unknown-name"]  # fmt: skip
