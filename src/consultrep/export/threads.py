"""The sheet of threads: each demand through all years, companions apart from the primary series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consultrep.compare import Silence, Thread, ThreadList, silences
from consultrep.compare.labels import only_related, silence_texts
from consultrep.export.items import marked_text, shown_text
from consultrep.export.records import response_records
from consultrep.export.sheet import Block, Column, Facts, Heading, Paragraph, Record, Sheet, Table
from consultrep.messages import current_language
from consultrep.messages import gettext as _
from consultrep.model import Item, Library
from consultrep.model.chains import chain_told
from consultrep.model.labels import label
from consultrep.query.citations import address_of_item, cite, years_text
from consultrep.query.statements import answer_lines, how_threads_were_made, implementation_line, labelled

THREAD_FIELDS = [
    "thread",
    "label_fr",
    "label_en",
    "id",
    "report",
    "year",
    "years",
    "series",
    "asked_by",
    "text_fr",
    "text_en",
    "basis",
    "reviewers",
    "answers",
    "response",
    "other_responses",
    "implementation",
    "citation",
    "address",
]


def threads_sheet(result: ThreadList) -> Sheet:
    """Each thread with its wordings, silent years and answers; a row a wording."""
    gathered = result.gathered
    document: Record = {
        "count": len(result.threads),
        "threads": [_thread_record(thread) for thread in result.threads],
        "contradictions": [list(path) for path in gathered.contradictions],
        "encoder": gathered.encoder,
    }
    records = [record for thread in result.threads for record in thread_records(thread)]
    remarks = [] if result.threads else [_("No thread matches.")]
    return Sheet(document, records, list(_blocks(result)), fields=THREAD_FIELDS, remarks=remarks)


def _thread_record(thread: Thread) -> Record:
    first, text = thread.items[0], thread.label_item.statement.text
    return {
        "id": thread.id,
        "label_fr": text.fr,
        "label_en": text.en,
        "first_asked": {
            "year": next(iter(first.report.years), None),
            "report": first.report.id,
            "id": first.id,
        },
        "years": thread.years(),
        "series": thread.series,
        "wordings": [_wording_record(thread, item) for item in thread.items],
        "silent": [_silence_record(one) for one in silences(thread)],
    }


def _silence_record(silence: Silence) -> Record:
    return {
        "series": silence.series,
        "year": silence.year,
        "state": "not_asked" if silence.known else "unknown",
        "reports": [report.id for report in silence.reports],
    }


def _wording_record(thread: Thread, item: Item) -> Record:
    demand, language = item.recommendation, current_language()
    return {
        "id": item.id,
        "report": item.report.id,
        "year": next(iter(item.report.years), None),
        "years": list(item.report.years),
        "series": item.report.series,
        "asked_by": item.asked_by,
        "text_fr": item.statement.text.fr,
        "text_en": item.statement.text.en,
        "basis": thread.basis_of(item),
        "reviewers": thread.reviewers_of(item),
        "answers": [f"{item.report.id}/{local}" for local in demand.answers] if demand else [],
        **response_records(demand),
        "citation": cite(item, language),
        "address": address_of_item(item, language),
    }


def thread_records(thread: Thread) -> list[Record]:
    """A row a wording."""
    text = thread.label_item.statement.text
    head: Record = {"thread": thread.id, "label_fr": text.fr, "label_en": text.en}
    return [head | _wording_record(thread, item) for item in thread.items]


def _blocks(result: ThreadList) -> Iterator[Block]:
    gathered = result.gathered
    if result.threads:
        yield Heading(_("Demands through the years"), 1)
    judges = [pair.confirmed_by for thread in result.threads for pair in thread.pairs]
    if judges:
        yield Paragraph(how_threads_were_made(gathered.library, gathered.encoder, gathered.precision, judges))
    for thread in result.threads:
        yield from _thread_blocks(gathered.library, thread)
    if gathered.contradictions:
        yield Heading(_("Judgements that contradict each other"))
        for path in gathered.contradictions:
            yield Paragraph(chain_told(path))


def _thread_blocks(library: Library, thread: Thread) -> Iterator[Block]:
    years = ", ".join(map(str, thread.years())) or _("unknown")
    yield Heading(f"{shown_text(thread.label_item)} ({years})")
    yield Facts(list(_facts(library, thread)))
    for series in thread.series:
        if len(thread.series) > 1:
            yield Heading(library.series_label(series, current_language()), 3)
        yield _wordings_table(library, thread, thread.of_series(series))


def _facts(library: Library, thread: Thread) -> Iterator[tuple[str, str]]:
    first, language = thread.items[0], current_language()
    yield _("Thread"), thread.id
    yield _("Earliest in the records"), f"{years_text(first.report)}, {first.report.title.best(language)}"
    for series in thread.series:
        said = silence_texts([one for one in silences(thread) if one.series == series])
        if said:
            name = library.series_label(series, language)
            yield _("Other years"), labelled(name, "; ".join(said)) if len(thread.series) > 1 else said[0]
    if thread.only_related:
        yield _("Not all the same"), only_related(len(thread.only_related))
    for item in thread.items:
        yield from ((_("Answer"), line) for line in answer_lines(library, item))
    for done in filter(None, (implementation_line(library, item) for item in thread.items)):
        yield _("Implementation"), done


def _wordings_table(library: Library, thread: Thread, items: Sequence[Item]) -> Table:
    language = current_language()
    columns = [
        Column(_("Years")),
        Column(_("Wording"), lead=True),
        Column(_("Asked by")),
        Column(_("Basis")),
        Column(_("Source")),
    ]
    rows = [
        [
            years_text(item.report),
            marked_text(item),
            ", ".join(library.actor_labels(item.asked_by, language)) or _("not stated"),
            label(basis) if (basis := thread.basis_of(item)) else "",
            f"{item.id}, {cite(item, language).partition(', ')[2]}".rstrip(", "),
        ]
        for item in items
    ]
    return Table(columns, rows, titled=True)
