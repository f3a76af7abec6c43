"""A judgement is of the texts as they stand.

Each judgement in `judgements.yaml` keeps the fingerprints of the two texts that a person read. Where one has
changed since, or an item is no longer in the library, the judgement is stale: a comparison does without it.
Read the pair again with `consultrep review`, which judges it anew, or take the judgement out.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model import Judgement, Library, fingerprint_of
from consultrep.store.corpus import Corpus

RULE = "stale-judgement"
LEVEL = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every side of a judgement whose text is another one now, or is not there any more."""
    library = corpus.library()
    for record in corpus.judgements:
        for index, judgement in enumerate(record.value.judgements):
            for side, message, hint in _changes(library, judgement):
                yield record.problem(["judgements", index, side], RULE, message, hint)


def _changes(library: Library, judgement: Judgement) -> Iterator[tuple[str, str, str]]:
    """The side, what became of it, and what to do."""
    for side, (ident, judged) in zip("ab", judgement.sides, strict=True):
        item = library.find_item(ident)
        if item is None:
            message = _("{id}, which was judged, is not in the library").format(id=ident)
            yield side, message, _("correct the id, or take the judgement out")
        elif fingerprint_of(item.statement.text) != judged:
            message = _("the text of {id} has changed since it was judged").format(id=ident)
            yield side, message, _("read the pair again: {command}").format(command="consultrep review")
