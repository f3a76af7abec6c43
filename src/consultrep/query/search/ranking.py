"""Which hits come first: BM25F, the Okapi formula over weighted fields.

S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", Foundations and Trends
in Information Retrieval 3 (2009), sections 3.4 and 3.6, with its usual parameters. The fields are the text
and, with less weight, what stands around it: the title of its section and its themes. The rarity of a word
is ln(1 + (N - n + 0.5) / (n + 0.5)), which is never below nought. The better of the two languages counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import log
from typing import Final

from consultrep.messages import LANGUAGES, Language
from consultrep.query.search.evaluation import Lookup
from consultrep.query.search.index import Index, Postings
from consultrep.query.search.words import Sought

SATURATION: Final = 1.2
"""k1: how soon a word repeated counts no more."""
LENGTH: Final = 0.75
"""b: how far a long text counts less."""
SETTING_WEIGHT: Final = 0.3
"""The weight of the setting beside the text's own, which is 1."""


def scores(lookup: Lookup, numbers: Collection[int]) -> dict[int, float]:
    """The score of each of the entries, which match; nought where only fields were asked for."""
    best = dict.fromkeys(numbers, 0.0)
    for language in LANGUAGES:
        sums = dict.fromkeys(numbers, 0.0)
        for sought in dict.fromkeys(term[language] for term in lookup.terms):
            for number, score in _of_term(lookup.index, sought, language, numbers):
                sums[number] += score
        best = {number: max(score, sums[number]) for number, score in best.items()}
    return best


def _of_term(
    index: Index, sought: Sought, language: Language, numbers: Iterable[int]
) -> Iterable[tuple[int, float]]:
    texts, settings = index.texts[language], index.settings[language]
    times = index.times(sought, language)
    around = index.times_around(sought, language)
    held = len(times)
    rarity = log(1 + (len(texts.lengths) - held + 0.5) / (held + 0.5))
    for number in numbers:
        weight = _share(times, texts, number) + SETTING_WEIGHT * _share(around, settings, number)
        if weight:
            yield number, rarity * weight / (SATURATION + weight)


def _share(times: Mapping[int, int], postings: Postings, number: int) -> float:
    """How often it stands in the field, as against the field's length."""
    found = times.get(number, 0)
    if not found:
        return 0.0
    return found / (1 - LENGTH + LENGTH * postings.lengths[number] / postings.average)
