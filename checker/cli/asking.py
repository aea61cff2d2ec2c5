"""Lines from a person or a pipe: one answer each, however they come."""

from __future__ import annotations

import contextlib
import sys

from checker.cli.output import write_out
from checker.interview.answers import LONGEST

__all__ = ["at_a_terminal", "next_line"]

# More lines that come within this time of one were pasted, not typed.
_PASTED = 0.05


def at_a_terminal() -> bool:
    """Whether a person types the answers and sees the questions."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty()


def next_line(prompt: str) -> str | None:
    """The next answer as typed; None at the end of the input.

    Several lines pasted at once come back as one text with line breaks, so that none of them
    answers a question that was not yet asked.
    """
    if at_a_terminal():
        return _typed(prompt)
    write_out(prompt)
    if sys.stdin is None or sys.stdin.closed:
        return None
    line = sys.stdin.buffer.readline(8 * LONGEST)
    if not line:
        write_out("\n")
        return None
    rest = line
    while rest and not rest.endswith(b"\n"):
        rest = sys.stdin.buffer.readline(1 << 16)
    text = line.decode("utf-8", "surrogateescape").rstrip("\r\n")
    # A transcript reads well only with the answers in it.
    from checker.ground.escape import visible

    write_out(visible(text[:80]) + ("…" if len(text) > 80 else "") + "\n")
    return text


def _typed(prompt: str) -> str | None:
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - input() edits lines with it
    try:
        text = input(prompt)
    except EOFError:
        write_out("\n")
        return None
    except UnicodeDecodeError:
        return "\ufffe"
    return text + "\n\n" + "x" if _more_is_waiting() else text


def _more_is_waiting() -> bool:
    """Whether more lines were typed ahead, as a paste does; they are dropped."""
    try:
        import select
        import termios

        if not select.select([sys.stdin], [], [], _PASTED)[0]:
            return False
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
    except (ImportError, OSError, ValueError):
        return False
    return True
