"""The documents against their goldens, in both languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from docx.text.paragraph import Paragraph
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
    for form in ("md", "html", "docx", "pdf")
}


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_as_agreed(
    run: Run, small: Path, tmp_path: Path, golden: Callable[[str, str], None], name: str
) -> None:
    arguments, language, form = NAMES[name]
    file = tmp_path / name
    result = run("render", *arguments, "--library", str(small), "--lang", language, "-o", str(file))
    assert (result.exit_code, result.stderr) == (0, "")
    golden(golden_of(name), steady(SHOWN[form](file)))


def golden_of(name: str) -> str:
    """The golden of a document: of DOCX and PDF the structure as a text."""
    return f"{name}.txt" if name.endswith(("docx", "pdf")) else name


def content_of_page(file: Path) -> str:
    """The content of a web page, without the frame that is the same in all."""
    text = file.read_text(encoding="utf-8")
    return text[text.index('<div class="content">') : text.index("</main>")]


def structure_of_docx(file: Path) -> str:
    """The style and the start of each paragraph, and the cells of each row."""
    lines = []
    for block in docx.Document(str(file)).iter_inner_content():
        if isinstance(block, Paragraph):
            pictures = block._element.xpath(".//wp:docPr/@descr")
            lines += [f"{block.style.name if block.style else ''}: {block.text[:80]}", *pictures]
        else:
            lines += [
                " | ".join(cell.text.replace("\n", " / ")[:40] for cell in row.cells) for row in block.rows
            ]
    return "".join(f"{line}\n" for line in lines)


def structure_of_pdf(file: Path) -> str:
    """The outline, and the tags of the structure by number."""
    with pikepdf.open(file) as pdf:
        with pdf.open_outline() as outline:
            lines = list(entries(outline.root, 0))
        tags = Counter(str(node["/S"]) for node in nodes(pdf.Root.StructTreeRoot))
    return "".join(f"{line}\n" for line in [*lines, *(f"{tag} {n}" for tag, n in sorted(tags.items()))])


def entries(outline: Iterable[pikepdf.OutlineItem], depth: int) -> Iterator[str]:
    for entry in outline:
        yield "  " * depth + entry.title
        yield from entries(entry.children, depth + 1)


def nodes(node: Any) -> Iterator[Any]:
    """The elements of a structure under one of its nodes."""
    held = node.get("/K", [])
    for child in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from nodes(child)


SHOWN: dict[str, Callable[[Path], str]] = {
    "md": lambda file: file.read_text(encoding="utf-8"),
    "html": content_of_page,
    "docx": structure_of_docx,
    "pdf": structure_of_pdf,
}


def steady(text: str) -> str:
    """A document without what changes with every version of what made it."""
    text = re.sub(r"coefficients sha256:\w+", "coefficients …", text)
    text = re.sub(r"(universal-sentence-encoder) [\d.]+", r"\1 VERSION", text)
    return text.replace(f"consultrep {__version__}", "consultrep VERSION")


def test_no_golden_is_left_over() -> None:
    assert {file.name for file in GOLDENS.iterdir() if file.is_file()} == set(map(golden_of, NAMES))


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
