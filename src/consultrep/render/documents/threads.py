"""Threads: each demand through all years, all of them or one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultrep.compare import Thread, ThreadList, silences
from consultrep.compare.labels import only_related, silence_texts
from consultrep.language.local import local_number
from consultrep.messages import gettext as _
from consultrep.model import Item, Library
from consultrep.model.chains import chain_told
from consultrep.model.labels import label
from consultrep.query.citations import years_text
from consultrep.query.statements import answer_lines, how_threads_were_made, implementation_line, labelled
from consultrep.query.summaries import holdings_of_all
from consultrep.render.documents.glance import Glance, glance_of
from consultrep.render.maker import Maker
from consultrep.render.view import ItemView, ReportView, item_view


@dataclass(frozen=True)
class WordingView:
    """One wording of a demand: the item, the years of its report, and who says that it belongs here; where
    nobody judged it, with the probability of its likeliest pair."""

    it: ItemView
    years: str
    basis: str


@dataclass(frozen=True)
class ThreadView:
    """A thread: its name and years, when it was first asked, silent years, answers, its wordings by series.

    `implementation` is how far each wording is carried out, where that is recorded; `related` says where
    some of its pairs were judged related only.
    """

    id: str
    label: str
    years: str
    first: str
    silent: Sequence[str]
    answers: Sequence[str]
    implementation: Sequence[str]
    related: str
    series: Sequence[tuple[str, Sequence[WordingView]]]


@dataclass(frozen=True)
class ThreadsView:
    """The threads, the years at a glance, judgements that contradict each other, how matches were made."""

    summary: str
    reports: Sequence[ReportView]
    threads: Sequence[ThreadView]
    glance: Glance
    contradictions: Sequence[str]
    made: str


@dataclass(frozen=True)
class ThreadDocumentView:
    """One thread, the reports of its series, and how its matches were made."""

    summary: str
    thread: ThreadView
    glance: Glance
    reports: Sequence[ReportView]
    made: str


def threads_view(maker: Maker, result: ThreadList) -> ThreadsView:
    """The view of threads: each demand with its wordings, the primary series first in each."""
    return ThreadsView(
        summary=holdings_of_all(maker.primary, maker.companions),
        reports=maker.views(maker.reports),
        threads=[_thread_view(maker, thread) for thread in result.threads],
        glance=glance_of(result, maker.language),
        contradictions=[chain_told(path) for path in result.gathered.contradictions],
        made=how_made(maker.library, result),
    )


def thread_view(maker: Maker, result: ThreadList) -> ThreadDocumentView:
    """The view of the first thread of `result`."""
    thread = result.threads[0]
    reports = [report for report in maker.reports if report.series in thread.series]
    return ThreadDocumentView(
        summary=holdings_of_all(maker.primary, maker.companions),
        thread=_thread_view(maker, thread),
        glance=glance_of(result, maker.language),
        reports=maker.views(reports),
        made=how_made(maker.library, result),
    )


def how_made(library: Library, result: ThreadList) -> str:
    """What a reader must know of the matches of some threads."""
    judges = [pair.confirmed_by for thread in result.threads for pair in thread.pairs]
    return how_threads_were_made(library, result.gathered.encoder, result.gathered.precision, judges)


def _thread_view(maker: Maker, thread: Thread) -> ThreadView:
    library, language = maker.library, maker.language
    first = thread.items[0]
    return ThreadView(
        id=thread.id,
        label=thread.label_item.statement.text.best(language),
        years=", ".join(map(str, thread.years())) or _("unknown"),
        first=f"{years_text(first.report)}, {first.report.title.best(language)}",
        silent=[
            labelled(library.series_label(series, language), said)
            for series in thread.series
            for said in silence_texts([one for one in silences(thread) if one.series == series])
        ],
        answers=[said for item in thread.items for said in answer_lines(library, item)],
        implementation=[said for item in thread.items if (said := implementation_line(library, item))],
        related=only_related(len(thread.only_related)) if thread.only_related else "",
        series=[
            (
                library.series_label(series, language),
                [_wording_view(maker, thread, item) for item in thread.of_series(series)],
            )
            for series in thread.series
        ],
    )


def _wording_view(maker: Maker, thread: Thread, item: Item) -> WordingView:
    basis = thread.basis_of(item)
    view = item_view(maker.library, item, maker.language)
    likely = thread.probability_of(item)
    said = label(basis) if basis else ""
    if likely is not None:
        said = f"{said} ({local_number(likely, maker.language, 2)})"
    return WordingView(view, years_text(item.report), said)
