"""An id names one thing.

No two reports of a library share an id, nor do two findings or recommendations of one report: a citation
such as `2014-forum/r3` must lead to one sentence for good. Two branches that add by hand can meet on one
id; `consultrep fmt --fix-ids` gives the later one a new id and mends the references to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.store.corpus import Corpus

RULE = "duplicate-id"
LEVEL = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every id that was already taken, with the place that took it first."""
    reports: dict[str, str] = {}
    for record in corpus.reports:
        first = reports.setdefault(record.value.id, str(record.document.locate(["id"])))
        here = str(record.document.locate(["id"]))
        if first != here:
            yield record.problem(
                ["id"], RULE, _taken(record.value.id, first), _("give one of the two reports another id")
            )
        items: dict[str, str] = {}
        for kind in ("findings", "recommendations"):
            for index, item in enumerate(getattr(record.value, kind)):
                loc = [kind, index, "id"]
                first = items.setdefault(item.id, str(record.document.locate(loc)))
                if first != str(record.document.locate(loc)):
                    yield record.problem(loc, RULE, _taken(item.id, first), "consultrep fmt --fix-ids")


def _taken(ident: str, first: str) -> str:
    return _("the id {id} is already used at {place}").format(id=ident, place=first)
