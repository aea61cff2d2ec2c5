"""``checker pack doc``: a pack as a page to read."""

from __future__ import annotations

import click

from checker.cli.output import refuse_bad_target, write_file, write_out

__all__ = ["doc"]


@click.command("doc")
@click.argument("pack_name", metavar="PACK")
@click.option(
    "--format", "format_", type=click.Choice(["markdown", "html"]), default="markdown",
    help="One Markdown page, or one HTML page that asks nothing of a network.",
)  # fmt: skip
@click.option("--output", metavar="PATH", help="Write the page to this file, whole or not at all.")
def doc(pack_name: str, format_: str, output: str | None) -> None:
    """Write PACK, a shipped pack's id or a folder, as one page in plain English.

    Each condition is said from its own tree: what it asks, when it applies
    and since when, its class, the evidence asked for, an example from its
    cases, sources, and what would mend it.
    """
    from checker.packs.cases import read_cases
    from checker.packs.folder import load_pack

    if output is not None:
        refuse_bad_target(output, ())
    pack = load_pack(pack_name)
    cases = list(read_cases(pack))
    if format_ == "html":
        from checker.formats.pages.pack_html import render
    else:
        from checker.formats.pages.pack_markdown import render
    page = render(pack, cases)
    if output is None:
        write_out(page)
    else:
        write_file(output, page.encode("utf-8", "backslashreplace"))
