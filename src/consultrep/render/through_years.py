"""The documents over all years: the threads, and the matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consultrep.compare import Matrix, RowKind, SeriesMatrix, Thread, ThreadList, silences
from consultrep.compare.labels import cell_text, silence_texts, year_title
from consultrep.messages import Language
from consultrep.model import Item, Library
from consultrep.model.chains import chain_told
from consultrep.query.citations import years_text
from consultrep.query.labels import label
from consultrep.query.statements import answer_line, how_themes_count, how_threads_were_made, labelled
from consultrep.render.documents import Maker
from consultrep.render.view import ItemView, item_view


@dataclass(frozen=True)
class WordingView:
    """One wording of a demand: the item, the years of its report, and who says that it belongs here."""

    it: ItemView
    years: str
    basis: str


@dataclass(frozen=True)
class ThreadView:
    """A thread: its name, when it was first asked, silent years, answers, and its wordings by series."""

    id: str
    label: str
    first: str
    silent: Sequence[str]
    answers: Sequence[str]
    series: Sequence[tuple[str, Sequence[WordingView]]]


@dataclass(frozen=True)
class MatrixView:
    """The table of a series: the titles of its years, and rows of a title and cells."""

    label: str
    years: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]


def render_threads(maker: Maker, result: ThreadList) -> str:
    """The threads: each demand with its wordings, the primary series first in each."""
    gathered, threads = result.gathered, result.threads
    judges = [pair.confirmed_by for thread in threads for pair in thread.pairs]
    return maker.write(
        "threads.md.j2",
        reports=[maker.report(report) for report in maker.library.reports],
        threads=[_thread_view(maker.library, thread, maker.language) for thread in threads],
        contradictions=[chain_told(path) for path in gathered.contradictions],
        made=how_threads_were_made(maker.library, gathered.encoder, gathered.precision, judges),
    )


def render_matrix(maker: Maker, matrix: Matrix) -> str:
    """The matrix: a table of each series, the primary ones first."""
    return maker.write(
        "matrix.md.j2",
        tables=[_matrix_view(matrix, table, maker.language) for table in matrix.tables],
        reports=[maker.report(report) for report in maker.library.reports],
        counted=how_themes_count() if matrix.by is RowKind.THEME else "",
    )


def _thread_view(library: Library, thread: Thread, language: Language) -> ThreadView:
    first, text = thread.items[0], thread.label_item.statement.text
    return ThreadView(
        id=thread.id,
        label=text.best(language),
        first=f"{years_text(first.report)}, {first.report.title.best(language)}",
        silent=[
            labelled(library.series_label(series, language), said)
            for series in thread.series
            for said in silence_texts([one for one in silences(thread) if one.series == series])
        ],
        answers=[said for item in thread.items if (said := answer_line(library, item))],
        series=[
            (
                library.series_label(series, language),
                [_wording_view(library, thread, item, language) for item in thread.of_series(series)],
            )
            for series in thread.series
        ],
    )


def _wording_view(library: Library, thread: Thread, item: Item, language: Language) -> WordingView:
    basis = thread.basis_of(item)
    return WordingView(
        item_view(library, item, language), years_text(item.report), label(basis) if basis else ""
    )


def _matrix_view(matrix: Matrix, table: SeriesMatrix, language: Language) -> MatrixView:
    return MatrixView(
        matrix.library.series_label(table.series, language),
        [year_title(table, year) for year in table.years],
        [
            (
                f"{'— ' * row.depth}{row.label.best(language)}",
                [cell_text(number) for number in row.counts.values()],
            )
            for row in table.rows
        ],
    )
