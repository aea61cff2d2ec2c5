"""docs/first-pack.md, followed word for word: files written as it says, commands run, output compared."""

from __future__ import annotations

import re
import shlex
import subprocess
from typing import TYPE_CHECKING

from tests.build import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "first-pack.md").read_text()
_BLOCK = re.compile(r"(?:<!-- (?P<order>[^>]+) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)```\n", re.DOTALL)


def follow(order: str, text: str, folder: Path) -> None:
    """Do with a file what the page says."""
    action, _, file = order.rpartition(" ")
    path = folder / file
    if action == "write":
        path.write_text(text)
    elif action == "append to":
        path.write_text(path.read_text() + text)
    else:
        assert action == "replace in", order
        first = text.split("\n", 1)[0]
        old = re.search(rf"{re.escape(first)}\n.*\n", path.read_text())
        assert old, first
        path.write_text(path.read_text().replace(old.group(), text))


def compare(text: str, code: int | None, folder: Path, run) -> None:
    """Run each command of a block; where the page shows output it is the whole of it."""
    for command, shown in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
        name, *arguments = shlex.split(command)
        if name == "checker":
            ended = run(*arguments, cwd=folder)
            found = ended.out + ended.err
            assert ended.code == (2 if ended.err else code or 0), command
        else:
            found = subprocess.run(
                [name, *arguments], cwd=folder, capture_output=True, text=True, timeout=60, check=True
            ).stdout
        assert not shown or found == shown, command


def test_the_page_does_what_it_says(run, tmp_path):
    blocks = list(_BLOCK.finditer(PAGE))

    for block in blocks:
        order = block["order"] or ""
        if block["kind"] == "console":
            compare(block["text"], int(order.rpartition(" ")[2]) if order else None, tmp_path, run)
        else:
            follow(order, block["text"], tmp_path)

    assert len(blocks) == PAGE.count("```") // 2 >= 15
    assert sorted(path.name for path in (tmp_path / "wage-terms" / "cases").iterdir()) == [
        "PAY-1.yaml", "PAY-2.yaml", "PAY-3.yaml",
    ]  # fmt: skip
