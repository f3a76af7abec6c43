"""The pairs that are kept of all that were scored: in arrays, objects only for those kept at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from consultrep.compare.signals import SIGNALS
from consultrep.messages import Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]
    Whole = NDArray[np.int64]
    Pairs = tuple[Whole, Whole, NDArray[np.float64], Numbers, Whole]
    """Of each pair its two positions, its probability, its signals, and the number of its languages."""

_WAITING: Final = 50_000
"""From so many pairs on that wait, all but the best of each text are let go."""

_EQUAL: Final = 1e-5
"""Log-odds that differ by less are as good: single precision rounds with the selection."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair of positions, the probability that it is one demand, the languages compared, and its signals."""

    first: int
    second: int
    probability: float
    languages: tuple[Language, Language]
    values: Numbers = field(compare=False, repr=False)
    """The signals in the order of SIGNALS."""

    @property
    def signals(self) -> dict[str, float]:
        """The signals by name."""
        return dict(zip(SIGNALS, map(float, self.values), strict=True))


class Best:
    """Keeps pairs whose probability is `least` or more, and with `top` the best of each text of the first."""

    def __init__(self, least: float, top: int | None) -> None:
        self._least = least
        self._top = top
        self._languages: list[tuple[Language, Language]] = []
        self._kept: list[Pairs] = []
        self._waiting = 0

    def set_languages(self, languages: tuple[Language, Language]) -> None:
        """The pairs added from now on were compared in these languages."""
        self._languages.append(languages)

    def add(self, rows: Whole, columns: Whole, chances: NDArray[np.float64], values: Numbers) -> None:
        """Keep those of these pairs that are good enough."""
        import numpy as np

        likely = chances >= self._least
        number = np.full(np.count_nonzero(likely), len(self._languages) - 1)
        self._kept.append((rows[likely], columns[likely], chances[likely], values[likely], number))
        self._waiting += len(number)
        if self._top is not None and self._waiting > _WAITING:
            self._sort_out(self._top)
            self._waiting = 0

    def _sort_out(self, top: int) -> None:
        """Let go of the pairs that are worse than the `top` best of their text of the first."""
        import numpy as np

        rows, columns, chances, values, number = self._together()
        order = np.lexsort((columns, -chances, rows))
        first = np.flatnonzero(np.r_[True, rows[order][1:] != rows[order][:-1]])
        sizes = np.diff(np.r_[first, len(order)])
        last = chances[order][np.repeat(first + np.minimum(top, sizes) - 1, sizes)]
        kept = order[chances[order] >= last - _EQUAL * last * (1 - last)]
        self._kept = [(rows[kept], columns[kept], chances[kept], values[kept], number[kept])]

    def _together(self) -> Pairs:
        import numpy as np

        rows, columns, chances, values, number = zip(*self._kept, strict=True)
        self._kept = []
        return tuple(map(np.concatenate, (rows, columns, chances, values, number)))  # type: ignore[return-value]

    def scored(self) -> list[Scored]:
        """The pairs kept, in order of their positions."""
        import numpy as np

        if not self._kept:
            return []
        if self._top is not None:
            self._sort_out(self._top)
        rows, columns, chances, values, number = self._together()
        return [
            Scored(int(rows[i]), int(columns[i]), float(chances[i]), self._languages[number[i]], values[i])
            for i in map(int, np.lexsort((columns, rows)))
        ]
