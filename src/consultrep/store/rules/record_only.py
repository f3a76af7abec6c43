"""A record whose text was not read holds no recommendation.

`coverage: level: record_only` says that title, dates and address are established and the text is not. A
recommendation in such a record could not be traced to a page. If the text has been read since, change
the level and say why.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model import Level
from consultrep.store.corpus import Corpus

RULE = "record-only"
LEVEL = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every recommendation of a record whose level is record_only."""
    for record in corpus.reports:
        if record.value.coverage.level is Level.RECORD_ONLY:
            for index, _item in enumerate(record.value.recommendations):
                message = _(
                    "the coverage says record_only: the text was not read, so nothing was asked in it"
                )
                yield record.problem(["recommendations", index], RULE, message)
