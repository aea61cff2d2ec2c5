"""``checker new``: files to start from. It overwrites nothing."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import click

from checker.cli import ending
from checker.cli.output import refuse_bad_target, write_file, write_out
from checker.cli.params import Day, ParamType
from checker.ground.errors import Problem, UsageError

if TYPE_CHECKING:
    from datetime import date

__all__ = ["command"]

_YAML = (".yaml", ".yml")
_PURPOSES = ("commercial", "developmental", "humanitarian", "exchange")
_STAGES = ("proposal", "appraisal", "implementation", "operation", "suspended", "closed")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class _Country(ParamType[str]):
    """An ISO 3166-1 code."""

    name = "cc"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        code = value.upper()
        if not re.fullmatch(r"[A-Z]{2}", code):
            self.fail(f"`{value}` is no ISO 3166-1 code of two letters", param, ctx)
        return code


@click.command("new", options_metavar="[OPTIONS]")
@click.argument("words", nargs=-1, required=True, metavar="PATH | pack DIR")
@click.option("--purpose", type=click.Choice(_PURPOSES), help="Of the project; commercial if not given.")
@click.option("--country", type=_Country(), metavar="CC", help="Of the project: the host, ISO 3166-1.")
@click.option("--stage", type=click.Choice(_STAGES), help="Of the project; proposal if not given.")
@click.option("--as-of", type=Day(), metavar="DATE", help="Day on which facts are stated; today if not given.")
@click.option("--id", "identity", metavar="ID", help="Of the project or pack; made from the path if not given.")
def command(words: tuple[str, ...], purpose: str | None, country: str | None, stage: str | None, as_of: date | None,
            identity: str | None) -> int:  # fmt: skip
    """Start a project file, or with `pack` a rule pack.

    PATH is a YAML file, or a folder for a project.yaml: every fact is there as
    a question in a comment, and none is answered. `pack DIR` makes a folder with
    one condition and its cases that pass every test. What exists is never
    overwritten. A path that is called pack is written ./pack.
    """
    if words[0] != "pack":
        if len(words) > 1:
            raise click.UsageError(f"one path is asked for, and `{words[1]}` is one more")
        return _new_project(words[0], purpose, country, stage, as_of, identity)
    given = {"--purpose": purpose, "--country": country, "--stage": stage, "--as-of": as_of}
    if strange := [name for name, value in given.items() if value is not None]:
        raise click.UsageError(f"{strange[0]} is for a project file, and this is a pack")
    if len(words) != 2:
        raise click.UsageError("`checker new pack` asks for one folder; a project file called pack is written ./pack")
    return _new_pack(words[1], identity)


def _new_project(
    path: str, purpose: str | None, country: str | None, stage: str | None, as_of: date | None, identity: str | None
) -> int:
    from datetime import date as day

    from checker.tools.scaffold_project import Start, project_text

    file = _file_of(path)
    start = Start(
        identity or _name_of(file, "project"), purpose or "commercial", stage or "proposal", as_of or day.today(),  # noqa: DTZ011 - the user's day
        country,
    )  # fmt: skip
    _refuse_bad_id(start.id, file)
    if os.path.lexists(file):
        raise UsageError(Problem("cannot-write", "exists already, and nothing is overwritten", file))
    _make_folder(os.path.dirname(file))
    refuse_bad_target(file, ())
    write_file(file, project_text(start).encode())
    write_out(f"{file}: answer what you know, then run `checker check {file}`\n")
    return ending.RELEASE


def _new_pack(folder: str, identity: str | None) -> int:
    from checker.ground.shipped import shipped_packs
    from checker.tools.scaffold_pack import pack_files

    name = identity or _slug(os.path.basename(os.path.abspath(folder)), "my-pack")
    _refuse_bad_id(name, folder)
    if name in shipped_packs():
        raise UsageError(
            Problem("given-twice", f"a shipped pack is called `{name}`", folder, help="choose another with --id")
        )
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise UsageError(Problem("cannot-write", "is no folder", folder))
    if os.path.isdir(folder) and os.listdir(folder):
        raise UsageError(Problem("cannot-write", "the folder is not empty, and nothing is overwritten", folder))
    _make_folder(os.path.join(folder, "cases"))
    for path, text in pack_files(name).items():
        write_file(os.path.join(folder, path), text.encode())
    write_out(f"{folder}: begin with {os.path.join(folder, 'PAY.yaml')}, then run `checker pack lint {folder}` "
              f"and `checker pack test {folder}`\n")  # fmt: skip
    return ending.RELEASE


def _file_of(path: str) -> str:
    """The file that a path stands for: itself, or project.yaml in a folder.

    Raises:
        UsageError: its ending says that it is something else than YAML.
    """
    ending_of = os.path.splitext(path)[1]
    if ending_of in _YAML and not os.path.isdir(path):
        return path
    if ending_of in (".json", ".toml"):
        raise UsageError(
            Problem("bad-usage", "a new project file is YAML, because of its comments", path, help="write NAME.yaml")
        )
    if not path:
        raise UsageError(Problem("bad-usage", "an empty name names no file", "PATH"))
    return os.path.join(path, "project.yaml")


def _name_of(file: str, otherwise: str) -> str:
    """An id made from a file's name, or from its folder's where the file is just called project."""
    stem = os.path.splitext(os.path.basename(file))[0].removesuffix(".project")
    if stem == "project":
        stem = os.path.basename(os.path.dirname(os.path.abspath(file)))
    return _slug(stem, otherwise)


def _slug(name: str, otherwise: str) -> str:
    return "-".join(re.findall("[a-z0-9]+", name.lower()))[:60].strip("-") or otherwise


def _refuse_bad_id(identity: str, place: str) -> None:
    if len(identity) > 64 or not _SLUG.fullmatch(identity):
        raise UsageError(
            Problem("wrong-value", f"`{identity}` is no id", place, help="lower-case words joined by dashes")
        )


def _make_folder(folder: str) -> None:
    try:
        os.makedirs(folder or os.curdir, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "no folder can have this name").lower()
        raise UsageError(Problem("cannot-write", f"cannot be made: {reason}", folder)) from None
