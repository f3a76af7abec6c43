"""`consultrep stats`: what is held is counted, nought is told apart from what is not known, bodies apart."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from consultrep.actions.stats import stats
from consultrep.query import ItemFilter
from consultrep.query.filters import Items
from consultrep.query.tallies import TALLY_KEYS
from consultrep.store.loaded import LoadedLibrary
from tests.comparing import library_of, make
from tests.conftest import Run


def tables(run: Run, small: Path, *arguments: str) -> list[dict[str, Any]]:
    text = run("stats", *arguments, "--library", str(small), "--format", "json").stdout
    return list(json.loads(text)["tables"])


def cells(table: dict[str, Any]) -> dict[tuple[str, str], int | None]:
    """The counts by row and column."""
    return {
        (row["key"], column["key"]): count
        for row in table["rows"]
        for column, count in zip(table["columns"], row["counts"], strict=True)
    }


def test_every_field_is_counted_where_none_is_named(run: Run, small: Path) -> None:
    assert [table["by"] for table in tables(run, small)] == list(TALLY_KEYS)


@pytest.mark.parametrize(
    ("by", "counts"),
    [
        (
            "theme",
            {
                ("training", "town"): 2,
                ("judges", "town"): 2,
                ("data", "town"): 1,
                ("access", "town"): 2,
                ("training", "ngo"): None,
                ("judges", "ngo"): None,
                ("data", "ngo"): None,
                ("access", "ngo"): 1,
            },
        ),
        ("year", {("2010", "town"): 3, ("2011", "town"): 2, ("2010", "ngo"): 1, ("2011", "ngo"): None}),
        ("strength", {("must", "town"): 1, ("should", "town"): 3, ("consider", "town"): 1}),
        ("standing", {("formal", "town"): 2, ("suggested", "town"): 2, ("reported", "town"): 1}),
        ("report", {("2010-town", ""): 3, ("2011-town", ""): 2, ("2010-ngo", ""): 1}),
        ("series", {("town", ""): 5, ("ngo", ""): 1}),
        ("actor", {("residents", "town"): 4, ("gendarmerie", "town"): 1, ("Neighbours", "town"): 0}),
        ("pillar", {("", "town"): 5, ("", "ngo"): 1}),
    ],
)
def test_what_is_counted(run: Run, small: Path, by: str, counts: dict[tuple[str, str], int | None]) -> None:
    (table,) = tables(run, small, "--by", by)
    assert counts.items() <= cells(table).items()


def test_two_fields_make_a_table_for_each_series(run: Run, small: Path) -> None:
    town, ngo = tables(run, small, "--by", "theme,year")
    assert (town["series"], ngo["series"]) == ("town", "ngo")
    assert cells(town)["data", "2010"] == 1
    assert cells(town)["data", "2011"] == 0
    assert cells(ngo) == {("access", "2010"): 1}
    assert (town["total"], ngo["total"]) == ([3, 2], [1])


def test_nought_is_known_only_where_every_text_is_held_whole() -> None:
    for level, gaps, expected in (("complete", 0, 0), ("complete", 1, None), ("partial", 0, None)):
        library = library_of(make("2010-a", ["one"]), make("2011-a", [], level=level, gaps=gaps))
        (table,) = stats(library, by=["year"]).tables
        assert [row.counts for row in table.rows] == [[1], [expected]]
        (across,) = stats(library, by=["theme", "year"]).tables
        assert across.rows[0].counts == [1, expected]


def test_a_count_of_which_a_part_is_missing_is_starred(run: Run, small: Path) -> None:
    (table,) = tables(run, small, "--by", "theme")
    assert [column["partly_held"] for column in table["columns"]] == [False, True]
    text = run("stats", "--by", "theme", "--library", str(small)).stdout
    assert text.splitlines()[0] == "Theme\tTown\tNeighbouring body*"
    assert "*: a part of the texts is missing" in text
    assert "Held in part, or with known gaps: 2010-ngo" in text


def test_what_is_not_held_is_named(run: Run) -> None:
    result = run("stats", "--by", "year", "--lang", "fr")
    assert (
        "Rapports non conservés, dont rien n'est donc compté\u00a0: 2012-2013-consultations" in result.stdout
    )
    assert "Un rapport de plusieurs années compte dans chacune." in result.stdout


def test_what_waits_to_be_confirmed_is_named_and_no_nought(run: Run, small: Path) -> None:
    file = small / "reports/2011-town.yaml"
    text = file.read_text("utf-8").replace("  - id: r2\n", "  - id: r2\n    confidence: 0.7\n")
    file.write_text(text.replace("series: town\n", "series: town\ndraft: true\n"), encoding="utf-8")
    result = run("stats", "--by", "report,standing", "--library", str(small), "--format", "json")
    assert "1 proposed item waits to be confirmed" in result.stderr
    town = json.loads(result.stdout)["tables"][0]
    assert cells(town)["2011-town", "suggested"] is None
    drafts = run("stats", "--by", "report,standing", "--library", str(small), "--format", "json", "--drafts")
    assert cells(json.loads(drafts.stdout)["tables"][0])["2011-town", "suggested"] == 1
    assert drafts.stderr == ""


def test_bodies_are_never_summed(loaded: LoadedLibrary) -> None:
    for first in TALLY_KEYS:
        for second in (None, *TALLY_KEYS):
            if first == second:
                continue
            result = stats(loaded.library, by=[key for key in (first, second) if key])
            for table in result.tables:
                apart = table.series is not None or "series" in {table.by, table.across}
                assert apart or table.by == "report"
                assert not table.total or table.series is not None or table.across == "series"


@pytest.mark.parametrize("by", [key for key in TALLY_KEYS if key != "theme"])
def test_counts_add_up_to_the_items(loaded: LoadedLibrary, by: str) -> None:
    wanted = ItemFilter(items=Items.ALL)
    result = stats(loaded.library, wanted, by=[by])
    (table,) = result.tables
    assert sum(count or 0 for row in table.rows for count in row.counts) == 7
    assert dict(result.counted) == {"town": 6, "ngo": 1}


def test_filters_and_queries_apply(run: Run, small: Path) -> None:
    (table,) = tables(run, small, "--by", "year", "--where", "juges", "--series", "town")
    assert cells(table) == {("2010", "town"): 1, ("2011", "town"): 1}
    (table,) = tables(run, small, "--by", "report", "--where", "kind:finding year:2010")
    assert cells(table) == {("2010-town", ""): 1, ("2010-ngo", ""): None}


@pytest.mark.parametrize(("french", "english"), [("thème,Année", "theme,year"), ("pilier", "pillar")])
def test_a_field_may_be_named_in_french(run: Run, small: Path, french: str, english: str) -> None:
    assert tables(run, small, "--by", french) == tables(run, small, "--by", english)


def test_what_counts_nothing_is_said(run: Run, small: Path) -> None:
    base = ["stats", "--by", "year", "--library", str(small)]
    assert "Nothing matches." in run(*base, "--where", "nothingatall").stderr
    assert "Nothing matches." not in run(*base).stderr


def test_csv_has_a_row_a_cell(run: Run, small: Path) -> None:
    text = run("stats", "--by", "theme,year", "--library", str(small), "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    (row,) = (row for row in rows if (row["series"], row["key"], row["column"]) == ("town", "data", "2011"))
    assert (row["count"], row["label"]) == ("0", "Data")


def test_bars_stand_on_a_terminal_only(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    base = ["stats", "--by", "theme", "--library", str(small)]
    drawn = run(*base, "--color", "always").stdout
    assert "2\x1b[2m\u00a0████████" in drawn
    assert "1\x1b[2m\u00a0████" in drawn
    for form in ("table", "md", "csv", "json"):
        assert "█" not in run(*base, "--format", form).stdout


@pytest.mark.parametrize(
    ("by", "hint"),
    [("thme", "theme"), ("zzz", "pillar"), ("theme,year,actor", "theme,year"), ("year,year", "theme")],
)
def test_what_cannot_be_counted_is_refused(run: Run, small: Path, by: str, hint: str) -> None:
    result = run("stats", "--by", by, "--library", str(small))
    assert (result.exit_code, result.stdout) == (2, "")
    assert hint in result.stderr


def test_the_fields_are_named_in_the_language_in_force(run: Run, small: Path) -> None:
    said = run("stats", "--by", "zzz", "--library", str(small), "--lang", "fr").stderr
    assert "thème, année, acteur, statut, force, pilier, série, rapport" in said
