"""Word documents in another program: LibreOffice opens them and loses no text."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from consultrep.messages import Language
from consultrep.render.formats.docx import write_docx
from consultrep.render.tree import Element
from tests.pages import HOSTILE, TEMPLATES, document

SOFFICE = shutil.which("soffice")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice (soffice)"),
]


def text_in_pdf(file: Path) -> str:
    """All text of the document that LibreOffice makes a PDF of."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(file.parent),
        str(file),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with pypdfium2.PdfDocument(file.with_suffix(".pdf")) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def texts(element: Element) -> Iterator[str]:
    """The text of every line but the hostile ones, whose long words break anywhere."""
    for child in element.runs():
        if isinstance(child, Element):
            yield from texts(child)
        else:
            text = " ".join(node if isinstance(node, str) else node.text for node in child)
            if HOSTILE not in text:
                yield text


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


@pytest.mark.parametrize("languages", [("en",), ("fr",), ("en", "fr")])
def test_no_word_is_lost(tmp_path: Path, languages: tuple[Language, ...]) -> None:
    made = document(*languages)
    (tmp_path / "document.docx").write_bytes(write_docx(made, TEMPLATES))
    shown = words(text_in_pdf(tmp_path / "document.docx").replace("\r\n", "\n"))
    told = {word for part in made.parts for text in texts(part.body) for word in words(text)}
    assert len(told) > 50
    assert told - shown == set()
