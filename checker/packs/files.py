"""The files of one pack: read, checked for their shape, with every fault collected in its place."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any

from pydantic_core import SchemaValidator, ValidationError

from checker.ground.errors import PackError, Problem, did_you_mean
from checker.ground.shipped import data_folder, shipped_packs
from checker.load import load_document
from checker.project.faults import problems_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic_core import CoreSchema

    from checker.ground.places import Document, Pointer

__all__ = ["Faults", "PackFiles", "find_pack"]

# The files of one folder together: many times what people write, and read within seconds.
_PACK_LIMIT = 2 * 1024 * 1024


class Faults:
    """Collects the faults of a pack's files; ``raise_if_any`` ends the loading."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(
        self,
        document: Document,
        message: str,
        pointer: Pointer,
        advice: str = "",
        *,
        at_key: bool = False,
        code: str = "wrong-value",
    ) -> None:
        """One fault, placed at the value of the pointer, or at its key."""
        self.problems.append(document.problem(code, message, pointer, advice, at_key=at_key))

    def raise_if_any(self) -> None:
        """Raises PackError with all faults, where there are any."""
        if self.problems:
            raise PackError(self.problems)


def find_pack(name: str) -> str:
    """The folder of a pack: a shipped pack's id, or the path of a folder with a ``pack.yaml``.

    Raises:
        PackError: there is none.
    """
    if name in shipped_packs():
        return os.path.join(data_folder("rules"), name)
    if os.path.isfile(os.path.join(name, "pack.yaml")):
        return name
    advice = did_you_mean(name, shipped_packs(), f"shipped packs: {', '.join(shipped_packs())}; or name a folder")
    raise PackError(Problem("unknown-name", "no rule pack is found here", name, help=advice))


class PackFiles:
    """Reads the files of one folder and never leaves it."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.digest = hashlib.sha256()
        self._left = _PACK_LIMIT

    def read(self, name: str, form: CoreSchema | Callable[[Any], CoreSchema], faults: Faults) -> Document | None:
        """One file of the pack; None where its shape is wrong, which ``faults`` then say.

        Args:
            name: the file within the folder.
            form: what it should look like, or what tells that from its data.
            faults: collects what is wrong.

        Raises:
            PackError: the file cannot be read, or lies outside the folder.
        """
        path = os.path.join(self.folder, name)
        shown = _shown(self.folder, name)
        root = os.path.realpath(self.folder)
        if os.path.commonpath([root, os.path.realpath(path)]) != root:
            raise PackError(Problem("cannot-read", "a pack's file leads out of its folder", shown))
        document = self._load(path, shown)
        self.digest.update(f"{name}\0{document.sha256}\n".encode())
        schema: Any = form(document.data) if callable(form) else form
        try:
            SchemaValidator(schema).validate_python(document.data)
        except ValidationError as error:
            faults.problems.extend(problems_of(error, document, _allowed_keys(schema)))
            return None
        return document

    def _load(self, path: str, shown: str) -> Document:
        try:
            document = load_document(path, limit=self._left, shown_as=shown, error_type=PackError)
        except PackError as error:
            # No option raises this limit, as it does that of a project file.
            raise PackError(
                problem._replace(message=f"the files of this pack are larger than {_PACK_LIMIT} bytes", help="")
                if problem.code == "too-many-bytes"
                else problem
                for problem in error.problems
            ) from None
        self._left -= len(document.text)
        return document


def _shown(folder: str, name: str) -> str:
    """A pack's file as messages show it: shipped packs by their place in the project, free of machine paths."""
    shipped = data_folder("rules")
    if os.path.abspath(folder).startswith(shipped + os.sep):
        return f"rules/{os.path.basename(folder)}/{name}"
    return os.path.join(folder, name)


def _allowed_keys(schema: Any) -> Any:
    """Finds, for a pointer, the keys that the shape allows there."""

    def keys(pointer: Sequence[str | int]) -> Sequence[str]:
        node: Any = schema
        for part in pointer:
            kind = node.get("type")
            if part == "=":
                break
            if kind == "typed-dict":
                node = node["fields"].get(part, {}).get("schema", {})
            elif kind == "list":
                node = node.get("items_schema", {})
            elif kind == "dict":
                node = node.get("values_schema", {})
            elif kind == "tagged-union":
                node = {
                    "type": "typed-dict",
                    "fields": {
                        key: field
                        for choice in node["choices"].values()
                        for key, field in choice.get("fields", {}).items()
                    },
                }
                node = node["fields"].get(part, {}).get("schema", {})
            elif kind == "union":
                node = next((choice for choice in node["choices"] if choice["type"] == "typed-dict"), {})
                node = node.get("fields", {}).get(part, {}).get("schema", {})
            else:
                return ()
        if node.get("type") == "literal":
            return [str(word) for word in node["expected"]]
        return list(node.get("fields", {}))

    return keys
