"""File names and links as other programs take them: relative paths, valid URIs, links to the web only.

It looks at no disk: a name is turned as it was given, so a report says the same on every machine.
"""

from __future__ import annotations

import os
import posixpath
import re
from urllib.parse import quote

__all__ = ["STANDARD_INPUT", "file_uri", "is_below", "plain_path", "web_link"]

# A file name of a project, and what stands for it where a path must be given.
STANDARD_INPUT = "-"
_STAND_IN = "stdin"
_LINK = "/?#&=:;,+$!~@%-._"
_WEB = re.compile(r"https?://[^\s<>\"\x00-\x20\x7f]+", re.IGNORECASE)


def plain_path(name: str) -> str:
    """The name with forward slashes and without a leading ``./``; ``stdin`` for standard input.

    >>> plain_path("./a//b/../project.yaml")
    'a/project.yaml'
    """
    if name == STANDARD_INPUT:
        return _STAND_IN
    return posixpath.normpath(name.replace(os.sep, "/")) if name else name


def is_below(name: str) -> bool:
    """Whether a file lies below the folder where the check ran, as far as its name tells."""
    path = plain_path(name)
    return not (os.path.isabs(name) or path.startswith("/") or path.split("/")[0] == "..")


def file_uri(name: str) -> str:
    """A valid URI reference for a file: relative, or with the scheme ``file`` where the name is absolute.

    A colon is encoded too, so that no part of a name is taken for a scheme.

    >>> file_uri("c:d/100% ünsure.yaml")
    'c%3Ad/100%25%20%C3%BCnsure.yaml'
    """
    path = plain_path(name)
    absolute = os.path.isabs(name) or path.startswith("/")
    return ("file:///" + _quoted(path.lstrip("/"))) if absolute else _quoted(path)


def web_link(url: str | None) -> str | None:
    """The URL as a valid URI if it leads to the web (http or https), else None.

    >>> web_link("javascript:alert(1)") is None
    True
    """
    if url is None or not _WEB.fullmatch(url):
        return None
    scheme, _, rest = url.partition("://")
    # What is encoded stays encoded; brackets and other marks that end a link elsewhere are encoded.
    return f"{scheme.lower()}://{_quoted(rest, _LINK)}"


def _quoted(text: str, safe: str = "/") -> str:
    try:
        raw = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = text.encode("utf-8", "surrogatepass")
    return quote(raw, safe=safe)
