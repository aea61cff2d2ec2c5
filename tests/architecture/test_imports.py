"""Imports point one way, and commands import what they need and no more."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "checker"

# From the ground up: a room imports rooms before it, and no room after it.
ROOMS = ("ground", "domain", "load", "project", "packs", "engine", "people", "report", "checks", "english", "formats",
         "tools", "interview", "cli")  # fmt: skip


def imports_of(path: Path) -> set[str]:
    """The rooms of the package that a module imports, also inside functions and for types alone."""
    tree = ast.parse(path.read_text("utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    rooms = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "checker":
            rooms |= {alias.name for alias in node.names}
    return rooms | {name.split(".")[1] for name in names if name.startswith("checker.")}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem not in ("__init__", "__main__")
)


def test_there_are_these_rooms_and_no_loose_module() -> None:
    rooms = {path.relative_to(PACKAGE).parts[0] for path in MODULES}

    assert rooms == set(ROOMS)


def test_a_room_imports_only_rooms_below_it() -> None:
    up = [
        f"{path.relative_to(PACKAGE)} imports {other}"
        for path in MODULES
        for other in sorted(imports_of(path))
        if ROOMS.index(other) > ROOMS.index(room_of(path))
    ]

    assert up == []


def test_no_two_modules_import_each_other_when_they_are_loaded() -> None:
    paths = {name_of(path): path for path in PACKAGE.rglob("*.py")}
    loads = {name: set(loaded_by(ast.parse(path.read_text("utf-8")).body, paths)) for name, path in paths.items()}
    try:
        TopologicalSorter(loads).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


def name_of(path: Path) -> str:
    """A module's name as it is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def loaded_by(body: list[ast.stmt], names: Container[str]) -> Iterator[str]:
    """Our modules that a module's own lines import: not those inside functions, and not those for types alone."""
    for node in body:
        match node:
            case ast.Import(aliases):
                yield from (alias.name for alias in aliases if alias.name in names)
            case ast.ImportFrom(module, aliases):
                inner = (f"{module}.{alias.name}" for alias in aliases)
                found = (name if name in names else str(module) for name in inner)
                yield from (name for name in found if name in names)
            case ast.If(ast.Name("TYPE_CHECKING"), _, orelse):
                yield from loaded_by(orelse, names)
            case ast.If(_, then, orelse) | ast.Try(then, _, orelse):
                yield from loaded_by([*then, *orelse], names)


def test_only_the_command_line_uses_click_prints_or_exits() -> None:
    speech = re.compile(r"^\s*(import click|from click)|\bprint\(|sys\.exit|sys\.std(out|err)\.write", re.MULTILINE)
    speak = [path for path in MODULES if room_of(path) != "cli" and speech.search(path.read_text("utf-8"))]

    assert speak == []


def modules_after(*arguments: str) -> set[str]:
    """Which modules are loaded when the command ends."""
    code = (
        "import atexit, os, sys\n"
        "os.environ['CHECKER_NO_SHORTCUTS'] = '1'\n"
        "atexit.register(lambda: sys.stderr.write('MODULES' + ' '.join(sys.modules)))\n"
        "from checker.cli import run\n"
        f"sys.argv = ['checker', *{arguments!r}]\n"
        "run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    return set(done.stderr.partition("MODULES")[2].split())


HEAVY = {"pydantic", "pydantic_core", "yaml", "jsonschema", "jinja2", "rich", "hashlib", "json", "tomllib", "difflib",
         "tempfile", "textwrap", "importlib.metadata", "typing_extensions"}  # fmt: skip
PROJECT = "examples/kaesong-2006/project.yaml"
COMMANDS = {
    "version": (["--version"], set()),
    "help": (["--help"], {"textwrap"}),
    # The example names a maker of evidence who is no party, and whose name nobody's resembles: difflib is not asked.
    "check": (["check", PROJECT], {"pydantic_core", "yaml", "hashlib", "typing_extensions"}),
    "check as JSON": (
        ["check", PROJECT, "--format", "json"],
        {"pydantic_core", "yaml", "hashlib", "json", "typing_extensions"},
    ),
    "list": (["list"], {"pydantic_core", "yaml", "hashlib", "typing_extensions"}),
    "new": (["new", PROJECT], set()),  # it exists, and is refused
    "interview": (
        ["interview", PROJECT, "--next", "2"],
        {"pydantic_core", "yaml", "hashlib", "typing_extensions", "difflib"},
    ),
    "explain": (["explain", "HIRE-1"], {"pydantic_core", "yaml", "hashlib", "typing_extensions"}),
}


@pytest.mark.parametrize(("arguments", "needed"), COMMANDS.values(), ids=COMMANDS)
def test_a_command_imports_what_it_needs_and_no_more(arguments: list[str], needed: set[str]) -> None:
    assert modules_after(*arguments) & HEAVY <= needed


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_help_and_version_load_nothing_of_the_engine(option: str) -> None:
    ours = {name for name in modules_after(option) if name.startswith("checker.")}

    assert ours == {"checker.cli", "checker.cli.ending", "checker.cli.main", "checker.ground", "checker.ground.errors",
                    "checker.ground.escape", "checker.ground.version"}  # fmt: skip


@pytest.mark.parametrize("arguments", [["--version"], ["check", PROJECT], ["list"]], ids=" ".join)
def test_only_what_speaks_english_pays_for_its_tables(arguments: list[str]) -> None:
    assert not {name for name in modules_after(*arguments) if name.startswith("checker.english")}
