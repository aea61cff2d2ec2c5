"""Which project files a command line names: files as given, folders searched."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from checker.cli.ending import complain
from checker.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["project_files"]

_ENDINGS = (".yaml", ".yml", ".json", ".toml")
_MAX_FILES = 10_000


def project_files(names: Sequence[str]) -> Iterator[str | InputError]:
    """The files to check in a stable order; a folder without any is an error in its place."""
    for name in names:
        if name == "-" or not os.path.isdir(name):
            yield name
            continue
        found = sorted(_search(name))
        if not found:
            advice = "project files are called project.yaml or NAME.project.yaml (also .yml, .json, .toml)"
            yield InputError(Problem("no project file is in this folder", name, help=advice))
        yield from found[:_MAX_FILES]
        if len(found) > _MAX_FILES:
            yield InputError(Problem(f"more than {_MAX_FILES} project files are in this folder", name))


def _search(folder: str) -> Iterator[str]:
    """Project files below a folder; links are not followed, hidden folders not entered."""

    def unreadable(error: OSError) -> None:
        complain(f"{error.filename}: skipped: {(error.strerror or 'cannot be read').lower()}")

    for base, folders, files in os.walk(folder, onerror=unreadable):
        for name in sorted(folders):
            if os.path.islink(os.path.join(base, name)):
                complain(f"{os.path.join(base, name)}: skipped: links to folders are not followed")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            stem, ending = os.path.splitext(name)
            if ending in _ENDINGS and (stem == "project" or stem.endswith(".project")):
                yield os.path.join(base, name)
