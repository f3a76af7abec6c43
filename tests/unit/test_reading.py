from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.errors import ConsultrepError, EnvironmentProblemError
from consultrep.importers.document import BadDocumentError
from consultrep.importers.readers.archives import open_archive
from consultrep.importers.reading import SIZE_LIMIT, format_of, load_bytes, read_document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOK = "Workbook".encode("utf-16-le")


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n", "a.pdf", "pdf"),
        (b"\n\njunk\n%PDF-1.4", "a.txt", "pdf"),
        (archive({"word/document.xml": b"<x/>"}), "a.docx", "docx"),
        (archive({"word/document.xml": b"<x/>"}), "a.pdf", "docx"),
        (archive({"xl/workbook.xml": b"<x/>"}), "a.bin", "xlsx"),
        (OLE + b"x" * 600 + WORKBOOK, "a.xls", "xlsx"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "a.ods", "xlsx"),
        (b"<!DOCTYPE html><html><p>x</p></html>", "a.txt", "html"),
        (b"\xef\xbb\xbf <!-- c -->\n<html lang='fr'>", "a", "html"),
        ("<html><p>é</p>".encode("utf-16"), "a.htm", "html"),
        (b"some <p>text</p>", "a.html", "html"),
        (b"some <p>text</p>", "a.txt", "text"),
        (b"<!doctype html><p>404", "a.csv", "html"),
        (b"# A\n\n<div>x</div>", "a.md", "markdown"),
        (b"<div>x</div>\n\n# A\n", "a.markdown", "markdown"),
        (b"a,b\n1,2\n", "a.CSV", "csv"),
        (b"a\tb\n", "a.tsv", "tsv"),
        (b'{"a": 1}\n', "a.jsonl", "jsonl"),
        (b'{"a": 1}\n{"a": 2}\n', "a.txt", "jsonl"),
        (b"just words", "a.rst", "text"),
        (("xÉ" * 20_000).encode(), "a", "text"),
    ],
)
def test_the_content_tells_the_format_before_the_name(data: bytes, name: str, kind: str) -> None:
    assert format_of(data, name) == kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (OLE + b"x" * 600 + "WordDocument".encode("utf-16-le"), "old Office"),
        (OLE + WORKBOOK + "WordDocument".encode("utf-16-le"), "old Office"),
        (OLE + b"x" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), "neither"),
        (b"{\\rtf1 a}", "RTF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (archive({"content.xml": b"<x/>"}), "neither"),
        (b"PK\x03\x04 rubbish", "damaged"),
        (b"<?xml version='1.0'?><w:doc/>", "XML"),
        (b"\x00\x01\x02\x03" * 100, "not a text"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, words: str) -> None:
    with pytest.raises(BadDocumentError, match=words) as caught:
        format_of(data, "sample.docx")
    assert caught.value.hint


def test_a_document_is_read_from_a_file_or_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("# Plan\n\nText.\n", encoding="utf-8")
    assert read_document(file).format == "markdown"
    assert read_document(file).name == "plan.md"
    assert read_document(data=b"Plan\n\nText stands here.\n", name="plan.txt").format == "text"


def test_a_table_is_no_document() -> None:
    with pytest.raises(BadDocumentError, match="table"):
        read_document(data=b"a,b\n1,2\n", name="a.csv")


def test_missing_files_and_folders_are_the_environment_s(tmp_path: Path) -> None:
    for file in (tmp_path / "none.txt", tmp_path, Path("a\0b"), tmp_path / ("x" * 5000)):
        with pytest.raises(EnvironmentProblemError) as caught:
            read_document(file)
        assert caught.value.hint


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(EnvironmentProblemError, match="ordinary"):
        load_bytes(tmp_path / "pipe")


def test_permission_is_the_environment_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"x")

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(EnvironmentProblemError, match="permission"):
        load_bytes(file)


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as stream:
        stream.truncate(1 << 30)
    monkeypatch.setattr(Path, "open", lambda *_arguments: pytest.fail("it was opened"))
    with pytest.raises(BadDocumentError, match="1024 MB, where 100 MB"):
        read_document(file)


def test_data_too_large_is_refused() -> None:
    with pytest.raises(BadDocumentError, match="too large"):
        format_of(b"a" * (SIZE_LIMIT + 1), "a.txt")


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.csv", "a.html", "a.docx", "a"]))
def test_any_bytes_have_a_format_or_the_reader_s_own_error(data: bytes, name: str) -> None:
    try:
        kind = format_of(data, name)
    except ConsultrepError:
        return
    assert kind in ("pdf", "docx", "xlsx", "html", "markdown", "text", "csv", "tsv", "jsonl")


class TestArchives:
    def test_a_sound_archive_opens(self) -> None:
        with open_archive(archive({"word/document.xml": b"<x/>" * 100}), "DOCX") as opened:
            assert opened.read("word/document.xml") == b"<x/>" * 100

    def test_bombs_are_refused(self) -> None:
        for members in ({"a": b"\0" * (3 << 20)}, {str(n): b"" for n in range(10_001)}):
            with pytest.raises(BadDocumentError, match="unpacks to more"):
                open_archive(archive(members), "DOCX")

    def test_a_size_that_lies_is_found(self) -> None:
        data = archive({"a": b"\0" * (3 << 20)})
        lying = data.replace(struct.pack("<L", 3 << 20), struct.pack("<L", 1000))
        with pytest.raises(BadDocumentError):
            open_archive(lying, "DOCX")

    def test_a_size_that_lies_a_little_is_found(self) -> None:
        data = archive({"a": b"abc" * 700})
        lying = data.replace(struct.pack("<L", 2100), struct.pack("<L", 2000))
        with pytest.raises(BadDocumentError, match="damaged"):
            open_archive(lying, "DOCX")

    def test_encryption_is_named(self) -> None:
        data = bytearray(archive({"a": b"abc"}))
        data[data.index(b"PK\x01\x02") + 8] |= 1
        with pytest.raises(BadDocumentError, match="encrypted"):
            open_archive(bytes(data), "XLSX")

    def test_other_compressions_are_refused(self) -> None:
        with pytest.raises(BadDocumentError, match="compression"):
            open_archive(archive({"a": b"abc"}, zipfile.ZIP_LZMA), "DOCX")

    @given(st.integers(min_value=0, max_value=400), st.binary(min_size=1, max_size=8))
    def test_damage_anywhere_gives_the_reader_s_own_error(self, place: int, rubbish: bytes) -> None:
        data = archive({"word/document.xml": b"<x/>" * 50, "b": b"c"})
        place %= len(data)
        try:
            open_archive(data[:place] + rubbish + data[place + len(rubbish) :], "DOCX")
        except BadDocumentError as error:
            assert error.hint
