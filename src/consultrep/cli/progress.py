"""A progress bar on stderr, where work takes more than a second and a person watches."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any, Final, Self

from consultrep.cli.options import Options
from consultrep.messages import gettext as _

_PATIENCE: Final = 1.0
"""Seconds of work before a bar is drawn."""


class Progress:
    """Shows how far work is; nothing in the first second, on no terminal, or with `--quiet`."""

    def __init__(self, options: Options) -> None:
        self._wanted = sys.stderr.isatty() and not options.quiet
        self._start = time.monotonic()
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, name: str, done: int, total: int) -> None:
        """Say that `done` of `total` are done and `name` is next."""
        self._draw(name, done, total)

    def show_bytes(self, done: int, total: int | None) -> None:
        """Say how many bytes have come, of how many where that is known."""
        self._draw(_("downloading"), done, total)

    def _draw(self, name: str, done: int, total: int | None) -> None:
        if not self._wanted or time.monotonic() - self._start < _PATIENCE:
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress as Bar

            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(name, total=total)
            self._bar.start()
        self._bar.update(self._task, description=name, completed=done, total=total)
