"""The web page: whole, safe, honest about what it leaves out, and well formed."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from checker import check, render
from checker.formats import html
from checker.ground.errors import Problem
from checker.report.model import EvidenceEntry, FindingKey, Report, Source
from checker.report.run import Run
from checker.report.same_findings import joined_findings
from tests import build
from tests.conftest import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run as Command

NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/project.yaml"))
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
DRAWN = {"path", "rect", "circle", "line", "use"}
HOSTILE = "</script><img src=x onerror=alert(1)>\x1b[31m\u202e::error::=cmd|' /C calc'!A0 |`x`| </title></style>"


@cache
def report(name: str = "kaesong-2006") -> Report:
    return check(EXAMPLES / name / "project.yaml")


@cache
def all_reports() -> tuple[Report, ...]:
    return tuple(map(report, NAMES))


@cache
def small() -> Report:
    """The same project with a few of its results, where a test is about one of them."""
    kept = ("WAGE-1", "HIRE-2", "ASSOC-2", "SANC-1", "CLASS-1")
    found = tuple(one for one in report().results if one.condition in kept)
    return replace(report(), results=found, action_plan=report().action_plan[:3], evidence=report().evidence[:3])


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes and text, and whether they nest well."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.source = written
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[tuple[str, str]] = []
        self.stack: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self.feed(written)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag, _ in self.stack]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(dict(attrs)) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in DRAWN:
            self.faults.append(f"<{tag}/>")
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack[-1][0] != tag:
            self.faults.append(f"</{tag}> closes {self.stack[-1:]}")
        else:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.said.append((self.stack[-1][0] if self.stack else "", data))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] or "" for _, attributes in self.tags if attribute in attributes]

    def inside(self, tag: str) -> str:
        return "".join(text for name, text in self.said if name == tag)

    @property
    def text(self) -> str:
        """What a reader reads, white space as a browser shows it."""
        return " ".join("".join(text for tag, text in self.said if tag not in ("style", "script")).split())


def page(*reports: Report, **more: Any) -> Page:
    return Page(html.render(Run(reports or (report(),), **more)))


def titled(title: str) -> Report:
    return replace(small(), project=replace(small().project, title=title))


def with_result(condition: str, **changes: Any) -> Report:
    return build.altered(small(), condition, **changes)


def source(instrument: str, short: str, url: str | None, *, confirmed: bool = True) -> Source:
    return Source(short, instrument, "5", url, confirmed, None)


PAGES = {name: (name,) for name in NAMES} | {"all": tuple(NAMES)}


@pytest.fixture(scope="module", params=PAGES, ids=list(PAGES))
def written(request: pytest.FixtureRequest) -> Page:
    return page(*map(report, PAGES[request.param]))


def test_the_elements_nest_and_ids_are_unique_and_links_arrive(written: Page) -> None:
    ids = written.values("id")

    assert written.faults == []
    assert len(ids) == len(set(ids))
    targets = {link[1:] for link in written.values("href") if link.startswith("#")}
    named = {name for attribute in ("for", "aria-labelledby", "aria-describedby")
             for value in written.values(attribute) for name in value.split()}  # fmt: skip
    assert targets | named <= set(ids)


def test_nothing_is_fetched_and_nothing_runs_but_the_one_script(written: Page) -> None:
    assert not {"link", "img", "iframe", "object", "embed", "base", "video", "audio"} & {tag for tag, _ in written.tags}
    assert not [name for _, attributes in written.tags for name in attributes if name.startswith("on")]
    assert not {"style", "src", "srcset", "action", "ping"} & {name for _, found in written.tags for name in found}
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp|eval\(|innerHTML", written.source)
    assert len(written.named("script")) == len(written.named("style")) == 1
    for link in written.values("href"):
        assert link.startswith(("#", "https://", "http://"))
    for link in written.named("a"):
        assert (link["href"] or "").startswith("#") or link["rel"] == "noopener noreferrer"


def test_the_policy_allows_this_style_and_this_script_alone(written: Page) -> None:
    policy = next(meta["content"] for meta in written.named("meta") if "http-equiv" in meta) or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    for name in ("style", "script"):
        digest = b64encode(sha256(written.inside(name).encode()).digest()).decode()
        assert rules[f"{name}-src"] == f"'sha256-{digest}'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"


def test_headings_go_down_one_level_at_a_time_and_tables_are_labelled(written: Page) -> None:
    levels = [int(tag[1]) for tag, _ in written.tags if re.fullmatch("h[1-6]", tag)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    tags = [tag for tag, _ in written.tags]
    assert tags.count("table") == tags.count("caption") == tags.count("thead")
    assert all(cell.get("scope") in ("col", "row") for cell in written.named("th"))
    assert [tags.count(name) for name in ("main", "nav", "header", "footer")] == [1, 1, 1, 1]
    assert written.named("html") == [{"lang": "en"}]


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_all_that_the_report_says(name: str) -> None:
    found, shown = report(name), page(report(name))
    entries = [tag for tag in shown.named("details") if "data-verdict" in tag]

    assert {(tag["data-verdict"], tag["data-class"], tag["data-cluster"]) for tag in entries} == {
        (one.verdict, found.rule(one).class_, found.rule(one).cluster) for one in found.results
    }
    assert len(entries) == len(joined_findings(found))
    coverage = found.coverage
    said = [f"{coverage.determined} of {coverage.applicable} applicable conditions are determined"]
    said += [found.project.sha256, found.settings.as_of, found.project.file, found.tool_version]
    said += [pack.sha256 for pack in found.packs] + [note for pack in found.packs for note in pack.host_law]
    for one in found.results:
        rule = found.rule(one)
        said += [rule.requirement, *(need.question for need in one.needs)]
        said += [rule.title, *found.remedy(one)] if one.verdict in ("not_met", "not_determined") else []
        said += [f"{fact.path} is" for fact in one.because]
        said += [f"{fact.file}:{fact.line}:{fact.column}" for fact in one.because]
        said += [f"({source.note})" for source in rule.sources if source.note]
    said += [item.title or item.id for item in found.evidence]
    said += [item.evidence_required for item in found.action_plan]
    text = shown.text
    missing = [one for one in said if " ".join(one.split()) not in text]
    assert missing == []


@pytest.mark.parametrize(
    ("name", "word", "cause"),
    [
        ("kaesong-2006", "HOLD", "Holds, because not met:"),
        ("invented-release", "RELEASE", "No condition stands in the way."),
        ("eugene-bell-2020", "CORRECTIVE ACTION", "To put right, because not determined:"),
        ("poland-shipyards-2015", "BLOCK", "Blocks, because not met:"),
    ],
)
def test_the_outcome_stands_first_with_its_causes_and_the_next_steps(name: str, word: str, cause: str) -> None:
    text = page(report(name)).text.split("How to read this", 1)[1]
    places = [text.index(part) for part in (f"Outcome: {word}", cause, "What you may do next", "Clusters by verdict")]

    assert places == sorted(places)
    assert places[0] < 20


def test_causes_and_steps_link_to_their_entries() -> None:
    shown = page()
    top = shown.source[shown.source.index('id="p1-outcome"') : shown.source.index('id="p1-clusters"')]

    for identity in {key.condition for key in report().outcome.holding}:
        assert re.search(rf'<a class="id" href="#p1-{identity}-not_(met|determined)-1">{identity}</a>', top)


def test_there_is_no_score_and_no_percentage() -> None:
    for name in NAMES:
        text = page(report(name)).text.replace("There is no score", "")
        assert not re.search(r"\d ?%|\bscores?\b|\brating\b", text, re.IGNORECASE)


def test_open_conditions_stand_open_and_settled_ones_are_folded() -> None:
    entries = [tag for tag in page(report("invented-release")).named("details") if "data-verdict" in tag]

    for tag in entries:
        assert ("open" in tag) == (tag["data-verdict"] in ("not_met", "not_determined"))
    assert {tag["data-verdict"] for tag in entries} >= {"met", "met_by_alternative", "not_applicable"}


def test_law_and_practice_that_diverge_lead_the_warnings() -> None:
    warnings = page().text.split("They change no verdict")[1]

    assert warnings.index("Law and practice diverge on wages.payment_path") < 100
    assert "Host law governs: minimum_age is 16" in warnings


def test_evidence_is_linked_from_the_fact_to_the_register() -> None:
    shown = page()
    rows = [row["id"] for row in shown.named("tr") if "id" in row]

    assert len(rows) == len(report().evidence)
    assert "(practice; evidence HRW3, HRBRIEF; grade E1)" in shown.text
    assert f"#{rows[2]}" in shown.values("href")


def test_the_picture_has_the_same_content_as_its_table() -> None:
    shown = page()
    picture = shown.source[shown.source.index('<svg class="matrix"') : shown.source.index('<details class="same">')]
    tiles = re.findall(r'<g class="tile v-(\w+)"><title>([^,]+),', picture)

    assert sorted(tiles) == sorted((one.verdict, one.condition) for one in report().results)
    assert 'role="img"' in picture
    assert "Not met: HIRE, WAGE, ASSOC" in picture
    table = shown.source[shown.source.index('<details class="same">') :].split("</table>")[0]
    for one in report().results:
        assert f">{one.condition}</a>" in table


def test_each_mark_of_the_picture_is_another_shape() -> None:
    shapes = re.findall(r'<symbol id="m-([a-z_]+)" viewBox="0 0 16 16">(.*?)</symbol>', page().source)
    verdicts = [drawn for name, drawn in shapes if "outcome" not in name]

    assert len(verdicts) == len(set(verdicts)) == 5


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"structural": True}, "host law is a cause, so the project alone may not be able to mend it"),
        ({"presumption": "against"}, "a presumption stands against the project"),
        ({"deadline": "2027-03-01"}, "due 2027-03-01"),
        ({"waiver": "W-7 until 2027"}, "W-7 until 2027"),
        ({"baseline": "worse"}, "worse than in the baseline"),
        ({"baseline": "reopened"}, "reopened since the baseline"),
        ({"sources": (source("A treaty", "T", None, confirmed=False),)}, "T 5 text not confirmed"),
    ],
)
def test_what_a_result_carries_is_shown_with_it(changes: dict[str, Any], said: str) -> None:
    without, shown = page(small()).text.count(said), page(with_result("WAGE-1", **changes)).text.count(said)

    assert shown > without


@pytest.mark.parametrize("place", ["title", "file", "fact", "evidence", "fault", "harm", "warning", "plan", "source"])
def test_hostile_text_stays_text(place: str) -> None:
    found = small()
    faults: tuple[Problem, ...] = ()
    if place == "title":
        found = titled(HOSTILE)
    elif place == "file":
        found = replace(found, project=replace(found.project, file=HOSTILE))
    elif place == "fact":
        fact = found.result("WAGE-1").because[0]
        found = with_result("WAGE-1", because=(replace(fact, value=[HOSTILE, {HOSTILE: HOSTILE}], remark=HOSTILE),))
    elif place == "evidence":
        found = replace(found, evidence=(replace(found.evidence[0], id=HOSTILE, title=HOSTILE, url=HOSTILE),))
    elif place == "fault":
        faults = (Problem("wrong-value", HOSTILE, HOSTILE, 1, 1, HOSTILE, HOSTILE),)
    elif place == "harm":
        found = replace(found, outcome=replace(found.outcome, exit_harm=HOSTILE))
    elif place == "warning":
        found = replace(found, warnings=(replace(found.warnings[0], message=HOSTILE),))
    elif place == "plan":
        found = replace(found, action_plan=(replace(found.action_plan[0], evidence_required=HOSTILE),))
    else:
        cited = source(HOSTILE, HOSTILE, HOSTILE)._replace(article=HOSTILE, note=HOSTILE)
        found = with_result("WAGE-1", sources=(cited,))
    shown = page(found, faults=faults)

    assert shown.faults == []
    assert not shown.named("img")
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\ud800-\udfff]", shown.source)
    assert len(shown.named("script")) == len(shown.named("style")) == 1
    assert r"\x1b[31m\u202e" in shown.text
    assert "<img src=x onerror=alert(1)>" in shown.text


def test_a_hostile_title_cannot_leave_the_style_sheet() -> None:
    style = page(titled('"}</style>*{} \\" }')).inside("style")

    rule = re.search(r'@page p1\{@top-left\{content:"([^"]*)"\}\}', style)
    assert rule
    assert re.fullmatch(r"(?:[A-Za-z0-9 ,]|\\[0-9a-f]+ )*", rule[1])


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/a?b=c&d=e#f", True),
        ("http://example.org", True),
        ("mailto:desk@example.org", True),
        ("HTTPS://EXAMPLE.ORG/", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("file:///etc/passwd", False),
        ("vbscript:x", False),
        ("//example.org", False),
        ("../../etc/passwd", False),
        ("https://example.org/\u202ecod", False),
        ("https:\\\\example.org", False),
        ("https://example.org/ x", False),
        ("https://example.org/" + "a" * 5000, False),
        ("https:///x", False),
    ],
)
def test_only_addresses_of_the_web_and_of_mail_become_links(address: str, linked: bool) -> None:
    item = EvidenceEntry(id="X", kind="press", title="T", issuer=None, issued=None, url=address, grade="E1",
                         cited_by=(), line=1, column=1)  # fmt: skip
    cited = source("An instrument", "I", address)
    shown = page(replace(with_result("WAGE-1", sources=(cited,)), evidence=(item,)))
    bare = page(
        replace(with_result("WAGE-1", sources=(cited._replace(url=None),)), evidence=(replace(item, url=None),))
    )

    assert shown.values("href").count(address) == (3 if linked else 0)
    assert len(shown.values("href")) == len(bare.values("href")) + (3 if linked else 0)
    assert not [link for link in shown.values("href") if not link.startswith(("#", "http", "HTTP", "mailto:"))]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("a\x00b", r"a\x00b"), ("a\x9bb", r"a\x9bb"), ("a\u202eb", r"a\u202eb"), ("a\u200bb", r"a\u200bb"),
     ("a\udc80b", r"a\udc80b"), ("a\u2066b", r"a\u2066b"), ("a\nb", "a b")],
)  # fmt: skip
def test_control_characters_are_made_visible(raw: str, shown: str) -> None:
    written = page(titled(raw))

    assert shown in written.inside("h1")
    assert shown in written.inside("title")


def test_a_text_of_a_megabyte_is_cut_with_the_count_of_what_is_left_out() -> None:
    fact = replace(report().result("WAGE-1").because[0], value="x" * 1_000_000)
    grown = with_result("WAGE-1", because=(fact,))
    grown = replace(grown, outcome=replace(grown.outcome, exit_harm="y" * 1_000_000))
    shown = page(titled("z" * 1_000_000))

    text = page(grown).text
    assert "998,500 more characters are not shown" in text
    assert text.count("more characters are not shown") == 2
    assert len(text) < len(page(small()).text) + 5_000
    assert "z" * 2_000 not in shown.source


def test_thousands_of_workforces_stay_readable_and_what_is_left_out_is_counted() -> None:
    result = report().result("WAGE-1")
    same = tuple(f"w{number}" for number in range(10_000))
    unlike = tuple(
        replace(result, condition="WAGE-2", subject=name, subjects=(name,), deadline=f"2027-{number}")
        for number, name in enumerate(same)
    )
    fact = result.because[0]
    spread = replace(result, subjects=same, because=tuple(replace(fact, line=line) for line in range(10_000)))
    others = tuple(one for one in report().results if one.condition not in ("WAGE-1", "WAGE-2"))
    subject = report().workforces[0]
    item = report().action_plan[0]
    grown = replace(
        report(),
        results=(spread, *unlike, *others),
        workforces=tuple(replace(subject, id=name) for name in same),
        action_plan=tuple(replace(item, subject=name, subjects=(name,)) for number, name in enumerate(same)),
    )
    shown = page(grown)

    assert len(shown.source) < 1_000_000
    assert "and 9980 more" in shown.text
    assert "and 9,995 more places" in shown.text
    assert "WAGE-2 for 9,990 more workforces" in shown.text
    assert "9,700 more workforces are not shown here" in shown.text
    assert "×10000" in shown.text
    assert "20,009 not met" in shown.text
    assert shown.text.count("and 9,992 more") == 1


def test_long_lists_are_cut_with_their_count() -> None:
    result, item = small().result("WAGE-1"), small().evidence[0]
    facts = tuple(replace(result.because[0], path=f"wages.x{number}") for number in range(40))
    needs = tuple(replace(small().result("HIRE-2").needs[0], path=f"y{number}") for number in range(40))
    grown = replace(
        with_result("WAGE-1", because=facts, needs=needs),
        evidence=tuple(replace(item, id=f"X{number}") for number in range(1_000)),
        warnings=small().warnings * 200,
        action_plan=tuple(replace(small().action_plan[0], evidence_required=f"E{number}") for number in range(400)),
    )
    text = page(grown, faults=tuple(Problem("wrong-value", f"f{number}", "x.yaml") for number in range(350))).text

    for said in ("28 more facts are", "28 more questions are", "700 more items of evidence are",
                 "300 more warnings are", "100 more lines of the action plan are",
                 "50 more faults are not shown here. The run itself names them all."):  # fmt: skip
        assert said in text


def test_several_projects_begin_with_a_summary_that_leads_to_each() -> None:
    shown = page(*all_reports())
    first = shown.text.index(report(NAMES[0]).outcome.word.replace("_", " ").upper())

    assert f"{len(NAMES)} projects checked" in shown.inside("h1")
    assert shown.text.index("Summary") < first
    for number in range(1, len(NAMES) + 1):
        assert f"#p{number}" in shown.values("href")
    block = report("poland-shipyards-2015")
    verdicts = [one.verdict for one in block.results]
    counts = f"{len(block.outcome.blocking)} {verdicts.count('not_met')} {verdicts.count('not_determined')}"
    assert f"Block {counts} {block.coverage.determined} of {block.coverage.applicable}" in shown.text


def test_of_very_many_projects_the_gravest_have_their_detail_and_the_rest_are_counted() -> None:
    few = replace(report(), results=report().results[:3], action_plan=(), evidence=())
    key = FindingKey("engagement-threshold", "HIRE-1", "w")
    worst = replace(few, outcome=replace(few.outcome, word="block", blocking=(key,)))
    shown = page(*([few] * (html.PROJECTS + 9)), worst)

    assert "Of 10 projects only this line is shown" in shown.text
    assert f"p{html.PROJECTS + 10}-outcome" in shown.values("id")
    assert shown.text.count("(no detail in this page)") == 10
    assert shown.faults == []


def test_files_that_could_not_be_checked_are_told_before_all_else() -> None:
    fault = Problem("wrong-value", "`stage` is missing", "broken.yaml", 3, 1, help="say `operation`")
    for reports in ((report(),), all_reports()):
        text = page(*reports, faults=(fault,)).text
        told = text.index("broken.yaml:3:1 stage is missing; say operation")
        assert "Not checked: 1 fault in the input" in text
        assert told < text.index("Coverage") if len(reports) == 1 else told < text.index("The projects in the order")


def test_colours_contrast_in_both_themes() -> None:
    def luminance(colour: str) -> float:
        full = "".join(digit * 2 for digit in colour) if len(colour) == 3 else colour
        parts = [int(full[index : index + 2], 16) / 255 for index in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    style = page().inside("style")
    themes = [
        dict(re.findall(r"--([a-z-]+): #([0-9a-f]+)", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    ]
    themes = [theme for theme in themes if theme]
    assert len(themes) == 2
    for theme in themes:
        for front in ("ink", "muted", "link", "bad", "open", "good", "none"):
            for back in ("paper", "panel", "bad-tint", "open-tint", "good-tint", "none-tint"):
                light, dark = sorted((luminance(theme[front]), luminance(theme[back])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (front, back)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert render(report(), "html") == render(check(EXAMPLES / "kaesong-2006" / "project.yaml"), "html")


def test_a_project_without_workforces_evidence_or_title_has_a_page() -> None:
    empty = build.report(build.project(workforces=[], evidence=[]))
    shown = page(empty, replace(empty, results=(), clusters=(), action_plan=()))

    assert shown.faults == []
    assert not re.search(r"\bNone\b(?! of)", shown.text)


def test_the_command_writes_the_page_of_good_files_and_names_the_bad_one(run: Command, tmp_path: Path) -> None:
    (tmp_path / "bad\udc80.yaml").write_text("id: x\n")
    ended = run("check", EXAMPLES / "kaesong-2006", tmp_path / "bad\udc80.yaml", "--format", "html")

    assert ended.code == 2
    assert r"bad\udc80.yaml" in Page(ended.out).text
    assert "Not checked" in Page(ended.out).text
