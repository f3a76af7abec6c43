"""How deep list items stand, told by their indent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from consultrep.importers.readers.text_markers import follows, marker_kind

_SAME: Final = 4.0


@dataclass
class Indents:
    """The lists that are open at a point of the document: left edge and last marker of each."""

    _open: list[tuple[float, str]] = field(default_factory=list)

    def close(self) -> None:
        """End every list."""
        self._open.clear()

    def paragraph(self, x0: float) -> None:
        """End the lists when a paragraph stands no further right than the first of them."""
        if self._open and x0 <= self._open[0][0] + _SAME:
            self.close()

    def depth(self, x0: float, marker: str) -> int:
        """The depth, from 1, of an item at this left edge."""
        for place, (_edge, last) in enumerate(self._open):
            near = abs(self._open[place][0] - x0) < 3 * _SAME
            if near and marker_kind(last) == marker_kind(marker) and follows(marker, last):
                del self._open[place + 1 :]
                self._open[place] = x0, marker
                return place + 1
        while self._open and self._open[-1][0] > x0 + _SAME:
            self._open.pop()
        if self._open and abs(self._open[-1][0] - x0) <= _SAME:
            self._open.pop()
        self._open.append((x0, marker))
        return len(self._open)
