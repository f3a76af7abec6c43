"""Draw the pictures of docs/pictures: pages of each document of the shipped library.

python tools/pictures.py    needs the extra `checks`, Chromium and LibreOffice (soffice)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs/pictures"
DOCUMENTS = (
    ("library", ["library"], "fr"),
    ("report", ["report", "2015-workshop"], "en"),
    ("comparison", ["comparison", "tip", "ps", "--explain"], "fr"),
    ("thread", ["thread", "2013-tip/r4"], "en"),
    ("threads", ["threads"], "fr"),
    ("theme", ["theme", "formation"], "en"),
    ("coverage", ["coverage"], "fr"),
    ("matrix", ["matrix"], "en"),
)
PHONE, DESK = (390, 844), (1280, 1100)
OFFLINE = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PAGES = 3
COLOURS = 64


def main() -> None:
    """Write every picture anew."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name, about, language in DOCUMENTS:
            for form in ("html", "pdf", "docx"):
                rendered(about, language, work / f"{name}.{form}")
        web(work)
        for name, _about, _language in DOCUMENTS:
            save(pages(work / f"{name}.pdf"), f"{name}-pdf")
            save(pages(from_word(work / f"{name}.docx", work / "word")), f"{name}-docx")


def rendered(about: list[str], language: str, file: Path) -> None:
    """Write a document."""
    command = [sys.executable, "-m", "consultrep", "render", *about, "--lang", language, "-o", str(file)]
    subprocess.run([*command, "--library", str(ROOT)], check=True)


def web(work: Path) -> None:
    """The top of each page at desk width, that of the library on a phone and in the dark too."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=OFFLINE)
        views = [(name, DESK, "light", "html") for name, _about, _language in DOCUMENTS]
        views += [("library", PHONE, "light", "phone"), ("threads", DESK, "dark", "dark")]
        for name, (width, height), scheme, kind in views:
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto((work / f"{name}.html").as_uri())
            file = work / f"{name}-{kind}.png"
            page.screenshot(path=str(file))
            page.close()
            save(Image.open(file), f"{name}-{kind}")
        browser.close()


def from_word(file: Path, folder: Path) -> Path:
    """A Word document as LibreOffice prints it."""
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / f"{file.stem}.pdf"


def pages(file: Path) -> Image.Image:
    """The first pages, side by side."""
    document = pypdfium2.PdfDocument(file)
    images = [document[n].render(scale=1.0).to_pil() for n in range(min(PAGES, len(document)))]
    sheet = Image.new("RGB", (sum(i.width + 8 for i in images), max(i.height for i in images)), "#888")
    place = 0
    for image in images:
        sheet.paste(image, (place, 0))
        place += image.width + 8
    return sheet


def save(image: Image.Image, name: str) -> None:
    """A small picture."""
    image.convert("RGB").quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
