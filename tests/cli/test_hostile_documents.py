"""Documents that are broken, disguised or made to do harm: refused by name, and nothing is written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests import hostile_files as hostile
from tests.conftest import Run
from tests.hostile_files import LAUGHS, SENTENCE

pytestmark = pytest.mark.slow

FOREIGN = "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
CSV = f"ID,Recommendation\nr1,{SENTENCE}\n".encode()
LINE = f"{SENTENCE} ".encode() * ((50 << 20) // (len(SENTENCE) + 1))
ENDINGS = ("pdf", "docx", "xlsx", "html", "txt", "md", "csv", "tsv", "jsonl", "json", "bin")


def ole(member: str) -> bytes:
    """The first bytes of an OLE container, as encrypted and old Office files are, with that member."""
    return hostile.OLE + bytes(600) + member.encode("utf-16-le")


@cache
def bomb_docx() -> bytes:
    """A Word document with a picture that unpacks to more than a gigabyte."""
    return hostile.with_bomb(hostile.docx(), "word/media/a.bin")


@cache
def bomb_xlsx() -> bytes:
    """A workbook with a sheet that unpacks to more than a gigabyte."""
    return hostile.with_bomb(hostile.xlsx(), "xl/worksheets/sheet2.xml")


def deep_paragraph() -> bytes:
    """A Word document with controls 1,000 deep in each other."""
    opening, closing = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"
    return hostile.docx(body=opening * 1000 + "<w:p/>" + closing * 1000)


def long_part() -> bytes:
    """A Word document whose text is too long, though it is not packed as tightly as a bomb."""
    numbers = "".join(f"<w:p><w:r><w:t>{n * 7919 % 100_003}</w:t></w:r></w:p>" for n in range(1_700_000))
    return hostile.docx(body=numbers)


REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "scanned.pdf": (hostile.scanned_pdf, "only images of pages", "OCR"),
    "locked.pdf": (lambda: hostile.pdf(password="word"), "encrypted", "without one"),
    "cut.pdf": (lambda: hostile.pdf(pages=50)[:9000], "damaged", "again"),
    "long.pdf": (lambda: hostile.pdf(pages=5000), "5000 pages; more than 2000", "split"),
    "bomb.pdf": (hostile.bomb_pdf, "more than a document can hold", "trust"),
    "text.pdf": (SENTENCE.encode, "not a PDF file", "text editor"),
    "text.docx": (SENTENCE.encode, "not a DOCX file", "text editor"),
    "locked.docx": (lambda: ole("EncryptedPackage"), "encrypted", "without a password"),
    "old.doc": (lambda: ole("WordDocument"), "old Office format", "save it as DOCX"),
    "cut.docx": (lambda: hostile.docx()[:-60], "damaged", "save it again"),
    "bomb.docx": (bomb_docx, "more than a document can hold", "trust"),
    "laughs.docx": (lambda: hostile.docx("&l10;", LAUGHS), "word/document.xml", "save it again"),
    "foreign.docx": (lambda: hostile.docx("&f;", FOREIGN), "declares entities", "save it again"),
    "deep.docx": (deep_paragraph, "word/document.xml", "word processor"),
    "locked.xlsx": (lambda: ole("EncryptedPackage"), "encrypted", "without a password"),
    "cut.xlsx": (lambda: hostile.xlsx()[:-60], "damaged", "save it again"),
    "bomb.xlsx": (bomb_xlsx, "more than a document can hold", "trust"),
    "laughs.xlsx": (lambda: hostile.xlsx("&l10;", LAUGHS), "cannot be read", "save it as XLSX"),
    "foreign.xlsx": (lambda: hostile.xlsx("&f;", FOREIGN), "cannot be read", "save it as XLSX"),
    "text.xlsx": (lambda: CSV, "is a text, not a workbook", ".csv"),
    "deep.html": (lambda: hostile.nested("<div>", "</div>", 100_000), "nested too deeply", "save its text"),
    "lists.html": (
        lambda: hostile.nested("<ul><li>", "</li></ul>", 10_000),
        "nested too deeply",
        "save its text",
    ),
    "line.html": (lambda: hostile.page("x" * (50 << 20)), "too large: 51 MB", "smaller file"),
    "quotes.md": (lambda: b">" * 100_000 + b" x", "no text", "you meant"),
    "line.md": (lambda: LINE, "too large: 50 MB", "smaller file"),
    "line.txt": (lambda: LINE, "too large: 50 MB", "smaller file"),
    "empty.txt": (lambda: b"", "is empty", "you meant"),
    "nul.txt": (lambda: bytes(5000), "not a text", "UTF-8"),
    "nul.md": (lambda: f"{SENTENCE}\0\n".encode() * 50, "not a text", "UTF-8"),
    "nul.csv": (lambda: CSV.replace(b"r1", bytes(50)), "not a text", "UTF-8"),
    "columns.csv": (
        lambda: b",".join(b"c%d" % n for n in range(100_000)) + b"\n" + b"x," * 100_000,
        "100000 columns; more than 1000",
        "parts its cells",
    ),
    "heading.csv": (
        lambda: b"x" * 100_000 + b",y\n1,2\n",
        "longer than 1000 characters",
        "short names",
    ),
    "line.csv": (lambda: b"x" * (50 << 20), "too large: 50 MB", "smaller file"),
    "text.jsonl": (SENTENCE.encode, "no JSON object", "an array"),
    "deep.jsonl": (lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "no JSON object", "an array"),
    "deep.json": (lambda: b"[" * 100_000 + b"]" * 100_000, "no JSON object", "an array"),
    "keys.json": (
        lambda: b"[" + b",".join(b'{"k%d":1}' % n for n in range(20_000)) + b"]",
        "20000 columns; more than 1000",
        "columns that matter",
    ),
}


def contents(library: Path) -> dict[str, bytes]:
    """Every file of the library with its bytes."""
    return {
        str(file.relative_to(library)): file.read_bytes() for file in library.rglob("*") if file.is_file()
    }


def imported(run: Run, library: Path, file: Path) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of an import, which left no trace of a failure of ours."""
    result = run("import", str(file), "--as", "2099-hostile", "--library", str(library))
    assert "Traceback" not in result.stderr
    assert "bug" not in result.stderr
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_document_is_refused_by_name(run: Run, small: Path, tmp_path: Path, name: str) -> None:
    make, message, hint = REFUSED[name]
    (tmp_path / name).write_bytes(make())
    before = contents(small)
    code, out, told = imported(run, small, tmp_path / name)
    error, _end, advice = told.partition("\n")
    assert (code, out) == (3, "")
    assert error.startswith("consultrep: error: ")
    assert name in error
    assert message in error
    assert hint in advice
    assert len(told) < 1000
    assert contents(small) == before


def test_one_bad_document_among_good_ones_is_named_and_stops_all(
    run: Run, small: Path, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "nul.txt").write_bytes(bytes(5000))
    before = contents(small)
    files = (str(tmp_path / name) for name in ("good.txt", "nul.txt"))
    result = run("import", *files, "--as", "2099-hostile", "--library", str(small))
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("consultrep: error: nul.txt: ")
    assert contents(small) == before


def test_a_damaged_line_of_a_table_is_placed(run: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "deep.jsonl").write_bytes(b'{"text": "x"}\n' + b'{"a":' * 100_000 + b"}" * 100_000)
    before = contents(small)
    code, _out, told = imported(run, small, tmp_path / "deep.jsonl")
    assert (code, contents(small)) == (3, before)
    assert "deep.jsonl:2:1: error: the line is not valid JSON: too deep or too long" in told


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "html", "txt", "csv", "jsonl", "bin"])
@pytest.mark.parametrize("made", ["pdf", "docx", "xlsx", "html"])
def test_a_format_under_another_s_name_is_known_by_its_content(
    run: Run, small: Path, tmp_path: Path, made: str, ending: str
) -> None:
    make: dict[str, Callable[[], bytes]] = {
        "pdf": hostile.pdf,
        "docx": hostile.docx,
        "xlsx": hostile.xlsx,
        "html": lambda: hostile.page(SENTENCE),
    }
    file = tmp_path / f"report.{ending}"
    file.write_bytes(make[made]())
    code, out, _told = imported(run, small, file)
    assert code == 0
    assert out.count(SENTENCE) == 1


@pytest.mark.parametrize("doctype", [LAUGHS, FOREIGN])
def test_entities_of_a_page_stay_words(run: Run, small: Path, tmp_path: Path, doctype: str) -> None:
    (tmp_path / "page.html").write_bytes(hostile.page(f"<p>&l10; &f; {SENTENCE}", doctype))
    code, out, _told = imported(run, small, tmp_path / "page.html")
    assert code == 0
    assert SENTENCE in out
    text = (small / "sources/2099-hostile.en.txt").read_text(encoding="utf-8")
    assert len(text) < 100
    assert "root:" not in text
    assert "haha" not in text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("kind", ["pipe", "folder", "null", "zero", "none"])
def test_what_is_no_file_is_the_environment_s(run: Run, small: Path, tmp_path: Path, kind: str) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.pdf").mkdir()
    file, message = {
        "pipe": (tmp_path / "pipe.txt", "it is not an ordinary file"),
        "folder": (tmp_path / "folder.pdf", "it is a folder"),
        "null": (Path(os.devnull), "it is not an ordinary file"),
        "zero": (Path("/dev/zero"), "it is not an ordinary file"),
        "none": (tmp_path / "none.txt", "there is no such file"),
    }[kind]
    before = contents(small)
    code, out, told = imported(run, small, file)
    assert (code, out) == (4, "")
    assert f"cannot read {file}: {message}\n  " in told
    assert contents(small) == before


# The peak that getrusage tells holds that of the process which started this one.
on_linux = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc here")
PEAK = r"""
import re, sys
from pathlib import Path
from typer.testing import CliRunner
from consultrep.cli.app import app
for file in sys.argv[2:]:
    done = CliRunner().invoke(app, ["import", file, "--as", "2099-hostile", "--library", sys.argv[1]])
    assert done.exit_code == 3, (file, done.exit_code, done.stderr)
print(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1])
"""


def peak_megabytes(library: Path, *files: Path) -> int:
    """The memory that a process took at most which refused those files one after another."""
    command = [sys.executable, "-c", PEAK, str(library), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout) >> 10


@on_linux
def test_a_huge_file_is_refused_without_being_read(small: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"huge.{ending}" for ending in ENDINGS]
    for file in files:
        file.touch()
        os.truncate(file, 1 << 30)
    assert peak_megabytes(small, *files) < 100


@on_linux
def test_refusing_takes_little_memory(small: Path, tmp_path: Path) -> None:
    names = ("bomb.pdf", "bomb.docx", "bomb.xlsx", "line.txt", "columns.csv", "keys.json")
    for name in names:
        (tmp_path / name).write_bytes(REFUSED[name][0]())
    assert peak_megabytes(small, *(tmp_path / name for name in names)) < 300


@on_linux
def test_a_long_part_takes_little_memory(small: Path, tmp_path: Path) -> None:
    (tmp_path / "long.docx").write_bytes(long_part())
    assert peak_megabytes(small, tmp_path / "long.docx") < 300
