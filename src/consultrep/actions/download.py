"""`consultrep import --download`: the published versions of a report, from the addresses of its record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from consultrep.actions.import_reports import Given
from consultrep.errors import EnvironmentProblemError, UsageError
from consultrep.messages import LANGUAGES
from consultrep.messages import gettext as _
from consultrep.model import Library
from consultrep.model.hints import did_you_mean

if TYPE_CHECKING:
    from consultrep.importers.connecting import Network
    from consultrep.importers.downloading import Download

_ENDINGS: Final = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


def download_report(
    library: Library,
    ident: str,
    *,
    allow_http: bool = False,
    progress: Callable[[int, int | None], None] | None = None,
    network: Network | None = None,
) -> list[Given]:
    """What the addresses of a report's record lead to, French first; `network` is another one, for tests.

    Raises UsageError where no report is named, the library has no such report or its record no address,
    EnvironmentProblemError where one of them cannot be had.
    """
    if not ident:
        raise UsageError(_("--download does not know of which report"), _("name one of the library: --as ID"))
    report = library.find_report(ident)
    if report is None:
        known = [one.id for one in library.reports]
        raise UsageError(
            _("there is no report {name}").format(name=repr(ident)),
            did_you_mean(ident, known, _("--download takes the addresses from the report's record")),
        )
    addresses = {side: report.source.address.side(side) for side in LANGUAGES}
    if not any(addresses.values()):
        raise UsageError(
            _("the record of {id} holds no address").format(id=ident),
            _("write it there under source, address; or save the page in a browser and import the file"),
        )
    from consultrep.importers.connecting import OUTSIDE
    from consultrep.importers.downloading import download

    try:
        return [
            _given(
                f"{ident}.{side}",
                download(address, allow_http=allow_http, progress=progress, network=network or OUTSIDE),
            )
            for side, address in addresses.items()
            if address
        ]
    except EnvironmentProblemError as error:
        raise EnvironmentProblemError(error.message, _or_by_hand(error.hint, ident)) from error


def _or_by_hand(hint: str, ident: str) -> str:
    """The hint of a download that failed, with the way that needs none."""
    from consultrep.importers.web_address import by_hand

    command = f"consultrep import FILE --as {ident}"
    if hint in ("", by_hand()):
        return _("save the page in a browser and “{command}”").format(command=command)
    return _("{hint}; or save the page in a browser and “{command}”").format(hint=hint, command=command)


def _given(name: str, got: Download) -> Given:
    ending = PurePosixPath(urlsplit(got.address).path).suffix.lstrip(".")
    return Given(f"{name}.{_ENDINGS.get(got.media_type, ending or 'html')}", got.data, got.charset)
