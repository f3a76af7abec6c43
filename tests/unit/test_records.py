"""What import writes of a report besides its items."""

from __future__ import annotations

from typing import Any

import pytest

from consultrep.importers.drafting import records
from consultrep.importers.drafting.draft import draft_of
from consultrep.importers.drafting.records import ReadFile, ReportFacts, new_record
from consultrep.importers.readers.text import read_text
from consultrep.model import Level, Library, Report, fingerprint
from consultrep.store.editing import as_tree
from consultrep.store.emitting import plain_data
from consultrep.store.round_trip import dump_tree, load_tree
from tests.drafting import PONDS

SHA = "0" * 64


def tree(text: str) -> Any:
    return load_tree(text)


def wrap(value: Any) -> Any:
    return value


def read(name: str = "a.html", language: Any = "en", day: str = "2024-05-01") -> ReadFile:
    return ReadFile(name, language, SHA, day)


def test_a_new_record_is_called_by_its_id_until_a_title_is_known() -> None:
    record = new_record("ponds", ReportFacts())
    assert record["title"] == {"en": "ponds", "origin": {"en": "ours"}}
    assert (record["draft"], record["kind"]) == (True, "report")
    records.note_title(record, {"fr": "Étangs"}, wrap)
    assert record["title"] == {"fr": "Étangs", "origin": {"fr": "original"}}
    records.note_title(record, {"en": "Ponds"}, wrap)
    assert record["title"] == {"fr": "Étangs", "en": "Ponds", "origin": {"fr": "original", "en": "original"}}


def test_a_title_that_is_there_stays() -> None:
    record = new_record("ponds", ReportFacts({"en": "Ponds"}))
    before = {**record["title"]}
    records.note_title(record, {"en": "Other"}, wrap)
    records.note_title(record, {}, wrap)
    assert record["title"] == before


def test_the_facts_of_a_new_record() -> None:
    record = new_record("ponds", ReportFacts({"en": "Ponds"}, "2014", "forum", "town"))
    assert [record[key] for key in ("series", "kind", "period")] == ["town", "forum", "2014"]


def test_files_are_remembered_and_the_same_takes_the_earlier_one_s_place() -> None:
    record = new_record("ponds", ReportFacts())
    for file in (read(), read("b.html", "fr"), read(day="2024-06-01")):
        records.note_file(record, file, wrap)
    assert [(d["name"], d["read"]) for d in record["source"]["documents"]] == [
        ("b.html", "2024-05-01"),
        ("a.html", "2024-06-01"),
    ]
    assert record["source"]["languages"] == ["en", "fr"]


def test_two_versions_may_have_one_name() -> None:
    record = new_record("ponds", ReportFacts())
    for language in ("fr", "en"):
        records.note_file(record, read("page.html", language), wrap)
    assert [d["language"] for d in record["source"]["documents"]] == ["fr", "en"]


def test_a_table_has_no_language() -> None:
    record = new_record("ponds", ReportFacts())
    records.note_file(record, read("a.csv", None), wrap)
    assert record["source"] == {"documents": [{"name": "a.csv", "sha256": SHA, "read": "2024-05-01"}]}


@pytest.mark.parametrize("level", ["complete", "partial"])
def test_what_a_record_says_of_its_coverage_stays(level: str) -> None:
    record = {"coverage": {"level": level, "why": {"en": "Read by a person."}}, "source": {}}
    before = {**record["coverage"]}
    records.note_coverage(record, [{"line": 1, "what": {"en": "x"}}], wrap)
    assert record["coverage"] == before


def test_what_was_not_read_becomes_partly_held_with_its_gaps() -> None:
    record = new_record("ponds", ReportFacts())
    record["coverage"] = {"level": "record_only", "why": {"en": "Not read."}}
    for name in ("a.html", "b.html"):
        records.note_file(record, read(name), wrap)
    gap = {"line": 3, "what": {"en": "A list."}}
    records.note_coverage(record, [gap], wrap)
    assert (record["coverage"]["level"], record["coverage"]["gaps"]) == ("partial", [gap])
    assert "from a.html, b.html; a demand" in record["coverage"]["why"]["en"]
    assert "a.html, b.html" in record["coverage"]["why"]["fr"]


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (["a.csv"], ["table a.csv; it holds"]),
        (["a.csv", "b.xlsx"], ["table a.csv, b.xlsx; it holds"]),
        (["a.html", "b.csv"], ["from a.html; a demand", "table b.csv; it holds"]),
    ],
)
def test_a_table_is_held_as_it_stands(names: list[str], wanted: list[str]) -> None:
    record = new_record("ponds", ReportFacts())
    for name in names:
        records.note_file(record, read(name, "en" if name.endswith("html") else None), wrap)
    records.note_coverage(record, [], wrap)
    why = record["coverage"]["why"]
    assert all(words in why["en"] for words in wanted)
    assert ("program" in why["en"]) == ("programme" in why["fr"]) == ("a.html" in names)


def test_sections_stand_before_the_items_they_are_of() -> None:
    record = new_record("ponds", ReportFacts()) | {"recommendations": [], "note": {"en": "x"}}
    records.note_sections(record, draft_of(read_text(PONDS.encode(), "a.txt"), Library(())), wrap)
    assert list(record)[-3:] == ["sections", "recommendations", "note"]
    assert [section["number"] for section in record["sections"]] == ["1", "2"]


def test_sections_that_are_listed_stay() -> None:
    record = new_record("ponds", ReportFacts())
    listed = [{"number": "7", "title": {"en": "Mine", "origin": {"en": "ours"}}}]
    record["sections"] = [*listed]
    records.note_sections(record, draft_of(read_text(PONDS.encode(), "a.txt"), Library(())), wrap)
    assert record["sections"] == listed


ITEMS = """id: ponds
draft: true
recommendations:
  - id: r1
    text: {en: Dig a well., origin: {en: original}}
    anchor: {line: 1, opening: Dig a well., fingerprint: "sha256:0123456789abcdef"}
    confidence: 0.9
    theme_confidence: {water: 0.5}
  - id: r2
    # confirmed long ago
    text: {en: Mow the lawn., origin: {en: original}}
    anchor: {line: 2}
findings:
  - id: f1
    text: {en: The lawn is high., origin: {en: original}}
    anchor: {position: {en: row 2}}
    confidence: 0.6
"""


def test_confirming_takes_the_doubt_away_and_nothing_else() -> None:
    record = tree(ITEMS)
    assert records.confirm(record, {"r1"}) == ["r1"]
    assert record["draft"] == "true"
    assert records.confirm(record, None) == ["f1"]
    text = dump_tree(record)
    assert "# confirmed long ago" in text
    assert not {"draft:", "confidence"} & set(text.split())
    lines = ("draft:", "confidence:", "theme_confidence:")
    kept = [line for line in ITEMS.splitlines() if not line.strip().startswith(lines)]
    assert text.splitlines() == kept
    assert records.confirm(record, None) == []


def test_what_is_gone_is_refused_only_where_it_is_named() -> None:
    gone = ITEMS.replace("    anchor: {line: 2}\n", "    anchor: {line: 2}\n    gone: true\n")
    assert records.refuse(tree(gone), None, as_tree) == ["f1", "r1"]
    assert records.refuse(tree(gone), {"r2"}, as_tree) == ["r2"]


def test_refusing_takes_out_and_remembers() -> None:
    record = tree(ITEMS)
    assert records.refuse(record, {"r1", "r2"}, as_tree) == ["r1"]
    assert [item["id"] for item in record["recommendations"]] == ["r2"]
    assert plain_data(record["rejected"]) == [
        {"id": "r1", "fingerprint": "sha256:0123456789abcdef", "opening": "Dig a well."}
    ]
    assert records.refuse(record, None, as_tree) == ["f1"]
    assert record["rejected"][1]["fingerprint"] == fingerprint("The lawn is high.")
    assert "draft" not in record
    assert "# confirmed long ago" in dump_tree(record)


@pytest.mark.parametrize("make", [tree, lambda text: plain_data(tree(text))], ids=["tree", "plain"])
def test_a_record_says_at_its_top_that_items_wait(make: Any) -> None:
    record = make(ITEMS.replace("draft: true\n", ""))
    records.mark_drafts(record)
    assert list(record)[:2] == ["id", "draft"]
    assert plain_data(record)["draft"] == "true"
    records.confirm(record, None)
    assert "draft" not in record


def test_what_waits_is_no_part_of_a_report_without_drafts() -> None:
    facts = {
        "title": {"en": "Ponds", "origin": {"en": "ours"}},
        "source": {},
        "coverage": {"level": "partial", "why": {"en": "By rules."}},
    }
    data = {**plain_data(tree(ITEMS)), **facts}
    for demand in data["recommendations"]:
        demand |= {"standing": "formal", "strength": "must"}
    report = Report.model_validate(data)
    assert (report.waiting, report.series) == (2, "ponds")
    shown = report.without_drafts()
    assert [statement.id for statement in shown.statements] == ["r2"]
    assert shown.coverage.level == "partial"
    unread = report.model_copy(update={"recommendations": report.recommendations[:1]}).without_drafts()
    assert (unread.statements, unread.coverage.level) == ([], "record_only")
    assert shown.without_drafts() is shown
    assert (report.left_out, shown.left_out, shown.waiting) == (0, 2, 2)
    whole = report.coverage.model_copy(update={"level": Level.COMPLETE})
    assert report.model_copy(update={"coverage": whole}).without_drafts().coverage.level == "partial"
