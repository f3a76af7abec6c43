"""Print how well the encoder's cosine tells which recommendation came back, and the thresholds to use.

    python benchmarks/matcher.py GOLD.json

GOLD.json holds `earlier` and `later` items (`id`, `en`, maybe `fr`) and graded `pairs` (2 the same demand,
1 related). Grade 2 is positive for every measure; grade 1 is used for the `related` threshold alone.
Measures: average precision over all pairs, mean average precision over earlier items that have a grade 2,
best F1 and its threshold; leave-one-third-out F1 shows what the threshold does to pairs it was not set on.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from consultrep.compare import BundledEncoder

Scores = NDArray[np.float32]
Flags = NDArray[np.bool_]


def average_precision(scores: Scores, positive: Flags) -> float:
    """Area under precision over recall, summed at each positive; ties in input order."""
    order = np.argsort(-scores, kind="stable")
    hits = positive[order]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean())


def mean_average_precision(scores: Scores, positive: Flags) -> float:
    """Mean over the rows that have a positive."""
    rows = [i for i in range(len(scores)) if positive[i].any()]
    return float(np.mean([average_precision(scores[i], positive[i]) for i in rows]))


def best_f1(scores: Scores, positive: Flags) -> tuple[float, float]:
    """The best F1 over all thresholds, and that threshold."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(positive[order])
    taken = np.arange(1, len(order) + 1)
    f1 = 2 * hits / (taken + positive.sum())
    best = int(np.argmax(f1))
    return float(f1[best]), float(scores[order][best])


def f1_at(scores: Scores, positive: Flags, threshold: float) -> float:
    """F1 of taking every pair from `threshold` up."""
    taken = scores >= threshold
    return float(2 * (taken & positive).sum() / (taken.sum() + positive.sum()))


def held_out_f1(scores: Scores, positive: Flags, folds: int = 3) -> float:
    """Mean F1 on each third of the earlier items with the threshold set on the other two."""
    row = np.arange(len(scores)) % folds
    results = []
    for fold in range(folds):
        _, threshold = best_f1(scores[row != fold].ravel(), positive[row != fold].ravel())
        results.append(f1_at(scores[row == fold], positive[row == fold], threshold))
    return float(np.mean(results))


def report(name: str, gold: dict[str, Any], vectors: dict[str, Scores]) -> None:
    """Print one line of figures for the earlier side in one language against English."""
    rows = {item["id"]: i for i, item in enumerate(gold["earlier"])}
    columns = {item["id"]: i for i, item in enumerate(gold["later"])}
    grades = np.zeros((len(rows), len(columns)), dtype=int)
    for pair in gold["pairs"]:
        grades[rows[pair["earlier"]], columns[pair["later"]]] = pair["grade"]
    scores = vectors[name] @ vectors["later"].T
    same = grades == 2
    f1, threshold = best_f1(scores.ravel(), same.ravel())
    _, related = best_f1(scores.ravel(), grades.ravel() >= 1)
    precision = float(same[scores >= threshold].mean())
    print(
        f"{name:<10} {average_precision(scores.ravel(), same.ravel()):.3f}  "
        f"{mean_average_precision(scores, same):.3f}  {f1:.3f}  {held_out_f1(scores, same):.3f}  "
        f"{threshold:.3f}      {related:.3f}    {precision:.3f}"
    )


def main() -> None:
    """Read the gold file named on the command line and print the figures."""
    gold = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    encoder = BundledEncoder()
    vectors = {
        "en": encoder.encode([item["en"] for item in gold["earlier"]]),
        "fr": encoder.encode([item["fr"] for item in gold["earlier"]]),
        "later": encoder.encode([item["en"] for item in gold["later"]]),
    }
    print(encoder.name)
    print("earlier    AP     MAP    F1     F1 held out  threshold  related  precision")
    for name in ("en", "fr"):
        report(name, gold, vectors)


if __name__ == "__main__":
    main()
