"""The group of commands, each imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from checker.ground.version import __version__

__all__ = ["main"]

# Name, module, and the line that --help shows without importing the command.
_COMMANDS = {
    "check": "Check project files against rule packs.",
    "explain": "Explain one condition of a rule pack.",
    "interview": "Ask what still matters for a project file, and write it in.",
    "list": "List rule packs, or the conditions of one.",
    "new": "Start a project file or a rule pack.",
    "pack": "Work on rule packs: lint, test, coverage, diff, doc.",
    "schema": "Print a JSON Schema: project, pack or report.",
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"checker.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from checker.ground.errors import did_you_mean

            advice = did_you_mean(args[0], _COMMANDS, f"commands: {', '.join(_COMMANDS)}")
            raise click.UsageError(f"no such command `{args[0]}`: {advice}", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


def _print_version(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
    if value:
        click.echo(f"checker {__version__}")
        ctx.exit()


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Print the version."
)
def main() -> None:
    """Check economic projects against human-rights conditions.

    Exit codes: 0 release, 1 block, 3 hold or corrective action, 2 could not
    check, 70 our own fault.
    """
