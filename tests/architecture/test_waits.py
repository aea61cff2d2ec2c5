"""Every wait of the tests has an end, also where they run as a background job that hears no Ctrl-C."""

from __future__ import annotations

import ast
import time
from pathlib import Path

import pytest

from tests.conftest import bounded

TESTS = Path(__file__).parents[1]
# What waits for another process.
WAITS = {"run", "communicate", "wait", "check_output", "check_call", "call"}


def unbounded(path: Path) -> list[str]:
    """Where a module waits for a process without saying how long."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in WAITS:
            continue
        alone = node.func.attr in ("communicate", "wait")
        of_subprocess = isinstance(node.func.value, ast.Name) and node.func.value.id == "subprocess"
        if (alone or of_subprocess) and not any(given.arg == "timeout" for given in node.keywords):
            found.append(f"{path.relative_to(TESTS)}:{node.lineno}")
    return found


def test_no_test_waits_for_a_process_without_a_bound() -> None:
    assert [place for path in sorted(TESTS.rglob("*.py")) for place in unbounded(path)] == []


def test_whatever_a_test_waits_for_has_an_end() -> None:
    with pytest.raises(TimeoutError), bounded(0.05):
        time.sleep(20)


def test_a_bound_within_a_bound_leaves_the_outer_one() -> None:
    def waits() -> None:
        with bounded(10):
            pass
        time.sleep(20)

    with pytest.raises(TimeoutError), bounded(0.2):
        waits()
