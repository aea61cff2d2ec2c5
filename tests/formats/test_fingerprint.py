"""A finding keeps its fingerprint while lines, values and evidence change, and names become valid URIs."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, strategies as st

from checker.formats.shared.uri import file_uri, is_below, plain_path, web_link
from checker.report.fingerprint import fingerprint, fingerprint_of
from tests.build import project, report as checked, said

ADVERSE = {"id": "w", "hiring": {"intermediary": said("state_owned", "E1")}}


def prints(*workforces: object, condition: str = "HIRE-6", subject: str = "w", **keys: object) -> str:
    found = checked(project(workforces=list(workforces), **keys))
    return found.result(condition, subject).fingerprint


SAME = prints(ADVERSE)


def test_it_is_a_sha_256_in_hexadecimal() -> None:
    assert len(SAME) == 64
    int(SAME, 16)


@pytest.mark.parametrize(
    "same",
    [
        prints({"id": "w", "hiring": {"intermediary": said("state_owned", "E5")}}),
        prints({"id": "w", "hiring": {"intermediary": said("party_owned", "E1")}}),
        prints({"id": "another"}, ADVERSE),
        prints(ADVERSE, title="A new title"),
    ],
    ids=["better evidence", "another adverse value", "another place in the file", "another title"],
)
def test_it_stays_while_only(same: str) -> None:
    assert same == SAME


@pytest.mark.parametrize(
    "other",
    [
        prints(ADVERSE, id="another"),
        prints(ADVERSE | {"id": "v"}, subject="v"),
        prints(ADVERSE, condition="HIRE-1"),
        prints({"id": "w", "hiring": {"fee_charged_to_worker": said(value=True, grade="E1")}}),
    ],
    ids=["project", "subject", "condition", "deciding fact"],
)
def test_it_changes_with_the(other: str) -> None:
    assert other != SAME


def test_the_place_in_the_file_is_no_part_of_it() -> None:
    found = checked(project(workforces=[ADVERSE]))
    result = found.result("HIRE-6", "w")
    moved = replace(result, because=tuple(replace(item, line=900, column=9) for item in result.because))
    assert fingerprint("p", moved) == result.fingerprint


def test_the_pack_is_part_of_it() -> None:
    result = checked(project(workforces=[ADVERSE])).result("HIRE-6", "w")
    assert fingerprint("p", replace(result, pack="another")) != result.fingerprint


def test_every_finding_of_a_report_has_its_own() -> None:
    found = checked(project(workforces=[ADVERSE, {"id": "v"}]))
    assert len({result.fingerprint for result in found.results}) == len(found.results)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_words_cannot_run_together(one: list[str], other: list[str]) -> None:
    assert (fingerprint_of([*one]) == fingerprint_of([*other])) == (one == other)


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
