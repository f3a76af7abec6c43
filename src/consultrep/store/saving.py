"""Files replaced whole or not at all, and none that somebody has changed since it was read."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from consultrep.errors import EnvironmentProblemError
from consultrep.messages import gettext as _
from consultrep.store.turns import ENDING, turn_at

_TRIES: Final = 40
_PAUSE: Final = 0.05
_SHOWN: Final = 40
"""So much of its name is seen in that of the file beside it: together they must not be too long."""


@dataclass(frozen=True)
class Replacement:
    """What a file is to hold, and what it held when it was read; None where there was no file."""

    file: Path
    content: bytes
    read: bytes | None


def save_text(file: Path, text: str, *, read: bytes | None) -> None:
    """Put `text` (UTF-8) in the place of a file, as `save_bytes` does."""
    save_bytes(file, text.encode(), read=read)


def save_bytes(file: Path, content: bytes, *, read: bytes | None) -> None:
    """Put `content` in the place of the file whose content was `read`, None where there was no file.

    Raises EnvironmentProblemError, with the file untouched, where somebody has changed it since it was read,
    it is a link, or it cannot be written.
    """
    save_together([Replacement(file, content, read)])


def save_together(replacements: Sequence[Replacement]) -> None:
    """Replace files, in this order.

    All are written beside their files first, and then take their names: at any moment the old file or the
    new one is there, whole. Raises EnvironmentProblemError, with every file untouched, where somebody has
    changed one since it was read, one is a link, or the disk refuses one.
    """
    with turn_at({each.file.parent for each in replacements}), ExitStack() as stack:
        beside = [stack.enter_context(_written_beside(each)) for each in replacements]
        for each in replacements:
            with _named(each.file):
                _see_that_it_is_unchanged(each.file, each.read)
        for each, new in zip(replacements, beside, strict=True):
            with _named(each.file):
                _replace(new, each.file)


def overwrite(file: Path, content: str | bytes) -> None:
    """Put `content` in the place of a file, whatever it held; whole or not at all, as `save_text`."""
    data = content.encode() if isinstance(content, str) else content
    with turn_at([file.parent]), _named(file):
        save_bytes(file, data, read=file.read_bytes() if file.is_file() else None)


def changed_meanwhile(file: Path) -> EnvironmentProblemError:
    """The refusal to save a file that is no longer what a command has seen."""
    return EnvironmentProblemError(
        _("{file} was changed by somebody else meanwhile; it is left as it is").format(file=file),
        _("run the command again"),
    )


@contextmanager
def _written_beside(wanted: Replacement) -> Iterator[Path]:
    """The content in a file of its own, which is gone after the block unless it took another name."""
    beside: Path | None = None
    try:
        with _named(wanted.file):
            prefix = f".{wanted.file.name[:_SHOWN]}."
            descriptor, name = tempfile.mkstemp(prefix=prefix, suffix=ENDING, dir=wanted.file.parent)
            beside = Path(name)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(wanted.content)
                stream.flush()
                os.fsync(stream.fileno())
            _copy_marks(wanted.file, beside)
        yield beside
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Say which file it is that the system refuses."""
    try:
        yield
    except OSError as error:
        raise EnvironmentProblemError(
            _("{file} cannot be written: {detail}").format(file=file, detail=error.strerror)
        ) from error


def _replace(beside: Path, file: Path) -> None:
    """Give a file the name of another; on Windows, where a reader can hinder it, within two seconds."""
    for _time in range(_TRIES if sys.platform == "win32" else 0):
        try:
            beside.replace(file)
        except PermissionError:
            time.sleep(_PAUSE)
        else:
            return
    beside.replace(file)


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
        raise changed_meanwhile(file)
