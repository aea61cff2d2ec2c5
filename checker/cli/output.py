"""What is asked for, written: standard output, or a file whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

from checker.ground.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["refuse_bad_target", "refuse_same_targets", "use_colour", "write_file", "write_out"]


def use_colour() -> bool:
    """Whether standard output is a terminal that wants colour; NO_COLOR is honoured."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and sys.stdout is not None and sys.stdout.isatty()


def write_out(text: str | bytes) -> None:
    """Text to standard output as UTF-8, whatever the locale says; bytes as they are.

    Raises:
        OSError: it cannot be written, or standard output is closed.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    sys.stdout.flush()
    sys.stdout.buffer.write(text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def refuse_same_targets(paths: Sequence[str]) -> None:
    """Find out whether one output would overwrite another.

    Raises:
        UsageError: two paths name one file.
    """
    seen: dict[str, str] = {}
    for path in paths:
        place = os.path.realpath(path)
        if place in seen:
            raise UsageError(Problem("bad-usage", "two outputs cannot be written to one file", path))
        seen[place] = path


def refuse_bad_target(path: str, inputs: Iterable[str]) -> None:
    """Find out before the check whether an output can be written.

    Raises:
        UsageError: the target is an input, no regular file, read-only, or in no folder.
    """
    from checker.checks.project_files import stands_for

    if path == "-":
        raise UsageError(
            Problem("cannot-write", "cannot be written: it is no file", path, help="--format chooses standard output")
        )
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise UsageError(Problem("cannot-write", "cannot be written: its folder does not exist", path))
    try:
        found = os.stat(path)
    except FileNotFoundError:
        if os.path.islink(path):
            raise UsageError(
                Problem("cannot-write", "cannot be written: it is a link that leads nowhere", path)
            ) from None
        return
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no file can have this name"
        raise UsageError(Problem("cannot-write", f"cannot be written: {reason.lower()}", path)) from None
    if not stat.S_ISREG(found.st_mode):
        raise UsageError(Problem("cannot-write", "cannot be written: it is not a regular file", path))
    # Moving a new file to its place would not ask the old one's leave.
    if not found.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise UsageError(Problem("cannot-write", "cannot be written: it is read-only", path))
    if any(stands_for(name, found) for name in inputs):
        raise UsageError(Problem("cannot-write", "cannot be written: it is the input itself", path))


def write_file(path: str, content: bytes) -> None:
    """A file written beside its place, synced and moved there: whole or not at all.

    Raises:
        UsageError: it cannot be written; what stood there before still does.
    """
    import tempfile

    target = os.path.realpath(path)
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".checker-")
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        mode = stat.S_IMODE(os.stat(target).st_mode) if os.path.exists(target) else 0o666 & ~mask
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except OSError as error:
        raise UsageError(
            Problem("cannot-write", f"cannot be written: {(error.strerror or str(error)).lower()}", path)
        ) from None
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
