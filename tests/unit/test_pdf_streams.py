from __future__ import annotations

import zlib

import pytest

from consultrep.importers.document import BadDocumentError
from consultrep.importers.readers import pdf_streams
from consultrep.importers.readers.pdf_streams import STREAM, check_streams
from tests import hostile_files as hostile


def deflated(megabytes: int, end: bytes = b"\x03\x00") -> bytes:
    """A stream that unpacks to that many megabytes of spaces; without an `end` it is cut off."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\x9c" + block * megabytes + end


def stream(packed: bytes, dictionary: bytes = b"") -> bytes:
    return b"4 0 obj\n<< /Filter /FlateDecode %b >>\nstream\r\n%b\nendstream\nendobj\n" % (dictionary, packed)


@pytest.mark.parametrize("end", [b"\x03\x00", b""])
def test_a_stream_that_unpacks_to_too_much_is_refused(end: bytes) -> None:
    with pytest.raises(BadDocumentError, match=r"plan\.pdf unpacks to more") as caught:
        check_streams(stream(b"few") + stream(deflated((STREAM >> 20) + 2, end)), "plan.pdf")
    assert caught.value.hint


def test_many_streams_that_together_unpack_to_too_much_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf_streams, "TOTAL", 100 << 20)
    with pytest.raises(BadDocumentError):
        check_streams(stream(deflated(60)) * 2, "plan.pdf")


@pytest.mark.parametrize(
    "data",
    [
        hostile.pdf(pages=3),
        stream(deflated(STREAM >> 20)),
        stream(deflated((STREAM >> 20) + 1), b"/Subtype /Image"),
        stream(b"\x78\x9cnot deflated"),
        stream(b""),
        b"endstream\n" + deflated((STREAM >> 20) + 1),
    ],
    ids=["a document", "as large as allowed", "a picture", "damaged", "empty", "not a stream"],
)
def test_other_streams_pass(data: bytes) -> None:
    check_streams(data, "plan.pdf")


def test_a_picture_before_a_stream_does_not_let_it_pass() -> None:
    data = stream(b"", b"/Subtype /Image") + stream(deflated((STREAM >> 20) + 2))
    with pytest.raises(BadDocumentError):
        check_streams(data, "plan.pdf")
