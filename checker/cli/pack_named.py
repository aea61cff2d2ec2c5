"""Which rule packs a command line names, each read once; one that cannot be read does not stop the others."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from checker.cli.ending import complain
from checker.ground.errors import CheckerError, PackError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.domain.pack import Pack
    from checker.packs.cases import Case

__all__ = ["packs_named"]


def packs_named(names: Sequence[str], faults: list[Problem]) -> Iterator[tuple[Pack, list[Case]]]:
    """The packs with their cases, in the order of their names: a folder, a file in it, or the id of a shipped pack.

    Args:
        names: what the user wrote. What lies at a path goes before a shipped pack of that name.
        faults: takes what is wrong with packs that cannot be read, each also told at once.
    """
    from checker.packs.folder import load_pack
    from checker.tools.trials import cases_of

    seen = set()
    for name in names:
        try:
            folder = _folder_of(name)
            place = os.path.realpath(folder)
            if place in seen:
                continue
            seen.add(place)
            pack = load_pack(folder)
            cases = cases_of(pack)
        except CheckerError as error:
            faults.extend(error.problems)
            for problem in error.problems:
                complain(problem)
            continue
        yield pack, cases


def _folder_of(name: str) -> str:
    """The nearest folder upwards that holds a pack, written as the path is; else a shipped pack's.

    Raises:
        PackError: there is no such path and no such pack, or the path lies in no pack.
    """
    from checker.ground.shipped import shipped_packs
    from checker.packs.files import find_pack

    if name and not os.path.exists(name) and name in shipped_packs():
        return find_pack(name)
    if not name or not os.path.exists(name):
        advice = f"a pack's folder or a shipped pack: {', '.join(shipped_packs())}"
        raise PackError(Problem("unknown-name", "no such file or folder", name or "PATH", help=advice))
    place = name if os.path.isdir(name) else os.path.dirname(name) or os.curdir
    for _ in os.path.abspath(place).split(os.sep):
        if os.path.isfile(os.path.join(place, "pack.yaml")):
            # A bare name could stand for a shipped pack, which is not what lies here.
            return os.path.join(os.curdir, place) if place in shipped_packs() else place
        place = _above(place)
    raise PackError(Problem("cannot-read", "lies in no rule pack", name, help="a pack's folder has a pack.yaml"))


def _above(place: str) -> str:
    """The folder above, relative where the place is: messages keep the user's way of writing."""
    if os.path.isabs(place):
        return os.path.dirname(place)
    return os.path.relpath(os.path.join(place, os.pardir))
