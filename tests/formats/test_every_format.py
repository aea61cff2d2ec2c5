"""What every format owes its reader: the same verdicts, the same bytes, nothing that steers or is left out unsaid."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from checker import check, load_pack, load_project, render
from checker.formats.registry import FORMATS
from tests.build import condition, project, write_pack
from tests.conftest import BLOCKING, EXAMPLES, HUMANITARIAN, MINIMAL, RELEASING, check_each
from tests.formats.test_pdf import page_texts

BINARY = {"pdf", "xlsx"}
TEXTS = sorted(FORMATS.keys() - BINARY)
every_format = pytest.mark.parametrize("name", FORMATS)
every_text = pytest.mark.parametrize("name", TEXTS)

# What could run, steer, forge or break a reader of one format or another, in fields that all of them show.
HOSTILE = {
    "script": "</script><img src=x onerror=alert(1)>",
    "command": "::error::forged%0A::stop-commands::x",
    "formula": "=cmd|' /C calc'!A0",
    "table": "| a | ` | ``` | <b> | [x](javascript:alert(1)) | @everyone | #1 | \\",
    "terminal": "\x1b[31mred\x1b[0m \x1b]8;;http://x\x07 \x9b31m \x08\x7f",
    "bidi": "\u202eevil\u202c \u2066x\u2069 \u061c \u200b \ufeff",
    "xml": "\ufffe\uffff ]]> <!-- -- --> &amp; &#0; \U0001f600 \ue000",
    "lines": "first\r\nsecond\u2028third\u2029fourth\x0bfifth\x85sixth",
    "template": '{{ 7*7 }} {% raw %} #eval(read("/etc/passwd")) $x$ *b* _i_ ${HOME} %s %(x)s',
    "words": "한국어 中文 العربية עברית русский e\u0301",
    "long": "x" * 5000,
    "spaces": "   ",
}  # fmt: skip
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def hostile(text: str) -> str:
    """A project file that says a text wherever it may."""
    said = json.dumps(text)
    ascii_id = "E-1"
    return json.dumps(
        {
            "id": "hostile", "title": text, "summary": text, "country": "KP", "purpose": "humanitarian",
            "stage": "operation", "as_of": "2026-01-01", "exit_harm": text,
            "parties": [{"id": "a", "name": text, "kind": "company"}],
            "workforces": [
                {"id": "w1", "title": text, "employer": "a", "wages": {
                    "payment_path": [
                        {"value": "via_state", "evidence": [ascii_id], "note": text},
                        {"value": "worker_cash", "basis": "law", "note": text}],
                    "deductions": [{"name": text, "share": 0.1, "legal_basis": text, "payee": "state"}]}},
                {"id": "w2", "title": text}],
            "sanctions": {"authorisations": [{"measure": "joint_venture", "body": text, "reference": text}]},
            "evidence": [{"id": ascii_id, "kind": "press", "title": text, "issuer": text, "note": said,
                          "url": "javascript:alert(1)" if text == HOSTILE["script"] else "https://example.org/a?b=<c>"}],
        }
    )  # fmt: skip


@cache
def report_on(word: str, folder: str):
    path = f"{folder}/{word}.json"
    with open(path, "w", encoding="utf-8") as file:
        file.write(hostile(HOSTILE[word]))
    return check(load_project(path))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return str(tmp_path_factory.mktemp("hostile"))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.links += [value for name, value in attrs if name in ("href", "src")]


def reads(name: str, written: bytes) -> None:
    """A reader of the format takes what was written."""
    if name in ("json", "sarif", "gitlab", "oscal", "oscal-poam"):
        json.loads(written)
    elif name == "junit":
        ElementTree.fromstring(written)
    elif name == "csv":
        rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1
    elif name == "xlsx":
        assert zipfile.ZipFile(io.BytesIO(written)).testzip() is None
    elif name == "pdf":
        assert written.startswith(b"%PDF-")
        assert written.rstrip().endswith(b"%%EOF")
    elif name == "html":
        page = _Page()
        page.feed(written.decode())
        assert page.tags.count("script") <= 1
        assert not page.handlers
        assert not {"img", "iframe", "object", "embed"} & set(page.tags)
        assert all(link.startswith(("#", "http://", "https://", "mailto:", "data:")) for link in page.links)


@every_format
def test_hostile_text_stays_text(name, folder):
    def stays_text(word):
        written = render(report_on(word, folder), name)

        reads(name, written)
        if name not in BINARY:
            text = written.decode("utf-8-sig" if name == "csv" else "utf-8").replace("\r\n", "\n")
            assert not STEERING.search(text)
        if name in ("text", "github", "markdown"):
            forged = r"^\s*(::(?!(error|warning|notice) )|##)" if name == "github" else r"^\s*(::|##vso|##\[)"
            assert not re.search(forged, text, re.MULTILINE)

    check_each(HOSTILE, stays_text)


@every_format
def test_the_same_report_gives_the_same_bytes(name):
    report = check(EXAMPLES / "invented-hold" / "project.yaml")
    assert render(report, name) == render(report, name)


@every_text
@pytest.mark.parametrize("story", ["kaesong-2006", "invented-release", "eugene-bell-2020"])
def test_no_machine_and_no_clock_is_in_it(name, story):
    path = EXAMPLES / story / "project.yaml"
    written = render(check(path), name).decode()

    assert str(EXAMPLES.parent.parent) not in written
    assert not re.search(r"202[6-9]-\d\d-\d\dT(?!00:00:00)", written)


@every_text
def test_every_failure_is_in_it(name):
    report = check(EXAMPLES / "kaesong-2006" / "project.yaml")
    written = render(report, name).decode().replace("%3A", ":")  # as GitHub's commands write a colon

    failed = {result.condition for result in report.results if result.verdict == "not_met"}
    assert len(failed) == 11
    assert {condition for condition in failed if not re.search(rf"\b{condition}\b", written, re.IGNORECASE)} == set()


def crowd(size: int):
    """Workforces that each state a few facts on lines of their own."""
    entries = [
        {"id": f"w{place}", "title": f"Firm {place}",
         "hiring": {"selection_mode": "assigned", "employer_may_refuse": bool(place % 2)},
         "wages": {"payment_path": "via_state", "arrears_days": place % 5}}
        for place in range(size)
    ]  # fmt: skip
    return project(workforces=entries)


@pytest.fixture(scope="module")
def crowded():
    return check(crowd(10_000))


@every_format
def test_ten_thousand_workforces_stay_readable(name, crowded):
    written = render(crowded, name)

    reads(name, written)
    # JSON tells every place of every fact; what people read is folded.
    assert len(written) < (64_000_000 if name in ("json", "oscal", "oscal-poam") else 8_000_000)
    if name in ("text", "html", "markdown", "github"):
        assert re.search(r"\d,?\d{3} more|\d{4} (subjects|workforces)", written.decode())


@every_format
def test_a_text_of_a_megabyte_is_carried_or_cut(name):
    text = "A sentence that goes on. " * 40_000
    report = check(project(title=text, exit_harm=text, purpose="humanitarian", workforce={"title": text}))
    written = render(report, name)

    reads(name, written)
    assert len(written) < 12_000_000


RELAXATION = "TEST-2: left out. The board agreed to it in 2026 = [x](y) <b>."


@pytest.fixture(scope="module")
def relaxing(tmp_path_factory):
    """The report of a pack that leaves out what its base asks."""
    folder = tmp_path_factory.mktemp("relaxing")
    asked = {"fact": "monitoring.payroll_access", "is": True}
    write_pack(folder / "small", [condition("TEST-1", "CP", asked), condition("TEST-2", "CP", asked)])
    (folder / "child").mkdir()
    child = {
        "pack": "child", "extends": "small", "version": "1.0.0", "title": "Child", "authority": "The tests",
        "without": ["TEST-2"], "relaxes": [{"what": "TEST-2", "reason": RELAXATION.partition(". ")[2]}],
    }  # fmt: skip
    (folder / "child" / "pack.yaml").write_text(json.dumps(child))
    return check(project(), packs=[load_pack(str(folder / "child"))])


def said_in(name: str, written: bytes) -> str:
    """What a reader of the format reads, on one line, without marks."""
    if name == "xlsx":
        book = zipfile.ZipFile(io.BytesIO(written))
        written = b" ".join(book.read(part) for part in book.namelist() if part.endswith(".xml"))
    text = " ".join(page_texts(written)) if name == "pdf" else html.unescape(written.decode("utf-8-sig"))
    text = re.sub(r"<(?!b>)/?[a-z][^>]*>", "", text) if name == "html" else text
    return re.sub(r"\s+", "", text.replace("\\", "").replace('"', ""))


@every_format
def test_what_the_rules_relax_is_in_it_with_the_reason(name, relaxing):
    written = render(relaxing, name)

    reads(name, written)
    assert re.sub(r"\s+", "", RELAXATION) in said_in(name, written)


OUTCOMES = {"release": (RELEASING, 0), "hold": (MINIMAL, 3), "corrective": (HUMANITARIAN, 3), "block": (BLOCKING, 1)}


@every_format
def test_the_exit_code_does_not_depend_on_the_format(run, tmp_path, name):
    for word, (text, code) in OUTCOMES.items():
        (tmp_path / f"{word}.yaml").write_text(text)
        if word in ("release", "block"):
            assert run("check", f"{word}.yaml", "--output", f"{name}=out").code == code
            assert (tmp_path / "out").stat().st_size > (0 if name == "github" else 1)


def test_one_run_writes_them_all(run, tmp_path):
    (tmp_path / "p.yaml").write_text(BLOCKING)
    outputs = [part for name in FORMATS for part in ("--output", f"{name}=report.{name}")]
    ended = run("check", "p.yaml", *outputs, timeout=60)

    assert (ended.code, ended.err) == (1, "")
    for name in FORMATS:
        reads(name, (tmp_path / f"report.{name}").read_bytes())
    assert (tmp_path / "report.text").read_text() == ended.out


@pytest.mark.parametrize("name", ["html", "pdf", "markdown", "csv", "xlsx", "sarif", "junit", "oscal", "gitlab"])
def test_several_projects_are_all_in_it(name, run, tmp_path):
    (tmp_path / "a.yaml").write_text(MINIMAL)
    (tmp_path / "b.yaml").write_text(BLOCKING.replace("id: p", "id: other"))
    (tmp_path / "bad.yaml").write_text("id: [")
    ended = run("check", "a.yaml", "b.yaml", "bad.yaml", "--output", f"{name}=out")
    assert ended.code == 2
    written = (tmp_path / "out").read_bytes()
    reads(name, written)
    if name not in BINARY:
        assert "b.yaml" in written.decode()
        if name in ("html", "markdown", "sarif", "junit", "gitlab"):
            assert "bad.yaml" in written.decode()  # a file that was not checked is never green


class TestMissingLibrary:
    """A format whose library is not installed is refused before anything is checked."""

    @pytest.mark.parametrize("name", sorted(BINARY))
    def test_it_says_what_to_install(self, name, run, tmp_path):
        (tmp_path / "p.yaml").write_text(BLOCKING)
        library = FORMATS[name].library
        hidden = tmp_path / "hidden"
        hidden.mkdir()
        (hidden / "sitecustomize.py").write_text(
            "import importlib.util as u\n"
            "find = u.find_spec\n"
            f"u.find_spec = lambda name, *more: None if name == {library!r} else find(name, *more)\n"
        )
        ended = run("check", "p.yaml", "--output", f"{name}=out", env={"PYTHONPATH": str(hidden)})

        assert (ended.code, ended.out) == (2, "")
        assert f"install `conditionality-checker[{FORMATS[name].extra}]`" in ended.err
