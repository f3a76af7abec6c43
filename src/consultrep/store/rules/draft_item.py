"""What import proposed is confirmed by a person.

An item with a `confidence` was found by import and confirmed by nobody, or has changed in its document since:
no list, comparison or document holds it unless `--drafts` is given. `consultrep list --waiting` lists such
items. Read each against its source, then `consultrep accept ID` or `consultrep reject ID`; what you edit in
the file stays as you wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import decimal
from consultrep.messages import gettext as _
from consultrep.store.corpus import Corpus

RULE = "draft-item"
LEVEL = Severity.WARNING


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every item that waits to be confirmed, with its confidence."""
    for record in corpus.reports:
        for kind in ("findings", "recommendations"):
            for index, item in enumerate(getattr(record.value, kind)):
                if item.is_draft:
                    message = _("{id} is still to be confirmed (confidence {confidence})").format(
                        id=item.id, confidence=decimal(item.confidence or 0)
                    )
                    hint = f"consultrep accept {record.value.id}/{item.id}"
                    yield record.problem([kind, index, "confidence"], RULE, message, hint)
