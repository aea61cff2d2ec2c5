"""What differs between two rule packs, as text and as JSON: what lets more through comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.formats.shared.wrap import wrap
from checker.ground.serialise import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.domain.pack import Pack
    from checker.packs.compare.difference import Difference, Kind

__all__ = ["differences_json", "differences_text"]

_WORDS: dict[Kind, str] = {
    "relaxed": "relaxed",
    "removed": "removed",
    "altered": "changed, direction not provable",
    "tightened": "tightened",
    "added": "added",
    "reworded": "reworded",
}


def differences_text(old: Pack, new: Pack, found: Sequence[Difference]) -> str:
    """The differences by kind, each with what differs and how."""
    return "\n".join(_lines(old, new, found)) + "\n"


def _lines(old: Pack, new: Pack, found: Sequence[Difference]) -> Iterator[str]:
    for kind, words in _WORDS.items():
        mine = [one for one in found if one.kind == kind]
        if mine:
            yield f"{words.upper()} ({len(mine)})"
        for one in mine:
            yield from wrap(f"{one.what}: {one.said}", "  ", hang="      ")
    counts = [f"{number} {words}" for kind, words in _WORDS.items() if (number := _count(found, kind))]
    yield from wrap(f"{_named(old)} to {_named(new)}: {'; '.join(counts) or 'no difference'}", "", hang="  ")


def _count(found: Sequence[Difference], kind: Kind) -> int:
    return sum(one.kind == kind for one in found)


def _named(pack: Pack) -> str:
    return f"{pack.id} {pack.version}"


def differences_json(old: Pack, new: Pack, found: Sequence[Difference]) -> str:
    """The same as data, in the order of the packs."""
    return json_text(
        {
            **{
                side: {"id": pack.id, "version": pack.version, "sha256": pack.sha256}
                for side, pack in (("old", old), ("new", new))
            },
            "counts": {kind: _count(found, kind) for kind in _WORDS},
            "differences": [{"kind": one.kind, "what": one.what, "said": one.said} for one in found],
        }
    )
