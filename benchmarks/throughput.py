"""Throughput: generated projects per second through the library on one core, against parsing them alone.

    python benchmarks/throughput.py --projects 200 --seed 1

The stages take turns on the same texts, round after round; the medians of the rounds are printed.
Nothing is judged here.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from generate import projects, text_of

from checker import check, load_pack
from checker.load import parse_text
from checker.project.read import adapt

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker import Pack

__all__ = ["Stage", "measure", "stages", "table"]

_LIBYAML, _PARSE = "yaml.CSafeLoader", "parse"


class Stage(NamedTuple):
    """One way to work through a text."""

    name: str
    run: Callable[[str], object]


def stages(pack: Pack) -> list[Stage]:
    """From parsing alone to a whole check, each stage from the text on."""
    fast: Any = getattr(yaml, "CSafeLoader", None)
    found = [
        Stage(_PARSE, lambda text: parse_text("project.yaml", text)),
        Stage("parse, validate", lambda text: adapt(parse_text("project.yaml", text))),
        Stage("parse, validate, check", lambda text: check(adapt(parse_text("project.yaml", text)), packs=[pack])),
    ]
    if fast is None:
        sys.stdout.write("PyYAML has no libyaml here; its row is left out, and our loader parses slowly too.\n\n")
        return found
    return [Stage(_LIBYAML, lambda text: yaml.load(text, Loader=fast)), *found]


def measure(wanted: list[Stage], texts: list[str], rounds: int) -> dict[str, list[float]]:
    """The seconds that each stage took for all texts, by name and round. A first round is not counted."""
    seconds: dict[str, list[float]] = {stage.name: [] for stage in wanted}
    for turn in range(1 + rounds):
        for stage in wanted:
            begun = time.perf_counter()
            for text in texts:
                stage.run(text)
            taken = time.perf_counter() - begun
            if turn:
                seconds[stage.name].append(taken)
    return seconds


def table(wanted: list[Stage], seconds: dict[str, list[float]], count: int) -> str:
    """Projects per second, the time of one, and how many times the two parsers' time that is."""
    medians = {name: median(values) for name, values in seconds.items()}
    parse, libyaml = medians[_PARSE], medians.get(_LIBYAML)
    lines = [f"{'':<24}{'projects/s':>12}{'each':>11}{'best, worst':>18}{'x parse':>10}{'x CSafeLoader':>15}"]
    for stage in wanted:
        took = medians[stage.name]
        best, worst = (1000 * chosen(seconds[stage.name]) / count for chosen in (min, max))
        to_libyaml = f"{took / libyaml:.2f}" if libyaml else ""
        spread = f"{best:.1f}, {worst:.1f} ms"
        lines.append(
            f"{stage.name:<24}{count / took:>12.1f}{1000 * took / count:>8.2f} ms{spread:>18}"
            f"{took / parse:>10.2f}{to_libyaml:>15}"
        )
    return "\n".join(lines)


def main() -> None:
    """Generate, measure and print the table."""
    parser = argparse.ArgumentParser(description="projects per second through the library on one core")
    parser.add_argument("--projects", type=int, default=200, help="how many are generated (default 200)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5, help="timed rounds over all projects (default 5)")
    given = parser.parse_args()
    if given.projects < 1 or given.rounds < 1:
        parser.error("--projects and --rounds must be 1 or more")
    _stay_on_one_core()
    texts = [text_of(data) for data in projects(given.projects, given.seed)]
    size = sum(len(text.encode()) for text in texts) / len(texts) / 1024
    begun = time.perf_counter()
    pack = load_pack()
    loaded = 1000 * (time.perf_counter() - begun)
    sys.stdout.write(
        f"Python {platform.python_version()}, {len(texts)} projects of {size:.0f} KiB on average, seed {given.seed}, "
        f"{given.rounds} rounds; the pack loaded once, in {loaded:.0f} ms\n\n"
    )
    wanted = stages(pack)
    sys.stdout.write(table(wanted, measure(wanted, texts, given.rounds), len(texts)) + "\n")


def _stay_on_one_core() -> None:
    """Keep this process where it is, where the system can: the work is of one thread, and moving costs."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


if __name__ == "__main__":
    main()
