"""Compressed streams of a PDF measured before a library unpacks them whole in memory."""

from __future__ import annotations

import re
import zlib
from typing import Final

from consultrep.importers.document import BadDocumentError
from consultrep.messages import gettext as _

STREAM: Final = 64 << 20
TOTAL: Final = 1 << 30
_START: Final = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY: Final = 1 << 10
_CHUNK: Final = 1 << 20


def check_streams(data: bytes, name: str) -> None:
    """Raise BadDocumentError where a stream unpacks to more than the drawing of a page can need.

    Pictures, which may be that large, are passed over: reading text does not unpack them.
    """
    total = 0
    for found in _START.finditer(data):
        before = data[max(found.start() - _DICTIONARY, 0) : found.start()]
        if b"/Image" not in before[before.rfind(b" obj") + 1 :]:
            size = _unpacked_size(data, found.end())
            total += size
            if size > STREAM or total > TOTAL:
                raise BadDocumentError(
                    _("{name} unpacks to more than a document can hold").format(name=name),
                    _("import only files from a source that you trust, or print it as a new PDF"),
                )


def _unpacked_size(data: bytes, start: int) -> int:
    """The bytes that the deflated stream at `start` unpacks to, counted to just above STREAM; else 0."""
    unpacker, size, rest = zlib.decompressobj(), 0, start
    piece = data[rest : rest + _CHUNK]
    try:
        while piece and not unpacker.eof and size <= STREAM:
            size += len(unpacker.decompress(piece, _CHUNK))
            if unpacker.unconsumed_tail:
                piece = unpacker.unconsumed_tail
            else:
                rest += _CHUNK
                piece = data[rest : rest + _CHUNK]
    except zlib.error:
        return size
    return size
