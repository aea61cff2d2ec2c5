"""The web page in a real browser: it loads quietly, filters by keyboard, and shuts nobody out."""

from __future__ import annotations

import io
import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from checker import check
from checker.formats import html
from checker.formats.shared.texts import VERDICTS
from checker.ground.errors import Problem
from checker.report.run import Run
from tests.conftest import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from checker.report.model import Report, Result

CHROMIUM = os.environ.get("CHECKER_CHROMIUM") or shutil.which("chromium")
HOSTILE = "</script><img src=x onerror=alert(1)><svg onload=alert(2)>\x1b[31m\u202e"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/project.yaml"))
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no browser: chromium is not installed, and CHECKER_CHROMIUM names none")
    api = pytest.importorskip("playwright.sync_api", reason="no browser: playwright is not installed")
    with api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--headless"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of two examples, of one with hostile texts, and of all the examples together."""
    folder = tmp_path_factory.mktemp("pages")
    reports = {name: check(EXAMPLES / name / "project.yaml") for name in NAMES}
    found = reports["kaesong-2006"]
    hostile = replace(
        found,
        project=replace(found.project, title=HOSTILE),
        evidence=tuple(replace(item, title=HOSTILE, url="javascript:alert(3)") for item in found.evidence),
        rules=tuple(replace(one, title=HOSTILE, requirement=HOSTILE) for one in found.rules),
    )
    pages = {"kaesong": (found,), "release": (reports["invented-release"],), "hostile": (hostile,),
             "all": tuple(reports.values())}  # fmt: skip
    pages |= {"sample": (_sample(reports),), "two samples": (_sample(reports), _short(reports["eugene-bell-2020"]))}
    faults = {"two samples": (Problem("wrong-value", "`stage` is missing", "x.yaml", 1, 1, help="say it"),)}
    written = {}
    for name, shown in pages.items():
        written[name] = folder / f"{name}.html"
        written[name].write_text(html.render(Run(shown, faults.get(name, ()))), encoding="utf-8")
    return written


def _sample(reports: dict[str, Report]) -> Report:
    """A short report with a piece of everything: axe takes its time over long pages."""
    found, other = reports["kaesong-2006"], reports["invented-release"]
    every = [*found.results, *other.results]
    kept: list[Result] = []
    for verdict in VERDICTS:
        kept += [one for one in every if one.verdict == verdict][:3]
    marked = replace(
        kept[0], waiver="W-1", baseline="worse", structural=True, presumption="against", deadline="2027-01-01"
    )
    workforces = (*found.workforces, replace(found.workforces[0], id="second", headcount=None))
    return replace(_short(found), results=(*kept[1:], marked, *found.results[:4]), workforces=workforces)


def _short(report: Report) -> Report:
    return replace(report, results=report.results[:6], evidence=report.evidence[:4], action_plan=report.action_plan[:4])


Opened = tuple["Page", list[str]]


@pytest.fixture
def visit(browser: Browser, files: dict[str, Path]) -> Iterator[Callable[..., Opened]]:
    """Opens a page, and lists what it said on the console, asked of any network, or popped up."""
    contexts = []

    def open_page(name: str, **how: Any) -> Opened:
        context = browser.new_context(**{"viewport": {"width": 1366, "height": 768}, **how})
        contexts.append(context)
        page, noise = context.new_page(), []
        page.on("console", lambda message: noise.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: noise.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (noise.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: noise.append(f"request: {request.url}"))
        page.goto(files[name].as_uri())
        noise.remove(f"request: {files[name].as_uri()}")
        return page, noise

    yield open_page
    for context in contexts:
        context.close()


def shown_entries(page: Page) -> int:
    return page.locator("details.entry:visible").count()


@pytest.mark.parametrize("name", ["kaesong", "release", "hostile", "all"])
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_page_loads_without_a_sound_and_asks_for_nothing(visit: Any, name: str, script: bool) -> None:
    page, noise = visit(name, java_script_enabled=script)
    page.wait_for_timeout(100)

    assert page.locator("h1").is_visible()
    assert noise == []


def test_a_hostile_title_stays_text(visit: Any) -> None:
    page, noise = visit("hostile")

    assert page.locator("h1").inner_text() == HOSTILE.replace("\x1b", r"\x1b").replace("\u202e", r"\u202e")
    assert page.locator("img, [onload], [onerror], a[href^=javascript]").count() == 0
    page.locator("#p1-not_met a").first.click()
    assert noise == []


def test_the_policy_stops_what_would_be_injected(visit: Any) -> None:
    page, noise = visit("kaesong")
    page.evaluate("""() => { const node = document.createElement("div");
        node.innerHTML = '<img src=x onerror="alert(9)"><b style="color:red">x</b>'; document.body.append(node); }""")
    page.wait_for_timeout(100)

    assert [line for line in noise if line.startswith("console:")]
    assert not [line for line in noise if line.startswith("dialog:")]


def test_the_filter_works_by_keyboard_and_says_what_it_did(visit: Any) -> None:
    page, noise = visit("kaesong")
    everything, status = shown_entries(page), page.locator("form.filter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "p1-by-verdict":
            break
    page.keyboard.type("Not m")
    assert shown_entries(page) == 11
    assert page.locator("#p1-not_determined").is_hidden()
    page.keyboard.press("Tab")
    page.keyboard.type("CP")
    assert shown_entries(page) == 8
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("VIA_STATE")
    status.get_by_text(f"1 of {everything} entries match; the others are hidden.", exact=True).wait_for()
    assert shown_entries(page) == 1
    assert page.locator("[role=status]").get_attribute("aria-live") == "polite"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    status.get_by_text(f"All {everything} entries are shown.").wait_for()
    assert shown_entries(page) == everything
    assert noise == []


def test_the_filters_of_several_projects_do_not_meddle(visit: Any) -> None:
    page, _ = visit("all")
    before = page.locator("#p2 details.entry:visible").count()
    page.select_option("#p1-by-verdict", "met")

    assert page.locator("#p1 details.entry:visible").count() < page.locator("#p1 details.entry").count()
    assert page.locator("#p2 details.entry:visible").count() == before


def test_entries_fold_by_keyboard_and_all_at_once(visit: Any) -> None:
    page, _ = visit("kaesong")
    first = page.locator("details.entry").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first.get_attribute("open") is None
    page.get_by_role("button", name="Unfold").press("Enter")
    assert page.locator("details.entry:not([open])").count() == 0
    page.get_by_role("button", name="Fold", exact=True).press("Enter")
    assert page.locator("details.entry[open]").count() == 0


def test_a_link_leads_to_an_entry_that_is_hidden_or_folded(visit: Any) -> None:
    page, _ = visit("kaesong")
    page.select_option("#p1-by-verdict", "met")
    page.locator("#p1-outcome a", has_text="WAGE-1").first.click()

    assert page.url.endswith("#p1-WAGE-1-not_met-1")
    # The page follows a moment after the address changed; these wait for it and fail where it never does.
    page.locator("#p1-WAGE-1-not_met-1 dl").wait_for(state="visible")
    page.wait_for_function("document.getElementById('p1-WAGE-1-not_met-1').getBoundingClientRect().top < 768")
    page.locator("summary", has_text="The same as a table").click()
    page.locator("details.same a", has_text="SANC-1").first.click()
    page.locator("#p1-SANC-1-met-1 dl").wait_for(state="visible")


def test_without_script_all_is_there_and_folds_still_open(visit: Any) -> None:
    page, _ = visit("release", java_script_enabled=False)

    assert page.locator("form.filter").is_hidden()
    assert page.get_by_role("heading", name="Outcome: RELEASE").is_visible()
    folded = page.locator("#p1-met details.entry").first
    assert folded.locator("dl").is_hidden()
    folded.locator("summary").press("Enter")
    assert folded.locator("dl").is_visible()


@pytest.mark.parametrize(("name", "scheme", "width"), [
    ("sample", "light", 1366), ("sample", "dark", 1366), ("sample", "light", 320), ("two samples", "dark", 320),
    ("two samples", "light", 1366),
])  # fmt: skip
def test_axe_finds_nothing(visit: Any, name: str, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no browser: axe is not installed").Axe()
    page, _ = visit(name, color_scheme=scheme, viewport={"width": width, "height": 768})
    page.evaluate("for (const node of document.querySelectorAll('details')) node.open = true")
    assert page.locator("details.entry").count() >= 15
    found = axe.run(page, options={"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]})

    told = [(one["id"], one["impact"], [node["html"][:120] for node in one["nodes"][:3]])
            for one in found.response["violations"]]  # fmt: skip
    assert told == []


@pytest.mark.parametrize("name", ["kaesong", "release", "hostile", "all"])
def test_nothing_scrolls_sideways_on_a_narrow_screen(visit: Any, name: str) -> None:
    page, _ = visit(name, viewport={"width": 320, "height": 640})
    page.evaluate("for (const node of document.querySelectorAll('details')) node.open = true")

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.locator(".picture").first.evaluate("node => node.scrollWidth > node.clientWidth && node.tabIndex === 0")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_on_paper_all_is_unfolded_and_the_head_names_project_and_day(visit: Any, script: bool) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    page, _ = visit("kaesong", java_script_enabled=script)
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        box = [float(side) for side in document.pages[0].mediabox]
        assert [round(side) for side in box[2:]] == [595, 842]
        assert 20 < len(document.pages) < 60
    page.emulate_media(media="print")
    height = "node => node.getBoundingClientRect().height"
    if not script:
        assert page.locator("#p1-met details.entry dl").first.evaluate(height) > 50
    assert page.locator("form.filter").is_hidden()
    assert page.locator("nav").is_hidden()


def test_paper_says_that_a_filter_hides_entries(visit: Any) -> None:
    page, _ = visit("kaesong")
    page.select_option("#p1-by-verdict", "met")
    page.locator("form.filter").get_by_text("the others are hidden").wait_for()
    page.emulate_media(media="print")

    assert page.locator("[role=status]").is_visible()
    assert page.locator("#p1-by-verdict").is_hidden()


def test_targets_are_large_enough_and_focus_is_seen(visit: Any) -> None:
    page, _ = visit("kaesong", viewport={"width": 390, "height": 844})
    for name in ("form.filter button", "form.filter select", "nav a", "summary"):
        for box in page.locator(name).all()[:20]:
            assert box.evaluate("node => node.getBoundingClientRect().height") >= 24, name
    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("node => getComputedStyle(node).outlineWidth") == "3px"
