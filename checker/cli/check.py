"""``checker check``: project files in, a report out, the outcome as exit code."""

from __future__ import annotations

import gc
import os
import sys
import time
from typing import TYPE_CHECKING, Any, TypeVar

import click

from checker.cli import ending
from checker.cli.output import refuse_bad_target, refuse_same_targets, use_colour, write_file, write_out
from checker.cli.params import Day, FormatName, Output, Setting
from checker.ground.errors import CheckerError, Problem, UsageError
from checker.ground.escape import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from checker.checks.many_projects import Checked
    from checker.people.signed_file import File
    from checker.report.baseline import Baseline
    from checker.report.model import Report
    from checker.report.run import Run

__all__ = ["command"]

# A report says far more than the file it is about.
_BASELINE_BYTES = 1 << 28
_SILENT, _EVERY = 1.0, 0.1  # seconds before the first line that tells of progress, and between two
_COLUMNS = 79
_CODES = {"release": ending.RELEASE, "block": ending.BLOCK, "hold": ending.HOLD, "corrective_action": ending.HOLD}
_T = TypeVar("_T")


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--pack",
    "packs",
    multiple=True,
    metavar="ID|DIR",
    help="Rule pack: a shipped pack's id or a folder. May be repeated.",
)
@click.option("--profile", metavar="NAME", help="Profile of the pack, such as threshold, strict or dialogue.")
@click.option(
    "--set",
    "settings",
    type=Setting(),
    multiple=True,
    metavar="PARAM=VALUE",
    help="Value of a parameter. May be repeated.",
)
@click.option("--as-of", type=Day(), metavar="DATE", help="Day to judge; the file's own if not given.")
@click.option("--stage", metavar="STAGE", help="Stage to judge; the file's own if not given.")
@click.option("--disbursement", metavar="ID", help="Payment asked about; the next due if not given.")
@click.option("--regime", metavar="ID", help="Sanctions world: actual, or a scenario of the pack.")
@click.option(
    "--burden", metavar="B", default="neutral", help="Burden of proof: neutral, presumed_not_met or documentary."
)
@click.option("--known-on", type=Day(), metavar="DATE", help="Ignore evidence issued after this day.")
@click.option(
    "--attestations",
    metavar="FILE",
    help="What people attest on questions that no fact settles (docs/attestations.md).",
)
@click.option(
    "--format",
    "format_",
    type=FormatName(),
    default="text",
    help="Standard output: text, json, html, pdf, markdown, csv, xlsx, sarif, github, gitlab, junit, oscal, "
    "oscal-poam.",
)
@click.option(
    "--output",
    "outputs",
    type=Output(),
    multiple=True,
    metavar="FORMAT=PATH",
    help="Also write a file, whole or not at all. May be repeated.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["block", "hold", "never"]),
    default="hold",
    help="Outcomes that fail the run: block alone, hold too (default), or never.",
)
@click.option(
    "--baseline",
    metavar="REPORT.json",
    help="Fail only on what got worse since this report; a FLOOR that is not met always fails.",
)
@click.option(
    "--sarif-profile",
    type=click.Choice(["github", "full"]),
    default="github",
    help="SARIF: failures and open conditions (default), or every verdict.",
)
@click.option(
    "--junit-open",
    type=click.Choice(["skipped", "error"]),
    default="skipped",
    help="JUnit: not determined is skipped (default), or an error.",
)
@click.option("--verbose", "-v", is_flag=True, help="List met and not applicable conditions too.")
@click.option(
    "--max-bytes", type=click.IntRange(1), metavar="N", help="Largest input to read, in bytes (default 16 MiB)."
)
def command(
    files: tuple[str, ...],
    fail_on: str,
    format_: str,
    outputs: tuple[tuple[str, str], ...],
    baseline: str | None,
    verbose: bool,
    sarif_profile: str,
    junit_open: str,
    **asked: Any,
) -> int:
    """Check project FILEs (YAML, JSON or TOML) against rule packs.

    A folder is searched for project files; `-` is standard input.
    Exit codes: 0 release, 1 block, 3 hold or corrective action, 2 could not
    check, 70 our own fault; over several files the worst wins.
    """
    if len(files) != 1 or not os.path.isfile(files[0]):
        gc.enable()
    refuse_same_targets([path for _, path in outputs])
    attestations = asked["attestations"]
    if attestations == "-" and "-" in files:
        raise UsageError(Problem("bad-usage", "standard input is a project file already", "--attestations"))
    outputs, codes = _writable(outputs, [*files, attestations] if attestations else files)
    limit = asked["max_bytes"] = asked["max_bytes"] or _max_bytes()
    asked["attestations"] = _attestations(attestations, limit)
    earlier = _earlier(baseline, limit)
    checked = _check_all(files, asked)
    codes += [ending.CANNOT_CHECK] * checked.unchecked
    if checked.reports:
        if earlier is not None:
            checked = _with_baseline(checked, earlier)
        codes += [_code(report, fail_on, compared=earlier is not None) for _, report in checked.reports]
        run = _run(checked, sarif_profile=sarif_profile, junit_open=junit_open, verbose=verbose)
        codes += _write(run, format_, outputs)
    return ending.worst_code(codes)


def _max_bytes() -> int:
    from checker.load import MAX_BYTES

    return MAX_BYTES


def _writable(
    outputs: Sequence[tuple[str, str]], files: Sequence[str]
) -> tuple[tuple[tuple[str, str], ...], list[int]]:
    """The outputs that can be written; of the others the user is told before anything is checked."""
    good, codes = [], []
    for output in outputs:
        try:
            refuse_bad_target(output[1], files)
            good.append(output)
        except UsageError as error:
            ending.complain(error)
            codes.append(ending.CANNOT_CHECK)
    return tuple(good), codes


def _earlier(path: str | None, limit: int) -> Baseline | None:
    if path is None:
        return None
    from checker.report.baseline import load_baseline

    return load_baseline(path, max_bytes=max(limit, _BASELINE_BYTES))


def _attestations(path: str | None, limit: int) -> File | None:
    if path is None:
        return None
    from checker.people.attestations import load_attestations

    return load_attestations(path, max_bytes=limit)


def _run(checked: Checked, *, sarif_profile: str, junit_open: str, verbose: bool) -> Run:
    from checker.report.run import Run

    return Run(
        tuple(report for _, report in checked.reports),
        checked.faults,
        tuple(file.document.line for file, _ in checked.reports),
        verbose=verbose,
        sarif_profile=sarif_profile,
        junit_open=junit_open,
    )


def _write(run: Run, format_: str, outputs: Sequence[tuple[str, str]]) -> list[int]:
    """Writes every file and standard output; what cannot be written stops nothing else."""
    from checker.formats.registry import write

    codes = []
    for target, path in outputs:
        try:
            write_file(path, write(target, run))
        except CheckerError as error:
            ending.complain(error)
            codes.append(ending.CANNOT_CHECK)
    write_out(write(format_, run._replace(colour=format_ == "text" and use_colour())))
    return codes


def _check_all(files: Sequence[str], asked: dict[str, Any]) -> Checked:
    """All reports; what could not be checked is said on standard error."""
    from checker.checks.many_projects import check_projects
    from checker.checks.project_files import project_files
    from checker.domain.options import DEFAULT_PACK, Options

    limit, attestations = asked.pop("max_bytes"), asked.pop("attestations")
    names, parameters = asked.pop("packs") or (DEFAULT_PACK,), dict(asked.pop("settings"))
    options = Options(packs=names, parameters=parameters, **asked)
    checked = check_projects(_progress(project_files(files, ending.complain)), options, attestations, max_bytes=limit)
    for problem in checked.faults:
        ending.complain(problem)
    return checked


def _with_baseline(checked: Checked, earlier: Baseline) -> Checked:
    from checker.checks.many_projects import all_with_baseline

    checked, told = all_with_baseline(checked, earlier)
    for line in told:
        ending.complain(line)
    return checked


def _progress(names: Iterable[_T]) -> Iterator[_T]:
    """The same names; in a long run at a terminal a line tells which is being checked, and is wiped out at the end."""
    if not sys.stderr.isatty():
        yield from names
        return
    start = last = time.monotonic()
    drawn = False
    for count, name in enumerate(names, 1):
        now = time.monotonic()
        if now - start > _SILENT and (not drawn or now - last > _EVERY):
            _draw(f"checking file {count}: {visible(str(name))}")
            last, drawn = now, True
        yield name
    if drawn:
        _draw("")


def _draw(text: str) -> None:
    try:
        sys.stderr.write(f"\r{text[:_COLUMNS]}\x1b[K")
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def _code(report: Report, fail_on: str, *, compared: bool) -> int:
    code = _CODES[report.outcome.word]
    if code == ending.RELEASE and report.outcome.scenario:
        code = ending.HOLD  # what would be released in another world is not released in this one
    elif compared and code != ending.RELEASE:
        code = _code_of_news(report)
    if fail_on == "never" or (fail_on == "block" and code == ending.HOLD):
        return ending.RELEASE
    return code


def _code_of_news(report: Report) -> int:
    """The code of what is not known from the baseline: only that fails."""
    news = [result for result in report.results if result.baseline not in (None, "known")]
    if report.outcome.word == "block" and any(map(report.blocks, news)):
        return ending.BLOCK
    return ending.HOLD if any(map(report.in_the_way, news)) else ending.RELEASE
