"""Hits in order, each with the places that were asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultrep.messages import LANGUAGES, Language
from consultrep.model import Library, Report
from consultrep.query.search.entries import Entry
from consultrep.query.search.evaluation import Lookup
from consultrep.query.search.words import Range


@dataclass(frozen=True)
class Hit:
    """An entry that was found, its score, and where in each language what was asked for stands."""

    entry: Entry
    score: float
    highlights: Mapping[Language, Sequence[Range]]


@dataclass(frozen=True)
class Found:
    """The hits of a query, best first: `number` of them, `hits` after the limit.

    `encoder` names what scored them where they were found by meaning; else the score is that of BM25.
    `unread` are the reports within the filter of which no text is held.
    """

    library: Library
    query: str
    number: int
    hits: Sequence[Hit]
    unread: Sequence[Report]
    encoder: str | None = None


def best_hits(lookup: Lookup, scores: Mapping[int, float], limit: int | None) -> list[Hit]:
    """The entries with the best scores; of equal ones the first by id."""
    entries = lookup.index.entries
    order = sorted(scores, key=lambda number: (-scores[number], entries[number].id))
    return [
        Hit(
            entries[number],
            scores[number],
            {language: lookup.ranges(entries[number], language) for language in LANGUAGES},
        )
        for number in order[:limit]
    ]
