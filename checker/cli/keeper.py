"""The project file of an interview: read, edited and written whole, with what others write to it kept."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from checker.cli.output import write_file
from checker.ground.errors import InputError
from checker.interview.answers import WrongAnswerError
from checker.interview.edit import edited, opened, same_ground
from checker.interview.questions import readable
from checker.load.read import read_bytes, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.ground.places import Document
    from checker.interview.edit import Edit

__all__ = ["FileKeeper", "read_document"]

_MARK = b"\xef\xbb\xbf"


def read_document(path: str, *, editable: bool = True) -> Document:
    """The file's document; an empty one where it says nothing yet.

    Raises:
        InputError: it cannot be read, or answers cannot be written into it.
    """
    content = read_bytes(path)
    text = read_text(path, content)
    if editable:
        document = opened(path, text)
    else:
        from checker.load import parse_text

        document = opened(path, text) if not path.lower().endswith(".toml") else parse_text(path, text)
    document.sha256 = hashlib.sha256(content).hexdigest()
    return document


class FileKeeper:
    """One file; see ``checker.interview.turns.Keeper``."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.document = read_document(path)
        self.changes_of_others = 0

    def keep(self, edits: Sequence[Edit]) -> bool:
        """Write edits to the file as it now stands; False where others changed what they touch.

        Raises:
            WrongAnswerError: the edited file would not be valid.
            CheckerError: the file cannot be read, edited or written.
        """
        content = read_bytes(self.path)
        if hashlib.sha256(content).hexdigest() != self.document.sha256:
            theirs = read_document(self.path)
            readable(theirs)
            before, self.document = self.document.data, theirs
            self.changes_of_others += 1
            if not same_ground(before, theirs.data, edits):
                return False
        text = edited(self.document, edits)
        document = opened(self.path, text)
        try:
            readable(document)
        except InputError as error:
            problem = error.problems[0]
            raise WrongAnswerError(problem.message + (f"; {problem.help}" if problem.help else "")) from None
        written = (_MARK if content.startswith(_MARK) else b"") + text.encode()
        write_file(self.path, written)
        document.sha256 = hashlib.sha256(written).hexdigest()
        self.document = document
        return True
