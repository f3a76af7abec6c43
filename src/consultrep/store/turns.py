"""Turns at writing to a folder: no two of our processes change its files at once.

A turn hangs on a file in the folder that exists only meanwhile, and the system gives it back: who is killed
in it keeps nobody waiting. On a file system without locks writers do not wait for each other.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from consultrep.errors import EnvironmentProblemError
from consultrep.messages import gettext as _

PATIENCE: Final = 30.0
"""The seconds to wait while somebody else writes."""

ENDING: Final = ".consultrep.tmp"
"""How the names of files end that only a process at its turn uses."""

_TURN: Final = f".turn{ENDING}"
_LEFT_OVER: Final = re.compile(rf"\..+\.[a-z0-9_]{{8}}{re.escape(ENDING)}")

_ours: Final[set[Path]] = set()
"""The folders at which this process has the turn."""


@contextmanager
def turn_at(folders: Iterable[Path]) -> Iterator[None]:
    """Be the only one who writes to these folders within the block; within a turn it is had already.

    What killed writers left there is removed. Raises EnvironmentProblemError where somebody else writes for
    too long, or a folder cannot be written.
    """
    with ExitStack() as turns:
        for folder in sorted({folder.resolve() for folder in folders} - _ours):
            turns.enter_context(_turn(folder))
        yield


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    file = folder / _TURN
    try:
        descriptor = _wait_for(file)
    except OSError as error:
        raise EnvironmentProblemError(
            _("{file} cannot be written: {detail}").format(file=folder, detail=error.strerror)
        ) from error
    _ours.add(folder)
    try:
        yield
    finally:
        _ours.discard(folder)
        _give_back(file, descriptor)


def _wait_for(file: Path) -> int:
    end = time.monotonic() + PATIENCE
    while (descriptor := _take(file)) is None:
        if time.monotonic() > end:
            raise EnvironmentProblemError(
                _("somebody else is writing to {folder}; nothing was written").format(folder=file.parent),
                _("run the command again when the other one has ended"),
            )
        time.sleep(random.uniform(0.01, 0.05))
    return descriptor


if sys.platform == "win32":

    def _take(file: Path) -> int | None:
        """The turn; None where somebody else has it. Windows removes the file when the process ends."""
        try:
            descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_TEMPORARY)
        except FileExistsError:
            return None
        except PermissionError:
            if file.exists():
                return None
            raise
        _sweep(file.parent)
        return descriptor

    def _give_back(_file: Path, descriptor: int) -> None:
        os.close(descriptor)

else:
    import fcntl

    def _take(file: Path) -> int | None:
        """The turn; None where somebody else has it, or has just removed the file."""
        descriptor = _opened(file)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        except OSError:
            return descriptor
        if not _stands(file, descriptor):
            os.close(descriptor)
            return None
        _sweep(file.parent)
        return descriptor

    def _opened(file: Path) -> int:
        """The file, made where it is missing; that of another person may not be open for writing."""
        flags = os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        try:
            return os.open(file, flags | os.O_RDWR, 0o666)
        except PermissionError:
            return os.open(file, flags | os.O_RDONLY, 0o666)

    def _stands(file: Path, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), file.stat())
        except FileNotFoundError:
            return False

    def _give_back(file: Path, descriptor: int) -> None:
        with suppress(OSError):
            file.unlink()
        os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Remove what killed writers left: whoever has the turn knows that nobody writes it."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _LEFT_OVER.fullmatch(entry.name):
                Path(entry.path).unlink(missing_ok=True)
