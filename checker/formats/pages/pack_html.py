"""A pack as one web page that holds all it needs: no script, no request, and no text of the pack becomes markup."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from checker.formats.pages.pack import lay_out
from checker.formats.shared.webpage import asset, digest, templates
from checker.ground.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jinja2 import Environment

    from checker.domain.pack import Pack
    from checker.formats.pages.condition import Line
    from checker.packs.cases import Case

__all__ = ["render"]


class _Item(NamedTuple):
    """A line of a list with the lines below it."""

    line: Line
    items: Sequence[_Item]


def render(pack: Pack, cases: Iterable[Case]) -> str:
    """The page."""
    style = asset("style.css") + asset("pack.css")
    return (
        _environment()
        .get_template("pack.html.jinja")
        .render(
            page=lay_out(pack, cases),
            style=Markup(style),  # noqa: S704 - our own files
            style_hash=digest(style),
            tool=__version__,
        )
    )


def _nested(lines: Sequence[Line], depth: int = 0) -> list[_Item]:
    """Lines with a depth as lists in lists."""
    items = []
    starts = [index for index, line in enumerate(lines) if line.depth <= depth]
    ends = [*starts[1:], len(lines)] if starts else []
    for start, end in zip(starts, ends, strict=True):
        items.append(_Item(lines[start], _nested(lines[start + 1 : end], depth + 1)))
    return items


@cache
def _environment() -> Environment:
    environment = templates()
    environment.filters["nested"] = _nested
    return environment
