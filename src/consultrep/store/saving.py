"""A file replaced whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from consultrep.errors import EnvironmentProblemError
from consultrep.messages import gettext as _


def save_text(file: Path, text: str, *, read: bytes | None) -> None:
    """Put `text` (UTF-8) in the place of a file, as `save_bytes` does."""
    save_bytes(file, text.encode(), read=read)


def save_bytes(file: Path, content: bytes, *, read: bytes | None) -> None:
    """Put `content` in the place of the file whose content was `read`, None where there was no file.

    It is written beside the file and then takes its name, so that at any moment the old file or the
    new one is there, whole. Raises EnvironmentProblemError, with the file untouched, where somebody has
    changed it since it was read, it is a link, or it cannot be written.
    """
    beside: Path | None = None
    try:
        _see_that_it_is_unchanged(file, read)
        descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".tmp", dir=file.parent)
        beside = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _copy_marks(file, beside)
        _see_that_it_is_unchanged(file, read)
        beside.replace(file)
    except OSError as error:
        raise EnvironmentProblemError(
            _("{file} cannot be written: {detail}").format(file=file, detail=error.strerror)
        ) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def overwrite(file: Path, content: str | bytes) -> None:
    """Put `content` in the place of a file, whatever it held; whole or not at all, as `save_text`."""
    data = content.encode() if isinstance(content, str) else content
    save_bytes(file, data, read=file.read_bytes() if file.is_file() else None)


def _copy_marks(file: Path, beside: Path) -> None:
    """The permissions of the file, or those that a new file gets here."""
    if file.exists():
        shutil.copymode(file, beside)
        return
    mask = os.umask(0)
    os.umask(mask)
    beside.chmod(0o666 & ~mask)


def _see_that_it_is_unchanged(file: Path, read: bytes | None) -> None:
    if file.is_symlink():
        raise EnvironmentProblemError(_("{file} is a link; it is left as it is").format(file=file))
    now = file.read_bytes() if file.exists() else None
    if now != read:
        raise EnvironmentProblemError(
            _("{file} was changed by somebody else meanwhile; it is left as it is").format(file=file),
            _("run the command again"),
        )
