"""`threads` and `matrix` on the library that travels with the program: what a reader is told."""

from __future__ import annotations

import json
import re

import pytest

from consultrep.compare import ThreadSet, gather_threads, usual_encoder
from consultrep.store.loaded import LoadedLibrary
from tests.conftest import Run

CITED = "t:2013-tip/r4"
MEMBERS = ["2013-tip/r4", "2015-workshop/c27", "2017-tip/r4"]


@pytest.fixture(scope="module")
def gathered(shipped: LoadedLibrary) -> ThreadSet:
    """The threads of the library that travels with the program."""
    return gather_threads(shipped.library, usual_encoder())


@pytest.mark.parametrize("name", [CITED, *MEMBERS, "t:2017-tip/r4"])
def test_every_member_leads_to_the_thread(gathered: ThreadSet, name: str) -> None:
    thread = gathered.find(name)
    assert thread
    assert thread.id == CITED
    assert name.removeprefix("t:") in [item.id for item in thread.items]


def test_a_thread_is_found_by_a_member(run: Run) -> None:
    (thread,) = json.loads(run("threads", "--id", "t:2017-tip/r4", "--format", "json").stdout)["threads"]
    assert thread["id"] == CITED
    assert thread["first_asked"] == {"year": 2013, "report": "2013-tip", "id": "2013-tip/r4"}
    assert thread["years"] == [2013, 2015, 2017]
    assert {wording["id"] for wording in thread["wordings"]} >= set(MEMBERS)


def test_a_thread_has_so_many_years_and_no_item_in_two(run: Run) -> None:
    threads = json.loads(run("threads", "--min-years", "3", "--format", "json").stdout)["threads"]
    assert threads
    assert all(len(thread["years"]) >= 3 for thread in threads)
    ids = [wording["id"] for thread in threads for wording in thread["wordings"]]
    assert len(ids) == len(set(ids))


def test_a_text_that_is_not_held_is_never_said_to_be_silent(run: Run) -> None:
    threads = json.loads(run("threads", "--format", "json").stdout)["threads"]
    silent = [one for thread in threads for one in thread["silent"]]
    unread = [one for one in silent if one["reports"] and one["year"] in (2014, 2016, 2018)]
    assert unread
    assert {one["state"] for one in unread} == {"unknown"}
    assert {one["state"] for one in silent if not one["reports"]} == {"unknown"}


def test_the_primary_series_stands_before_the_companions(run: Run) -> None:
    text = run("threads", "--id", CITED).stdout
    names = ["Public Safety Canada", "Trafficking in Persons Report", "Universal Periodic Review"]
    places = [text.index(f"### {name}") for name in names]
    assert places == sorted(places)


@pytest.mark.slow
def test_both_languages_tell_the_same_threads(run: Run) -> None:
    told = [
        re.findall(r"t:[0-9a-z/-]+", run("threads", "--lang", language).stdout) for language in ("en", "fr")
    ]
    assert told[0] == told[1] != []


def test_every_row_of_the_matrix_and_nought_only_without_gaps(run: Run) -> None:
    some, every = (
        json.loads(run("matrix", "--series", "ps", *more, "--format", "json").stdout)
        for more in ((), ("--all",))
    )
    rows = every["matrices"][0]["rows"]
    assert len(rows) > len(some["matrices"][0]["rows"])
    whole = {str(one["year"]) for one in every["coverage"] if one["level"] == "complete" and not one["gaps"]}
    noughts = {year for row in rows for year, number in row["counts"].items() if number == 0}
    assert noughts <= whole
    assert any(row["counts"]["2015"] is None for row in rows)
