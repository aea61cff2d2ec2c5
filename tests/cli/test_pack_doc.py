"""``checker pack doc`` and ``checker explain``: a pack as a page, true to the pack, safe to open."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

from checker.formats.pages import pack_html, pack_markdown
from checker.ground.shipped import shipped_packs
from checker.packs.cases import read_cases
from checker.tools import run_case as cases
from tests.build import ROOT, condition, shipped, write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from checker.packs.cases import Case
    from tests.conftest import Run

HOSTILE = "</script><img src=x onerror=alert(1)> | `x` [a](javascript:alert(2)) @all #1 \x1b[31m\u202e"
FAIR: dict[str, Any] = {"fact": "sanctions.public_utility", "is": True}


@cache
def cases_of(name: str) -> tuple[Case, ...]:
    return tuple(read_cases(shipped(name)))


@pytest.mark.parametrize("name", shipped_packs())
def test_the_page_of_each_shipped_pack_is_fresh(name: str) -> None:
    page = ROOT / "docs" / "packs" / f"{name}.md"
    fresh = pack_markdown.render(shipped(name), cases_of(name))
    refresh = f"stale; write it again: checker pack doc {name} --output docs/packs/{name}.md"
    assert page.read_text("utf-8") == fresh, refresh


def test_every_page_is_of_a_shipped_pack() -> None:
    assert sorted(path.stem for path in (ROOT / "docs" / "packs").glob("*.md")) == sorted(shipped_packs())


def test_the_page_goes_to_standard_output_or_whole_into_a_file(run: Run, tmp_path: Path) -> None:
    shown = run("pack", "doc", "un-sanctions-kp")
    written = run("pack", "doc", "un-sanctions-kp", "--output", "page.md")

    assert (shown.code, written.code) == (0, 0)
    assert (written.out, shown.err) == ("", "")
    assert (tmp_path / "page.md").read_text("utf-8") == shown.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-pack"], "no-such-pack"),
        (["un-sanctions-kp", "--output", "nowhere/page.md"], "its folder does not exist"),
        (["un-sanctions-kp", "--format", "pdf"], "pdf"),
        ([], "PACK"),
    ],
    ids=["no pack", "no folder", "no format", "nothing"],
)
def test_what_cannot_be_written_ends_with_2_and_says_why(run: Run, arguments: list[str], said: str) -> None:
    ended = run("pack", "doc", *arguments)
    assert ended.code == 2
    assert said in ended.err
    assert ended.out == ""


@pytest.mark.parametrize("name", shipped_packs())
def test_the_page_holds_each_condition_with_what_a_lawyer_asks_for(name: str) -> None:
    pack = shipped(name)
    page = pack_markdown.render(pack, cases_of(name))
    sections = dict(re.findall(r"^### (\S+): [^\n]*\n(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL))
    assert [one.replace("\\", "") for one in sections] == [one.id for one in pack.conditions]
    for one, section in zip(pack.conditions, sections.values(), strict=True):
        for label in ("Asks", "Applies", "Met where", "Class", "Evidence", "Why", "Remedy", "Sources", "Provenance"):
            assert f"**{label}**" in section, one.id
        assert "**Example: " in section
        assert section.count("text not confirmed") == sum(not citation.confirmed for citation in one.citations)
        assert ("**Met by alternative where**" in section) == (one.alternative is not None)
        if one.in_force_from:
            assert f"In force from {one.in_force_from}" in section


def test_what_every_example_has_in_common_is_what_the_cases_are_given() -> None:
    """The sentence about examples is true of the cases' defaults."""
    given = cases._project({}, shipped())
    assert (given["country"], given["purpose"], given["stage"]) == ("KP", "commercial", "operation")
    assert given["as_of"] == "2026-01-01"
    assert given["context"] == {"workers_can_speak_safely": True}
    assert given["workforces"] == [
        {"id": "w", "worker_class": "direct", "headcount": 100, "nationality": "KP", "workplace_country": "KP"}
    ]


class Tags(HTMLParser):
    """The elements, attributes and ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]


@pytest.mark.parametrize("name", shipped_packs())
def test_the_web_page_asks_nothing_of_a_network_and_its_links_lead_somewhere(name: str) -> None:
    page = pack_html.render(shipped(name), cases_of(name))
    tags = Tags()
    tags.feed(page)
    assert not tags.names & {"script", "img", "link", "iframe", "object", "form"}
    assert not any(attribute.startswith("on") or attribute in ("src", "style") for attribute in tags.attributes)
    assert len(set(tags.ids)) == len(tags.ids)
    assert {link[1:] for link in tags.links if link.startswith("#")} <= set(tags.ids)
    assert all(link.startswith(("#", "https://", "http://")) for link in tags.links)
    assert "default-src 'none'" in page


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    one = condition("TEST-1", "CP", FAIR, title=HOSTILE.replace("\x1b", ""), remedy=f"Mend {HOSTILE}", why=HOSTILE)
    return write_pack(tmp_path / "hostile", [one], title=HOSTILE, summary=HOSTILE)


def test_hostile_texts_of_a_pack_stay_text_on_the_web_page(run: Run, hostile: Path) -> None:
    ended = run("pack", "doc", str(hostile), "--format", "html")
    assert ended.code == 0, ended.err
    tags = Tags()
    tags.feed(ended.out)
    assert "img" not in tags.names
    assert not any(link.startswith("javascript") for link in tags.links)
    assert "\x1b" not in ended.out
    assert "\u202e" not in ended.out


def test_hostile_texts_of_a_pack_stay_text_in_markdown(run: Run, hostile: Path) -> None:
    ended = run("pack", "doc", str(hostile))
    assert ended.code == 0, ended.err
    drawn = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(ended.out)
    tags = Tags()
    tags.feed(drawn)
    assert "img" not in tags.names
    assert "script" not in tags.names
    assert not any(link.startswith("javascript") for link in tags.links)
    assert "\x1b" not in ended.out
    assert "\u202e" not in ended.out


def test_explain_says_the_same_sentences_as_the_page(run: Run) -> None:
    said = " ".join(run("explain", "HIRE-3").out.split())
    assert "The employer or an independent agency makes the final choice of whom to hire." in said
    assert "hiring." not in said
