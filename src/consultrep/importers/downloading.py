"""The only network access of the program: one document from one public address, within limits."""

from __future__ import annotations

import gzip
import http.client
import io
import re
import time
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from consultrep.errors import EnvironmentProblemError
from consultrep.importers.connecting import (
    FAILURES,
    OUTSIDE,
    Errand,
    Network,
    NoSecureAnswerError,
    answer,
    too_slow,
)
from consultrep.importers.web_address import Target, by_hand, parsed_address, refusal
from consultrep.messages import gettext as _

Progress = Callable[[int, int | None], None]

HTML: Final = "text/html"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNSAID: Final = "application/octet-stream"
MEDIA_TYPES: Final = {HTML, "application/xhtml+xml", PDF, "text/plain", "text/markdown", DOCX, UNSAID}
_BY_SUFFIX: Final = {
    ".htm": HTML,
    ".html": HTML,
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}
_REDIRECTS: Final = {301, 302, 303, 307, 308}


@dataclass(frozen=True)
class Limits:
    """How much a download may take: bytes, seconds to connect, seconds in all, redirects."""

    size: int = 50_000_000
    connect: float = 15
    total: float = 120
    redirects: int = 5


@dataclass(frozen=True)
class Download:
    """What the server handed over, unpacked; `charset` is "" where it names none that exists."""

    data: bytes
    charset: str
    media_type: str
    address: str


DEFAULT_LIMITS: Final = Limits()


def download(
    address: str,
    limits: Limits = DEFAULT_LIMITS,
    *,
    allow_http: bool = False,
    progress: Progress | None = None,
    network: Network = OUTSIDE,
) -> Download:
    """The document at `address`, over https or, where `allow_http` permits and https brings no answer, http.

    `progress` is told the bytes received and the bytes announced (None where unknown).
    Raises EnvironmentProblemError, with what to do instead, for every failure.
    """
    target = parsed_address(address)
    accept, end = ", ".join(sorted(MEDIA_TYPES)), time.monotonic() + limits.total
    errand = Errand(network, accept, limits.connect, limits.total, end)
    secure = replace(target, scheme="https", port=443 if target.port == 80 else target.port)
    try:
        return _followed(secure if target.scheme == "http" else target, errand, limits, progress)
    except NoSecureAnswerError as error:
        if target.scheme == "https":
            raise
        if not allow_http:
            hint = _(
                "--allow-http downloads without encryption: anyone on the way can read and change the page"
            )
            raise EnvironmentProblemError(error.message, hint) from error
    return _followed(target, errand, limits, progress)


def _followed(target: Target, errand: Errand, limits: Limits, progress: Progress | None) -> Download:
    """What stands at `target`, or where it sends to on the same host."""
    for _turn in range(limits.redirects + 1):
        with ExitStack() as stack:
            response = answer(target, errand, stack)
            if response.status not in _REDIRECTS:
                return _received(response, target, errand, limits, progress)
            target = _redirected(target, response.getheader("Location") or "")
    raise refusal(_("{host} sends the request on and on"), host=target.host)


def _redirected(target: Target, location: str) -> Target:
    """Where the server sends on to; refused unless it is on the same host and no less secure."""
    try:
        after = target.joined(location)
    except (ValueError, EnvironmentProblemError) as error:
        raise refusal(_("{host} sends on to something that is not a page"), host=target.host) from error
    if after.host != target.host:
        message, hint = _("{host} sends on to another server: {address}"), _("if you trust it, download that")
        raise refusal(message, hint, host=target.host, address=after)
    if (target.scheme, after.scheme) == ("https", "http"):
        raise NoSecureAnswerError(
            _("{host} sends on to a page without encryption").format(host=target.host), by_hand()
        )
    if after.port != target.port and (target.port, after.port) != (80, 443):
        raise refusal(_("{host} sends on to another port: {address}"), host=target.host, address=after)
    return after


def _received(
    response: http.client.HTTPResponse,
    target: Target,
    errand: Errand,
    limits: Limits,
    progress: Progress | None,
) -> Download:
    """The document that the answer holds, once status, type and size have passed."""
    if response.status != 200:
        raise _not_there(response.status, target)
    media_type = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", media_type, re.ASCII):
        media_type = UNSAID
    if media_type not in MEDIA_TYPES:
        raise _wrong_type(media_type, target)
    try:
        packed = _body(response, limits, progress)
    except TimeoutError as error:
        raise too_slow(errand) from error
    except FAILURES as error:
        raise _cut_off(target) from error
    data = _unpacked(packed, (response.getheader("Content-Encoding") or "").strip().lower(), target, limits)
    if media_type == UNSAID:
        media_type = _recognized(data, target)
    return Download(data, _charset(response.headers.get_content_charset()), media_type, str(target))


def _not_there(status: int, target: Target) -> EnvironmentProblemError:
    if status in {404, 410}:
        message = _("the page is not there any more ({status}): {address}")
        hint = _("look for it on the site or in the Internet Archive")
    elif status == 429 or status >= 500:
        message = _("the server cannot hand over the page now ({status}): {address}")
        hint = _("try again later")
    else:
        message, hint = _("the server does not hand over the page ({status}): {address}"), ""
    return refusal(message, hint, status=status, address=target)


def _wrong_type(found: str, target: Target) -> EnvironmentProblemError:
    message = _("{address} is not HTML, PDF, DOCX, Markdown or plain text; its type is {type}")
    return refusal(message, _("look on the page for one of these"), address=target, type=found)


def _too_large(limits: Limits) -> EnvironmentProblemError:
    hint = _("import only the part that matters")
    return refusal(_("the document is larger than {size} bytes"), hint, size=limits.size)


def _cut_off(target: Target) -> EnvironmentProblemError:
    hint = _("try again later")
    return refusal(_("{host} broke off before the end of the document"), hint, host=target.host)


def _body(response: http.client.HTTPResponse, limits: Limits, progress: Progress | None) -> bytes:
    """The bytes of the body as sent; IncompleteRead where fewer come than were announced."""
    total, most, data = response.length, limits.size, bytearray()
    if total is not None and total > most:
        raise _too_large(limits)
    while total is None or len(data) < total:
        piece = response.read1(min(1 << 16, most + 1 - len(data)))
        if not piece:
            break
        data += piece
        if len(data) > most:
            raise _too_large(limits)
        if progress is not None:
            progress(len(data), total)
    if total is not None and len(data) < total:
        raise http.client.IncompleteRead(b"", total - len(data))
    return bytes(data)


def _unpacked(packed: bytes, encoding: str, target: Target, limits: Limits) -> bytes:
    """The bytes without their content encoding, never more than the limit."""
    if encoding in {"", "identity"}:
        return packed
    most = limits.size
    try:
        if encoding in {"gzip", "x-gzip"}:
            data, complete = gzip.GzipFile(fileobj=io.BytesIO(packed)).read(most + 1), True
        elif encoding == "deflate":
            # The standard means zlib; some servers send the bare stream, which cannot begin like this.
            head = int.from_bytes(packed[:2])
            wrapped = head >> 8 & 15 == 8 and head % 31 == 0
            unpacker = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
            data = unpacker.decompress(packed, most + 1)
            complete = unpacker.eof
        else:
            message = _("{host} sends the page packed in a way that was not asked for")
            raise refusal(message, host=target.host)
    except (OSError, EOFError, zlib.error) as error:
        raise _cut_off(target) from error
    if len(data) > most:
        raise _too_large(limits)
    if not complete:
        raise _cut_off(target)
    return data


def _charset(named: str | None) -> str:
    try:
        b"a".decode(named or "", "replace")
    except (LookupError, ValueError):
        return ""
    return named or ""


def _recognized(data: bytes, target: Target) -> str:
    """The type of a document whose server states none, by its contents, else by its name."""
    start = data[:1024]
    if b"%PDF-" in start:
        return PDF
    if start.startswith(b"PK\x03\x04") and b"word/document.xml" in data:
        return DOCX
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return HTML
    suffix = PurePosixPath(target.path.partition("?")[0]).suffix.lower()
    if suffix not in _BY_SUFFIX or b"\0" in start:
        raise _wrong_type(UNSAID, target)
    return _BY_SUFFIX[suffix]
