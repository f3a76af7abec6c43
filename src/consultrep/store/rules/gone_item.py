"""The document that was read last still holds what the record says.

When a document is imported again and an item's passage is not in it any more, the item is marked `gone`,
never deleted, and every answer that holds it says so. Read the new version: if the demand is there in other
words, correct the item's text and remove the mark; if it was withdrawn, keep the mark, or take the item out
with `consultrep reject ID`, whether it was confirmed or not.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.store.corpus import Corpus

RULE = "gone-item"
LEVEL = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every item that is marked as gone from its document."""
    for record in corpus.reports:
        for kind in ("findings", "recommendations"):
            for index, item in enumerate(getattr(record.value, kind)):
                if item.gone:
                    message = _("{id} is no longer in the document that was read last").format(id=item.id)
                    hint = f"consultrep check --explain {RULE}"
                    yield record.problem([kind, index, "gone"], RULE, message, hint)
