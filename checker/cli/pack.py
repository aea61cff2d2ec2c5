"""``checker pack``: work on rule packs. It judges no project."""

from __future__ import annotations

import os

import click

from checker.cli import ending
from checker.cli.output import write_out
from checker.cli.pack_diff import diff
from checker.cli.pack_test import coverage, test
from checker.errors import CheckerError, PackError, Problem

__all__ = ["command"]


@click.group("pack")
def command() -> None:
    """Work on rule packs: find faults, run their cases, compare two."""


command.add_command(test)
command.add_command(coverage)
command.add_command(diff)


@command.command("lint")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
def lint(paths: tuple[str, ...]) -> int:
    """Check rule packs before they run.

    A PATH is a pack's folder, or any file in one. Every check is made that
    loading makes, then a reviewer's: rules that always come out the same, said
    twice, or without cases, parameters nobody reads, empty remedies. Clauses
    whose text was not confirmed are listed. Exit codes: 0 nothing to mend,
    1 remarks, 2 faults that keep a pack from running, or nothing to check.
    """
    folders: dict[str, str] = {}
    codes, lines = [], []
    for path in paths:
        try:
            folder = _folder_of(path)
            folders.setdefault(os.path.realpath(folder), folder)
        except PackError as error:
            codes.append(_complain(error))
    for folder in folders.values():
        try:
            said, code = _linted(folder)
            lines.append(said)
            codes.append(code)
        except CheckerError as error:
            codes.append(_complain(error))
    write_out("".join(lines))
    return ending.worst_code(codes)


def _folder_of(path: str) -> str:
    """The nearest folder upwards that holds a pack, written as the path is.

    Raises:
        PackError: the path does not exist, or lies in no pack.
    """
    if not path or not os.path.exists(path):
        raise PackError(Problem("no such file or folder", path or "PATH"))
    place = path if os.path.isdir(path) else os.path.dirname(path) or os.curdir
    for _ in os.path.abspath(place).split(os.sep):
        if os.path.isfile(os.path.join(place, "pack.yaml")):
            return place
        place = _above(place)
    raise PackError(Problem("lies in no rule pack", path, help="a pack's folder has a pack.yaml"))


def _above(place: str) -> str:
    """The folder above, relative where the place is: messages keep the user's way of writing."""
    if os.path.isabs(place):
        return os.path.dirname(place)
    return os.path.relpath(os.path.join(place, os.pardir))


def _linted(folder: str) -> tuple[str, int]:
    """What is to be said of a pack, and the exit code of that.

    Raises:
        PackError: the pack has faults; all that loading finds.
    """
    from checker.packs.load import load_pack
    from checker.report.trials import lint_text
    from checker.resources import shipped_packs
    from checker.workbench.lint import lint as remarks_on
    from checker.workbench.trials import cases_of

    # A bare name could stand for a shipped pack, which is not what lies here.
    pack = load_pack(os.path.join(os.curdir, folder) if folder in shipped_packs() else folder)
    cases = cases_of(pack)
    remarks = list(remarks_on(pack, cases))
    code = ending.BLOCK if any(remark.grave for remark in remarks) else ending.RELEASE
    return lint_text(pack, len(cases), remarks), code


def _complain(error: CheckerError) -> int:
    for problem in error.problems:
        ending.complain(problem)
    return ending.CANNOT_CHECK
