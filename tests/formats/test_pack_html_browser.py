"""The page of a pack in a real browser: quiet, readable on a phone and on paper, and open to everybody."""

from __future__ import annotations

import io
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from checker.formats.pages import pack_html
from checker.packs.cases import read_cases
from checker.packs.folder import load_pack
from tests.build import condition, shipped, write_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("CHECKER_CHROMIUM") or shutil.which("chromium")
HOSTILE = "</script><img src=x onerror=alert(1)><svg onload=alert(2)>"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
VIEWS = {"phone": {"width": 360, "height": 740}, "laptop": {"width": 1366, "height": 768}}


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
    """The page of a short shipped pack, and of one with hostile texts."""
    folder = tmp_path_factory.mktemp("pages")
    requires = {"fact": "sanctions.public_utility", "is": True}
    texts = dict.fromkeys(("title", "requirement", "why", "remedy"), HOSTILE)
    hostile = load_pack(
        str(write_pack(folder / "pack", [condition("TEST-1", "CP", requires, **texts)], title=HOSTILE, summary=HOSTILE))
    )
    written = {}
    for name, pack in {"shipped": shipped("un-sanctions-kp"), "hostile": hostile}.items():
        written[name] = folder / f"{name}.html"
        written[name].write_text(pack_html.render(pack, read_cases(pack)), encoding="utf-8")
    return written


@pytest.fixture
def visit(browser: Browser, files: dict[str, Path]) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    """Opens a page, and lists what it said on the console, asked of any network, or popped up."""
    contexts = []

    def open_page(name: str, **how: Any) -> tuple[Page, list[str]]:
        context = browser.new_context(**how)
        contexts.append(context)
        page, noise = context.new_page(), []
        page.on("console", lambda message: noise.append(f"console: {message.text}"))
        page.on("dialog", lambda dialog: (noise.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: noise.append(f"request: {request.url}"))
        page.goto(files[name].as_uri())
        noise.remove(f"request: {files[name].as_uri()}")
        return page, noise

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", ["shipped", "hostile"])
def test_the_page_is_quiet_and_fits_the_screen(visit: Any, name: str, view: str) -> None:
    page, noise = visit(name, viewport=VIEWS[view])
    assert noise == []
    assert page.evaluate("document.documentElement.scrollWidth") <= VIEWS[view]["width"]


def test_hostile_texts_stay_text(visit: Any) -> None:
    page, noise = visit("hostile")
    assert page.locator("h1").inner_text() == HOSTILE
    assert page.locator("img, svg, script, [onload], [onerror]").count() == 0
    assert noise == []


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_shuts_nobody_out(visit: Any, view: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # The policy of the page forbids the script that the check brings.
    page, _ = visit("shipped", viewport=VIEWS[view], color_scheme=scheme, bypass_csp=True)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
    assert found == [], [(one["id"], [node["html"] for node in one["nodes"][:3]]) for one in found]


def test_the_page_prints_on_a4_without_its_contents(visit: Any) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    page, _ = visit("shipped", viewport={"width": 700, "height": 1000})
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        sizes = {tuple(round(float(side)) for side in sheet.mediabox) for sheet in printed.pages}
    page.emulate_media(media="print")

    assert sizes <= {(0, 0, width, height) for width in (594, 595, 596) for height in (841, 842)}
    assert not page.locator(".contents").is_visible()
    assert page.locator("#MEAS-1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
