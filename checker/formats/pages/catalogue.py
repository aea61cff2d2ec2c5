"""Packs and conditions for reading: lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.domain.placeholders import fill
from checker.formats.shared.wrap import COLUMNS, cut, wrap
from checker.ground.serialise import json_text

if TYPE_CHECKING:
    from checker.domain.pack import Pack

__all__ = ["conditions_json", "conditions_text", "packs_json", "packs_text"]


def packs_text(packs: list[Pack]) -> str:
    """The packs, one paragraph each."""
    blocks = []
    for pack in packs:
        head = (
            f"{pack.id} {pack.version}: {pack.title} ({len(pack.conditions)} conditions, {len(pack.clusters)} clusters)"
        )
        profiles = ", ".join(f"{name}{' (default)' if name == pack.default_profile else ''}" for name in pack.profiles)
        lines = [*wrap(head, ""), *wrap(pack.summary, "  "), *wrap(f"Profiles: {profiles}", "  ")]
        lines += wrap(f"Sanctions regimes: {', '.join(pack.regimes) or 'none'}", "  ")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def conditions_text(pack: Pack) -> str:
    """The conditions of a pack, a line each."""
    lines = []
    for cluster in pack.clusters:
        lines += ["", *wrap(f"{cluster.id}  {cluster.title} ({cluster.scope})", "")]
        for condition in cluster.conditions:
            core = "core" if condition.core else ""
            lines.append(cut(f"  {condition.id:<9} {condition.class_:<6}{core:<5} {condition.title}", COLUMNS))
    unconfirmed = sum(1 for item in pack.conditions if not all(citation.confirmed for citation in item.citations))
    lines += ["", f"{len(pack.conditions)} conditions; {unconfirmed} cite a clause whose text was not confirmed."]
    return "\n".join(lines).lstrip("\n") + "\n"


def packs_json(packs: list[Pack]) -> str:
    """The packs as JSON."""
    return json_text(
        [
            {"id": pack.id, "version": pack.version, "title": pack.title, "sha256": pack.sha256,
             "conditions": len(pack.conditions), "profiles": list(pack.profiles), "regimes": list(pack.regimes)}
            for pack in packs
        ]
    )  # fmt: skip


def conditions_json(pack: Pack) -> str:
    """The conditions of a pack as JSON."""
    return json_text(
        [
            {"id": item.id, "cluster": item.cluster, "title": item.title, "class": item.class_, "core": item.core,
             "scope": item.scope, "requirement": fill(item.requirement, pack.parameters),
             "sources": [[citation.instrument, citation.article, citation.confirmed] for citation in item.citations]}
            for item in pack.conditions
        ]
    )  # fmt: skip
