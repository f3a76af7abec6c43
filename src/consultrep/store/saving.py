"""A file replaced whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from consultrep.errors import EnvironmentProblemError
from consultrep.messages import gettext as _


def save_text(file: Path, text: str, *, read: bytes | None) -> None:
    """Put `text` (UTF-8) in the place of the file whose content was `read`, None where there was no file.

    The text is written beside the file and then takes its name, so that at any moment the old file or the
    new one is there, whole. Raises EnvironmentProblemError, with the file untouched, where somebody has
    changed it since it was read or it cannot be written.
    """
    beside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        _see_that_it_is_unchanged(file, read)
        with beside.open("wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        if read is not None:
            shutil.copymode(file, beside)
        _see_that_it_is_unchanged(file, read)
        beside.replace(file)
    except OSError as error:
        raise EnvironmentProblemError(
            _("{file} cannot be written: {detail}").format(file=file, detail=error.strerror)
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def _see_that_it_is_unchanged(file: Path, read: bytes | None) -> None:
    now = file.read_bytes() if file.exists() else None
    if now != read:
        raise EnvironmentProblemError(
            _("{file} was changed by somebody else meanwhile; it is left as it is").format(file=file),
            _("run the command again"),
        )
