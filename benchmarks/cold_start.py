"""Cold start: whole processes, from the call to their end, against bare Python and check-jsonschema.

    python benchmarks/cold_start.py --runs 40

The commands take turns, so that a busy moment of the machine meets all of them. Nothing is
judged here: the targets are printed beside what was measured.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from statistics import median, quantiles
from typing import NamedTuple

__all__ = ["Command", "commands", "measure", "table"]

_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_EXAMPLE = os.path.join("examples", "kaesong-2006", "project.yaml")
_SCHEMA = os.path.join("schemas", "project.schema.json")
_BARE, _OTHER, _CHECK = "python -c pass", "check-jsonschema FILE", "checker check FILE"
_WARM_UPS = 3


class Command(NamedTuple):
    """A command to time: its name in the table and, where there are targets, its most allowed ratios."""

    name: str
    arguments: tuple[str, ...]
    to_bare: float | None = None
    to_other: float | None = None


def commands(file: str, schema: str) -> list[Command]:
    """What is timed; check-jsonschema only where it is installed."""
    checker, other = _beside_python("checker"), _beside_python("check-jsonschema")
    if checker is None:
        sys.exit("`checker` is not installed beside this Python: pip install . -r benchmarks/requirements.txt")
    found = [
        Command(_BARE, (sys.executable, "-c", "pass")),
        Command("checker --version", (checker, "--version"), to_bare=5),
        Command("checker --help", (checker, "--help"), to_bare=5),
        Command(_CHECK, (checker, "check", file), to_bare=14, to_other=0.45),
    ]
    if other is None:
        sys.stdout.write("check-jsonschema is not installed beside this Python; its column stays empty.\n\n")
        return found
    return [*found, Command(_OTHER, (other, "--schemafile", schema, file))]


def _beside_python(name: str) -> str | None:
    """The command of that name in this Python's own folder, or None."""
    for ending in ("", ".exe"):
        path = os.path.join(os.path.dirname(sys.executable), name + ending)
        if os.path.isfile(path):
            return path
    return None


def measure(wanted: list[Command], runs: int) -> dict[str, list[float]]:
    """The seconds of every run of every command, by name. The first turns only warm the caches."""
    seconds: dict[str, list[float]] = {command.name: [] for command in wanted}
    for turn in range(_WARM_UPS + runs):
        for command in wanted:
            taken = _seconds(command.arguments)
            if turn >= _WARM_UPS:
                seconds[command.name].append(taken)
    return seconds


def _seconds(arguments: tuple[str, ...]) -> float:
    """How long one process took, from start to end; what it says and how it ends is not looked at."""
    begun = time.perf_counter()
    subprocess.run(arguments, cwd=_ROOT, env=_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=False)  # fmt: skip
    return time.perf_counter() - begun


def _environment() -> dict[str, str]:
    """This environment, but with compiled sources kept: else every start would compile them anew."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def endings(wanted: list[Command]) -> dict[str, int]:
    """The exit code of one run of every command, to show that it did its work: 3 says that payments hold."""
    return {
        command.name: subprocess.run(
            command.arguments, cwd=_ROOT, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False
        ).returncode
        for command in wanted
    }


def table(wanted: list[Command], seconds: dict[str, list[float]], codes: dict[str, int]) -> str:
    """The medians with their ratios, each target in the column after its ratio."""
    medians = {name: median(values) for name, values in seconds.items()}
    bare, other = medians[_BARE], medians.get(_OTHER)
    lines = [f"{'':<23}{'median':>9}{'middle half':>15}{'exit':>6}{'x bare':>9}{'target':>9}{'x c-js':>9}{'target':>9}"]
    for command in wanted:
        low, _, high = quantiles(seconds[command.name], n=4)
        middle = f"{1000 * low:.0f}-{1000 * high:.0f} ms"
        took = medians[command.name]
        to_other = f"{took / other:.2f}" if other else ""
        lines.append(
            f"{command.name:<23}{1000 * took:>6.1f} ms{middle:>15}{codes[command.name]:>6}{took / bare:>9.2f}"
            f"{_target(command.to_bare):>9}{to_other:>9}{_target(command.to_other):>9}"
        )
    return "\n".join(lines)


def _target(most: float | None) -> str:
    return "" if most is None else f"<= {most:g}"


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="time whole processes: cold start")
    parser.add_argument("--runs", type=int, default=40, help="timed runs of each command, at least 2 (default 40)")
    parser.add_argument("--file", default=_EXAMPLE, help="the project file (default: the example kaesong-2006)")
    given = parser.parse_args()
    if given.runs < 2:
        parser.error("--runs must be 2 or more")
    file = os.path.abspath(given.file) if given.file != _EXAMPLE else _EXAMPLE
    wanted = commands(file, _SCHEMA)
    sys.stdout.write(f"Python {platform.python_version()}, {given.runs} runs of each, taking turns; c-js: {_OTHER}\n\n")
    sys.stdout.write(table(wanted, measure(wanted, given.runs), endings(wanted)) + "\n")


if __name__ == "__main__":
    main()
