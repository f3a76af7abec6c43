"""Hits in order, each with the places that were asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from consultrep.messages import LANGUAGES, Language
from consultrep.model import Library, Report
from consultrep.query.search.entries import Entry
from consultrep.query.search.evaluation import Lookup
from consultrep.query.search.words import Range


@dataclass(frozen=True)
class Hit:
    """An entry that was found, its score, and where in each language what was asked for stands.

    `by_setting` where some of it stands only in the names of its themes or the title of its section.
    """

    entry: Entry
    score: float
    highlights: Mapping[Language, Sequence[Range]]
    by_setting: bool = False


@dataclass(frozen=True)
class Found:
    """The hits of a query, best first: `number` of them, `hits` after the limit.

    `encoder` names what scored them where they were found by meaning; else the score is that of BM25.
    `unread` are the reports within the filter of which no text is held. Of a query of words that finds
    nothing, `outside` is how much it finds without the filter, and `absent` are the words that no text holds,
    each with the nearest that do.
    """

    library: Library
    query: str
    number: int
    hits: Sequence[Hit]
    unread: Sequence[Report]
    encoder: str | None = None
    outside: int = 0
    absent: Mapping[str, Sequence[str]] = field(default_factory=dict)
    asked: bool = False
    """Whether words were asked for, and not only fields."""


def best_hits(lookup: Lookup, scores: Mapping[int, float], limit: int | None) -> list[Hit]:
    """The entries with the best scores; of equal ones the first by id."""
    entries = lookup.index.entries
    order = sorted(scores, key=lambda number: (-scores[number], entries[number].id))
    return [
        Hit(
            entries[number],
            scores[number],
            {language: lookup.ranges(entries[number], language) for language in LANGUAGES},
            number not in lookup.in_text,
        )
        for number in order[:limit]
    ]
