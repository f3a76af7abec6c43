"""A report's series is one that `series.yaml` defines.

The series says whose report it is and whether it is the library's own subject or a companion. A library
without `series.yaml` is not checked, nor a report that names no series and so stands by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model.hints import did_you_mean
from consultrep.store.corpus import Corpus

RULE = "unknown-series"
LEVEL = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every report of a series that is not defined."""
    known = [series.id for record in corpus.series for series in record.value.series]
    for record in corpus.reports:
        if known and record.value.series not in (*known, record.value.id):
            message = _("there is no series {name}").format(name=record.value.series)
            yield record.problem(["series"], RULE, message, did_you_mean(record.value.series, known))
