"""The two streams, and what was said on them in this run.

Only the standard library: an answer kept from an earlier run is said again before anything else is read.
"""

from __future__ import annotations

import os
import sys
from typing import Final, Literal, TextIO

Stream = Literal["out", "err"]

said: Final[list[tuple[Stream, str]]] = []
"""What this process said, in order."""


def prepare_streams() -> None:
    """Make both streams UTF-8 with plain line ends, whatever the console's code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def say(stream: Stream, text: str) -> bool:
    """Write to a stream at once; whether somebody still listens."""
    said.append((stream, text))
    target = sys.stdout if stream == "out" else sys.stderr
    try:
        target.write(text)
        target.flush()
    except BrokenPipeError:
        close_quietly(target)
        return False
    return True


def close_quietly(stream: TextIO) -> None:
    """Point a broken stream nowhere, so that the interpreter's last flush is silent."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except OSError:
        return
