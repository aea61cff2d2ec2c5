"""Names of files become valid URIs that lead back to them, and only the web becomes a link."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, strategies as st

from checker.formats.shared.uri import file_uri, is_below, plain_path, web_link


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("a/project.yaml", "a/project.yaml"),
        ("./a//project.yaml", "a/project.yaml"),
        ("a/../b.yaml", "b.yaml"),
        ("../b.yaml", "../b.yaml"),
        ("c:d.yaml", "c%3Ad.yaml"),
        ("a b#c?d%e.yaml", "a%20b%23c%3Fd%25e.yaml"),
        ("ü\n.yaml", "%C3%BC%0A.yaml"),
        ("/srv/a b.yaml", "file:///srv/a%20b.yaml"),
        ("\udcff.yaml", "%FF.yaml"),
        ("\ud800.yaml", "%ED%A0%80.yaml"),
        ("-", "stdin"),
    ],
)
def test_a_file_name_as_uri(name: str, uri: str) -> None:
    assert file_uri(name) == uri


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_name_is_a_valid_uri_that_leads_back(name: str) -> None:
    uri = file_uri(name)
    assert uri.isascii()
    assert urlsplit(uri).scheme in ("", "file")
    assert is_below(name) == (not uri.startswith(("file:", "../")) and uri != "..")
    assert unquote(uri.removeprefix("file:///")) == plain_path(name).lstrip("/")


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.org/b?c=d&e=f#g", "https://a.org/b?c=d&e=f#g"),
        ("HTTPS://a.org/b(c)|[d]", "https://a.org/b%28c%29%7C%5Bd%5D"),
        ("http://a.org/%20", "http://a.org/%20"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://a.org/ <img>", None),
        ("https://a.org/\n::error::", None),
        ("//a.org", None),
        ("docs/threshold.md", None),
        (None, None),
    ],
)
def test_only_the_web_becomes_a_link(url: str | None, link: str | None) -> None:
    assert web_link(url) == link
