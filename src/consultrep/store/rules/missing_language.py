"""Every text is given in both languages.

A library works with one side missing, and says so where it shows the other; a search in the missing
language finds nothing, and a comparison has to cross languages. Add the side, and say in `origin` whose
words it is. Of an item that import found in one language only, where it read both, the other version may
well say the same in words that import did not recognise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model import Report
from consultrep.store.corpus import Corpus, Record, iter_texts
from consultrep.store.yaml_text import Loc

RULE = "missing-language"
LEVEL = Severity.WARNING

_REASONS: Final = "judgements"
"""Where the reasons of judgements stand, which a reviewer gives in a language of theirs."""


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every text of a report, theme, actor, series or reviewer that has one language only."""
    records: list[Record[Any]] = [*corpus.reports, *corpus.themes, *corpus.actors, *corpus.series]
    for record in [*records, *corpus.judgements]:
        for loc, text in iter_texts(record.value):
            if loc[0] == _REASONS:
                continue
            if text.fr is None or text.en is None:
                missing = _("French (fr)") if text.fr is None else _("English (en)")
                message = _("the text is missing in {language}")
                if _was_looked_for(record.value, loc):
                    message = _("found as an item in one language only: the text in {language} is not known")
                yield record.problem(loc, RULE, message.format(language=missing))


def _was_looked_for(value: object, loc: Loc) -> bool:
    """Whether it is the text of an item that import found, in a report of which it read both versions."""
    if not isinstance(value, Report) or len(value.source.languages) < 2 or len(loc) != 3:
        return False
    kind, index, key = loc
    items = value.findings if kind == "findings" else value.recommendations
    return key == "text" and isinstance(index, int) and items[index].imported is not None
