"""The documents against their goldens, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from consultrep import __version__
from tests.conftest import GOLDENS, Run

DOCUMENTS = {
    "library": ["library"],
    "report": ["report", "2010-town"],
    "comparison": ["comparison", "2010", "2011"],
    "thread": ["thread", "2011-town/r2"],
    "threads": ["threads"],
    "theme": ["theme", "access"],
    "coverage": ["coverage"],
    "matrix": ["matrix"],
}
NAMES = {
    f"{name}.{language}.{form}": (arguments, language, form)
    for name, arguments in DOCUMENTS.items()
    for language in ("fr", "en")
    for form in ("md", "html")
}


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_as_agreed(
    run: Run, small: Path, golden: Callable[[str, str], None], name: str
) -> None:
    arguments, language, form = NAMES[name]
    result = run("render", *arguments, "--library", str(small), "--lang", language, "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    golden(name, steady(result.stdout))


def steady(text: str) -> str:
    """A document without what changes with every version: numbers of versions, style and script."""
    text = re.sub(r"<(style|script)(?: [^>]*)?>.*?</\1>", r"<\1>…</\1>", text, flags=re.DOTALL)
    text = re.sub(r"'sha256-[^']+'", "'sha256-…'", text)
    text = re.sub(r"coefficients sha256:\w+", "coefficients …", text)
    text = re.sub(r"(universal-sentence-encoder) [\d.]+", r"\1 VERSION", text)
    return text.replace(f"consultrep {__version__}", "consultrep VERSION")


def test_no_golden_is_left_over() -> None:
    held = {file.name for file in GOLDENS.iterdir() if file.suffix in {".md", ".html"}}
    assert held == set(NAMES)


def test_render_alone_is_the_library(run: Run, small: Path) -> None:
    assert (
        run("render", "--library", str(small)).stdout
        == run("render", "library", "--library", str(small)).stdout
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_coverage_comes_first_then_themes_recommendations_findings(run: Run, language: str) -> None:
    text = run("render", "--lang", language).stdout
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    headings = [
        tokens[i + 1].content for i, t in enumerate(tokens) if t.type == "heading_open" and t.tag == "h2"
    ]
    expected = {
        "en": ["What the records cover", "Themes", "Recommendations", "Findings"],
        "fr": ["Ce que couvrent les fiches", "Thèmes", "Recommandations", "Constats"],
    }
    assert headings[:4] == expected[language]


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".md")])
def test_lists_and_headings_stand_apart(name: str) -> None:
    """A lost line end would run two reports into one: each bullet and heading begins its own line."""
    for line in (GOLDENS / name).read_text(encoding="utf-8").splitlines():
        assert " - **" not in line.removeprefix("- **")
        assert ")- " not in line
        assert ".  - " not in line
        assert "## " not in line.lstrip("#").removeprefix(" ")


def test_every_statement_carries_its_citation_and_who_asked(run: Run) -> None:
    lines = [line for line in run("render").stdout.splitlines() if "2015-workshop/c" in line]
    assert len(lines) == 117
    for line in lines:
        assert "section " in line
        assert "](<https://www.publicsafety.gc.ca/" in line
        assert "asked by: " in line or "stated by: " in line
