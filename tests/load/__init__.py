"""What the tests of the three formats share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from checker.load.limits import Refused

if TYPE_CHECKING:
    from collections.abc import Callable


def refusal_of(parse: Callable[[str], Any], text: str) -> str:
    """The place and message with which a text is refused, without the words of the library that reads it."""
    with pytest.raises(Refused) as caught:
        parse(text)
    said = f"{caught.value.line}:{caught.value.column}: {caught.value.message}"
    found = re.fullmatch(r"(.*: not (?:YAML|JSON|TOML): ).+", said, re.DOTALL)
    return found[1] if found else said
