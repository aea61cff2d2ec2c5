"""What every loader refuses, whatever the format: the limits and the rules for numbers."""

from __future__ import annotations

import math

__all__ = [
    "MAX_ALIAS_NODES",
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_DIGITS",
    "MAX_VALUES",
    "TOO_DEEP",
    "Refused",
    "integer",
    "real",
]

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 100
TOO_DEEP = f"nested deeper than {MAX_DEPTH} levels"
MAX_ALIAS_NODES = 10_000
# Sixteen megabytes of `1,1,1` are eight million values, which with their places take gigabytes.
MAX_VALUES = 500_000
MAX_DIGITS = 100


class Refused(Exception):  # noqa: N818 - it reads as what happened to the text
    """The text cannot be taken as data; the place counts from 1 where it is known.

    ``code`` is that of the problem it will be (``checker.ground.errors.PROBLEM_CODES``).
    """

    def __init__(
        self,
        message: str,
        line: int | None = None,
        column: int | None = None,
        hint: str = "",
        *,
        code: str = "not-accepted",
    ) -> None:
        self.message = message
        self.code = code
        self.line = line
        self.column = column
        self.help = hint
        super().__init__(message)


def integer(text: str) -> int:
    """An integer, exact.

    Raises:
        Refused: it has more digits than any fact can need.
    """
    if len(text) > MAX_DIGITS:
        raise Refused(f"a number of {len(text)} digits is too long, at most {MAX_DIGITS} are read", code="too-large")
    return int(text, 0) if text[:2] in ("0x", "0o") else int(text)


def real(text: str) -> float:
    """A finite number.

    Raises:
        Refused: it has too many digits or is out of range.
    """
    if len(text) > MAX_DIGITS:
        raise Refused(
            f"a number of {len(text)} characters is too long, at most {MAX_DIGITS} are read", code="too-large"
        )
    value = float(text)
    if not math.isfinite(value):
        raise Refused(f"the number `{text}` is out of range", code="too-large")
    return value
