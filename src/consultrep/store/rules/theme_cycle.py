"""A broader theme never leads back to where it started.

A broad theme includes its narrower ones, so a circle would include everything. Take out the `broader`
that closes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.store.corpus import Corpus
from consultrep.store.yaml_text import Loc

RULE = "theme-cycle"
LEVEL = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every theme whose broader themes lead in a circle."""
    for record in corpus.themes:
        broader = {theme.id: theme.broader for theme in record.value.themes}
        for index, theme in enumerate(record.value.themes):
            loc: Loc = ["themes", index, "broader"]
            if _circles(theme.id, broader):
                message = _("the theme {name} is broader than itself").format(name=theme.id)
                yield record.problem(loc, RULE, message)


def _circles(start: str, broader: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    current = broader.get(start)
    while current and current not in seen:
        if current == start:
            return True
        seen.add(current)
        current = broader.get(current)
    return False
