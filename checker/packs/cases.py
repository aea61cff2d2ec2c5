"""The examples beside the rules, as read: the facts given and the verdict expected. ``checker.tools`` runs them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.domain.vocabulary import FACTS
from checker.ground.errors import did_you_mean
from checker.packs import shape
from checker.packs.files import Faults, PackFiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.domain.pack import Condition, Pack
    from checker.ground.places import Document

__all__ = ["Case", "read_cases"]


class Case(NamedTuple):
    """One example of one condition."""

    condition: str
    name: str
    given: dict[str, Any]
    expected: dict[str, Any]
    file: str
    line: int


def read_cases(pack: Pack) -> Iterator[Case]:
    """All cases of a pack, in the order of its conditions.

    Raises:
        PackError: a file cannot be read, or is not in the form of cases.
    """
    faults = Faults()
    found: list[Case] = []
    for condition in pack.conditions:
        document = _case_files(pack, condition).read(f"cases/{condition.id}.yaml", shape.CASES, faults)
        if document is not None:
            found.extend(_cases_in(document, condition, pack, faults))
    faults.raise_if_any()
    yield from found


def _case_files(pack: Pack, condition: Condition) -> PackFiles:
    """The folder that holds a condition's cases: the pack's own, else that of the pack it has it from."""
    holds = (folder for folder in pack.folders if os.path.isfile(os.path.join(folder, "cases", f"{condition.id}.yaml")))
    return PackFiles(next(holds, pack.folder))


def _cases_in(document: Document, condition: Condition, pack: Pack, faults: Faults) -> Iterator[Case]:
    data = document.data
    if data["condition"] != condition.id:
        faults.add(document, f"the file is of {condition.id} and says `{data['condition']}`", ("condition",))
    for index, raw in enumerate(data["cases"]):
        given, expected = raw.get("given", {}), raw["expect"]
        for path in given.get("facts", {}):
            if path not in FACTS and path not in pack.own:
                pointer = ("cases", index, "given", "facts", path)
                advice = did_you_mean(path, [*FACTS, *pack.own])
                faults.add(document, f"no fact is called `{path}`", pointer, advice, code="unknown-name")
        wanted = {"verdict": expected} if isinstance(expected, str) else expected
        line = document.span(("cases", index)).line
        yield Case(condition.id, raw["name"], given, wanted, document.name, line)
