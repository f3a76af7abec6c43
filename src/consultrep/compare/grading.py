"""Pairs that somebody graded, and how well the computed scores agree with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
from consultrep.messages import LANGUAGES, Language
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

    Where `whole`, every pair without a grade was held to be apart, but those that its reader was `unsure` of;
    else only the pairs with a grade count.
    """

    first: Sequence[Bilingual]
    second: Sequence[Bilingual]
    grades: Mapping[tuple[int, int], Grade]
    whole: bool
    unsure: Collection[tuple[int, int]] = ()


@dataclass(frozen=True)
class Evaluation:
    """How well scores tell the pairs of the same demand; `languages` are those of the two sides."""

    languages: tuple[str, str]
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
    """The evaluation for each pair of languages that all texts of both sides have, the same one first.

    Where a side has no such language, one evaluation of the texts as they are, its language called `fr+en`.
    """
    found = [
        _evaluation(graded, matcher, first, second, (one, other))
        for one, other in SIDES
        if (first := _side(graded.first, one)) and (second := _side(graded.second, other))
    ]
    if found:
        return found
    languages = _language(graded.first), _language(graded.second)
    return [_evaluation(graded, matcher, graded.first, graded.second, languages)]


def _language(texts: Sequence[Bilingual]) -> str:
    """The languages that all texts have, else both."""
    return next((language for language in LANGUAGES if _side(texts, language)), "+".join(LANGUAGES))


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
    languages: tuple[str, str],
) -> Evaluation:
    import numpy as np

    matcher = matcher.with_background([*first, *second])
    shape = (len(first), len(second))
    scores = np.zeros(shape)
    for one in matcher.scores(first, second):
        scores[one.first, one.second] = one.probability
    grades = np.zeros(shape, dtype=np.int64)
    counted = np.full(shape, graded.whole)
    for place in graded.unsure:
        counted[place] = False
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
