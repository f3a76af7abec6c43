"""Dates are text in the Extended Date/Time Format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.model.dates import parse_edtf, years_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", "2014-01-01", "2014-12-31"),
        ("2014-01", "2014-01-01", "2014-01-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2014-01-29", "2014-01-29", "2014-01-29"),
        ("2012/2013", "2012-01-01", "2013-12-31"),
        ("2015-03-26/2015-03-27", "2015-03-26", "2015-03-27"),
        ("2015-05/..", "2015-05-01", ""),
        ("../2015", "", "2015-12-31"),
        ("2014~", "2014-01-01", "2014-12-31"),
    ],
)
def test_reads_every_form(text: str, first: str, last: str) -> None:
    assert parse_edtf(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14",
        "2012-13",
        "2014-00",
        "2014-1",
        "2014-02-30",
        "2015/2014",
        "../..",
        "/2014",
        "January 2014",
        "2014/",
    ],
)
def test_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_edtf(text)


def test_says_how_a_range_of_years_is_written() -> None:
    with pytest.raises(ValueError, match="2012/2013"):
        parse_edtf("2012-13")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (None, []),
        ("2014-01", [2014]),
        ("2012/2014", [2012, 2013, 2014]),
        ("2015-05/..", [2015]),
        ("../2009", [2009]),
    ],
)
def test_years_that_a_period_touches(text: str | None, years: list[int]) -> None:
    assert list(years_of(text)) == years


@given(st.text(max_size=24))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        first, last = parse_edtf(text)
    except ValueError:
        return
    assert first or last
    assert not (first and last) or first <= last
