"""docs/verdicts.md: its worked conflict is run, its output compared, and each change that it names is made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from checker import check
from tests.build import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "verdicts.md").read_text("utf-8")
FILE = re.search(r"<!-- write brick-works.yaml -->\n```yaml\n(.*?)```\n", PAGE, re.DOTALL)[1]
SHOWN = re.search(r"```text\n(.*?)```\n", PAGE, re.DOTALL)[1]
CHANGES = re.findall(r"^\| `(.+?)` becomes `(.+?)` \| ([a-z ]+) \| (.+) \|$", PAGE, re.MULTILINE)
WORDS = {"met": "met", "not met": "not_met", "not determined": "not_determined"}


def test_the_output_is_as_quoted(run, tmp_path):
    (tmp_path / "brick-works.yaml").write_text(FILE)

    ended = run("check", "brick-works.yaml")

    assert ended.code == 3
    assert SHOWN.startswith("WAGE-1 ")
    assert SHOWN in ended.out


@pytest.mark.parametrize(("before", "after", "verdict", "why"), CHANGES)
def test_each_change_leads_where_the_page_says(tmp_path: Path, before: str, after: str, verdict: str, why: str) -> None:
    assert FILE.count(before) == 1
    (tmp_path / "brick-works.yaml").write_text(FILE.replace(before, after))

    report = check(tmp_path / "brick-works.yaml")

    found = next(one for one in report.results if one.condition == "WAGE-1")
    assert found.verdict == WORDS[verdict]
    warned = any(one.code == "adverse-statement-set-aside" for one in report.warnings)
    assert warned == ("with a warning" in why)


def test_the_changes_are_all_read():
    assert len(CHANGES) == PAGE.count("` becomes `") >= 8
    assert {verdict for _, _, verdict, _ in CHANGES} == set(WORDS)
