"""The site: built without a warning in both languages, loading nothing from elsewhere, fit for any width."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytest.importorskip("sphinx", reason="sphinx is not installed")
pytest.importorskip("pydata_sphinx_theme", reason="pydata-sphinx-theme is not installed")
pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Browser, sync_playwright

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OFFLINE = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PHONE, DESK = 390, 1280
FOUND = {"": ("judgements", "Judging pairs"), "fr/": ("jugements", "Juger des paires")}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, str(ROOT / "tools/website.py"), str(folder)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=OFFLINE)
        yield running
        running.close()


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 40
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'<(script|img|iframe)[^>]*\ssrc="(https?:)?//', text), page
        assert not re.search(r'<link[^>]*\srel="(stylesheet|preconnect|preload)"[^>]*"(https?:)?//', text), (
            page
        )
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_each_page_names_its_language_and_its_twin(site: Path) -> None:
    for folder, language, other in ((site, "en", "fr/"), (site / "fr", "fr", "../")):
        text = (folder / "tutorial.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}"' in text
        assert f'href="./{other}tutorial.html"' in text
    assert (site / "fr/tutorial.html").exists()


@pytest.mark.parametrize("folder", ["", "fr/"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_no_page_is_wider_than_the_screen(site: Path, browser: Browser, folder: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for name in ("index", "tutorial", "reference", "outcomes", "guides/library-in-git"):
        page.goto((site / f"{folder}{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.close()


def test_the_other_language_is_one_touch_away_on_a_phone(site: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": PHONE, "height": 900})
    page.goto((site / "matching.html").as_uri())
    page.locator("a.other-language:visible").first.click()
    assert page.url.endswith("/fr/matching.html")
    page.get_by_role("link", name="la page anglaise").click()
    assert page.url.endswith("matching.html")
    assert "/fr/" not in page.url
    page.close()


@pytest.mark.parametrize("folder", ["", "fr/"])
def test_the_search_finds_without_a_server(site: Path, browser: Browser, folder: str) -> None:
    words, title = FOUND[folder]
    page = browser.new_page()
    page.goto((site / f"{folder}search.html").as_uri() + f"?q={words}")
    page.wait_for_selector("#search-results li a")
    assert title in page.locator("#search-results").inner_text()
    page.close()
