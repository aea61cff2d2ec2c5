"""``checker pack``: work on rule packs. It judges no project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checker.cli import ending
from checker.cli.output import write_out
from checker.cli.pack_diff import diff
from checker.cli.pack_doc import doc
from checker.cli.pack_named import packs_named
from checker.cli.pack_test import coverage, test

if TYPE_CHECKING:
    from checker.domain.pack import Pack
    from checker.ground.errors import Problem
    from checker.packs.cases import Case

__all__ = ["command"]


@click.group("pack")
def command() -> None:
    """Work on rule packs: find faults, run their cases, see what the cases reach, compare two, read them as a page."""


command.add_command(test)
command.add_command(coverage)
command.add_command(doc)
command.add_command(diff)


@command.command("lint")
@click.argument("packs", nargs=-1, required=True, metavar="PACK...")
def lint(packs: tuple[str, ...]) -> int:
    """Check rule packs before they run.

    A PACK is its folder, any file in it, or a shipped pack's id. Every check is
    made that loading makes, then a reviewer's: rules that always come out the
    same, said twice, or without cases, parameters nobody reads, empty remedies.
    Clauses whose text was not confirmed are listed. Exit codes: 0 nothing to
    mend, 1 remarks, 2 faults that keep a pack from running, or nothing to check.
    """
    faults: list[Problem] = []
    said, codes = [], []
    for pack, cases in packs_named(packs, faults):
        text, code = _linted(pack, cases)
        said.append(text)
        codes.append(code)
    write_out("".join(said))
    return ending.worst_code([*codes, *(ending.CANNOT_CHECK for _ in faults)])


def _linted(pack: Pack, cases: list[Case]) -> tuple[str, int]:
    """What is to be said of a pack, and the exit code of that."""
    from checker.tools.lint import lint as remarks_on
    from checker.tools.trials_text import lint_text

    remarks = list(remarks_on(pack, cases))
    code = ending.BLOCK if any(remark.grave for remark in remarks) else ending.RELEASE
    return lint_text(pack, len(cases), remarks), code
