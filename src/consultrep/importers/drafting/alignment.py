"""Which items of two language versions are one: by meaning, section and order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from consultrep.compare.encoder import Encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST: Final = 0.55
"""The least likeness of a pair: cosine of the two texts, raised by section and order."""

_SAME_SECTION: Final = 0.15
_NEAR: Final = 0.08


@dataclass(frozen=True)
class Side:
    """An item to be aligned: its text, and the share (0 to 1) of sections, and of items, that come before."""

    text: str
    section: float
    order: float


def aligned(left: Sequence[Side], right: Sequence[Side], encoder: Encoder) -> list[tuple[int, int]]:
    """The pairs of indexes that are one item in two languages, each index at most once, in order of `left`.

    The likest pair is taken first. Two items may change places between the versions; an item without a
    counterpart stays alone.
    """
    if not left or not right:
        return []
    likeness = _likeness(left, right, encoder)
    pairs: list[tuple[int, int]] = []
    while True:
        best = int(likeness.argmax())
        i, j = divmod(best, likeness.shape[1])
        if likeness[i, j] < LEAST:
            return sorted(pairs)
        pairs.append((i, j))
        likeness[i, :] = likeness[:, j] = -1.0


def _likeness(left: Sequence[Side], right: Sequence[Side], encoder: Encoder) -> NDArray[np.float32]:
    """Shape (left, right): the cosine, more where section and order agree."""
    import numpy as np

    cosine = encoder.encode([side.text for side in left]) @ encoder.encode([side.text for side in right]).T
    sections = _apart([s.section for s in left], [s.section for s in right])
    orders = _apart([s.order for s in left], [s.order for s in right])
    bonus = _SAME_SECTION * (sections < 0.02) + _NEAR * np.clip(1 - orders * 8, -1, 1)
    likeness: NDArray[np.float32] = (cosine + bonus).astype(np.float32)
    return likeness


def _apart(left: Sequence[float], right: Sequence[float]) -> NDArray[np.float32]:
    import numpy as np

    apart: NDArray[np.float32] = np.abs(np.array(left)[:, None] - np.array(right)[None, :])
    return apart
