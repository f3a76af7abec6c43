"""Selectors: years, ranges of years, report ids, series."""

from __future__ import annotations

import pytest

from consultrep.errors import UsageError
from consultrep.query import get_report, select, years_from
from consultrep.store.loaded import LoadedLibrary


@pytest.mark.parametrize(
    ("selector", "ids"),
    [
        ("2010", ["2010-ngo", "2010-town"]),
        ("2010-11", ["2010-ngo", "2010-town", "2011-town"]),
        ("2010-2011", ["2010-ngo", "2010-town", "2011-town"]),
        ("2009..2010", ["2010-ngo", "2010-town"]),
        ("2011/2012", ["2011-town"]),
        ("2011-town", ["2011-town"]),
        ("2011-TOWN", ["2011-town"]),
        ("ngo", ["2010-ngo"]),
        (" town ", ["2010-town", "2011-town"]),
    ],
)
def test_what_a_selector_means(loaded: LoadedLibrary, selector: str, ids: list[str]) -> None:
    assert [report.id for report in select(loaded.library, selector).reports] == ids


@pytest.mark.parametrize("selector", ["1999", "2011-twon", "", "2010-01-01", "nga"])
def test_a_selector_without_report_names_what_there_is(loaded: LoadedLibrary, selector: str) -> None:
    with pytest.raises(UsageError) as caught:
        select(loaded.library, selector)
    assert caught.value.hint


def test_a_misspelt_report_names_the_nearest(loaded: LoadedLibrary) -> None:
    with pytest.raises(UsageError) as caught:
        get_report(loaded.library, "2011-twon")
    assert "2011-town" in caught.value.hint


def test_the_second_number_is_a_year_never_a_month() -> None:
    assert years_from("2012-13") == range(2012, 2014)
    with pytest.raises(UsageError) as caught:
        years_from("2014-01")
    assert "never months" in caught.value.hint


def test_an_unknown_period_is_found_by_no_year(loaded: LoadedLibrary) -> None:
    library = loaded.library
    undated = [report.model_copy(update={"period": None}) for report in library.reports]
    object.__setattr__(library, "reports", tuple(undated))
    with pytest.raises(UsageError):
        select(library, "2010")
    assert select(library, "2010-town").reports
