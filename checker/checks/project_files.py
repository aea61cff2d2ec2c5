"""Which project files are meant: files as given, folders searched."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from checker.ground.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["project_files", "stands_for"]

_ENDINGS = (".yaml", ".yml", ".json", ".toml")
_MAX_FILES = 10_000


def project_files(names: Sequence[str], tell: Callable[[str], None]) -> Iterator[str | InputError]:
    """The files to check in a stable order; a folder without any is an error in its place.

    Args:
        names: files, folders to search, and ``-`` for standard input.
        tell: is told of each link to a folder that was not followed.
    """
    for name in names:
        if not name:
            yield InputError(Problem("bad-usage", "an empty name names no file", "FILE"))
            continue
        if name == "-" or not os.path.isdir(name):
            yield name
            continue
        faults: list[InputError] = []
        found = sorted(_search(name, faults, tell))
        yield from faults
        if not found and not faults:
            advice = "project files are called project.yaml or NAME.project.yaml (also .yml, .json, .toml)"
            yield InputError(Problem("nothing-to-check", "no project file is in this folder", name, help=advice))
        yield from found[:_MAX_FILES]
        if len(found) > _MAX_FILES:
            yield InputError(Problem("too-large", f"more than {_MAX_FILES} project files are in this folder", name))


def stands_for(name: str, file: os.stat_result) -> bool:
    """Whether a name is this file, or a folder in which it is found."""
    try:
        if os.path.isdir(name):
            return any(os.path.samestat(file, os.stat(path)) for path in _search(name, [], lambda _: None))
        return name != "-" and os.path.samestat(file, os.stat(name))
    except OSError:
        return False


def _search(folder: str, faults: list[InputError], tell: Callable[[str], None]) -> Iterator[str]:
    """Project files below a folder; links are told of and not followed, hidden folders not entered.

    Folders that cannot be read are added to ``faults``.
    """

    def unreadable(error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        place = os.fsdecode(error.filename or folder)
        faults.append(InputError(Problem("cannot-read", f"cannot be read: {reason}", place)))

    for base, folders, files in os.walk(folder, onerror=unreadable):
        for name in sorted(folders):
            if os.path.islink(os.path.join(base, name)):
                tell(f"{os.path.join(base, name)}: skipped: links to folders are not followed")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            stem, ending = os.path.splitext(name)
            if ending in _ENDINGS and (stem == "project" or stem.endswith(".project")):
                yield os.path.join(base, name)
