"""What makes a finding the same finding in the next run: project, pack, condition, subject and facts.

Lines, values, verdicts and evidence are left out on purpose: they change while the finding stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.report.model import Result

__all__ = ["fingerprint", "fingerprint_of"]


def fingerprint(project: str, result: Result) -> str:
    """A SHA-256 in hexadecimal that stays the same while a result is about the same facts of the same subjects.

    ``project`` is the project's id. The facts are those that decided; where none did, those that are missing.
    """
    paths = {item.path for item in result.because} or {need.path for need in result.needs}
    return fingerprint_of([project, result.pack, result.condition, sorted(result.subjects), sorted(paths)])


def fingerprint_of(identity: list[str | list[str]]) -> str:
    """A SHA-256 in hexadecimal of words; two lists differ where any word of them does."""
    import hashlib

    said = "".join(_told(word) if isinstance(word, str) else f"[{''.join(map(_told, word))}]" for word in identity)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _told(word: str) -> str:
    """A word with its length before it, so that none runs into the next."""
    return f"{len(word)}:{word},"
