"""``checker explain``: one condition in plain language."""

from __future__ import annotations

import click

from checker.cli.output import use_colour, write_out
from checker.errors import Problem, UsageError, nearest

__all__ = ["command"]


@click.command("explain")
@click.argument("condition")
@click.option("--pack", "pack_name", metavar="ID|DIR", help="Rule pack; engagement-threshold if not given.")
def command(condition: str, pack_name: str | None) -> None:
    """Explain CONDITION, such as HIRE-1: what it asks, why, on what source, and what would mend it."""
    from checker.options import DEFAULT_PACK
    from checker.packs.load import load_pack
    from checker.report.explained import explain_text

    pack = load_pack(pack_name or DEFAULT_PACK)
    ids = {item.id.upper(): item for item in pack.conditions}
    found = ids.get(condition.upper())
    if found is None:
        close = nearest(condition.upper(), ids)
        advice = f"did you mean `{close}`?" if close else "`checker list --pack` lists them"
        raise UsageError(Problem(f"the pack {pack.id} has no condition `{condition}`", "checker explain", help=advice))
    write_out(explain_text(found, pack, colour=use_colour()))
