"""What can go wrong, sorted by who must act: the author of a project file, the author of a pack, or us.

A problem is a value (code, message, help, place); an error carries one or more of them, so that a
run can report every fault of a file at once. Nothing here prints or exits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "PROBLEM_CODES",
    "CheckerError",
    "InputError",
    "PackError",
    "Problem",
    "UsageError",
    "did_you_mean",
    "quote",
    "quoted_list",
]

# For the first faults alone: to look for the nearest name among thousands takes longer than anyone reads suggestions.
_SUGGESTIONS = 50


# Every kind of problem. Programs read the code: messages may change their words, codes stay.
PROBLEM_CODES = {
    "cannot-read": "a file or folder does not exist, is not open to the check, or is no regular file",
    "too-many-bytes": "a file is larger than is read",
    "not-text": "a file is no text in UTF-8, or holds a control character",
    "not-in-format": "the text is not YAML, JSON or TOML, or is empty",
    "not-accepted": "the text uses a part of its format that is not read, such as a tag or a second document",
    "too-deep": "lists and mappings are nested deeper than is read",
    "too-large": "something is longer, or there is more of it, than is read",
    "given-twice": "a key, an id or an entry stands twice where it can stand once",
    "unknown-key": "a key is not known where it stands",
    "unknown-name": "a name leads to nothing: no fact, party, evidence, parameter, pack, condition or other has it",
    "missing": "something that must be there is not",
    "wrong-type": "a value is of another type than what stands here",
    "wrong-value": "a value, or several together, cannot be what stands here",
    "does-not-fit": "something that exists cannot be used here, such as an operator on a fact of another kind",
    "relaxes": "a pack lets through what the pack that it extends does not, and does not say so",
    "clash": "two packs cannot be used in one check",
    "bad-case": "a case of a pack gives no valid project",
    "nothing-to-check": "no project file is there, no pack is named, or no condition applies",
    "bad-usage": "options do not go together, or do not do what is asked",
    "cannot-write": "a file cannot be written, or nothing may be overwritten",
    "cannot-edit": "an answer cannot be written into the file without losing something that stands in it",
    "no-report": "a file is no report to compare with",
    "more": "there are more faults than are listed",
}


class Problem(NamedTuple):
    """One fault, said in the user's words, with its place.

    Lines and columns count from 1, the end column is past the last character; what is not known is None.
    ``code`` is one of ``PROBLEM_CODES``.
    """

    code: str
    message: str
    file: str
    line: int | None = None
    column: int | None = None
    path: str = ""
    help: str = ""
    end_line: int | None = None
    end_column: int | None = None

    @property
    def place(self) -> str:
        """The place as ``file:line:column``, as far as it is known."""
        numbers = [str(number) for number in (self.line, self.column) if number is not None]
        return ":".join([self.file, *numbers])

    def __str__(self) -> str:
        path = f" at {self.path}" if self.path else ""
        advice = f"; {self.help}" if self.help else ""
        return f"{self.place}: {self.message}{path}{advice}"


class CheckerError(Exception):
    """The check could not be made; ``problems`` says why, in the order of the file.

    Raises:
        ValueError: a problem has a code that there is not.
    """

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        if unknown := {problem.code for problem in self.problems} - PROBLEM_CODES.keys():
            raise ValueError(f"no problem has the code {', '.join(sorted(unknown))}")
        super().__init__("\n".join(map(str, self.problems)))


class InputError(CheckerError):
    """The project file cannot be read, or is not a valid project file."""


class PackError(CheckerError):
    """The rule pack cannot be read, or is not a valid rule pack."""


class UsageError(CheckerError):
    """What was asked for does not exist: a profile, a parameter, a disbursement, a date."""


def _nearest(word: object, allowed: Iterable[str]) -> str | None:
    """The allowed name most like ``word``, or None where nothing comes close.

    >>> _nearest("selection_mod", ["selection_mode", "final_choice_by"])
    'selection_mode'
    """
    options = list(allowed)
    if not options or not isinstance(word, str) or len(word) > 100:
        return None
    import difflib

    found = difflib.get_close_matches(word, options, n=1, cutoff=0.6)
    if not found:
        lowered = {option.lower(): option for option in options}
        found = [lowered[match] for match in difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)]
    return found[0] if found else None


def did_you_mean(
    word: object, allowed: Iterable[str], otherwise: str = "", *, before: int = 0, prefix: str = ""
) -> str:
    """The help for a name that there is not: the allowed one most like it, or what else can be said.

    Args:
        word: what the user wrote.
        allowed: the names that there are.
        otherwise: the help where nothing comes close.
        before: how many faults come before it: nobody reads hundreds of suggestions.
        prefix: what stands before every name where it is written.

    >>> did_you_mean("strikt", ["strict", "dialogue"], "see `checker list`")
    'did you mean `strict`?'
    """
    close = _nearest(word, allowed) if before < _SUGGESTIONS else None
    return f"did you mean `{prefix}{close}`?" if close else otherwise


def quote(value: object, limit: int = 60) -> str:
    """A value of the user's, cut to a readable length and set in backticks."""
    text = value if isinstance(value, str) else repr(value)
    return f"`{text[: limit - 1]}…`" if len(text) > limit else f"`{text}`"


def quoted_list(words: Sequence[str]) -> str:
    """Words as an English list of alternatives.

    >>> quoted_list(["a", "b", "c"])
    '`a`, `b` or `c`'
    """
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
