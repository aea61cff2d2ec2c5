"""``checker list``: the packs there are, the conditions of one, or several side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from checker.cli.output import write_out
from checker.ground.errors import Problem, UsageError

if TYPE_CHECKING:
    from checker.domain.pack import Pack

__all__ = ["command"]

_OF_CROSSWALK = ("markdown", "csv")


@click.command("list")
@click.option(
    "--pack", "names", multiple=True, metavar="ID|DIR",
    help="List the conditions of this rule pack. May be repeated with --crosswalk.",
)  # fmt: skip
@click.option("--crosswalk", is_flag=True, help="Lay packs side by side: shared themes, gaps, shared facts.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "oscal", "markdown", "csv"]), default="text",
    help="How to write the list; oscal is a catalog of the conditions, markdown and csv are for --crosswalk.",
)  # fmt: skip
def command(names: tuple[str, ...], crosswalk: bool, format_: str) -> None:
    """List the shipped rule packs, or the conditions of one with --pack.

    With --crosswalk the packs (all shipped ones, or those named) stand side by
    side: which conditions are about the same, which is stricter where that can
    be proven, what each pack does not ask, and which answers serve several.
    """
    from checker.ground.shipped import shipped_packs
    from checker.packs.folder import load_pack

    _refuse(names, format_, crosswalk=crosswalk)
    packs = [load_pack(name) for name in names or shipped_packs()]
    if crosswalk:
        write_out(_crosswalk(packs, format_))
    elif format_ == "oscal":
        from checker.formats.oscal.catalog import render

        write_out(render(packs))
    else:
        write_out(_listed(packs, format_, one=bool(names)))


def _refuse(names: tuple[str, ...], format_: str, *, crosswalk: bool) -> None:
    """What cannot be asked together."""
    if crosswalk and format_ == "oscal":
        raise UsageError(
            Problem("bad-usage", "oscal has no cross-walk", "--format", help="text, markdown, csv or json")
        )
    if not crosswalk and format_ in _OF_CROSSWALK:
        raise UsageError(
            Problem("bad-usage", f"`{format_}` is for --crosswalk", "--format", help="text, json or oscal")
        )
    if crosswalk and len(names) == 1:
        raise UsageError(
            Problem("bad-usage", "a cross-walk compares packs", "--pack", help="name two or more, or none for all")
        )
    if not crosswalk and len(names) > 1:
        raise UsageError(
            Problem("bad-usage", "several packs are listed with --crosswalk only", "--pack", help="name one")
        )


def _listed(packs: list[Pack], format_: str, *, one: bool) -> str:
    from checker.formats.pages.catalogue import conditions_json, conditions_text, packs_json, packs_text

    if one:
        return conditions_json(packs[0]) if format_ == "json" else conditions_text(packs[0])
    return packs_json(packs) if format_ == "json" else packs_text(packs)


def _crosswalk(packs: list[Pack], format_: str) -> str | bytes:
    from checker.packs.clashes import refuse_clashes
    from checker.packs.compare.crosswalk import crosswalk

    refuse_clashes(packs)
    walk = crosswalk(packs)
    if format_ == "text":
        from checker.formats.pages.crosswalk_text import render_text

        return render_text(walk)
    from checker.formats.pages import crosswalk_documents as tables

    if format_ == "csv":
        return tables.render_csv(walk)
    return tables.render_json(walk) if format_ == "json" else tables.render_markdown(walk)
