"""One report: what it covers, its themes, recommendations and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from consultrep.messages import gettext as _
from consultrep.model import Report
from consultrep.query.statements import participants_told
from consultrep.render.maker import Maker
from consultrep.render.view import ReportView, ThemeView, theme_views


@dataclass(frozen=True)
class ReportDocumentView:
    """The report, who published, organized and took part, and how many demands each theme includes."""

    report: ReportView
    facts: Sequence[tuple[str, str]]
    themes: Sequence[ThemeView]


def report_document_view(maker: Maker, report: Report) -> ReportDocumentView:
    """The view of a report."""
    themes = theme_views(maker.library, maker.items([report]), maker.language)
    return ReportDocumentView(maker.report(report), list(_facts(maker, report)), themes)


def _facts(maker: Maker, report: Report) -> Iterator[tuple[str, str]]:
    """Who published, organized and took part, as far as that is known."""
    labels = partial(maker.library.actor_labels, language=maker.language)
    named = (
        (_("Publisher"), ", ".join(labels(filter(None, [report.source.publisher])))),
        (_("Organizers"), ", ".join(labels(report.organizers))),
        (_("Participants"), "; ".join(map(participants_told, report.participants))),
    )
    yield from ((name, said) for name, said in named if said)
