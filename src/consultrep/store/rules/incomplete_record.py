"""A record says what it is a record of.

Its series, its publisher, when people were consulted, and the themes of each item that counts: without them
no filter, grouping or comparison can place it. What is not known stays away; what can be found out should be
filled in.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.messages import mark
from consultrep.model import Report
from consultrep.store.corpus import Corpus, Record

RULE = "incomplete-record"
LEVEL = Severity.WARNING

_MISSING = {
    "series": mark("the record names no series; it stands by itself in every comparison"),
    "publisher": mark("the record names no publisher"),
    "period": mark("the record does not say when people were consulted; no year finds it"),
}


def check(corpus: Corpus) -> Iterator[Problem]:
    """What each report leaves out, and its items that have no theme."""
    for record in corpus.reports:
        for key, present in _stated(record.value).items():
            if not present:
                yield record.problem([], RULE, _(_MISSING[key]))
        yield from _without_theme(record)


def _stated(report: Report) -> dict[str, bool]:
    return {
        "series": report.series != report.id,
        "publisher": report.source.publisher is not None,
        "period": report.period is not None,
    }


def _without_theme(record: Record[Report]) -> Iterator[Problem]:
    for kind in ("findings", "recommendations"):
        for index, item in enumerate(getattr(record.value, kind)):
            if not item.themes:
                message = _("{id} has no theme; no theme finds it").format(id=item.id)
                yield record.problem([kind, index], RULE, message)
