"""The PDF is a tagged document for everyone: complete, identified on each page, and safe whatever a text says."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from functools import cache
from importlib.resources import files

import pikepdf
import pytest
import typst

from checker import Report, check, render
from checker.formats import pdf
from checker.formats.typst.glyphs import TEXT, settable, without
from checker.ground.errors import Problem
from checker.report.run import Run
from tests.conftest import EXAMPLES, MINIMAL

STORIES = ["kaesong-2006", "invented-release", "invented-hold", "eugene-bell-2020"]


@cache
def report(story: str = "kaesong-2006") -> Report:
    return check(EXAMPLES / story / "project.yaml")


@cache
def written(story: str = "kaesong-2006") -> bytes:
    return render(report(story), "pdf")


def titled(title: str, **more: str) -> Report:
    """A small project's report that says a text where all formats show it."""
    made = report("eugene-bell-2020")
    project = replace(made.project, title=title, **more)
    return replace(made, project=project, results=made.results[:3], action_plan=(), evidence=())


@pytest.fixture
def only_own_fonts(monkeypatch):
    """The fonts that typst carries, as on a machine that has none."""
    own = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(pdf, "_fonts", lambda: (own, '["Libertinus Serif"]'))


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def letters(font: pikepdf.Object) -> dict[int, str]:
    """What the codes of a font stand for."""
    found: dict[int, str] = {}
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = chr(int(text, 16) + offset)
    return found


def page_texts(data: bytes) -> list[str]:
    """The text of each page, as a reader would copy it, without blanks."""
    tables: dict[tuple[int, int], dict[int, str]] = {}
    pages = []
    for page in opened(data).pages:
        fonts = page.Resources.get("/Font", {})
        said, table = [], {}
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                font = fonts[operands[0]]
                table = tables.setdefault(font.objgen, {}) or tables.setdefault(font.objgen, {})
                if not table:
                    table.update(letters(font))
            elif str(operator) in ("Tj", "TJ"):
                parts = operands[0] if str(operator) == "TJ" else operands
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        raw = bytes(part)
                        codes = [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]
                        said += [table.get(code, "\ufffd") for code in codes]
        pages.append(re.sub(r"\s", "", "".join(said)))
    return pages


def text_of(data: bytes) -> str:
    return "".join(page_texts(data))


def tags(data: bytes) -> list[str]:
    """The structure elements of a document."""
    document = opened(data)
    return [
        str(item.S) for item in document.objects if isinstance(item, pikepdf.Dictionary) and {"/S", "/P"} <= item.keys()
    ]


class TestAccessible:
    @pytest.mark.parametrize("story", STORIES)
    def test_it_says_that_it_is_for_screen_readers(self, story):
        document = opened(written(story))
        metadata = bytes(document.Root.Metadata.read_bytes()).decode()

        assert document.Root.MarkInfo.Marked == True  # noqa: E712 - a boolean of the file
        assert document.Root.Lang == "en"
        assert document.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
        assert report(story).project.title in str(document.docinfo.Title)
        assert document.check_pdf_syntax() == []

    def test_its_parts_are_tagged_as_what_they_are(self):
        found = tags(written())

        assert {"/H1", "/H2", "/H4", "/L", "/LI", "/Table", "/THead", "/TH", "/TD", "/Link"} <= set(found)
        assert found.count("/H1") == 1
        assert found.count("/H4") == len(report().results)

    def test_headings_can_be_jumped_to(self):
        with opened(written()).open_outline() as outline:
            top = outline.root[0]
            sections = [child.title for child in top.children]
        assert top.title == report().project.title
        assert sections == ["Outcome", "What you may do next", "Clusters by verdict", "Warnings", "Conditions",
                            "Action plan", "Evidence", "Instruments cited", "What was checked, and how"]  # fmt: skip

    def test_each_page_is_a4(self):
        for page in opened(written()).pages:
            assert [round(float(side)) for side in page.MediaBox] == [0, 0, 595, 842]


class TestComplete:
    @pytest.mark.parametrize("story", STORIES)
    def test_every_condition_evidence_and_action_is_in_it(self, story):
        text, found = text_of(written(story)), report(story)

        assert {item.condition for item in found.results if item.condition not in text} == set()
        assert {item.id for item in found.evidence if item.id not in text} == set()
        planned = {(item.pack, item.condition, item.subject) for item in found.action_plan}
        advice = [
            remedy
            for one in found.results
            if (one.pack, one.condition, one.subject) in planned
            for remedy in found.remedy(one)
        ]
        assert advice
        assert {remedy for remedy in advice if re.sub(r"[\s`]", "", remedy)[:60] not in text} == set()

    def test_the_outcome_comes_first_with_its_reasons_and_steps(self):
        first = page_texts(written())[0]

        order = ["KaesongIndustrialComplex", "HOLD:nomoneymaymoveyet", "HIRE-6", "Protecttheworkers",
                 "12of71applicable", "Whatyoumaydonext", "Clustersbyverdict"]  # fmt: skip
        places = [first.find(part) for part in order]
        assert -1 not in places
        assert places == sorted(places)

    def test_a_failure_says_fact_evidence_grade_source_remedy_and_place(self):
        text = text_of(written())
        entry = text[text.index("WAGE-1Wagespassthrough", text.index("Notmet(11)")) :][:1200]

        for part in ("wages.payment_pathisvia_state", "evidenceHRW3,HRBRIEF", "gradeE1", "project.yaml:54:19",
                     "Payeachworkerincash", "ILOC0955", "HRW2006"):  # fmt: skip
            assert part in entry

    def test_each_page_names_the_input_the_rules_and_itself(self):
        found = report()
        pages = page_texts(written())

        for number, page in enumerate(pages, start=1):
            assert f"page{number}of{len(pages)}" in page
            assert found.project.sha256[:16] in page
            assert found.packs[0].sha256[:16] in page
        assert found.project.sha256 in pages[-1]
        assert found.packs[0].sha256 in pages[-1]

    def test_the_verdicts_are_words_and_not_only_colours(self):
        text = text_of(written())
        for cluster in report().clusters:
            assert f"{cluster.id}{cluster.title}{cluster.verdict.replace('_', ' ')}".replace(" ", "") in text


class TestSeveral:
    def test_a_summary_comes_first_and_each_project_begins_a_page(self):
        reports = (report("kaesong-2006"), report("invented-release"))
        faults = (Problem("wrong-value", "the file is no project", "bad/file.yaml", line=3, column=2),)
        pages = page_texts(pdf.render(Run(reports, faults)))

        assert pages[0].startswith("Severalprojects")
        assert "couldnotbechecked" in pages[0]
        assert "bad/file.yaml:3:2" in pages[0]
        for made in reports:
            start = made.project.title.replace(" ", "")
            assert start in pages[0]
            own = [page for page in pages if page.startswith(start)]
            assert len(own) == 1
            assert made.project.sha256[:16] in own[0]

    def test_a_fault_beside_one_report_is_said(self):
        pages = page_texts(pdf.render(Run((titled("One"),), (Problem("wrong-value", "it is empty", "empty.yaml"),))))
        assert "empty.yaml:itisempty" in pages[0]


LITERAL = [
    '#eval("1+1") #panic("x")', '#read("/etc/passwd")', "$ x^2 $ *bold* _thin_ `raw` @label <label> \\ // c", "= head",
    '"quoted" {code} [content] ]', "</script><img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0",
]  # fmt: skip


class TestHostile:
    @pytest.mark.parametrize("title", LITERAL)
    def test_markup_and_code_stay_text(self, title):
        assert re.sub(r"\s", "", title) in text_of(render(titled(title), "pdf"))

    def test_nothing_in_it_can_run_or_open_a_file(self):
        document = opened(render(titled("".join(LITERAL), file="-rf\udcff\n\x1b[31m.yaml"), "pdf"))

        keys, actions = set(), set()
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary):
                keys |= set(item.keys())
        for page in document.pages:
            actions |= {str(note.A.S) for note in page.get("/Annots", []) if "/A" in note}
        assert {"/Type", "/StructTreeRoot", "/Annots"} <= keys
        assert keys & {"/JS", "/JavaScript", "/OpenAction", "/AA", "/EmbeddedFiles", "/EF", "/Launch"} == set()
        assert actions == {"/URI"}

    def test_only_web_addresses_are_links(self):
        made = report("eugene-bell-2020")
        urls = [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://example.org/a?b=c",
            "http:\\\\evil",
            "https://e\u202e.org/",
        ]
        evidence = tuple(replace(made.evidence[0], id=f"L{index}", url=url) for index, url in enumerate(urls))
        document = opened(render(replace(titled("links"), evidence=evidence), "pdf"))

        followed = {str(note.A.URI) for page in document.pages for note in page.get("/Annots", []) if "/A" in note
                    and note.A.S == "/URI"}  # fmt: skip
        assert [url for url in urls if url in followed] == ["https://example.org/a?b=c"]
        assert {url.partition(":")[0] for url in followed} == {"https"}

    def test_the_template_reads_nothing_and_the_data_is_no_source(self):
        source = files("checker.formats").joinpath("typst", "report.typ").read_text("utf-8")
        code = re.sub(r"//.*", "", source)

        assert re.findall(r"\b(read|eval|import|include|image|plugin|yaml|toml|csv|xml|cbor)\b[ (\"]", code) == []
        assert set(re.findall(r"json\(([^)]*)\)", code)) == {"bytes(sys.inputs.report", "bytes(sys.inputs.fonts"}

    @pytest.mark.parametrize(
        ("text", "seen"),
        [
            ("\x1b[31mred", "\\x1b[31mred"),
            ("a\u202eb", "a\\u202eb"),
            ("a\ufffeb\uffff", "a[U+FFFE]b[U+FFFF]"),
            ("\udcff", "\\udcff"),
            ("\ue000\ue001", "[U+E000 U+E001]"),
            ("one\n  two\tthree", "one two three"),
            ("x" * (TEXT + 2000), "x" * TEXT + " […2,000 more characters are not shown]"),
        ],
    )
    def test_what_cannot_be_set_is_seen(self, text, seen):
        assert settable(text).replace("\u200b", "") == seen

    def test_a_megabyte_is_cut_with_its_count(self):
        text = text_of(render(titled("n" * 1_000_000), "pdf"))
        assert "[…998,500morecharactersarenotshown]" in text

    def test_a_long_word_stays_on_the_page(self):
        pieces = settable("https://example.org/" + "y" * 400).split("\u200b")
        assert max(map(len, pieces)) <= 24

    def test_a_mark_stays_with_its_letter(self):
        assert all(not piece.startswith("\u0301") for piece in settable("e\u0301" * 40).split("\u200b"))


@pytest.mark.usefixtures("only_own_fonts")
class TestFonts:
    """A character without a glyph would fail a document for screen readers, or leave an empty box."""

    def test_a_character_that_no_font_has_is_shown_by_number_and_noted(self):
        text = text_of(render(titled("개성 zone"), "pdf"))

        assert "[U+AC1CU+C131]zone" in text
        assert "Nofontonthemachinethatwrotethisdocumentshows2differentcharacters" in text

    def test_what_typst_can_show_is_shown(self):
        text = text_of(render(titled("Äé русский ελληνικά ‘x’ …"), "pdf"))

        assert "русский" in text
        assert "Nofont" not in text

    def test_every_plane_is_survived(self):
        title = " ".join(map(chr, [0x1F600, 0x20000, 0x0E01, 0x0915, 0xFE0F, 0x300, 0xE0100, 0x3164, 0x2800, 0x10FFFF]))
        assert "[U+10FFFF]" in text_of(render(titled(title), "pdf"))

    def test_whatever_typst_says_the_document_is_written(self, monkeypatch):
        """Its messages may change; then everything beyond ASCII is shown by number."""
        monkeypatch.setattr(pdf, "missing_in", lambda _diagnostics: set())
        assert "[U+AC1CU+C131][U+E9]" in text_of(render(titled("개성 é"), "pdf")).replace("U+00E9", "U+E9")

    def test_a_glyph_without_ink_counts_as_missing(self, monkeypatch):
        blank = b'<svg><path d="M 0 0"/></svg>'
        real = pdf._set
        monkeypatch.setattr(
            pdf,
            "_set",
            lambda source, data, **how: [blank] * len(data) if how.get("format") else real(source, data, **how),
        )
        assert "[U+0436]" in text_of(render(titled("ж"), "pdf"))


def test_numbers_stand_for_runs_of_characters() -> None:
    assert without("가나 x 다", set("가나다")) == "[U+AC00 U+B098] x [U+B2E4]"
    assert without("plain", {"가"}) == "plain"


class TestMany:
    def crowd(self, size: int) -> Report:
        """A report on many workforces, as the check folds it, with a place for each."""
        made = report()
        names = tuple(f"w{index}" for index in range(size))
        results = tuple(
            replace(
                result,
                subjects=names,
                because=tuple(replace(one, line=line) for one in result.because[:1] for line in range(1, size)),
            )
            for result in made.results
        )
        workforce = made.workforces[0]
        return replace(made, results=results, workforces=tuple(replace(workforce, id=name) for name in names))

    def test_ten_thousand_workforces_are_counted(self):
        text = text_of(render(self.crowd(10_000), "pdf"))

        assert re.search(r"w\d+and9,?9\d\dmore", text)
        assert "9,700moreworkforcesarenotshownhere" in text

    def test_of_a_condition_not_more_entries_than_are_read(self):
        made = report()
        first = next(item for item in made.results if item.condition == "WAGE-1")
        results = tuple(replace(first, subject=f"w{at}", subjects=(f"w{at}",), grade=f"E{at}") for at in range(40))
        assert "WAGE-1for30more" in text_of(render(replace(made, results=results), "pdf"))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert written() == render(report(), "pdf")
    assert b"CreationDate" not in written()
    assert b"xmp:CreateDate" not in written()


def test_the_command_writes_it(run, tmp_path) -> None:
    (tmp_path / "p.yaml").write_text(MINIMAL)
    (tmp_path / "bad.json").write_text(json.dumps([]))
    ended = run("check", "p.yaml", "bad.json", "--output", "pdf=out.pdf", timeout=60)

    assert ended.code == 2
    assert "bad.json" in text_of((tmp_path / "out.pdf").read_bytes())
