"""Items carry themes that `themes.yaml` defines.

An unknown theme would be found by no `--theme`. A library without `themes.yaml` is not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model.hints import did_you_mean
from consultrep.store.corpus import Corpus

RULE = "unknown-theme"
LEVEL = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every theme id of an item that is not defined."""
    known = [theme.id for record in corpus.themes for theme in record.value.themes]
    for record in corpus.reports if known else []:
        for kind in ("findings", "recommendations"):
            for index, item in enumerate(getattr(record.value, kind)):
                for position, name in enumerate(item.themes):
                    if name not in known:
                        loc = [kind, index, "themes", position]
                        message = _("there is no theme {name}").format(name=name)
                        yield record.problem(loc, RULE, message, did_you_mean(name, known))
