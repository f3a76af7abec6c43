"""A name leads to one thing.

No two themes share an id, a label or an alias once accents and case are laid aside; nor do two actors;
nor do two series share an id. Otherwise `--theme` or `--actor` could not know which one is meant. Rename
one of the two, or take the alias out of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from consultrep.errors import Problem, Severity
from consultrep.language import fold
from consultrep.messages import gettext as _
from consultrep.model import Actor, Series, Theme
from consultrep.store.corpus import Corpus, Record

RULE = "name-taken"
LEVEL = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every theme, actor or series with a name that another one already answers to."""
    for themes in corpus.themes:
        yield from _clashes(themes, "themes", themes.value.themes)
    for actors in corpus.actors:
        yield from _clashes(actors, "actors", actors.value.actors)
    for series in corpus.series:
        yield from _clashes(series, "series", series.value.series)


def _clashes(record: Record[Any], key: str, entries: Sequence[Theme | Actor | Series]) -> Iterator[Problem]:
    taken: dict[str, int] = {}
    for index, entry in enumerate(entries):
        for name in [entry.id] if isinstance(entry, Series) else entry.names:
            owner = taken.setdefault(fold(name), index)
            if owner != index:
                message = _("the name {name} also leads to {other}").format(
                    name=name, other=entries[owner].id
                )
                yield record.problem([key, index], RULE, message)
