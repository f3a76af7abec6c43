"""Every text is given in both languages.

A library works with one side missing, and says so where it shows the other; a search in the missing
language finds nothing, and a comparison has to cross languages. Add the side, and say in `origin` whose
words it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.store.corpus import Corpus, Record, iter_texts

RULE = "missing-language"
LEVEL = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every text of a report, theme, actor or series that has one language only."""
    records: list[Record[Any]] = [*corpus.reports, *corpus.themes, *corpus.actors, *corpus.series]
    for record in records:
        for loc, text in iter_texts(record.value):
            if text.fr is None or text.en is None:
                missing = _("French (fr)") if text.fr is None else _("English (en)")
                message = _("the text is missing in {language}").format(language=missing)
                yield record.problem(loc, RULE, message)
