"""``checker list``: the packs there are, and the conditions of one."""

from __future__ import annotations

import click

from checker.cli.output import write_out

__all__ = ["command"]


@click.command("list")
@click.option("--pack", "pack_name", metavar="ID|DIR", help="List the conditions of this rule pack.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "oscal"]), default="text",
    help="How to write the list; oscal is a catalog of the conditions.",
)  # fmt: skip
def command(pack_name: str | None, format_: str) -> None:
    """List the shipped rule packs, or the conditions of one with --pack."""
    from checker.packs.load import load_pack
    from checker.report.catalogue import conditions_json, conditions_text, packs_json, packs_text
    from checker.resources import shipped_packs

    if format_ == "oscal":
        from checker.report.oscal_catalog import render

        write_out(render([load_pack(name) for name in ([pack_name] if pack_name else shipped_packs())]))
        return
    if pack_name:
        pack = load_pack(pack_name)
        write_out(conditions_json(pack) if format_ == "json" else conditions_text(pack))
        return
    packs = [load_pack(name) for name in shipped_packs()]
    write_out(packs_json(packs) if format_ == "json" else packs_text(packs))
