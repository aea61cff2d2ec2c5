"""``checker schema``: a JSON Schema on standard output."""

from __future__ import annotations

import click

from checker.cli.output import write_out

__all__ = ["command"]


@click.command("schema")
@click.argument("name", type=click.Choice(["project", "pack", "report", "attestations", "problems"]))
def command(name: str) -> None:
    """Print the JSON Schema of project files, rule packs, reports, attestations or problem codes.

    Point your editor at it to complete and check files as you write. The codes
    are those of docs/messages.md, which SARIF and JUnit give with each problem.
    """
    from checker.tools.schemas import text

    write_out(text(name))
