"""``checker check``: project files in, a report out, the outcome as exit code."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from checker.cli import ending
from checker.cli.output import refuse_bad_target, use_colour, write_file, write_out
from checker.errors import CheckerError, InputError, PackError, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.adapt.native import ProjectFile
    from checker.findings import Report
    from checker.options import Options
    from checker.packs.model import Pack

__all__ = ["command"]

FORMATS = ("text", "json")
_CODES = {"release": ending.RELEASE, "block": ending.BLOCK, "hold": ending.HOLD, "corrective_action": ending.HOLD}


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            if isinstance(value, date):
                return value
            if len(value) != 10:
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"`{value}` is no date such as 2026-03-31", param, ctx)


class _Output(click.ParamType[tuple[str, str]]):
    name = "format=path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        format_, separator, path = value.partition("=")
        if not separator or not path:
            self.fail(f"`{value}` is not FORMAT=PATH", param, ctx)
        if format_ not in FORMATS:
            close = nearest(format_, FORMATS)
            advice = f"did you mean `{close}`?" if close else f"formats: {', '.join(FORMATS)}"
            self.fail(
                f"`{format_}` is no format; {advice}",
                param,
                ctx,
            )
        return format_, path


class _Setting(click.ParamType[tuple[str, Any]]):
    name = "param=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from checker.load.limits import Refused
        from checker.load.yaml_text import parse

        name, separator, text = value.partition("=")
        if not separator or not text:
            self.fail(f"`{value}` is not PARAM=VALUE", param, ctx)
        try:
            return name, parse(text)[0]
        except Refused as refused:
            self.fail(f"`{text}`: {refused.message}", param, ctx)


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--pack",
    "packs",
    multiple=True,
    metavar="ID|DIR",
    help="Rule pack: a shipped pack's id or a folder. May be repeated.",
)
@click.option("--profile", metavar="NAME", help="Profile of the pack, such as threshold, strict or dialogue.")
@click.option(
    "--set",
    "settings",
    type=_Setting(),
    multiple=True,
    metavar="PARAM=VALUE",
    help="Value of a parameter. May be repeated.",
)
@click.option("--as-of", type=_Day(), metavar="DATE", help="Day to judge; the file's own if not given.")
@click.option("--stage", metavar="STAGE", help="Stage to judge; the file's own if not given.")
@click.option("--disbursement", metavar="ID", help="Payment asked about; the next due if not given.")
@click.option("--regime", metavar="ID", help="Sanctions world: actual, or a scenario of the pack.")
@click.option(
    "--burden", metavar="B", default="neutral", help="Burden of proof: neutral, presumed_not_met or documentary."
)
@click.option("--known-on", type=_Day(), metavar="DATE", help="Ignore evidence issued after this day.")
@click.option("--format", "format_", metavar="FORMAT", default="text", help=f"Standard output: {' or '.join(FORMATS)}.")
@click.option(
    "--output",
    "outputs",
    type=_Output(),
    multiple=True,
    metavar="FORMAT=PATH",
    help="Also write a file, whole or not at all. May be repeated.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["block", "hold", "never"]),
    default="hold",
    help="Outcomes that fail the run: block alone, hold too (default), or never.",
)
@click.option("--verbose", "-v", is_flag=True, help="List met and not applicable conditions too.")
@click.option(
    "--max-bytes", type=click.IntRange(1), metavar="N", help="Largest input to read, in bytes (default 16 MiB)."
)
def command(
    files: tuple[str, ...],
    fail_on: str,
    format_: str,
    outputs: tuple[tuple[str, str], ...],
    verbose: bool,
    **asked: Any,
) -> int:
    """Check project FILEs (YAML, JSON or TOML) against rule packs.

    A folder is searched for project files; `-` is standard input.
    Exit codes: 0 release, 1 block, 3 hold or corrective action, 2 could not
    check, 70 our own fault; over several files the worst wins.
    """
    if format_ not in FORMATS:
        raise click.UsageError(f"`{format_}` is no format; formats: {', '.join(FORMATS)}")
    for _, path in outputs:
        refuse_bad_target(path, files)
    checked, codes = _check_all(files, asked)
    codes += [_code(report, fail_on) for _, report in checked]
    if checked:
        for target, path in outputs:
            write_file(path, _render(target, checked, colour=False, verbose=verbose))
        write_out(_render(format_, checked, colour=format_ == "text" and use_colour(), verbose=verbose))
    return ending.worst_code(codes)


def _check_all(files: Sequence[str], asked: dict[str, Any]) -> tuple[list[tuple[ProjectFile, Report]], list[int]]:
    """All reports, and a code for each file that could not be checked."""
    from checker.checking import check_project, load_project
    from checker.cli.files import project_files
    from checker.load import MAX_BYTES
    from checker.options import DEFAULT_PACK, Options

    limit = asked.pop("max_bytes") or MAX_BYTES
    names, parameters = asked.pop("packs") or (DEFAULT_PACK,), dict(asked.pop("settings"))
    options = Options(packs=names, parameters=parameters, **asked)
    loaded: dict[tuple[str, str | None], Pack | CheckerError] = {}
    checked: list[tuple[ProjectFile, Report]] = []
    said: dict[str, None] = {}
    codes: list[int] = []
    for name in project_files(files):
        try:
            if isinstance(name, InputError):
                raise name
            project_file = load_project(name, max_bytes=limit)
            packs = tuple(_loaded(pack, options, project_file, loaded) for pack in options.packs)
            checked.append((project_file, check_project(project_file, options._replace(packs=packs))))
        except CheckerError as error:
            said |= dict.fromkeys(map(str, error.problems))
            codes.append(ending.CANNOT_CHECK)
    for message in said:
        ending.complain(message)
    return checked, codes


def _loaded(name: Any, options: Options, project_file: ProjectFile, loaded: dict[Any, Any]) -> Pack:
    """A pack, read once for each sanctions regime that the files ask for; a broken one fails once."""
    from checker.checking import ready_pack

    key = name, options.regime or project_file.project.regime
    if key not in loaded:
        try:
            loaded[key] = ready_pack(name, options, project_file)
        except PackError as error:
            loaded[key] = error
    found: Pack | PackError = loaded[key]
    if isinstance(found, PackError):
        raise found
    return found


def _code(report: Report, fail_on: str) -> int:
    code = _CODES[report.outcome.word]
    if fail_on == "never" or (fail_on == "block" and code == ending.HOLD):
        return ending.RELEASE
    return code


def _render(format_: str, checked: list[tuple[ProjectFile, Report]], *, colour: bool, verbose: bool) -> str:
    if format_ == "json":
        from checker.report.json import render as render_json

        return render_json([report for _, report in checked])
    from checker.report.text import render

    texts = [render(report, file.document.line, colour=colour, verbose=verbose) for file, report in checked]
    return "\n\n".join(texts)
