"""Every table of an export, and the guide to their columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from consultrep import __version__
from consultrep.export.data.days import first_day, last_day
from consultrep.export.data.fields import DataTable, fields_named
from consultrep.export.data.items import IN_WORDS, items_table
from consultrep.export.data.selection import Selection
from consultrep.export.records import report_record
from consultrep.export.sheet import Record
from consultrep.export.themes import theme_record
from consultrep.export.threads import THREAD_FIELDS, thread_records
from consultrep.messages import LANGUAGES, in_language, mark
from consultrep.messages import gettext as _
from consultrep.model import Library
from consultrep.model.text import Bilingual

_JUDGEMENT: Final = ("a", "b", "verdict", "reviewer", "date", "reason_fr", "reason_en", "stale")
_GAP: Final = ("report", "section", "heading", "line", "position_fr", "position_en", "what_fr", "what_en")
_ACTOR: Final = ("id", "label_fr", "label_en", "aliases_fr", "aliases_en", "listed")
_SERIES: Final = ("id", "label_fr", "label_en", "publisher", "role", "listed")
_OF_ITEMS: Final = ("items", "recommendations", "findings")
_ABOUT_REPORTS: Final = ("year", "years", "second_hand", "citation", "address", "confidence")
_CONTENTS: Final = ("sheet", "rows", "row_fr", "row_en")
_GUIDE: Final = ("table", "column", "holds", "about_fr", "about_en", "read_by_import")


def sheets(chosen: Selection) -> list[DataTable]:
    """The sheets of a workbook: what is in it and of what it was made, reports, items, then the rest."""
    reports, *others, about = other_tables(chosen)
    tables = [
        about,
        reports,
        items_table("recommendations", chosen.library, chosen.demands),
        items_table("findings", chosen.library, chosen.findings),
        *others,
    ]
    guide = guide_table([contents_table([]), *tables])
    return [contents_table([*tables, guide]), *tables, guide]


def contents_table(tables: Sequence[DataTable]) -> DataTable:
    """What each sheet holds, in both languages, and how many rows."""
    rows = [
        {"sheet": table.name, "rows": len(table.rows), **_in_both("row", table.about)} for table in tables
    ]
    return _table("contents", mark("One sheet."), _CONTENTS, rows)


def other_tables(chosen: Selection) -> list[DataTable]:
    """Every table but that of the items."""
    return [
        reports_table(chosen),
        wordings_table(chosen),
        judgements_table(chosen),
        gaps_table(chosen),
        themes_table(chosen),
        actors_table(chosen),
        series_table(chosen),
        about_table(chosen),
    ]


def reports_table(chosen: Selection) -> DataTable:
    """The reports that the filter allows, whatever they hold."""
    rows = [
        {
            **report_record(chosen.library, report),
            "period_start": first_day(report.period),
            "period_end": last_day(report.period),
        }
        for report in chosen.reports
    ]
    return _table("reports", mark("One report."), list(rows[0]) if rows else ["id"], rows)


def gaps_table(chosen: Selection) -> DataTable:
    """The known gaps of these reports."""
    rows = [
        {
            "report": report.id,
            **gap.model_dump(include={"section", "heading", "line"}),
            **_sides("position", gap.position),
            **_sides("what", gap.what),
        }
        for report in chosen.reports
        for gap in report.coverage.gaps
    ]
    return _table("gaps", mark("One known gap in what is held of a report."), _GAP, rows)


def themes_table(chosen: Selection) -> DataTable:
    """The themes, each followed by its narrower ones, then those that items name and the library does not."""
    library = chosen.library
    tree = {theme.id: theme for theme, _depth in library.theme_tree()}
    listed = {**tree, **{theme.id: theme for theme in library.themes}}
    named = [ident for item in chosen.items for ident in item.statement.themes]
    above = [theme.broader for theme in listed.values() if theme.broader]
    rows: list[Record] = [{**theme_record(theme), "listed": True} for theme in listed.values()]
    rows += [{"id": one, "listed": False} for one in dict.fromkeys([*named, *above]) if one not in listed]
    columns = (*_ACTOR[:-1], "broader", "definition_fr", "definition_en", "listed")
    return _table("themes", mark("One theme."), columns, rows)


def actors_table(chosen: Selection) -> DataTable:
    """The bodies that the library describes, then those that only items name."""
    listed: list[Record] = [
        {
            "id": actor.id,
            **_sides("label", actor.label),
            **{f"aliases_{side}": list(getattr(actor.aliases, side)) for side in LANGUAGES},
            "listed": True,
        }
        for actor in chosen.library.actors
    ]
    known = {row["id"] for row in listed}
    named = dict.fromkeys(actor for _item, actor, _part in parts_of_actors(chosen))
    rows = [*listed, *({"id": name, "listed": False} for name in named if name not in known)]
    return _table("actors", mark("One body or group of people."), _ACTOR, rows)


def series_table(chosen: Selection) -> DataTable:
    """The series that the library describes, then those that only reports name."""
    listed: list[Record] = [
        {
            "id": one.id,
            **_sides("label", one.label),
            "publisher": one.publisher,
            "role": one.role,
            "listed": True,
        }
        for one in chosen.library.series
    ]
    known = {row["id"] for row in listed}
    named = dict.fromkeys(report.series for report in chosen.reports)
    rows = [*listed, *({"id": name, "listed": False} for name in named if name not in known)]
    return _table("series", mark("Reports of one publisher that can be compared."), _SERIES, rows)


def judgements_table(chosen: Selection) -> DataTable:
    """The judgements of pairs of these items."""
    rows = [
        {
            **judgement.model_dump(mode="json", include={"a", "b", "verdict", "reviewer", "date"}),
            **_sides("reason", judgement.reason),
            "stale": chosen.library.is_stale(judgement),
        }
        for judgement in chosen.judgements
    ]
    return _table("judgements", mark("One reviewer's word on two items."), _JUDGEMENT, rows)


def wordings_table(chosen: Selection) -> DataTable:
    """The demands that came back: a row a wording, those of other reports than the filter's too."""
    threads = chosen.threads.threads if chosen.threads else ()
    rows = [record for thread in threads for record in thread_records(thread)]
    return _table("threads", mark("One wording of a demand that came back."), THREAD_FIELDS, rows)


def about_table(chosen: Selection) -> DataTable:
    """What the export was made of, so that it can be made again."""
    gathered = chosen.threads.gathered if chosen.threads else None
    told = {
        "consultrep": __version__,
        "library": chosen.library.fingerprint,
        **({"encoder": gathered.encoder} if gathered else {}),
        "whole": "true" if chosen.whole else "false",
        **{f"selection_{language}": words for language, words in chosen.described.items()},
    }
    rows = [{"name": name, "value": value} for name, value in told.items()]
    return _table("about", mark("What the export was made of."), ("name", "value"), rows)


def guide_table(tables: Sequence[DataTable]) -> DataTable:
    """Every column of every table, in both languages."""
    rows = []
    for table in tables:
        for field in table.fields:
            row = {"table": table.name, "column": field.name, "holds": field.type}
            back = is_read_back(table.name, field.name)
            rows.append({**row, **_in_both("about", field.about), "read_by_import": back})
    return _table("column guide", mark("One column."), _GUIDE, rows)


def is_read_back(table: str, column: str) -> bool:
    """Whether import reads that column: of items, whatever does not only repeat another one."""
    return table in _OF_ITEMS and column not in {"number", *IN_WORDS, *_ABOUT_REPORTS}


def parts_of_actors(chosen: Selection) -> list[tuple[str, str, str]]:
    """For every item and body: the item, the body's id or name, and what it is to the item."""
    found = []
    for item in chosen.items:
        demand = item.recommendation
        parts = {
            "asked_by": item.asked_by,
            "addressees": demand.addressees if demand else [],
            "beneficiaries": demand.beneficiaries if demand else [],
        }
        found += [(item.id, _actor(chosen.library, n), part) for part, names in parts.items() for n in names]
    return list(dict.fromkeys(found))


def _actor(library: Library, name: str) -> str:
    actor = library.find_actor(name)
    return actor.id if actor else name


def _table(name: str, about: str, columns: Sequence[str], rows: Sequence[Record]) -> DataTable:
    """A table whose every row has every column, empty where the row says nothing."""
    return DataTable(name, about, fields_named(columns), [{c: row.get(c) for c in columns} for row in rows])


def _in_both(name: str, message: str) -> Record:
    """A message of the catalogue in each language."""
    told: Record = {}
    for language in LANGUAGES:
        with in_language(language):
            told[f"{name}_{language}"] = _(message)
    return told


def _sides(name: str, text: Bilingual | None) -> Record:
    return {f"{name}_fr": text.fr if text else None, f"{name}_en": text.en if text else None}
