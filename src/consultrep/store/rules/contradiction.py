"""Two items that say the same as a third say the same.

Where judgements say that A is the same as B and B the same as C, none can say that A and C are not the same.
Only `same` makes such a chain, and stale judgements are left out. One of the judgements named is wrong, or
one of them is `narrower`, `wider` or `related` rather than `same`: read the pairs again, with the reviewers
where they differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model import Verdict
from consultrep.model.chains import chain_between, chain_told, said_the_same
from consultrep.store.corpus import Corpus

RULE = "contradiction"
LEVEL = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every judgement `not-same` on two items that a chain of `same` joins, with the shortest chain."""
    library = corpus.library()
    same = said_the_same(judgement for judgement in library.judgements if not library.is_stale(judgement))
    for record in corpus.judgements:
        for index, judgement in enumerate(record.value.judgements):
            if judgement.verdict is Verdict.NOT_SAME and not library.is_stale(judgement):
                path = chain_between(same, judgement.a, judgement.b)
                if path:
                    hint = _("read these pairs again; one of the judgements is wrong")
                    yield record.problem(["judgements", index], RULE, chain_told(path), hint)
