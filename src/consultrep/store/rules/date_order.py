"""Dates follow each other: people are consulted, the report comes out, the answer is given.

A report published before its consultation began, read before it was published, or answered or carried out
before the consultation began is a slip in one of the dates.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model import Report
from consultrep.model.dates import lies_wholly_before
from consultrep.store.corpus import Corpus
from consultrep.store.yaml_text import Loc

RULE = "date-order"
LEVEL = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every date that lies wholly before the one it must follow."""
    for record in corpus.reports:
        for loc, earlier, later in _pairs(record.value):
            if earlier and later and lies_wholly_before(later, earlier):
                message = _("{later} lies before {earlier}, which it should follow").format(
                    later=later, earlier=earlier
                )
                yield record.problem(loc, RULE, message)


def _pairs(report: Report) -> Iterator[tuple[Loc, str | None, str | None]]:
    yield ["published"], report.period, report.published
    yield ["source", "accessed"], report.published or report.period, report.source.accessed
    asked = report.period or report.published
    for index, item in enumerate(report.recommendations):
        if item.response:
            yield ["recommendations", index, "response", "date"], asked, item.response.date
        for key in ("other_responses", "implementation"):
            for number, entry in enumerate(getattr(item, key)):
                yield ["recommendations", index, key, number, "date"], asked, entry.date
