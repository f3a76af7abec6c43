"""What `list` writes comes back as the same items."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultrep.actions.list_items import list_items
from consultrep.export import write_sheet
from consultrep.export.sheets import sheet_of
from consultrep.importers.tables import TableEntries, TableOptions, entries_of, read_table
from consultrep.model import Finding, Item, Library, Recommendation, Report
from consultrep.query import ItemFilter
from consultrep.store.loaded import LoadedLibrary

FORMATS = ["csv", "tsv", "jsonl", "json"]


def imported(library: Library, into: Library, format: str) -> TableEntries:
    listing = list_items(library, ItemFilter())
    text = write_sheet(sheet_of(listing), format)
    table = read_table(text.encode(), f"list.{format}", format)
    assert table.problems == ()
    return entries_of(table, into, TableOptions())


def on_one_line(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: on_one_line(part) for key, part in value.items()}
    if isinstance(value, list):
        return [on_one_line(part) for part in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def data(statement: Finding | Recommendation) -> dict[str, Any]:
    return statement.model_dump(mode="json", exclude_none=True)


def check_same(library: Library, format: str) -> None:
    """Into the same library: the items; into an empty one: the same with who asks said in each."""
    shape: Callable[[Any], Any] = on_one_line if format == "tsv" else lambda value: value
    empty = Library([], library.themes, library.actors)
    wanted = list_items(library, ItemFilter()).items
    for into in (library, empty):
        found = imported(library, into, format)
        assert found.problems == ()
        assert found.unused == ()
        assert found.new_themes == {}
        assert len(found.entries) == len(wanted)
        for item, entry in zip(wanted, found.entries, strict=True):
            kind = Recommendation if entry.kind == "recommendations" else Finding
            asked_by = item.statement.asked_by if into is library else item.asked_by
            expected = shape({**data(item.statement), "asked_by": asked_by})
            assert entry.report == item.report.id
            assert shape(data(kind.model_validate(entry.item))) == expected


@pytest.mark.parametrize("format", FORMATS)
def test_the_small_library_comes_back(loaded: LoadedLibrary, format: str) -> None:
    assert loaded.library.items
    check_same(loaded.library, format)


@pytest.mark.parametrize("format", FORMATS)
def test_the_shipped_reports_come_back(shipped: LoadedLibrary, format: str) -> None:
    assert len(shipped.library.items) > 50
    check_same(shipped.library, format)


def test_what_the_table_says_of_the_reports(loaded: LoadedLibrary) -> None:
    found = imported(loaded.library, loaded.library, "csv")
    assert set(found.facts) == {item.report.id for item in loaded.library.items}
    for ident, facts in found.facts.items():
        report = loaded.library.find_report(ident)
        assert report
        assert facts["series"] == report.series
        assert facts["year"] == str(report.years[0])


NAMES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
TEXTS = (
    st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Co", "Cn"]) | st.just("\n"), min_size=1)
    .map(str.strip)
    .filter(bool)
)
PEOPLE = st.lists(st.from_regex(r"[A-Z][a-z',]{1,6}( [a-z|]{1,5})?", fullmatch=True), max_size=3, unique=True)


def report_with(items: list[dict[str, Any]]) -> Report:
    return Report.model_validate(
        {
            "id": "r",
            "series": "s",
            "kind": "report",
            "title": {"fr": "t", "origin": {"fr": "ours"}},
            "source": {"publisher": "p"},
            "coverage": {"level": "partial", "why": {"fr": "w"}},
            "recommendations": [{**item, "id": f"i{n}"} for n, item in enumerate(items)],
        }
    )


ITEMS = st.fixed_dictionaries(
    {
        "text": TEXTS.map(lambda text: {"fr": text, "origin": {"fr": "ours"}})
        | st.tuples(TEXTS, TEXTS).map(
            lambda both: {"fr": both[0], "en": both[1], "origin": {"fr": "original", "en": "official"}}
        ),
        "themes": st.lists(NAMES, min_size=1, max_size=3, unique=True),
        "anchor": TEXTS.map(lambda text: {"heading": text}) | st.just({"page": 3, "line": 2, "span": [0, 9]}),
        "asked_by": PEOPLE,
        "addressees": PEOPLE,
        "standing": st.sampled_from(["formal", "suggested"]),
        "strength": st.sampled_from(["must", "should"]),
    },
    optional={
        "caution": TEXTS.map(lambda text: {"en": text}),
        "response": TEXTS.map(lambda text: {"status": "noted", "by": "x", "source": text}),
    },
)


@settings(deadline=None, max_examples=100)
@given(st.lists(ITEMS, min_size=1, max_size=4), st.sampled_from(FORMATS))
def test_any_items_come_back(items: list[dict[str, Any]], format: str) -> None:
    library = Library([report_with(items)])
    found = imported(library, Library([]), format)
    shape: Callable[[Any], Any] = on_one_line if format == "tsv" else lambda value: value
    wanted: list[Item] = library.items
    by_id = {f"{entry.report}/{entry.item['id']}": entry.item for entry in found.entries}
    assert len(by_id) == len(found.entries) == len(wanted)
    for item in wanted:
        back = Recommendation.model_validate(by_id[item.id])
        assert shape(data(back)) == shape(data(item.statement))
