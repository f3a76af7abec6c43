"""An id names one thing.

No two reports of a library share an id, nor do two findings or recommendations of one report, nor two terms
of a glossary: a citation such as `2014-forum/r3` must lead to one sentence for good. Two branches that add by
hand can meet on one id; `consultrep fmt --fix-ids` gives the later item a new id and mends the references to
it.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Location, Problem, Severity
from consultrep.messages import gettext as _
from consultrep.store.corpus import Corpus
from consultrep.store.yaml_text import Document, Loc

RULE = "duplicate-id"
LEVEL = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every id that was already taken, with the place that took it first."""
    yield from _duplicate_terms(corpus)
    reports: dict[str, Document] = {}
    for record in corpus.reports:
        first = reports.setdefault(record.value.id, record.document)
        if first is not record.document:
            taken = _taken(record.value.id, first.locate(["id"]))
            yield record.problem(["id"], RULE, taken, _("give one of the two reports another id"))
        items: dict[str, Loc] = {}
        for kind in ("findings", "recommendations"):
            for index, item in enumerate(getattr(record.value, kind)):
                loc = [kind, index, "id"]
                before = items.setdefault(item.id, loc)
                if before is not loc:
                    taken = _taken(item.id, record.document.locate(before))
                    yield record.problem(loc, RULE, taken, "consultrep fmt --fix-ids")


def _duplicate_terms(corpus: Corpus) -> Iterator[Problem]:
    for record in corpus.glossary:
        terms: dict[str, Loc] = {}
        for index, term in enumerate(record.value.terms):
            loc: Loc = ["terms", index, "id"]
            before = terms.setdefault(term.id, loc)
            if before is not loc:
                hint = _("give one of the two terms another id, or join their names")
                yield record.problem(loc, RULE, _taken(term.id, record.document.locate(before)), hint)


def _taken(ident: str, first: Location) -> str:
    return _("the id {id} is already used at {place}").format(id=ident, place=first)
