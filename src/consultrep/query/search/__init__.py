"""The query language: parsed, then looked up in an index of what reports state and of their titles."""

from consultrep.query.search.absences import absent_words
from consultrep.query.search.entries import Entry, EntryKind, item_entry, title_entries
from consultrep.query.search.evaluation import Lookup, matching_items, reports_allowed
from consultrep.query.search.hits import Found, Hit, best_hits
from consultrep.query.search.index import Index
from consultrep.query.search.parsing import parse_query
from consultrep.query.search.ranking import scores
from consultrep.query.search.tree import Query, names_kind, said_words

__all__ = [
    "Entry",
    "EntryKind",
    "Found",
    "Hit",
    "Index",
    "Lookup",
    "Query",
    "absent_words",
    "best_hits",
    "item_entry",
    "matching_items",
    "names_kind",
    "parse_query",
    "reports_allowed",
    "said_words",
    "scores",
    "title_entries",
]
