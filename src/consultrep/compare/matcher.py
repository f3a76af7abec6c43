"""How alike two demands are: the cosine of their sentences, in a language that both have.

The thresholds are those of best F1 on graded pairs of real recommendations; `benchmarks/matcher.py`
prints them and docs/decisions/003-first-matcher.md records them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from consultrep.compare.encoder import Encoder
from consultrep.messages import Language
from consultrep.model import Item

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Thresholds:
    """From which cosine two texts count as the same demand, and as related."""

    recurring: float
    related: float


SAME_LANGUAGE: Final = Thresholds(recurring=0.540, related=0.488)
ACROSS_LANGUAGES: Final = Thresholds(recurring=0.528, related=0.445)
MEASURED_PRECISION: Final = 0.38
"""The share of right ones among the pairs called the same, in one language, on those graded pairs."""
_PREFERENCE: Final[tuple[tuple[Language, Language], ...]] = (
    ("en", "en"),
    ("fr", "fr"),
    ("fr", "en"),
    ("en", "fr"),
)


@dataclass(frozen=True)
class Scored:
    """A pair of positions, its cosine, and whether it reaches the threshold of the same demand."""

    first: int
    second: int
    score: float
    same: bool


def match_items(first: Sequence[Item], second: Sequence[Item], encoder: Encoder) -> list[Scored]:
    """The pairs of items that are the same demand or related, in order of their positions."""
    if not first or not second:
        return []
    import numpy as np

    scores, across = _scores(first, second, encoder)
    recurring = np.where(across, ACROSS_LANGUAGES.recurring, SAME_LANGUAGE.recurring)
    related = np.where(across, ACROSS_LANGUAGES.related, SAME_LANGUAGE.related)
    return [
        Scored(int(i), int(j), round(float(scores[i, j]), 4), bool(scores[i, j] >= recurring[i, j]))
        for i, j in np.argwhere(scores >= related)
    ]


def _scores(
    first: Sequence[Item], second: Sequence[Item], encoder: Encoder
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Cosines of all pairs, shape (first, second), and which of them compare two languages."""
    import numpy as np

    scores = np.full((len(first), len(second)), -1.0, dtype=np.float32)
    across = np.zeros(scores.shape, dtype=np.bool_)
    open_pairs = np.ones(scores.shape, dtype=np.bool_)
    for one, other in _PREFERENCE:
        possible = open_pairs & np.outer(_has(first, one), _has(second, other))
        if possible.any():
            cosines = _vectors(first, one, encoder) @ _vectors(second, other, encoder).T
            scores = np.where(possible, cosines, scores)
            across |= possible & (one != other)
            open_pairs &= ~possible
    return scores, across


def _has(items: Sequence[Item], language: Language) -> NDArray[np.bool_]:
    import numpy as np

    return np.array([item.statement.text.side(language) is not None for item in items])


def _vectors(items: Sequence[Item], language: Language, encoder: Encoder) -> NDArray[np.float32]:
    return encoder.encode([item.statement.text.side(language) or "" for item in items])
