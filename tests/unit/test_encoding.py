from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.importers.document import BadDocumentError
from consultrep.importers.readers.encoding import decode

FRENCH = "À l’été, l’École des pêcheurs a coûté 5 000 $ – « déjà trop », dit-on; où ça? Élève n° 3…"


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman"]
)
def test_french_text_is_read_in_every_encoding_that_offices_wrote(codec: str) -> None:
    assert decode(FRENCH.encode(codec)) == FRENCH


def test_latin_1_text_is_read() -> None:
    text = "L'été, à Québec, coûte cher; où?"
    assert decode(text.encode("latin-1")) == text


@pytest.mark.parametrize("text", ["café", "À propos", "RÉSUMÉ", "l’eau", "“oui”", "• un\n• deux", "naïve"])
@pytest.mark.parametrize("codec", ["cp1252", "mac-roman"])
def test_one_letter_is_enough(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text


def test_the_declared_charset_is_believed_where_it_decodes() -> None:
    assert decode("Õ".encode("cp1252"), "windows-1252") == "Õ"
    assert decode("é".encode("mac-roman"), "macintosh") == "é"


@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "us-ascii", "nonsense", "", "x" * 99, "a\0b", "rot13", "hex"]
)
def test_valid_utf_8_wins_over_a_declared_single_byte_charset(declared: str) -> None:
    assert decode("été".encode(), declared) == "été"


def test_one_damaged_byte_does_not_undo_utf_8() -> None:
    assert decode((FRENCH * 3).encode() + b"\xe9 fin").startswith(FRENCH)


def test_line_ends_of_every_kind_become_line_feeds_and_form_feeds_stay() -> None:
    assert decode("a\r\nb\rc\u0085d\u2028e\u2029f\fg".encode()) == "a\nb\nc\nd\ne\nf\fg"


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01\x02" * 50, bytes(range(256)) * 4, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x08" * 40],
)
def test_binary_rubbish_is_no_text(data: bytes) -> None:
    with pytest.raises(BadDocumentError, match="not a text"):
        decode(data)


@given(st.binary(), st.text(max_size=12))
def test_any_bytes_give_text_or_the_reader_s_own_error(data: bytes, declared: str) -> None:
    try:
        text = decode(data, declared)
    except BadDocumentError:
        return
    assert "\r" not in text and "\ufeff" not in text


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text.replace("\u2028", "\n").replace("\u2029", "\n")
