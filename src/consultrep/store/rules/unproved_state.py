"""A demand that is said to be carried out completely names its evidence.

What was done is never guessed: that a demand did not come back says nothing of it, and neither does an answer
that accepted it. Say in `evidence` what shows it, in both languages, and in `source` who says so; without
evidence the state is `substantial` at most.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model import ImplementationState
from consultrep.store.corpus import Corpus
from consultrep.store.yaml_text import Loc

RULE = "unproved-state"
LEVEL = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every state that is complete without evidence."""
    for record in corpus.reports:
        for index, item in enumerate(record.value.recommendations):
            for number, entry in enumerate(item.implementation):
                if entry.state is ImplementationState.COMPLETE and entry.evidence is None:
                    loc: Loc = ["recommendations", index, "implementation", number, "state"]
                    message = _("{id} is said to be complete, and no evidence is given").format(id=item.id)
                    yield record.problem(loc, RULE, message)
