"""A pack as one Markdown page. Texts of the pack show and do nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats.markdown import code, link, text
from checker.formats.pages.pack import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from checker.domain.pack import Pack
    from checker.formats.pages.condition import Line, Part
    from checker.formats.pages.pack import ConditionPage, PackPage
    from checker.packs.cases import Case

__all__ = ["render"]


def render(pack: Pack, cases: Iterable[Case]) -> str:
    """The page."""
    return "\n\n".join(_blocks(lay_out(pack, cases))) + "\n"


def _blocks(page: PackPage) -> Iterator[str]:
    yield f"# {text(page.title)}"
    yield f"Rule pack {code(page.name)}. Written from the pack by `checker pack doc`: change the pack, not this page."
    for part in page.about:
        yield from _part(part)
    yield "## Conditions"
    yield "\n".join(
        f"- [{text(section.id)} {text(section.title)}](#{section.anchor}): "
        + ", ".join(f"[{text(one.id)}](#{one.anchor})" for one in section.conditions)
        for section in page.sections
    )
    for section in page.sections:
        yield f'<a id="{section.anchor}"></a>\n\n## {text(section.id)}: {text(section.title)}'
        for condition in section.conditions:
            yield from _condition(condition)


def _condition(page: ConditionPage) -> Iterator[str]:
    yield f'<a id="{page.anchor}"></a>\n\n### {text(page.id)}: {text(page.title)}'
    for part in page.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    label = f"**{text(part.label)}**"
    if len(part.lines) == 1 or not part.listed:
        # A single sentence needs no list.
        yield f"{label}: {' '.join(map(_said, part.lines))}"
        return
    yield label
    yield "\n".join(f"{'  ' * line.depth}- {_said(line)}" for line in part.lines)


def _said(line: Line) -> str:
    return link(line.text, line.url)
