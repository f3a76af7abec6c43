"""Themes and threads by years: nought told apart from what is not known."""

from __future__ import annotations

import pytest

from consultrep.actions.matrix import make_matrix
from consultrep.compare import RowKind, SeriesMatrix
from consultrep.compare.labels import cell_text, year_title
from consultrep.errors import UsageError
from consultrep.model import Level, Library, Theme
from consultrep.query import ItemFilter
from consultrep.store.loaded import LoadedLibrary
from tests.comparing import WordEncoder, library_of, make


def of_themes(library: Library) -> SeriesMatrix:
    themes = [
        Theme.model_validate({"id": "t", "label": {"en": "T"}, "broader": "wide"}),
        Theme.model_validate({"id": "wide", "label": {"en": "Wide"}}),
        Theme.model_validate({"id": "never", "label": {"en": "Never"}}),
    ]
    held = Library(reports=library.reports, themes=themes)
    (table,) = make_matrix(held, by=RowKind.THEME).tables
    return table


@pytest.mark.parametrize(
    ("level", "cell", "title"),
    [("complete", "0", "2011"), ("partial", "?", "2011*"), ("record_only", "?", "2011")],
)
def test_nought_is_told_apart_from_what_is_not_known(level: str, cell: str, title: str) -> None:
    table = of_themes(library_of(make("2010-a", ["one", "two"]), make("2011-a", [], level=level)))
    assert [cell_text(number) for number in table.rows[0].counts.values()] == ["2", cell]
    assert year_title(table, 2011) == title
    assert table.level(2011) is Level(level)


def test_one_report_of_a_year_that_is_not_whole_is_enough() -> None:
    table = of_themes(
        library_of(make("2010-a", ["one"]), make("2011-a", []), make("2011-b", [], level="partial"))
    )
    assert dict(table.total) == {2010: 1, 2011: None}


def test_a_known_gap_is_starred() -> None:
    table = of_themes(library_of(make("2010-a", ["one"], gaps=1)))
    assert year_title(table, 2010) == "2010*"


def test_nought_is_not_known_where_a_part_is_missing() -> None:
    table = of_themes(library_of(make("2010-a", ["one"]), make("2011-a", [], gaps=1)))
    assert dict(table.total) == {2010: 1, 2011: None}
    assert year_title(table, 2011) == "2011*"


def test_every_row_is_kept_where_asked(loaded: LoadedLibrary) -> None:
    for by in RowKind:
        some, every = (
            make_matrix(loaded.library, by=by, every=every, encoder=WordEncoder()) for every in (False, True)
        )
        keys = [[{row.key for row in table.rows} for table in found.tables] for found in (some, every)]
        assert all(fewer <= more for fewer, more in zip(*keys, strict=True))
        assert len({frozenset(more) for more in keys[1]}) == 1
        assert keys[0] != keys[1]


def test_broad_themes_count_their_narrower_ones_and_unnamed_ones_are_left_out() -> None:
    table = of_themes(library_of(make("2010-a", ["one", "two"])))
    assert [(row.key, row.depth, dict(row.counts)) for row in table.rows] == [
        ("wide", 0, {2010: 2}),
        ("t", 1, {2010: 2}),
    ]


def test_a_report_of_two_years_counts_in_each() -> None:
    report = make("2010-a", ["one"]).model_copy(update={"period": "2010/2011"})
    assert dict(of_themes(library_of(report)).total) == {2010: 1, 2011: 1}


def test_threads_by_years() -> None:
    library = library_of(
        make("2010-a", ["train the judges", "fix the bridge"]),
        make("2011-a", ["paint the town hall"]),
        make("2012-a", ["train the judges"]),
    )
    matrix = make_matrix(library, by=RowKind.THREAD, encoder=WordEncoder())
    ((row,),) = [table.rows for table in matrix.tables]
    assert (row.key, dict(row.counts)) == ("t:2010-a/r0", {2010: 1, 2011: 0, 2012: 1})


def test_series_are_apart_the_primary_first_and_can_be_chosen(loaded: LoadedLibrary) -> None:
    def series(*names: str) -> list[str]:
        matrix = make_matrix(loaded.library, by=RowKind.THEME, wanted=ItemFilter(series=names))
        return [table.series for table in matrix.tables]

    assert series() == ["town", "ngo"]
    assert series("NGO") == ["ngo"]
    with pytest.raises(UsageError, match="there is no series 'x'"):
        series("x")
