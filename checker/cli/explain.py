"""``checker explain``: one condition in plain language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checker.cli.output import use_colour, write_out
from checker.ground.errors import Problem, UsageError, did_you_mean

if TYPE_CHECKING:
    from checker.domain.pack import Condition, Pack

__all__ = ["command"]


@click.command("explain")
@click.argument("condition")
@click.option("--pack", "pack_name", metavar="ID|DIR", help="Rule pack; all shipped ones if not given.")
def command(condition: str, pack_name: str | None) -> None:
    """Explain CONDITION, such as HIRE-1: what it asks, why, on what source, and what would mend it."""
    from checker.formats.pages.condition_text import explain_text

    found, pack = _find(condition, pack_name)
    write_out(explain_text(found, pack, colour=use_colour()))


def _find(condition: str, pack_name: str | None) -> tuple[Condition, Pack]:
    """The condition and its pack; ids are unique over the shipped packs, so the first pack that has it is the one."""
    from checker.domain.options import DEFAULT_PACK
    from checker.ground.shipped import shipped_packs
    from checker.packs.folder import load_pack

    names = [pack_name] if pack_name else [DEFAULT_PACK, *(name for name in shipped_packs() if name != DEFAULT_PACK)]
    wanted = condition.upper()
    known: list[str] = []
    for name in names:
        pack = load_pack(name)
        for item in pack.conditions:
            if item.id.upper() == wanted:
                return item, pack
        known += [item.id.upper() for item in pack.conditions]
    advice = did_you_mean(wanted, known, f"`checker list --pack {pack_name or 'ID'}` lists them")
    whose = f"the pack {pack.id} has" if pack_name else "the shipped packs have"
    raise UsageError(Problem("unknown-name", f"{whose} no condition `{condition}`", "checker explain", help=advice))
