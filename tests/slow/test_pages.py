"""HTML pages in a browser: WCAG 2.1 A and AA by axe, the keyboard, the filters, no script, print, phones."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from typer.testing import CliRunner

from consultrep.cli.app import app
from consultrep.messages import Language
from consultrep.render.formats.html import write_html
from tests.conftest import ROOT, Run
from tests.pages import TEMPLATES, document

pytest.importorskip("playwright", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OFFLINE = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
PHONE, DESK = 390, 1280
SAMPLES: dict[str, list[Language]] = {"en": ["en"], "fr": ["fr"], "both": ["fr", "en"]}
SHIPPED = {
    "library": ["library"],
    "report": ["report", "2015-workshop"],
    "comparison": ["comparison", "2013", "2015", "2016"],
    "threads": ["threads"],
    "theme": ["theme", "Formation"],
    "coverage": ["coverage"],
    "matrix": ["matrix"],
}
Opened = Callable[..., Page]
FOCUSABLE = "a[href], button, input, select, summary, [tabindex='0']"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=OFFLINE)
        yield running
        running.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample in each language and in both, and documents of the shipped library in both, as files."""
    folder = tmp_path_factory.mktemp("pages")
    made = {name: folder / f"{name}.html" for name in (*SAMPLES, *SHIPPED)}
    for name, languages in SAMPLES.items():
        made[name].write_bytes(write_html(document(*languages), TEMPLATES))
    for name, words in SHIPPED.items():
        line = ["render", *words, "--lang", "both", "--library", str(ROOT), "-o", str(made[name])]
        assert CliRunner().invoke(app, line).exit_code == 0, name
    return made


@pytest.fixture
def opened(browser: Browser, files: dict[str, Path]) -> Iterator[Opened]:
    """Open a file; the test fails where a page complains or asks for anything else."""
    complaints: list[str] = []
    asked: list[str] = []
    pages: list[Page] = []

    def open_page(name: str, query: str = "", width: int = DESK, **context: Any) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900}, **context)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(files[name].as_uri() + query)
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    own = tuple(file.as_uri() for file in files.values())
    assert complaints == [] and [address for address in asked if not address.startswith(own)] == []


def shown(page: Page) -> list[str]:
    """The items that can be seen."""
    items = page.locator(".item").all()
    return [str(item.get_attribute("data-ident")) for item in items if item.is_visible()]


def focused(page: Page) -> dict[str, Any]:
    """What has the focus: its place among all that can have it, its name, whether it shows and is in view."""
    return dict(
        page.evaluate(
            """(focusable) => {
              const element = document.activeElement, box = element.getBoundingClientRect();
              return {
                place: [...document.querySelectorAll(focusable)].indexOf(element),
                name: element.name || element.type || element.getAttribute("href") || element.tagName,
                outlined: getComputedStyle(element).outlineStyle !== "none",
                seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
              };
            }""",
            FOCUSABLE,
        )
    )


def tab_to(page: Page, name: str) -> None:
    """Press Tab until that has the focus."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if focused(page)["name"] == name:
            return
    pytest.fail(f"Tab does not reach {name}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_violation_of_wcag(opened: Opened, name: str, width: int, scheme: str) -> None:
    page = opened(name, width=width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((panel) => { panel.open = true; })")
    results = Axe().run(page, options=WCAG)
    assert results.response["passes"] and results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "dark")])
@pytest.mark.parametrize("name", SHIPPED)
def test_no_violation_of_wcag_in_documents(opened: Opened, name: str, width: int, scheme: str) -> None:
    test_no_violation_of_wcag(opened, name, width, scheme)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_tab_reaches_all_that_can_be_used_in_order_and_shows_where_it_is(opened: Opened, width: int) -> None:
    page = opened("both", width=width, reduced_motion="reduce")
    usable = [
        place
        for place, element in enumerate(page.locator(FOCUSABLE).all())
        if element.evaluate("element => element.checkVisibility({visibilityProperty: true})")
    ]
    stops = []
    for _stop in usable:
        page.keyboard.press("Tab")
        stops.append(focused(page))
    assert [stop["place"] for stop in stops] == usable and len(usable) > 20
    assert [stop for stop in stops if not (stop["outlined"] and stop["seen"])] == []


def test_the_skip_link_leads_past_the_header(opened: Opened) -> None:
    page = opened("both")
    page.keyboard.press("Tab")
    assert focused(page)["name"] == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_filter_by_keys(opened: Opened) -> None:
    page = opened("en")
    found = page.locator(".found")
    assert found.get_attribute("role") == "status" and found.text_content() == "Items shown: 6 of 6"
    tab_to(page, "theme")
    page.keyboard.type("Tra")
    assert shown(page) == ["2010-town/r1", "2010-town/r2", "2010-town/f1"]
    tab_to(page, "words")
    page.keyboard.type("JUDGES lack")
    assert shown(page) == ["2010-town/f1"]
    page.wait_for_timeout(400)
    assert found.text_content() == "Items shown: 1 of 6 · Training · JUDGES lack"
    tab_to(page, "reset")
    page.keyboard.press("Enter")
    page.wait_for_timeout(400)
    assert len(shown(page)) == 6 and found.text_content() == "Items shown: 6 of 6"
    assert page.evaluate("location.search") == ""


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("year", "2011", ["2011-town/r1", "2011-town/r2", "2011-town/r3"]),
        ("actor", "services de police", ["2010-town/r2"]),
        ("theme", "Données", ["2010-town/r2", "2011-town/r1", "2011-town/r2", "2011-town/r3"]),
        ("theme", "<b>", ["2011-town/r3"]),
    ],
)
def test_filter_by_each_label(opened: Opened, name: str, value: str, expected: list[str]) -> None:
    page = opened("fr")
    page.locator(f"[name={name}]").select_option(value)
    assert shown(page) == expected


@pytest.mark.parametrize(
    ("name", "value"), [("year", "2016"), ("actor", "Canada"), ("theme", "Formation de la police")]
)
def test_the_filters_of_the_library_keep_what_the_list_keeps(
    opened: Opened, run: Run, name: str, value: str
) -> None:
    line = ["list", f"--{name}", value, "--items", "all", "--library", str(ROOT), "--format", "json"]
    listed = {item["id"] for item in json.loads(run(*line).stdout)["items"]}
    page = opened("library")
    page.locator(f"#fr [name={name}]").select_option(value)
    kept = page.locator("#fr .item:not([hidden])").evaluate_all("items => items.map(i => i.dataset.ident)")
    assert set(kept) == listed and listed


@pytest.mark.parametrize("words", ["oeuvre", "ŒUVRE", "  cafe ", "l'oeuvre", "riviere ponts"])
def test_words_are_found_however_they_are_written(opened: Opened, words: str) -> None:
    page = opened("fr")
    page.locator("[name=words]").fill(words)
    assert shown(page) == ["2011-town/r1"]


def test_what_is_left_empty_goes_with_its_headings_and_their_links(opened: Opened) -> None:
    page = opened("en")
    page.locator("[name=year]").select_option("2011")
    headings = [h.text_content() for h in page.locator(".content :is(h2, h3, h4)").all() if h.is_visible()]
    assert headings == ["What the records cover", "Compared", "Recommendations", "2011 forum", "Data"]
    links = [link.text_content() for link in page.locator("nav a").all() if link.is_visible()]
    assert links == ["What the records cover", "Compared", "Recommendations", "2011 forum"]
    assert page.locator(".content footer").is_visible()


def test_a_filtered_view_can_be_cited(opened: Opened) -> None:
    page = opened("both")
    french = page.locator("#fr")
    french.locator("[name=theme]").select_option("Formation")
    french.locator("[name=words]").fill("procureurs")
    page.wait_for_timeout(400)
    query = page.evaluate("location.search")
    assert parse_qs(query[1:]) == {"theme-fr": ["Formation"], "words-fr": ["procureurs"]}
    again = opened("both", f"{query}#en-findings")
    assert shown(again)[0] == "2010-town/r1" and len(shown(again)) == 1 + 6
    assert again.locator("#fr [name=words]").input_value() == "procureurs"


@pytest.mark.parametrize("query", ["?theme-en=Nothing", "?year-en=", "?theme-fr=Data", "?x=%25"])
def test_an_address_that_names_no_filter_shows_all(opened: Opened, query: str) -> None:
    page = opened("en", query)
    assert len(shown(page)) == 6 and page.locator("[name=theme]").input_value() == ""


def test_a_link_to_an_item_that_is_hidden_shows_it(opened: Opened) -> None:
    page = opened("en", "?year-en=2011#en-findings")
    page.wait_for_timeout(100)
    assert page.locator("#en-findings").is_visible() and len(shown(page)) == 6


def test_without_a_script_all_is_there_and_no_control_is_dead(opened: Opened) -> None:
    page = opened("both", java_script_enabled=False, width=PHONE)
    assert len(shown(page)) == 12
    assert page.locator("select, input, button").count() == 0
    assert page.locator("nav a").first.is_visible()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("name", [*SAMPLES, *SHIPPED])
def test_the_page_never_scrolls_sideways(opened: Opened, name: str, script: bool) -> None:
    page = opened(name, width=320, java_script_enabled=script)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_only_what_is_too_wide_is_a_region_to_stop_at(opened: Opened) -> None:
    assert opened("en", width=PHONE).locator(".scroll[tabindex]").count() == 3
    assert opened("en", width=DESK).locator(".scroll[tabindex]").count() == 0


def test_print_holds_the_items_and_no_controls(opened: Opened, tmp_path: Path) -> None:
    page = opened("both")
    page.emulate_media(media="print")
    assert len(shown(page)) == 12
    for control in page.locator(f".panel, {FOCUSABLE.replace('a[href], ', '')}").all():
        assert not control.is_visible() or control.get_attribute("class") == "scroll"
    page.pdf(path=tmp_path / "page.pdf", format="Letter")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")


def test_a_filtered_view_in_print_says_that_it_is_one(opened: Opened) -> None:
    page = opened("fr", "?year-fr=2011")
    page.emulate_media(media="print")
    assert page.get_by_text("Éléments affichés\u00a0: 3 sur 6 · 2011").is_visible()
