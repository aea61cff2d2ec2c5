"""Bytes from a regular file or standard input, within a size limit; nothing else is ever opened."""

from __future__ import annotations

import os
import re
import stat
import sys

from checker.ground.errors import InputError, Problem
from checker.load.limits import MAX_BYTES

__all__ = ["read_bytes", "read_text"]

_MAGIC = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%PDF", "a PDF document"),
    (b"\x80\x04", "a Python pickle"),
    (b"\xff\xfe", "UTF-16 text, and files are read as UTF-8"),
    (b"\xfe\xff", "UTF-16 text, and files are read as UTF-8"),
    (b"\x00\x00\xfe\xff", "UTF-32 text, and files are read as UTF-8"),
    (b"<", "an HTML or XML file"),
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Of the C1 controls, only U+0085 (next line) occurs in text; U+FFFE and U+FFFF are no characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_KINDS = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISFIFO, "is a pipe"),
    (stat.S_ISSOCK, "is a socket"),
    (stat.S_ISCHR, "is a device"),
    (stat.S_ISBLK, "is a device"),
)


def read_bytes(name: str, limit: int = MAX_BYTES) -> bytes:
    """The content of a regular file, or of standard input where ``name`` is ``-``; read once.

    Raises:
        InputError: it does not exist, cannot be opened, is not a regular file, or has more
            than ``limit`` bytes.
    """
    if name == "-":
        if sys.stdin is None or sys.stdin.closed:
            raise InputError(Problem("cannot-read", "standard input is closed", "-"))
        content = _read_standard_input(limit)
    else:
        content = _read_file(name, limit)
    if len(content) > limit:
        raise _too_large(name, limit)
    return content


def _read_standard_input(limit: int) -> bytes:
    try:
        return sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise InputError(
            Problem("cannot-read", f"cannot be read: {(error.strerror or str(error)).lower()}", "-")
        ) from None


def _read_file(name: str, limit: int) -> bytes:
    try:
        _require_regular(name, os.stat(name), limit)
        # Without O_NONBLOCK a pipe that took the file's place since the look would hang the check.
        descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(descriptor, "rb") as file:
            _require_regular(name, os.fstat(descriptor), limit)
            return file.read(limit + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(Problem("cannot-read", f"cannot be read: {reason}", name)) from None
    except ValueError:
        raise InputError(Problem("cannot-read", "cannot be read: no file can have this name", name)) from None


def _require_regular(name: str, found: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        what = next((text for test, text in _KINDS if test(found.st_mode)), "is not a regular file")
        advice = "pipe it in and name it `-`" if stat.S_ISFIFO(found.st_mode) else "name a regular file"
        raise InputError(Problem("cannot-read", f"{what}, not a regular file", name, help=advice))
    if found.st_size > limit:
        raise _too_large(name, limit)


def _too_large(name: str, limit: int) -> InputError:
    return InputError(
        Problem("too-many-bytes", f"larger than {limit} bytes", name, help="raise the limit with --max-bytes")
    )


def read_text(name: str, content: bytes) -> str:
    """The content as text: UTF-8 with or without a byte order mark, free of control characters.

    Raises:
        InputError: it is another kind of file, not UTF-8, or holds a control character.
    """
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise InputError(Problem("not-text", f"looks like {what}", name, 1, 1))
    try:
        text = content.removeprefix(_BYTE_ORDER_MARK).decode()
    except UnicodeDecodeError as error:
        before, byte = error.object[: error.start].decode(), error.object[error.start]
        message = f"not UTF-8: byte 0x{byte:02x} at offset {error.start + len(content) - len(error.object)}"
        raise InputError(Problem("not-text", message, name, *_place_after(before))) from None
    if control := _CONTROL.search(text):
        message = f"the control character U+{ord(control.group()):04X} is not text"
        raise InputError(Problem("not-text", message, name, *_place_after(text[: control.start()])))
    return text


def _place_after(before: str) -> tuple[int, int]:
    """Line and column of what follows this text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")
