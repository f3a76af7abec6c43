"""Zip archives that documents come in, opened only where they are sound and of a bearable size."""

from __future__ import annotations

import copy
import io
import struct
import zipfile
import zlib
from typing import Final

from consultrep.importers.document import BadDocumentError
from consultrep.messages import gettext as _

ARCHIVE_ERRORS: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    RuntimeError,
)
MEMBERS: Final = 10_000
TOTAL: Final = 300 << 20
RATIO: Final = 200
_SMALL: Final = 1 << 20
_CHUNK: Final = 1 << 16
_ENCRYPTED: Final = 0x1


def open_archive(data: bytes, what: str) -> zipfile.ZipFile:
    """The archive that `data` is, every member read through once; `what` names the format in messages.

    Raises BadDocumentError where it is damaged, encrypted, or unpacks to more than a document can hold.
    The members are unpacked and counted, because the sizes that an archive declares can lie.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
        _check_declared(members, what)
        total = 0
        for member in members:
            total += _unpacked_size(archive, member, TOTAL - total, what)
    except ARCHIVE_ERRORS as error:
        raise BadDocumentError(
            _("the {what} file is damaged ({detail})").format(what=what, detail=error),
            _("open it in the program that made it, save it again and import the new file"),
        ) from error
    return archive


def _check_declared(members: list[zipfile.ZipInfo], what: str) -> None:
    """Refuse what the archive's own directory already gives away."""
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise BadDocumentError(
            _("the {what} file is encrypted").format(what=what),
            _("save it without a password and import the new file"),
        )
    if any(member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for member in members):
        raise zipfile.BadZipFile(_("a compression that such files do not use"))
    if len(members) > MEMBERS or sum(member.file_size for member in members) > TOTAL:
        raise too_large(what)
    for member in members:
        if member.file_size > _SMALL and member.file_size > RATIO * member.compress_size:
            raise too_large(what)


def _unpacked_size(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, what: str) -> int:
    """The bytes that a member really unpacks to, at most `left`; a checksum that fails raises.

    Reading stops at the size that the directory declares, so the member is read as if it declared more.
    """
    unbound = copy.copy(member)
    unbound.file_size = left + 1
    allowed = max(RATIO * member.compress_size, _SMALL)
    size = 0
    with archive.open(unbound) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > left or size > allowed:
                raise too_large(what)
    if size != member.file_size:
        raise zipfile.BadZipFile(_("{name} is not as long as it says").format(name=member.filename))
    return size


def too_large(what: str) -> BadDocumentError:
    """The error of an archive whose content would fill the memory."""
    return BadDocumentError(
        _("the {what} file unpacks to more than a document can hold").format(what=what),
        _("import only files from a source that you trust, or save the text in a smaller file"),
    )
