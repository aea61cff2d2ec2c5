"""What is shipped, and that the README tells the truth."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import checker

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_first_command_of_the_readme_prints_what_the_readme_shows() -> None:
    command = re.search(r"bin/checker (check \S+)\n", README)
    shown = README.split("```\n")[1:]
    printed = subprocess.run(
        [sys.executable, "-m", "checker", *command[1].split()],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert printed.returncode == 3
    block = next(text for text in shown if text.startswith("Kaesong"))
    for line in block.strip().splitlines():
        if line != "…":
            assert line in printed.stdout.splitlines()


def test_the_library_example_of_the_readme_runs() -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", code[1]], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:2] == ["hold", "not_met"]


def test_every_link_of_the_readme_and_the_docs_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_base_install_is_small() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert sorted(re.split(r"[<>=]", name)[0] for name in project["dependencies"]) == [
        "Jinja2",
        "PyYAML",
        "click",
        "jsonschema",
        "pydantic",
    ]


def test_the_package_is_typed() -> None:
    assert (Path(checker.__file__).parent / "py.typed").is_file()


def test_nothing_committed_names_a_registry_or_a_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    ).stdout.split()
    for name in listed:
        if name != "tests/packaging/test_packaging.py" and not name.endswith("LICENSE"):
            text = (ROOT / name).read_text("utf-8", errors="replace")
            assert not re.search(r"index-url|/work/|/tmp/v/|/root/", text), name
