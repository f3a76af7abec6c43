"""Anchors and gaps name sections that the report lists.

A section that the list lacks is a slip of the pen, or a section that is still to be added to `sections`.
A report without a list of sections is not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from consultrep.errors import Problem, Severity
from consultrep.messages import gettext as _
from consultrep.model import Report
from consultrep.model.hints import did_you_mean
from consultrep.store.corpus import Corpus
from consultrep.store.yaml_text import Loc

RULE = "unknown-section"
LEVEL = Severity.ERROR


def check(corpus: Corpus) -> Iterator[Problem]:
    """Every section number that the report's list of sections lacks, where it has such a list."""
    for record in corpus.reports:
        known = [section.number for section in record.value.sections if section.number]
        for loc, number in _named(record.value):
            if known and number not in known:
                message = _("the report lists no section {number}").format(number=number)
                yield record.problem(loc, RULE, message, did_you_mean(number, known))


def _named(report: Report) -> Iterator[tuple[Loc, str]]:
    for kind in ("findings", "recommendations"):
        for index, item in enumerate(getattr(report, kind)):
            if item.anchor.section:
                yield [kind, index, "anchor", "section"], item.anchor.section
    for index, gap in enumerate(report.coverage.gaps):
        if gap.section:
            yield ["coverage", "gaps", index, "section"], gap.section
