"""A body that is named is spelt as `actors.yaml` spells it.

A name that the file does not list is allowed and shown as it is; but one that is nearly a listed name is
most likely a slip, and would be found under neither. A library without `actors.yaml` is not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model import Recommendation, Report
from consultrep.model.hints import did_you_mean
from consultrep.store.corpus import Corpus
from consultrep.store.yaml_text import Loc

RULE = "unknown-actor"
LEVEL = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every name of a body that is nearly, but not quite, one of the list."""
    library = corpus.library()
    known = [name for actor in library.actors for name in (actor.id, *actor.aliases.fr, *actor.aliases.en)]
    for record in corpus.reports if known else []:
        for loc, name in _named(record.value):
            near = "" if library.find_actor(name) else did_you_mean(name, known)
            if near:
                message = _("there is no actor {name} in actors.yaml").format(name=repr(name))
                yield record.problem(loc, RULE, message, near)


def _named(report: Report) -> Iterator[tuple[Loc, str]]:
    if report.source.publisher:
        yield ["source", "publisher"], report.source.publisher
    for key in ("organizers", "asked_by"):
        yield from (([key, i], name) for i, name in enumerate(getattr(report, key)))
    for kind in ("findings", "recommendations"):
        for index, item in enumerate(getattr(report, kind)):
            for key in ("asked_by", "addressees", "beneficiaries"):
                names = getattr(item, key, [])
                yield from (([kind, index, key, i], name) for i, name in enumerate(names))
    for index, item in enumerate(report.recommendations):
        yield from _speaking(item, ["recommendations", index])


def _speaking(item: Recommendation, loc: list[int | str]) -> Iterator[tuple[Loc, str]]:
    """Who answered, and by whose word it is carried out."""
    if item.response:
        yield [*loc, "response", "by"], item.response.by
    for number, response in enumerate(item.other_responses):
        yield [*loc, "other_responses", number, "by"], response.by
    for number, entry in enumerate(item.implementation):
        if entry.by:
            yield [*loc, "implementation", number, "by"], entry.by
