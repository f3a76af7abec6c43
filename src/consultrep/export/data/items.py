"""The table of items: what `list` writes of each, then the same in words, which needs no second table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from consultrep.export.data.days import first_day, last_day
from consultrep.export.data.fields import DataTable, fields_named
from consultrep.export.records import ITEM_FIELDS, item_records
from consultrep.export.sheet import Record
from consultrep.messages import Language, mark
from consultrep.model import Item, Library, Recommendation

WHOLE: Final = ("also", "other_responses", "implementation")
"""What `list` may leave out, without which an item would not come back as it was."""

IN_WORDS: Final = (
    *("theme_labels_fr", "theme_labels_en", "asked_by_fr", "asked_by_en"),
    *("addressees_fr", "addressees_en", "beneficiaries_fr", "beneficiaries_en"),
    *("heading", "paragraph", "page", "line"),
    *("response_status", "response_by", "response_date", "response_text_fr", "response_text_en"),
    *("implementation_state", "implementation_date", "coverage", "period_start", "period_end"),
)
"""What repeats other columns, or the report's, in words that need no second table."""


def items_table(name: str, library: Library, items: Sequence[Item]) -> DataTable:
    """A row an item, each with the same columns."""
    records = item_records(items)
    rows = [_row(library, item, record) for item, record in zip(items, records, strict=True)]
    columns = list(rows[0]) if rows else list(dict.fromkeys([*ITEM_FIELDS, *WHOLE, *IN_WORDS]))
    return DataTable(name, mark("One recommendation or finding."), fields_named(columns), rows)


def _row(library: Library, item: Item, record: Record) -> Record:
    data = item.statement.model_dump(mode="json", exclude_none=True, include=set(WHOLE))
    whole = {column: data.get(column, []) for column in WHOLE if column not in record}
    told = {
        **_labels(library, item, "fr"),
        **_labels(library, item, "en"),
        **item.statement.anchor.model_dump(include={"heading", "paragraph", "page", "line"}),
        **_response(item.recommendation),
        **_implementation(item.recommendation),
        "coverage": item.report.coverage.level,
        "period_start": first_day(item.report.period),
        "period_end": last_day(item.report.period),
    }
    return {**record, **whole, **{column: told[column] for column in IN_WORDS}}


def _labels(library: Library, item: Item, language: Language) -> Record:
    demand = item.recommendation
    bodies = {
        "asked_by": item.asked_by,
        "addressees": demand.addressees if demand else [],
        "beneficiaries": demand.beneficiaries if demand else [],
    }
    themes = [library.theme_label(theme, language) for theme in item.statement.themes]
    named = {f"{part}_{language}": library.actor_labels(names, language) for part, names in bodies.items()}
    return {f"theme_labels_{language}": themes, **named}


def _response(demand: Recommendation | None) -> Record:
    given = demand.response if demand else None
    return {
        "response_status": given.status if given else None,
        "response_by": given.by if given else None,
        "response_date": given.date if given else None,
        "response_text_fr": given.text.fr if given and given.text else None,
        "response_text_en": given.text.en if given and given.text else None,
    }


def _implementation(demand: Recommendation | None) -> Record:
    newest = demand.latest_implementation if demand else None
    return {
        "implementation_state": newest.state if newest else None,
        "implementation_date": newest.date if newest else None,
    }
