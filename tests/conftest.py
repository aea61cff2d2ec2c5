"""What the tests of files and of the command share: whole runs on real files, and a project that says little."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping

    Argument = str | bytes | os.PathLike[str]

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"

# Nothing is said of the workers, so a check holds; one adverse fact in the right place blocks.
MINIMAL = """\
id: p
title: A project
country: KP
purpose: commercial
stage: operation
as_of: 2026-01-01
"""
BLOCKING = MINIMAL + "workforces:\n  - id: w\n    freedom: {penalty_for_declining: true}\n"
HUMANITARIAN = MINIMAL.replace("commercial", "humanitarian")
RELEASING = (EXAMPLES / "invented-release" / "project.yaml").read_text()
# One condition precedent holds, open or not met, and no FLOOR: as much as a baseline may hide.
ONE_OPEN = RELEASING.replace("payment_path: {value: worker_account, evidence: [CONTRACT, DECISION]}", "")
ONE_NOT_MET = RELEASING.replace("payment_path: {value: worker_account,", "payment_path: {value: via_state,")


def minimal(**keys: str) -> str:
    """The smallest valid project file, with keys set to YAML or, where that is empty, left out."""
    lines = dict(line.split(": ", 1) for line in MINIMAL.splitlines()) | keys
    return "".join(f"{key}: {value}\n" for key, value in lines.items() if value)


# Seconds after which a test has failed, whatever it waits for; the slowest takes a fifth of that on an idle machine.
TEST_LIMIT = 300


@contextlib.contextmanager
def bounded(seconds: float) -> Generator[None, None, None]:
    """End whatever the main thread waits for after so long, and again each second if that was caught.

    Raises:
        TimeoutError: the time is over.
    """

    def over(*_: object) -> None:
        raise TimeoutError(f"not done in {seconds} s")

    began, before = time.monotonic(), signal.signal(signal.SIGALRM, over)
    left, _ = signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - began), 0.001), 1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, Any, Any]:
    with bounded(TEST_LIMIT):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    with bounded(TEST_LIMIT):
        return (yield)


def interruptible() -> None:
    """For the child of a test: a shell starts its background jobs deaf to Ctrl-C, and that is inherited."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def check_each(rows: Iterable[Any], check: Callable[[Any], None]) -> None:
    """Check every row of a table, and name all that fail in one message."""
    faults = []
    for row in rows:
        try:
            check(row)
        except AssertionError as error:
            faults.append(f"{row!r:.200}: {error}")
    assert not faults, "\n".join(faults)


class Ended(NamedTuple):
    """How a run of the command ended."""

    code: int
    out: str
    err: str

    @property
    def messages(self) -> list[str]:
        """What was said on standard error, line by line."""
        return self.err.splitlines()


class Run(Protocol):
    """Runs the installed command in an empty folder; see ``run_checker``."""

    def __call__(self, *arguments: Argument, **how: Any) -> Ended: ...


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a run: ours, without what would change colours or messages."""
    ours = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CHECKER_DEBUG", "TERM")}
    return {**ours, "PYTHONPATH": "", "TERM": "xterm", **(more or {})}


def run_checker(
    *arguments: Argument,
    cwd: Path,
    input: str | bytes | None = None,  # noqa: A002 - as subprocess calls it
    env: Mapping[str, str] | None = None,
    timeout: float = 20,
    **how: Any,
) -> Ended:
    """Run ``checker``. No run may show a traceback, blame itself or outlast its time."""
    streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    if input is None:
        streams["stdin"] = subprocess.DEVNULL
    ended = subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        input=input.encode() if isinstance(input, str) else input,
        env=environment(env),
        cwd=cwd,
        timeout=timeout,
        check=False,
        **{**streams, **how},
    )
    found = Ended(ended.returncode, (ended.stdout or b"").decode(), (ended.stderr or b"").decode())
    assert "Traceback" not in found.err
    assert "our fault" not in found.err
    return found


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs ``checker`` in an empty folder."""

    def run_here(*arguments: Argument, **how: Any) -> Ended:
        return run_checker(*arguments, **{"cwd": tmp_path, **how})

    return run_here
