"""An id names one thing: no two reports share one, nor two items of a report."""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem
from consultrep.messages import gettext as _
from consultrep.store.corpus import Corpus

RULE = "duplicate-id"


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every id that was already taken, with the place that took it first."""
    reports: dict[str, str] = {}
    for record in corpus.reports:
        first = reports.setdefault(record.value.id, str(record.document.locate(["id"])))
        here = str(record.document.locate(["id"]))
        if first != here:
            yield record.problem(["id"], RULE, _taken(record.value.id, first))
        items: dict[str, str] = {}
        for kind in ("findings", "recommendations"):
            for index, item in enumerate(getattr(record.value, kind)):
                loc = [kind, index, "id"]
                first = items.setdefault(item.id, str(record.document.locate(loc)))
                if first != str(record.document.locate(loc)):
                    yield record.problem(loc, RULE, _taken(item.id, first))


def _taken(ident: str, first: str) -> str:
    return _("the id {id} is already used at {place}").format(id=ident, place=first)
