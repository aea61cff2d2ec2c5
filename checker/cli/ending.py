"""How a run ends: one clear message on standard error, the documented code, never a traceback."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from checker.ground.errors import CheckerError
from checker.ground.escape import inert, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import click

__all__ = ["BLOCK", "CANNOT_CHECK", "HOLD", "OUR_FAULT", "RELEASE", "complain", "end_with", "worst_code"]

RELEASE, BLOCK, CANNOT_CHECK, HOLD, OUR_FAULT = 0, 1, 2, 3, 70
_INTERRUPTED, _BROKEN_PIPE = 130, 141
_GRAVITY = (RELEASE, HOLD, BLOCK, CANNOT_CHECK, OUR_FAULT)
_ISSUES = "the project's issue tracker, with the command and, if you may share it, the file"


def worst_code(codes: Iterable[int]) -> int:
    """The gravest of several codes; nothing checked is never green."""
    return max(codes, key=_GRAVITY.index, default=CANNOT_CHECK)


def complain(message: object) -> None:
    """One line on standard error, safe for a terminal and for a CI runner that reads commands there."""
    try:
        sys.stderr.write(f"{inert(visible(str(message)))}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def end_with(main: Callable[..., Any]) -> int:
    """Run a click command and give the exit code that follows from how it ended."""
    import click

    if sys.stderr is None:  # it was closed: an input must not be opened in its place and written to
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - it stays open to the end
    try:
        return _run(main)
    except click.UsageError as error:
        if isinstance(error, click.exceptions.NoArgsIsHelpError) and error.ctx:
            for line in error.ctx.get_help().splitlines():
                complain(line)
            return CANNOT_CHECK
        hint = f" (see `{error.ctx.command_path} --help`)" if error.ctx else ""
        complain(f"checker: {_sentence(_wrong_use(error))}{hint}")
        return CANNOT_CHECK
    except click.ClickException as error:
        complain(f"checker: {_sentence(error.format_message())}")
        return CANNOT_CHECK
    except CheckerError as error:
        for problem in error.problems:
            complain(problem)
        return CANNOT_CHECK
    except (KeyboardInterrupt, click.Abort):
        complain("checker: interrupted")
        return _INTERRUPTED
    except BrokenPipeError:
        return _silence()
    except OSError as error:
        complain(f"checker: cannot write the output: {(error.strerror or str(error)).lower()}")
        _silence()
        return CANNOT_CHECK
    except MemoryError:
        complain("checker: not enough memory to check this input")
        return CANNOT_CHECK
    except Exception as error:
        complain(f"checker: this is our fault: {type(error).__name__}: {error}")
        complain(f"please report it at {_ISSUES}")
        if os.environ.get("CHECKER_DEBUG"):
            import traceback

            traceback.print_exc()
        return OUR_FAULT


def _run(main: Callable[..., Any]) -> int:
    import click

    try:
        code = main(prog_name="checker", standalone_mode=False)
    except click.exceptions.Exit as ended:
        code = ended.exit_code
    except SystemExit as ended:
        # Click leaves so after shell completion, and with 1, which says block here, when a pipe was closed.
        if ended.code:
            raise BrokenPipeError from None
        return RELEASE
    if sys.stdout is not None:
        sys.stdout.flush()
    return code if isinstance(code, int) else RELEASE


def _silence() -> int:
    """Nobody reads any more: keep the interpreter from complaining about it at its end."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):
        pass
    return _BROKEN_PIPE


def _wrong_use(error: click.UsageError) -> str:
    """What is wrong with the arguments, in our words where click says which one it is: its own differ by release."""
    import click

    if isinstance(error, click.NoSuchOption):
        close = next(iter(error.possibilities or ()), None)
        return f"no such option `{error.option_name}`" + (f": did you mean `{close}`?" if close else "")
    if not isinstance(error, click.BadParameter) or error.param is None:
        return error.format_message()
    name = error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name
    if isinstance(error, click.MissingParameter):
        return f"missing {error.param.param_type_name} `{name}`"
    return f"invalid value for `{name}`: {error.message}"


def _sentence(message: str) -> str:
    text = " ".join(message.split()).rstrip(".")
    return text[:1].lower() + text[1:]
