"""The map is true: what the documents for contributors name is there, tests have the rooms, modules stay small."""

from __future__ import annotations

import re

import pytest

from tests.architecture.test_imports import ROOMS
from tests.build import ROOT

# What tests are about besides the rooms.
BESIDES = {"architecture", "ci", "docs", "examples", "packaging", "rules"}
# Tables: one fact, or one implication, a row.
TABLES = {"vocabulary.py", "implication_rows.py"}


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_every_path_that_is_named_is_there(page: str) -> None:
    named = re.findall(r"`((?:\.ci|benchmarks|checker|docs|examples|rules|schemas|tests)/[\w./-]*)", text_of(page))
    assert len(named) > 10
    assert [path for path in named if "PACK" not in path and not (ROOT / path).exists()] == []


def test_the_architecture_names_every_room_in_its_order() -> None:
    assert tuple(re.findall(r"^\| `checker/(\w+)/`", text_of("docs/architecture.md"), re.MULTILINE)) == ROOMS


def test_tests_lie_in_the_rooms() -> None:
    tests = [path.relative_to(ROOT / "tests").parts for path in (ROOT / "tests").rglob("test_*.py")]
    assert {parts[0] for parts in tests} <= {*ROOMS, *BESIDES}


def test_modules_stay_small() -> None:
    sized = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in (ROOT / "checker").rglob("*.py")
        if path.name not in TABLES
    }
    assert {path: lines for path, lines in sized.items() if lines > 400} == {}


def text_of(page: str) -> str:
    return (ROOT / page).read_text("utf-8")
