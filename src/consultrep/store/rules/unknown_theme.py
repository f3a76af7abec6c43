"""Themes that are named are those that `themes.yaml` defines.

An unknown theme would be found by no `--theme`. A library without `themes.yaml` is not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model.hints import did_you_mean
from consultrep.store.corpus import Corpus
from consultrep.store.yaml_text import Loc

RULE = "unknown-theme"
LEVEL = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every theme id of an item, or of a theme's `broader`, that is not defined."""
    known = [theme.id for record in corpus.themes for theme in record.value.themes]
    for themes in corpus.themes:
        for index, theme in enumerate(themes.value.themes):
            if theme.broader and theme.broader not in known:
                message = _("there is no theme {name}").format(name=theme.broader)
                loc: Loc = ["themes", index, "broader"]
                yield themes.problem(loc, RULE, message, did_you_mean(theme.broader, known))
    for record in corpus.reports if known else []:
        for kind in ("findings", "recommendations"):
            for index, item in enumerate(getattr(record.value, kind)):
                for position, name in enumerate(item.themes):
                    if name not in known:
                        loc = [kind, index, "themes", position]
                        message = _("there is no theme {name}").format(name=name)
                        yield record.problem(loc, RULE, message, did_you_mean(name, known))
