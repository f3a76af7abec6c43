"""One input run under limits: what must not happen while it is read, and where it happened."""

from __future__ import annotations

import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Final

SECONDS: Final = 8.0
"""Processor time that a small input may take; the readers are slowed by being observed."""
MEGABYTES: Final = 300
"""By how much the memory of the process may grow over one input."""


class TooLongError(BaseException):
    """The time is up; no `except Exception` of a reader may take it for an error of its own."""


@dataclass(frozen=True)
class Finding:
    """What went wrong: `sign` is the same for the same fault, `detail` says how it came."""

    sign: str
    detail: str


def observe(run: Callable[[bytes], object], data: bytes) -> Finding | None:
    """What goes wrong in `run(data)`: an exception, too long a time, too much memory; None where nothing."""
    before = _megabytes()
    try:
        with _limited(SECONDS):
            run(data)
    except (Exception, TooLongError) as error:  # noqa: BLE001
        return Finding(_sign(error), "".join(traceback.format_exception(error)))
    grown = _megabytes() - before
    return Finding("memory", f"{grown} MB more") if grown > MEGABYTES else None


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError(f"more than {seconds} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _megabytes() -> int:
    """The most memory that the process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _sign(error: BaseException) -> str:
    """The error's class and the deepest of our functions it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "consultrep" in frame.filename or "fuzz" in frame.filename]
    place = ours[-1] if ours else frames[-1]
    if isinstance(error, TooLongError):
        ours = ours[: -1 if ours[-1].name == "stop" else None]
        place = ours[min(4, len(ours) - 1)]
    file = place.filename.rpartition("/")[2].removesuffix(".py")
    return f"{type(error).__name__}-{file}-{place.name}".replace("<", "").replace(">", "")


def smaller(run: Callable[[bytes], object], data: bytes, sign: str, seconds: float = 20) -> bytes:
    """A shorter input with the same fault, as short as leaving out stretches makes it in that time."""
    end, size = time.monotonic() + seconds, max(len(data) // 2, 1)
    while size and time.monotonic() < end:
        at, cut = 0, False
        while at < len(data) and time.monotonic() < end:
            shorter = data[:at] + data[at + size :]
            found = observe(run, shorter)
            if found is not None and found.sign == sign:
                data, cut = shorter, True
            else:
                at += size
        size = size if cut and size == 1 else size // 2
    return data


def limit_memory(gigabytes: int) -> None:
    """Let the process ask for so much at most, so that a blow-up ends in a MemoryError."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (gigabytes << 30, gigabytes << 30))
