"""How good scores are against graded pairs: average precision, F1, calibration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]
    Flags = NDArray[np.bool_]

BINS: Final = 10


@dataclass(frozen=True)
class Cut:
    """What taking every pair from `threshold` up gives."""

    threshold: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Bin:
    """Pairs of one tenth of probability: how many, their mean probability, and the share that are right."""

    low: float
    count: int
    predicted: float
    observed: float


def average_precision(scores: Scores, positive: Flags) -> float:
    """The mean of the precision at each positive, from the best score down; nan where there is none."""
    import numpy as np

    hits = positive[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean()) if hits.any() else float("nan")


def mean_average_precision(scores: Scores, positive: Flags) -> float:
    """The mean over the rows that have a positive; shape (rows, columns) both."""
    import numpy as np

    rows = [row for row in range(len(scores)) if positive[row].any()]
    return float(np.mean([average_precision(scores[row], positive[row]) for row in rows]))


def best_cut(scores: Scores, positive: Flags) -> Cut:
    """The threshold of best F1; one between two equal scores is not possible and not chosen."""
    import numpy as np

    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    hits = np.cumsum(positive[order])
    taken = np.arange(1, len(order) + 1)
    ends = np.r_[ranked[1:] != ranked[:-1], True]
    f1 = np.where(ends, 2 * hits / (taken + positive.sum()), -1.0)
    best = int(np.argmax(f1))
    return Cut(float(ranked[best]), float(hits[best] / taken[best]), float(hits[best] / positive.sum()))


def cut_at(scores: Scores, positive: Flags, threshold: float) -> Cut:
    """What a given threshold gives."""
    taken = scores >= threshold
    right = float((taken & positive).sum())
    return Cut(
        threshold,
        right / taken.sum() if taken.any() else 0.0,
        right / positive.sum() if positive.any() else 0.0,
    )


def reliability(scores: Scores, positive: Flags) -> list[Bin]:
    """Of the pairs of each tenth of probability, the share that are right; empty tenths left out."""
    found = []
    for number in range(BINS):
        low = number / BINS
        inside = (scores >= low) & (scores < low + 1 / BINS if number + 1 < BINS else scores <= 1.0)
        if inside.any():
            found.append(
                Bin(low, int(inside.sum()), float(scores[inside].mean()), float(positive[inside].mean()))
            )
    return found


def calibration_error(scores: Scores, positive: Flags, floor: float = 0.05) -> float:
    """The expected calibration error of the pairs from `floor` up; those below are surely apart."""
    kept = scores >= floor
    bins = reliability(scores[kept], positive[kept])
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.predicted - one.observed) for one in bins) / total if total else 0.0
