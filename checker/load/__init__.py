"""Bytes to a document: plain data with the place of every key and value.

Each format is a module with one function, ``parse(text) -> (data, marks)``, which raises
``Refused``. This room knows no project and no pack.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from checker.ground.errors import InputError, Problem
from checker.ground.places import Document
from checker.load.limits import MAX_BYTES, Refused
from checker.load.read import read_bytes, read_text

if TYPE_CHECKING:
    from checker.ground.errors import PackError

__all__ = ["MAX_BYTES", "load_document"]


def load_document(
    name: str,
    *,
    limit: int = MAX_BYTES,
    shown_as: str | None = None,
    error_type: type[InputError | PackError] = InputError,
) -> Document:
    """Read one file (or standard input, ``-``) of YAML, JSON or TOML.

    Args:
        name: path of a regular file, or ``-``.
        limit: most bytes to read.
        shown_as: the name for messages and reports, where it differs.
        error_type: the error to raise.

    Raises:
        CheckerError: of ``error_type``; the file cannot be read or is not in its format.
    """
    shown = shown_as or name
    try:
        content = read_bytes(name, limit)
        document = parse_text(shown, read_text(name, content))
    except InputError as error:
        problems = [problem._replace(file=shown) for problem in error.problems]
        raise error_type(problems) from None
    document.sha256 = hashlib.sha256(content).hexdigest()
    return document


def parse_text(name: str, text: str) -> Document:
    """A document from text, in the format that its name, or else its first character, tells.

    Raises:
        InputError: the text is not in that format.
    """
    suffix = name.lower().rpartition(".")[2]
    if suffix == "json" or (suffix not in ("yaml", "yml", "toml") and text.lstrip()[:1] in ("{", "[")):
        from checker.load.json_text import parse
    elif suffix == "toml":
        from checker.load.toml_text import parse
    else:
        from checker.load.yaml_text import parse
    try:
        data, marks = parse(text)
    except Refused as refused:
        place = name, refused.line, refused.column
        raise InputError(Problem(refused.code, refused.message, *place, help=refused.help)) from None
    except (RecursionError, MemoryError):
        raise InputError(Problem("too-deep", "nested too deeply or too large to read", name)) from None
    return Document(name, data, marks, text)
