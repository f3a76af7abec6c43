"""Bytes of a text of unknown encoding as characters."""

from __future__ import annotations

import codecs
import re
from typing import Final

from consultrep.importers.document import BadDocumentError
from consultrep.messages import gettext as _

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF_8_BEFORE: Final = {"utf-8", "ascii", "cp1252", "iso8859-1", "iso8859-15", "mac-roman", "cp850", "cp437"}
_WITHOUT_MARK: Final = {*_UTF_8_BEFORE, "utf-16-le", "utf-16-be"}
_CANDIDATES: Final = ("cp1252", "mac-roman", "iso8859-1", "utf-8")
_SAMPLE: Final = 1 << 18
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff]")
_LINE_ENDS: Final = re.compile("\r\n?|\x85|\u2028|\u2029")

_LOWER: Final = "éèêëàâäçîïôöûùüÿœæñ"
_GOOD: Final = re.compile(
    rf"(?<=[a-z'’{_LOWER}])[{_LOWER}]|[{_LOWER}](?=[a-z{_LOWER}])|(?<=\s)à(?=\s)"
    rf"|(?<![a-z{_LOWER}])(?:[ÉÈÊÀÂÇÎÏÔŒËÜÖ](?=[\w'’])|[ÀÔ](?= ))|(?<=[A-Z])[ÉÈÊÀ]"
    rf"|(?<=\w)’(?=\w)|(?<=s)’(?=\s)|(?<=[\s(«])[“‘](?=[\w\s$(])|(?<=[\w.,;!?%)])”(?=[\s.,;:)]|$)"
    r"|(?<=[\s\d(])[–—](?=[\s\d])|(?<=[\w.])…|«(?=[\s\w])|(?<=[\s\w.,!?])»|(?<=\s)[•·](?=\s)"
    r"|\u00a0(?=[:;!?»%$\d])|(?<=[«\d])\u00a0|(?<=[\dnN])[°º]|§(?=[\s\d])|(?<=\d)½|©(?=\s)|(?<=\w)[®™²³¹]"
    r"|(?<=\d[ \u00a0])€|[€£](?=\d)"
)
_BAD: Final = re.compile(
    r"(?<=\w)[^\w\s\x21-\x7e’'‘\-–—…«»“”®™²³¹°º·\u00a0\u00ad](?=\w)"
    rf"|(?<=[a-z{_LOWER}])[^\W\d_a-z{_LOWER}A-Z]|[\x80-\x9f\ufffd]"
)


def decode(data: bytes, declared: str = "") -> str:
    """The text that `data` holds, lines ended by line feeds (form feeds stay), without a byte order mark.

    `declared` is the charset that a header or the document names; it yields to a byte order mark and,
    being a single-byte charset, to valid UTF-8. Raises BadDocumentError where the bytes are no text.
    """
    text = _LINE_ENDS.sub("\n", _characters(data, declared)).replace("\ufeff", "")
    controls = sum(1 for _found in _CONTROLS.finditer(text))
    if controls > max(len(text) // 50, 0 if "\0" in text else 1):
        raise BadDocumentError(
            _("not a text: the file is full of characters that no text has"),
            _("check that the file is what its name says, or save it again as UTF-8 text"),
        )
    return text


def _characters(data: bytes, declared: str) -> str:
    """The characters of `data`, as the first decoding that fits reads them."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    charset = _known(declared)
    for name in (_wide(data), charset if charset not in _UTF_8_BEFORE else "", "utf-8", charset):
        if name:
            try:
                return data.decode(name)
            except UnicodeError:
                continue
    return data.decode(_likeliest(data), "replace")


def _known(declared: str) -> str:
    """The codec of a declared charset that documents of this kind can have, else nothing."""
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,40}", declared.strip()):
        return ""
    try:
        name = codecs.lookup(declared.strip()).name
    except LookupError:
        return ""
    # What is declared as Latin-1 is Windows' superset of it in practice, as browsers hold.
    name = "cp1252" if name in {"iso8859-1", "ascii"} else name
    return name if name in _WITHOUT_MARK else ""


def _wide(data: bytes) -> str:
    """The UTF-16 that the pattern of NULs tells: every other byte in a text of Latin letters."""
    sample = data[: 1 << 12]
    if len(data) % 2 or len(sample) < 8:
        return ""
    half = len(sample) // 2
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else ""


def _likeliest(data: bytes) -> str:
    """The codec under which the bytes above ASCII stand where French and English put such letters."""
    found = re.search(rb"[\x80-\xff]", data)
    first = max(found.start() - 50, 0) if found else 0
    sample = data[first : first + _SAMPLE]
    return max(_CANDIDATES, key=lambda name: _plausibility(sample.decode(name, "replace")))


def _plausibility(text: str) -> int:
    """Letters and signs in places where they occur, less those in places where they do not."""
    good = sum(1 for _found in _GOOD.finditer(text))
    return good - 2 * sum(1 for _found in _BAD.finditer(text))
