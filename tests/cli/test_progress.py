"""Progress is for a person who waits: on a terminal, after a second, and gone at the end."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time

from tests.conftest import MINIMAL, environment


def standard_error(tmp_path, *, terminal: bool, wait: float) -> str:
    """What is said on standard error while three files are checked, the second of them slow to come."""
    for name in ("a", "c"):
        (tmp_path / f"{name}.yaml").write_text(MINIMAL)
    leader, follower = pty.openpty() if terminal else os.pipe()
    command = [sys.executable, "-m", "checker", "check", "a.yaml", "-", "c.yaml", "--output", "json=r.json"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=follower
    ) as process:
        os.close(follower)
        # A pipe holds less than a megabyte: when all of it is written, the check has begun and is reading.
        process.stdin.write(b"#" * (1 << 20) + b"\n")
        time.sleep(wait)
        process.communicate(MINIMAL.encode(), timeout=20)
    said = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # a terminal whose other end is closed
            break
        if not part:
            break
        said += part
    os.close(leader)
    assert process.returncode == 3
    return said.decode()


def test_on_a_terminal_a_long_run_says_where_it_is_and_wipes_it_out(tmp_path):
    said = standard_error(tmp_path, terminal=True, wait=1.5)

    assert "\rchecking file 3: c.yaml" in said
    assert said.endswith("\r\x1b[K")


def test_a_short_run_says_nothing(tmp_path):
    assert standard_error(tmp_path, terminal=True, wait=0) == ""


def test_without_a_terminal_nothing_is_said(tmp_path):
    assert standard_error(tmp_path, terminal=False, wait=1.5) == ""
