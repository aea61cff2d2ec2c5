"""``checker pack diff``: what a new pack asks, and lets through, that an old one does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checker.cli import ending
from checker.cli.output import write_out
from checker.ground.errors import CheckerError, PackError

if TYPE_CHECKING:
    from checker.domain.pack import Pack
    from checker.ground.errors import Problem

__all__ = ["diff"]


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to write it.")
@click.option(
    "--fail-on", "fail_on", type=click.Choice(["relaxed", "never"]), default="never",
    help="relaxed: end with 1 where NEW relaxes or removes something, or it cannot be proven that it does not.",
)  # fmt: skip
def diff(old: str, new: str, format_: str, fail_on: str) -> int:
    """Compare two rule packs, each a shipped pack's id or a folder.

    Says what was added, removed, tightened, relaxed and reworded, with the
    place in the condition's tree. What cannot be ordered is said to be changed,
    direction not provable. Exit codes: 0 compared, 1 as --fail-on asks, 2 a
    pack cannot be read.
    """
    from checker.formats.pages.pack_diff import differences_json, differences_text
    from checker.packs.compare.difference import LOOSER
    from checker.packs.compare.pack_diff import pack_differences
    from checker.packs.folder import load_pack

    packs: list[Pack] = []
    problems: list[Problem] = []
    for name in dict.fromkeys((old, new)):
        try:
            packs.append(load_pack(name))
        except CheckerError as error:
            problems.extend(error.problems)
    if problems:
        raise PackError(problems)
    before, after = packs[0], packs[-1]
    found = pack_differences(before, after)
    write_out((differences_json if format_ == "json" else differences_text)(before, after, found))
    looser = any(one.kind in LOOSER for one in found)
    return ending.BLOCK if looser and fail_on == "relaxed" else ending.RELEASE
