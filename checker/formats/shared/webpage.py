"""What every page of ours has in common: it asks nothing of a network, and no text of an input becomes markup.

It knows no report. Each expression of a template passes through ``shown``, which makes control
characters visible and counts what it cuts.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from checker.ground.escape import visible

__all__ = ["TEXT", "asset", "digest", "not_shown", "templates"]

# A longer text is cut, and what is cut is counted.
TEXT = 1_500
_LINK = re.compile(r"(?:https?://[^\s/\\]|mailto:[^\s/])[^\s\\\"'<>`{}|^]*", re.IGNORECASE)


def templates() -> Environment:
    """An environment for templates of pages: everything is escaped, nothing may be undefined."""
    environment = Environment(
        loader=PackageLoader("checker.formats"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["link"] = _link
    return environment


def _shown(value: object) -> object:
    """What an expression of the template may write: text made safe to read, and cut with a count."""
    if isinstance(value, Markup) or not isinstance(value, str):
        if value is None:
            raise TypeError("the template writes a value that may be absent")
        return value
    if len(value) <= TEXT:
        return visible(value.replace("\n", " "))
    return visible(value[:TEXT].replace("\n", " ")) + not_shown(len(value) - TEXT)


def not_shown(rest: int) -> str:
    """How much of a text is left out."""
    return f" […{rest:,} more characters are not shown]"


def _link(url: str | None) -> str | None:
    """The address, where it is one that a reader may follow from a report."""
    if url is None or len(url) > TEXT or visible(url) != url or not _LINK.fullmatch(url):
        return None
    return url


def digest(text: str) -> str:
    """A text's digest as a content security policy names it."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def asset(name: str) -> str:
    """One of our own files beside the templates."""
    return files("checker.formats").joinpath("templates", name).read_text("utf-8")
