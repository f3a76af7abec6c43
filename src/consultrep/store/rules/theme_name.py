"""A name leads to one theme: no two themes share an id, a label or an alias."""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem
from consultrep.language import fold
from consultrep.messages import gettext as _
from consultrep.store.corpus import Corpus

RULE = "theme-name"


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every theme with a name that another theme already answers to."""
    for record in corpus.themes:
        taken: dict[str, int] = {}
        for index, theme in enumerate(record.value.themes):
            for name in theme.names:
                owner = taken.setdefault(fold(name), index)
                if owner != index:
                    other = record.value.themes[owner].id
                    message = _("the name {name} also leads to the theme {other}").format(
                        name=name, other=other
                    )
                    yield record.problem(["themes", index], RULE, message)
