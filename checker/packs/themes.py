"""Themes: what conditions of different packs are about, so that packs can be laid side by side.

A theme gathers conditions and equates none. The shipped themes lie beside the shipped packs; a pack
may add its own. How two conditions of a theme stand to each other, ``condition_relation`` derives.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic_core import SchemaValidator, ValidationError

from checker.domain.pack import Theme
from checker.ground.errors import PackError, Problem, did_you_mean, quote
from checker.ground.shipped import data_folder
from checker.load import load_document
from checker.packs import shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from checker.domain.pack import Condition
    from checker.ground.places import Document
    from checker.packs.files import Faults

__all__ = ["kept", "shipped_themes", "themes_of"]

_OWN = "Themes of single packs"


@cache
def shipped_themes() -> Mapping[str, Theme]:
    """The themes that all packs may name, by id, in their order, without conditions.

    Raises:
        PackError: the file of themes is not as it should be.
    """
    path = os.path.join(data_folder("rules"), "themes.yaml")
    data = load_document(path).data
    try:
        SchemaValidator(shape.THEMES).validate_python(data)
    except ValidationError as error:
        raise PackError(Problem("wrong-type", f"is no list of themes: {error.errors()[0]['msg']}", path)) from None
    return {
        name: Theme(name, title, area["title"], ())
        for area in data["areas"]
        for name, title in area["themes"].items()
    }  # fmt: skip


def themes_of(
    document: Document, conditions: Iterable[Condition], faults: Faults, base: Iterable[Theme] = ()
) -> tuple[Theme, ...]:
    """The themes that a ``pack.yaml`` gives its conditions; what names nothing is a fault.

    Args:
        document: the ``pack.yaml``.
        conditions: all conditions of the pack.
        faults: collects what is wrong.
        base: the themes of the pack that it extends.
    """
    order = {condition.id: index for index, condition in enumerate(conditions)}
    found = {theme.id: theme for theme in kept(base, order)}
    raw: Mapping[str, Any] = document.data.get("themes", {})
    shared = shipped_themes() if raw else {}
    # Where a cluster could not be read, its conditions are missing for that alone.
    broken = bool(faults.problems)
    for name, entry in raw.items():
        own = isinstance(entry, dict)
        theme = found.get(name) or shared.get(name)
        if theme is None and own:
            theme = Theme(name, entry["title"], _OWN, ())
        elif theme is None:
            otherwise = "give it a `title`, and its `conditions`"
            advice = did_you_mean(name, [*shared, *found], otherwise, before=len(faults.problems))
            faults.add(
                document,
                f"no theme is called {quote(name)}",
                ("themes", name),
                advice,
                at_key=True,
                code="unknown-name",
            )
            continue
        elif own:
            message, advice = f"the theme `{name}` has a title already", "list its conditions, or choose another id"
            faults.add(document, message, ("themes", name), advice, at_key=True, code="given-twice")
            continue
        listed = entry["conditions"] if own else entry
        for index, identity in enumerate(listed):
            if identity not in order and not broken:
                place = ("themes", name, "conditions", index) if own else ("themes", name, index)
                advice = did_you_mean(identity, order, before=len(faults.problems))
                faults.add(document, f"the pack has no condition {quote(identity)}", place, advice, code="unknown-name")
        ids = {*theme.conditions, *listed} & set(order)
        found[name] = replace(theme, conditions=tuple(sorted(ids, key=order.__getitem__)))
    return tuple(found.values())


def kept(themes: Iterable[Theme], known: Iterable[str]) -> Iterable[Theme]:
    """The themes with the conditions that a pack still has."""
    known = set(known)
    for theme in themes:
        conditions = tuple(identity for identity in theme.conditions if identity in known)
        if conditions:
            yield replace(theme, conditions=conditions)
