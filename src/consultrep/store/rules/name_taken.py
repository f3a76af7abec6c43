"""A name leads to one thing.

No two themes share an id, a label or an alias once accents and case are laid aside; nor do two actors;
nor do two series, or two reviewers of judgements, share an id; nor do two terms of one glossary share a name,
where an acronym keeps its case. Otherwise `--theme`, `--actor` or `--text` could not know which one is meant.
Rename one of the two, or take the name out of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from consultrep.errors import Problem, Severity
from consultrep.language import fold, name_key
from consultrep.messages import gettext as _
from consultrep.model import Actor, GlossaryTerm, Reviewer, Series, Theme
from consultrep.store.corpus import Corpus, Record

RULE = "name-taken"
LEVEL = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every theme, actor, series, term or reviewer with a name that another one already answers to."""
    for themes in corpus.themes:
        yield from _clashes(themes, "themes", themes.value.themes)
    for actors in corpus.actors:
        yield from _clashes(actors, "actors", actors.value.actors)
    for series in corpus.series:
        yield from _clashes(series, "series", series.value.series)
    for glossary in corpus.glossary:
        yield from _clashes(glossary, "terms", glossary.value.terms)
    for judgements in corpus.judgements:
        yield from _clashes(judgements, "reviewers", judgements.value.reviewers)


Entry = Theme | Actor | Series | GlossaryTerm | Reviewer


def _clashes(record: Record[Any], key: str, entries: Sequence[Entry]) -> Iterator[Problem]:
    taken: dict[str, int] = {}
    for index, entry in enumerate(entries):
        spelt = name_key if isinstance(entry, GlossaryTerm) else fold
        for name in [entry.id] if isinstance(entry, Series | Reviewer) else entry.names:
            owner = taken.setdefault(spelt(name), index)
            if owner != index:
                message = _("the name {name} also leads to {other}").format(
                    name=name, other=entries[owner].id
                )
                yield record.problem([key, index], RULE, message)
