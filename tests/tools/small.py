"""Small packs with their own cases: a test states the trees and the cases it is about."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from checker import load_pack
from checker.packs.cases import read_cases
from tests.build import condition, write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from checker.domain.pack import Pack
    from checker.packs.cases import Case

ACCESS = "monitoring.payroll_access"
BANK = "monitoring.bank_access"
YES = {"fact": ACCESS, "is": True}


def case(expect: Any, facts: dict[str, Any] | None = None, **given: Any) -> dict[str, Any]:
    """A case, named for what it gives."""
    told = {**({"facts": facts} if facts else {}), **given}
    return {"name": f"{expect} {json.dumps(told)}"[:80], "expect": expect, "given": told}


def pack_with(
    folder: Path, requires: Any, cases: list[dict[str, Any]] | None = None, *, pack: dict[str, Any] | None = None,
    scope: str = "project", more: dict[str, Any] | None = None, others: tuple[dict[str, Any], ...] = (),
) -> tuple[Pack, list[Case]]:  # fmt: skip
    """A pack whose first condition is TEST-1, and its cases.

    Args:
        folder: where it goes; made anew.
        requires: what TEST-1 requires.
        cases: those of TEST-1; a stand-in where they are not what the test is about.
        pack: more keys of ``pack.yaml``.
        scope: of its cluster.
        more: more keys of TEST-1.
        others: further conditions.
    """
    first = condition("TEST-1", "COV", requires, **(more or {}))
    write_pack(folder, [first, *others], scope=scope, **(pack or {}))
    if cases is not None:
        (folder / "cases" / "TEST-1.yaml").write_text(json.dumps({"condition": "TEST-1", "cases": cases}))
    loaded = load_pack(str(folder))
    return loaded, list(read_cases(loaded))
