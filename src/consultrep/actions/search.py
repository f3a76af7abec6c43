"""`consultrep search`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from consultrep.compare import Encoder
from consultrep.compare.demand import reader_of
from consultrep.compare.pool import Pool
from consultrep.errors import UsageError
from consultrep.language import language_of
from consultrep.messages import LANGUAGES, current_language
from consultrep.messages import gettext as _
from consultrep.model import Library
from consultrep.query import ItemFilter, filter_items, filter_reports, unread_reports
from consultrep.query.filters import Items
from consultrep.query.search import (
    Entry,
    Found,
    Index,
    Lookup,
    Query,
    absent_words,
    best_hits,
    item_entry,
    parse_query,
    reports_allowed,
    said_words,
    scores,
    title_entries,
)


def search(
    library: Library,
    query: str,
    wanted: ItemFilter | None = None,
    *,
    limit: int | None = None,
    encoder: Encoder | None = None,
) -> Found:
    """What the query finds of what `wanted` keeps, best first, at most `limit`; by meaning with an encoder.

    Where the filter says nothing of items, titles of reports and sections are found too. Raises UsageError
    for what is no query, and where the query or the filter names something that the library lacks.
    """
    wanted, parsed = wanted or ItemFilter(), parse_query(query)
    index = Index(library, [*map(item_entry, library.items), *title_entries(library.reports)])
    lookup = Lookup(index, parsed, by_meaning=encoder is not None)
    allowed = _allowed(library, wanted)
    kept = sorted(number for number in lookup.numbers if index.entries[number].id in allowed)
    if encoder is None:
        ranked = scores(lookup, kept)
    else:
        likeness = _likeness(library, encoder, parsed, [index.entries[number] for number in kept])
        ranked = dict(zip(kept, likeness, strict=True))
    unread = reports_allowed(library, unread_reports(library, wanted), parsed)
    name = encoder.name if encoder else None
    found = Found(library, query, len(kept), best_hits(lookup, ranked, limit), unread, name)
    if kept or encoder:
        return found
    absent = absent_words(index, parsed)
    return replace(found, outside=len(lookup.numbers), absent=absent, asked=bool(lookup.terms))


def _allowed(library: Library, wanted: ItemFilter) -> Collection[str]:
    """The ids of the entries that the filter keeps: items of both kinds, unless it says else, and titles."""
    items = filter_items(library, library.items, replace(wanted, items=wanted.items or Items.ALL))
    kept = {item.id for item in items}
    of_reports = ItemFilter(
        years=wanted.years, reports=wanted.reports, series=wanted.series, where=wanted.where
    )
    if wanted != of_reports:
        return kept
    titles = list(title_entries(filter_reports(library, wanted)))
    if wanted.where:
        numbers = Lookup(Index(library, titles), wanted.where).numbers
        titles = [title for number, title in enumerate(titles) if number in numbers]
    return kept | {title.id for title in titles}


def _likeness(library: Library, encoder: Encoder, query: Query, entries: Sequence[Entry]) -> list[float]:
    """For each entry the cosine of its text and of the words asked for, in the language where it is greater.

    Acronyms are spelt out on both sides, as the matcher reads them.
    """
    asked = " ".join(said_words(query.root))
    if not asked:
        raise UsageError(
            _("there are no words whose meaning could be looked for: {query}").format(query=repr(query.text)),
            _("write some words, or leave --semantic out"),
        )
    reader = reader_of(library)
    sides = [
        (place, reader.read(side, language))
        for place, entry in enumerate(entries)
        for language in LANGUAGES
        if (side := entry.text.side(language))
    ]
    read = reader.read(asked, language_of(asked) or current_language())
    vectors = Pool([read, *(demand for _place, demand in sides)], encoder, reader).vectors
    best = [-1.0] * len(entries)
    for (place, _demand), cosine in zip(sides, vectors[1:] @ vectors[0], strict=True):
        best[place] = max(best[place], float(cosine))
    return best
