"""A reviewer judges a pair once.

Two judgements of one reviewer on the same two items, whichever is named first, leave open which one holds.
Keep the one that you mean; where two reviewers differ, both judgements stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.language import fold
from consultrep.messages import gettext as _
from consultrep.store.corpus import Corpus

RULE = "judged-twice"
LEVEL = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every judgement on a pair that the same reviewer has judged above."""
    for record in corpus.judgements:
        judged: dict[tuple[str, frozenset[str]], int] = {}
        for index, judgement in enumerate(record.value.judgements):
            first = judged.setdefault((fold(judgement.reviewer), judgement.pair), index)
            if first != index:
                message = _("{reviewer} has already judged {a} and {b} at {place}").format(
                    reviewer=judgement.reviewer,
                    a=judgement.a,
                    b=judgement.b,
                    place=record.document.locate(["judgements", first]),
                )
                yield record.problem(["judgements", index], RULE, message, _("keep one of the two"))
