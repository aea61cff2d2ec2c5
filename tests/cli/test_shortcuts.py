"""A check of one file neither collects garbage nor takes the interpreter down; every other run does."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import MINIMAL, environment

_CODE = """
import atexit, gc, sys
atexit.register(lambda: sys.stderr.write(f"taken down, collecting: {gc.isenabled()}"))
from checker.cli import run
run()
"""


@pytest.fixture
def ended(tmp_path):
    (tmp_path / "one.yaml").write_text(MINIMAL)
    (tmp_path / "two.yaml").write_text(MINIMAL.replace("id: p", "id: q"))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "project.yaml").write_text(MINIMAL)

    def run(*arguments, **env):
        done = subprocess.run(
            [sys.executable, "-c", _CODE, *arguments], capture_output=True, text=True, cwd=tmp_path, timeout=60,
            env=environment(env), check=False,
        )  # fmt: skip
        return done.returncode, done.stderr

    return run


def test_a_check_of_one_file_ends_at_once(ended):
    assert ended("check", "one.yaml") == (3, "")


def test_it_can_be_told_to_end_as_python_does(ended):
    assert ended("check", "one.yaml", CHECKER_NO_SHORTCUTS="1") == (3, "taken down, collecting: True")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "one.yaml", "two.yaml"], 3),
        (["check", "folder"], 3),
        (["list"], 0),
        (["--version"], 0),
        (["explain", "HIRE-1"], 0),
    ],
    ids=lambda said: " ".join(said) if isinstance(said, list) else None,
)
def test_every_other_run_ends_as_python_does(ended, arguments, code):
    assert ended(*arguments) == (code, "taken down, collecting: True")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "arguments", [["list", "--pack", "nosuch"], ["check", "none.yaml", "nor-this.yaml"], ["nosuch"]]
)
def test_the_code_stays_where_nobody_hears_the_message(tmp_path, arguments):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "checker", *arguments], stdout=subprocess.DEVNULL, stderr=full, cwd=tmp_path,
            env=environment(), timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2
