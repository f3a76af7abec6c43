"""Every item and title is given in both languages.

A library works with one side missing, and says so where it shows the other; a search in the missing
language finds nothing, and a comparison has to cross languages. Add the side, and say in `origin` whose
words it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model import Bilingual
from consultrep.store.corpus import Corpus

RULE = "missing-language"
LEVEL = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every text of a report that has one language only."""
    for record in corpus.reports:
        report = record.value
        texts: list[tuple[list[str | int], Bilingual]] = [(["title"], report.title)]
        for kind in ("findings", "recommendations"):
            texts += [([kind, i, "text"], item.text) for i, item in enumerate(getattr(report, kind))]
        for loc, text in texts:
            if text.fr is None or text.en is None:
                missing = _("French (fr)") if text.fr is None else _("English (en)")
                message = _("the text is missing in {language}").format(language=missing)
                yield record.problem(loc, RULE, message)
