"""From signals to the probability that two demands are the same: one logistic model, its numbers in a file.

`coefficients.json` is written by `benchmarks/matching.py`, which also says what it was trained on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING, Any

from consultrep.compare.signals import SIGNALS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Calibration:
    """The model: each signal's mean and spread where it was trained, and its weight.

    `across` are the weights of the same signals where two languages are compared; `same` and `related` are
    the probabilities from which on a pair counts as the same demand, and as a related one.
    """

    encoder: str
    """The encoder that it was trained and measured with."""
    mean: Sequence[float]
    spread: Sequence[float]
    weights: Sequence[float]
    intercept: float
    across_weights: Sequence[float]
    across_intercept: float
    same: float
    related: float
    precision: float
    """The share of right ones among the pairs called the same, on states that it was not trained on."""

    def probabilities(self, signals: NDArray[np.float32], *, across: bool) -> Numbers:
        """The probability of each row of signals, 0 to 1."""
        import numpy as np

        return np.asarray(1 / (1 + np.exp(-self.logits(signals, across=across))), dtype=np.float64)

    def logits(self, signals: NDArray[np.float32], *, across: bool) -> Numbers:
        """The logarithm of the odds of each row of signals."""
        import numpy as np

        weights = self.across_weights if across else self.weights
        intercept = self.across_intercept if across else self.intercept
        scaled = (signals.astype(np.float64) - np.array(self.mean)) / np.array(self.spread)
        return np.asarray(scaled @ np.array(weights) + intercept, dtype=np.float64)

    def contributions(self, signals: NDArray[np.float32], *, across: bool) -> Mapping[str, float]:
        """What each signal of one row adds to the logarithm of the odds."""
        weights = self.across_weights if across else self.weights
        scaled = [
            (float(value) - mean) / spread
            for value, mean, spread in zip(signals, self.mean, self.spread, strict=True)
        ]
        return {name: weight * value for name, weight, value in zip(SIGNALS, weights, scaled, strict=True)}


@cache
def packaged_calibration() -> Calibration:
    """The calibration of the package."""
    return calibration_from(json.loads(_coefficients()))


def calibration_fingerprint() -> str:
    """Which coefficients these are, in short."""
    return "sha256:" + sha256(_coefficients()).hexdigest()[:16]


def _coefficients() -> bytes:
    return (resources.files("consultrep.compare") / "coefficients.json").read_bytes()


def calibration_from(data: Mapping[str, Any]) -> Calibration:
    """The calibration that a file of coefficients holds; ValueError where it is of other signals."""
    if tuple(data["signals"]) != SIGNALS:
        raise ValueError("the coefficients are of other signals: run benchmarks/matching.py again")
    return Calibration(
        encoder=data["encoder"],
        mean=data["mean"],
        spread=data["spread"],
        weights=data["same_language"]["weights"],
        intercept=data["same_language"]["intercept"],
        across_weights=data["across_languages"]["weights"],
        across_intercept=data["across_languages"]["intercept"],
        same=data["thresholds"]["same"],
        related=data["thresholds"]["related"],
        precision=data["thresholds"]["precision"],
    )
