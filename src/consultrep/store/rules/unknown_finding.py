"""What a recommendation answers are findings of its own report.

`answers` holds local ids of findings. A finding of another report is not answered: it is compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model.hints import did_you_mean
from consultrep.store.corpus import Corpus
from consultrep.store.yaml_text import Loc

RULE = "unknown-finding"
LEVEL = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every `answers` that names no finding of the report."""
    for record in corpus.reports:
        known = [finding.id for finding in record.value.findings]
        for index, item in enumerate(record.value.recommendations):
            for position, name in enumerate(item.answers):
                if name not in known:
                    loc: Loc = ["recommendations", index, "answers", position]
                    message = _("the report has no finding {name}").format(name=name)
                    yield record.problem(loc, RULE, message, did_you_mean(name, known))
