"""docs/project-file.md: every fragment of YAML that it shows is valid in a project file."""

from __future__ import annotations

import re
from typing import Any

import pytest

from checker.domain.vocabulary import SECTIONS
from checker.load import parse_text
from checker.project.read import adapt
from tests.build import ROOT
from tests.conftest import MINIMAL

PAGE = (ROOT / "docs" / "project-file.md").read_text("utf-8")
FRAGMENTS = re.findall(r"```yaml\n(.*?)```\n", PAGE, re.DOTALL)


def cited(data: Any) -> set[str]:
    """Every id that a statement cites."""
    if isinstance(data, list):
        return set().union(*map(cited, data))
    if not isinstance(data, dict):
        return set()
    own = {one for one in data.get("evidence") or () if isinstance(one, str)}
    return own.union(*map(cited, data.values()))


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=[text.partition("\n")[0] for text in FRAGMENTS])
def test_a_fragment_is_valid(fragment: str) -> None:
    document = parse_text("project.yaml", fragment)
    if set(document.data) <= set(SECTIONS["workforce"]):
        document.data = {"workforces": [{"id": "builders", **document.data}]}
    document.data = {**parse_text("project.yaml", MINIMAL).data, **document.data}
    document.data.setdefault("evidence", [{"id": one, "kind": "press"} for one in sorted(cited(document.data))])

    assert adapt(document).project.id


def test_the_fragments_are_found():
    assert len(FRAGMENTS) == PAGE.count("```") // 2 >= 5
