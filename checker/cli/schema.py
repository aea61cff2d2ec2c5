"""``checker schema``: a JSON Schema on standard output."""

from __future__ import annotations

import click

from checker.cli.output import write_out

__all__ = ["command"]


@click.command("schema")
@click.argument("name", type=click.Choice(["project", "pack", "report", "attestations"]))
def command(name: str) -> None:
    """Print the JSON Schema of project files, rule packs, reports or attestations.

    Point your editor at it to complete and check files as you write.
    """
    from checker.tools.schemas import text

    write_out(text(name))
