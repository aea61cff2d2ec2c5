"""A project file's text with an answer written in: whole, in its own format, comments and order kept.

The edited text is read again before anyone writes it: it must state what it should, and be valid.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.ground.errors import InputError, Problem
from checker.ground.places import Document
from checker.load import parse_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.ground.places import Pointer

__all__ = ["CannotEditError", "Edit", "at", "changed", "edited", "opened", "same_ground"]


class CannotEditError(InputError):
    """The text cannot take an edit without losing something that stands in it."""


class Edit(NamedTuple):
    """One change of the data: ``put`` a value at a pointer, or ``add`` one to the list there.

    ``add`` to a single statement makes it the first of a list; a short one becomes a long one.
    """

    kind: str
    pointer: Pointer
    value: Any


def opened(name: str, text: str) -> Document:
    """The document in a text; one that says nothing yet is an empty mapping.

    Raises:
        InputError: the text is not in its format, or is TOML.
    """
    if name.lower().endswith(".toml"):
        advice = "turn it into YAML or JSON, or see what to write with --next"
        raise InputError(
            Problem("cannot-edit", "answers cannot be written into TOML with its comments kept", name, help=advice)
        )
    if all(line.strip() in ("", "---") or line.lstrip().startswith("#") for line in text.split("\n")):
        return Document(name, None, {}, text)
    return parse_text(name, text)


def at(data: Any, pointer: Pointer) -> Any:
    """What stands at a pointer; None where nothing does."""
    for part in pointer:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def changed(data: Any, edits: Sequence[Edit]) -> Any:
    """A copy of the data with the edits made."""
    new = copy.deepcopy(data) if data is not None else {}
    for kind, pointer, value in edits:
        holder = new
        for part in pointer[:-1]:
            if isinstance(holder, dict) and holder.get(part) is None:
                holder[part] = {}
            holder = holder[part]
        last = pointer[-1]
        there = holder.get(last) if isinstance(holder, dict) else holder[last]
        if kind == "put" or (there is None and not isinstance(value, list)):
            holder[last] = copy.deepcopy(value) if kind == "put" else [copy.deepcopy(value)]
        elif isinstance(there, list) and not _is_plain_list(there):
            there.append(copy.deepcopy(value))
        else:
            first = there if isinstance(there, dict) and {"value", "not_collected"} & there.keys() else {"value": there}
            holder[last] = [first, copy.deepcopy(value)]
    return new


def _is_plain_list(items: list[Any]) -> bool:
    """Whether a list is a fact's value and not a list of statements or entries with an id."""
    return not any(isinstance(item, dict) and {"value", "not_collected", "id"} & item.keys() for item in items)


def same_ground(old: Any, new: Any, edits: Sequence[Edit]) -> bool:
    """Whether edits meant for the old data fit the new: what they touch still says the same."""
    for _, pointer, _ in edits:
        if pointer[0] == "workforces" and len(pointer) > 1 and isinstance(pointer[1], int):
            known = ("workforces", pointer[1], "id")
            if at(old, known) != at(new, known):
                return False
        if at(old, pointer) != at(new, pointer):
            return False
    return True


def edited(document: Document, edits: Sequence[Edit]) -> str:
    """The document's text with the edits made.

    Raises:
        CannotEditError: this text cannot take them without losing something.
    """
    old, new = document.data, changed(document.data, edits)
    if _is_json(document):
        text = _json(document.text, new)
    else:
        from checker.interview.yaml_edit import comments_kept, rewritten

        text = rewritten(document, old, new)
        if not comments_kept(document.text, text):
            raise _cannot(document, edits)
    try:
        if parse_text(document.name, text).data != new:
            raise _cannot(document, edits)
    except InputError:
        raise _cannot(document, edits) from None
    return text


def _is_json(document: Document) -> bool:
    """Whether the file is read as JSON, as ``parse_text`` decides it."""
    suffix = document.name.lower().rpartition(".")[2]
    return suffix == "json" or (suffix not in ("yaml", "yml") and document.text.lstrip()[:1] in ("{", "["))


def _json(text: str, data: Any) -> str:
    import json

    found = re.search(r"\n([ \t]+)\S", text)
    indent = found[1] if found else "  "
    return json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False) + "\n"


def _cannot(document: Document, edits: Sequence[Edit]) -> CannotEditError:
    place = edits[0].pointer
    advice = "write the answer there by hand, in a plain layout without anchors"
    message = "the answer cannot be written here without disturbing what stands in the file"
    return CannotEditError(document.problem("cannot-edit", message, place, advice))
