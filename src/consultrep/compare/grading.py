"""Pairs that somebody graded, and how well the computed scores agree with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from consultrep.compare.matcher import SIDES, Matcher
from consultrep.compare.measures import (
    Bin,
    Cut,
    average_precision,
    best_cut,
    calibration_error,
    cut_at,
    mean_average_precision,
    reliability,
)
from consultrep.messages import Language
from consultrep.model import Bilingual, Verdict


class Grade(IntEnum):
    """How near two demands are: a soft scale; only the highest is a hit."""

    APART = 0
    RELATED = 1
    SAME = 2


GRADE_OF = {
    Verdict.SAME: Grade.SAME,
    Verdict.NARROWER: Grade.SAME,
    Verdict.WIDER: Grade.SAME,
    Verdict.RELATED: Grade.RELATED,
    Verdict.NOT_SAME: Grade.APART,
}
"""The grade of each verdict; of a pair that its reader was not sure of there is none."""


@dataclass(frozen=True)
class Graded:
    """Texts of two sides and the grades of pairs of positions.

    Where `whole`, every pair without a grade was held to be apart; else only the pairs with a grade count.
    """

    first: Sequence[Bilingual]
    second: Sequence[Bilingual]
    grades: Mapping[tuple[int, int], Grade]
    whole: bool


@dataclass(frozen=True)
class Evaluation:
    """How well scores tell the pairs of the same demand; `languages` are those of the two sides."""

    languages: tuple[Language, Language]
    pairs: int
    same: int
    average_precision: float
    mean_average_precision: float
    best: Cut
    in_use: Cut
    calibration_error: float
    reliability: Sequence[Bin]
    apart_from_related: tuple[float, float, float]
    """Average precision, mean average precision and best F1 with the related pairs left out."""


@dataclass(frozen=True)
class EvaluationList:
    """The evaluations, of what, and by which encoder."""

    of: str
    evaluations: Sequence[Evaluation]
    encoder: str


def evaluate_graded(graded: Graded, matcher: Matcher) -> list[Evaluation]:
    """The evaluation for each pair of languages that all texts of both sides have, the same one first."""
    found = []
    for one, other in SIDES:
        first, second = _side(graded.first, one), _side(graded.second, other)
        if first and second:
            background = [*first, *second]
            found.append(
                _evaluation(graded, matcher.with_background(background), first, second, (one, other))
            )
    return found


def _side(texts: Sequence[Bilingual], language: Language) -> list[Bilingual]:
    """The texts in one language alone; none where one of them lacks it."""
    sides = [text.side(language) for text in texts]
    if not all(sides):
        return []
    return [Bilingual(fr=side) if language == "fr" else Bilingual(en=side) for side in sides]


def _evaluation(
    graded: Graded,
    matcher: Matcher,
    first: Sequence[Bilingual],
    second: Sequence[Bilingual],
    languages: tuple[Language, Language],
) -> Evaluation:
    import numpy as np

    shape = (len(first), len(second))
    scores = np.zeros(shape)
    for one in matcher.scores(first, second):
        scores[one.first, one.second] = one.probability
    grades = np.zeros(shape, dtype=np.int64)
    counted = np.full(shape, graded.whole)
    for place, grade in graded.grades.items():
        grades[place] = grade
        counted[place] = True
    same = (grades == Grade.SAME) & counted
    apart = counted & (grades != Grade.RELATED)
    ranked = np.where(counted, scores, -1.0)
    unrelated = np.where(apart, scores, -1.0)
    return Evaluation(
        languages=languages,
        pairs=int(counted.sum()),
        same=int(same.sum()),
        average_precision=average_precision(scores[counted], same[counted]),
        mean_average_precision=mean_average_precision(ranked, same),
        best=best_cut(scores[counted], same[counted]),
        in_use=cut_at(scores[counted], same[counted], matcher.calibration.same),
        calibration_error=calibration_error(scores[counted], same[counted]),
        reliability=reliability(scores[counted], same[counted]),
        apart_from_related=(
            average_precision(scores[apart], same[apart]),
            mean_average_precision(unrelated, same),
            best_cut(scores[apart], same[apart]).f1,
        ),
    )
