"""The columns of every table: one name has one meaning and one type, wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from consultrep.export.sheet import Record
from consultrep.messages import mark


class FieldType(StrEnum):
    """What a column holds; a `day` is a date known to the day, other dates are texts (EDTF)."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DAY = "day"
    LIST = "list"
    INTEGERS = "integers"
    OBJECT = "object"


@dataclass(frozen=True)
class Field:
    """A column: its name, type and meaning (English, for the catalogue)."""

    name: str
    type: FieldType
    about: str


@dataclass(frozen=True)
class DataTable:
    """Rows under their columns; `about` is what a row is (English, for the catalogue)."""

    name: str
    about: str
    fields: Sequence[Field]
    rows: Sequence[Record]


_TYPES: Final = {
    **dict.fromkeys(("year", "paragraph", "page", "line", "number", "gaps", "waiting"), FieldType.INTEGER),
    **dict.fromkeys(("recommendations", "findings", "items", "rows"), FieldType.INTEGER),
    **dict.fromkeys(("second_hand", "gone", "stale", "listed", "read_by_import"), FieldType.BOOLEAN),
    **dict.fromkeys(("period_start", "period_end"), FieldType.DAY),
    **dict.fromkeys(("themes", "asked_by", "addressees", "beneficiaries", "answers"), FieldType.LIST),
    **dict.fromkeys(("theme_labels_fr", "theme_labels_en", "asked_by_fr", "asked_by_en"), FieldType.LIST),
    **dict.fromkeys(("addressees_fr", "addressees_en"), FieldType.LIST),
    **dict.fromkeys(("beneficiaries_fr", "beneficiaries_en"), FieldType.LIST),
    **dict.fromkeys(("aliases_fr", "aliases_en", "places", "reviewers"), FieldType.LIST),
    **dict.fromkeys(("anchor", "also", "response", "other_responses", "implementation"), FieldType.OBJECT),
    "years": FieldType.INTEGERS,
    "confidence": FieldType.NUMBER,
}

_ABOUT: Final = {
    "id": mark("Name of the row, the same for ever; an item's is that of its report and its own."),
    "number": mark("Place in the order of the reports, then of each document, from 1."),
    "report": mark("Report, by its id."),
    "year": mark("First year of the report."),
    "years": mark("Every year that the report is of."),
    "series": mark("Series that the report belongs to, by its id."),
    "type": mark("recommendation: a demand; finding: something observed."),
    "text_fr": mark("Text in French."),
    "text_en": mark("Text in English."),
    "origin_fr": mark("Whose words the French text is: original, official (translation) or ours."),
    "origin_en": mark("Whose words the English text is: original, official (translation) or ours."),
    "themes": mark("Themes, by their ids."),
    "theme_labels_fr": mark("Names of the themes in French."),
    "theme_labels_en": mark("Names of the themes in English."),
    "pillar": mark("Pillar of a plan that the source itself assigns."),
    "standing": mark("How the report presents the demand: formal, suggested or reported."),
    "strength": mark("How strongly the sentence asks: must, should or consider."),
    "section": mark("Number of the section where it stands."),
    "heading": mark("Heading under which it stands, as printed."),
    "paragraph": mark("Paragraph under the heading, from 1."),
    "page": mark("Page of the document."),
    "line": mark("Line of the text that was read, from 1."),
    "anchor": mark("Place in the source with all its parts, as JSON."),
    "also": mark("Further places that say the same, as JSON."),
    "asked_by": mark("Who asked it, or stated it, by id or name."),
    "asked_by_fr": mark("Who asked it, or stated it, in French."),
    "asked_by_en": mark("Who asked it, or stated it, in English."),
    "addressees": mark("Who is to act, by id or name."),
    "addressees_fr": mark("Who is to act, in French."),
    "addressees_en": mark("Who is to act, in English."),
    "beneficiaries": mark("For whom it is meant, by id or name."),
    "beneficiaries_fr": mark("For whom it is meant, in French."),
    "beneficiaries_en": mark("For whom it is meant, in English."),
    "answers": mark("Findings that the demand answers, by their ids."),
    "response": mark("Answer given last to the demand, with all its parts, as JSON."),
    "other_responses": mark("Answers before it, and those of other bodies, as JSON."),
    "response_status": mark("Answer given last: accepted, partly, noted or refused."),
    "response_by": mark("Who gave the last answer, by id or name."),
    "response_date": mark("Date of the last answer, as far as it is known."),
    "response_text_fr": mark("Text of the last answer in French."),
    "response_text_en": mark("Text of the last answer in English."),
    "implementation": mark("How far the demand was carried out, a dated entry each time, as JSON."),
    "implementation_state": mark(
        "Newest entry: not-started, limited, substantial or complete; empty where no source says."
    ),
    "implementation_date": mark("Date of the newest entry on how far it was carried out."),
    "caution_fr": mark("What a reader must know of the item, in French."),
    "caution_en": mark("What a reader must know of the item, in English."),
    "second_hand": mark("Whether the report was read elsewhere than at its publisher's."),
    "confidence": mark("How likely it is that what import proposes is right, from 0 to 1."),
    "gone": mark("Whether the item is no longer in its document."),
    "citation": mark("Where it stands, in words."),
    "address": mark("Address of the page that holds it."),
    "coverage": mark("How much of the report is held: complete, partial or record_only."),
    "period": mark("When the consultation was held, as far as it is known (EDTF)."),
    "period_start": mark("First day of the consultation, where it is known to the day."),
    "period_end": mark("Last day of the consultation, where it is known to the day."),
    "published": mark("When the report was published, as far as it is known (EDTF)."),
    "role": mark("primary: the library's own series; companion: what other bodies asked."),
    "kind": mark("Sort of consultation: consultation, forum, workshop, review or report."),
    "title_fr": mark("Title in French."),
    "title_en": mark("Title in English."),
    "publisher": mark("Who published it, by id or name."),
    "places": mark("Where the consultation was held."),
    "why_fr": mark("Why so much of it is held, and no more, in French."),
    "why_en": mark("Why so much of it is held, and no more, in English."),
    "gaps": mark("How many gaps are known in what is held."),
    "recommendations": mark("How many recommendations are held."),
    "findings": mark("How many findings are held."),
    "waiting": mark("How many items wait to be confirmed."),
    "address_fr": mark("Address of the publication in French."),
    "address_en": mark("Address of the publication in English."),
    "label_fr": mark("Name in French."),
    "label_en": mark("Name in English."),
    "aliases_fr": mark("Other names in French."),
    "aliases_en": mark("Other names in English."),
    "broader": mark("Theme that includes it, by its id."),
    "definition_fr": mark("What belongs to it and what does not, in French."),
    "definition_en": mark("What belongs to it and what does not, in English."),
    "listed": mark("Whether the library describes it; if not, only the name is known."),
    "position_fr": mark("Place in words, in French."),
    "position_en": mark("Place in words, in English."),
    "what_fr": mark("What is missing there, in French."),
    "what_en": mark("What is missing there, in English."),
    "thread": mark("Demand through all years, by its id."),
    "basis": mark("Who says that it belongs here: computed, confirmed (by people) or disputed."),
    "reviewers": mark("Who confirmed it."),
    "items": mark("How many items."),
    "item": mark("Item, by its id."),
    "theme": mark("Theme, by its id."),
    "actor": mark("Body or group, by id or name."),
    "part": mark("asked_by, addressees or beneficiaries: what the body is to the item."),
    "a": mark("First item of the pair."),
    "b": mark("Second item of the pair."),
    "verdict": mark(
        "What the reviewer decided of the pair: same, narrower, wider, related, not-same or unsure; "
        "narrower: b asks for less than a."
    ),
    "reviewer": mark("Who judged."),
    "date": mark("When it was judged."),
    "reason_fr": mark("Why, in French."),
    "reason_en": mark("Why, in English."),
    "stale": mark("Whether a text has changed since it was judged."),
    "sheet": mark("Sheet of the workbook."),
    "rows": mark("How many rows it has."),
    "row_fr": mark("What one row is, in French."),
    "row_en": mark("What one row is, in English."),
    "table": mark("Table or sheet."),
    "column": mark("Column of it."),
    "holds": mark("Sort of value: text, integer, number, boolean, day, list, integers or object."),
    "about_fr": mark("What it holds, in French."),
    "about_en": mark("What it holds, in English."),
    "read_by_import": mark("Whether import reads the column back; the others say the same in words."),
    "name": mark("What is told."),
    "value": mark("What it is."),
}


def field_named(name: str) -> Field:
    """The column called `name`; one that nobody has described is a text without a meaning.

    >>> field_named("year").type.value, field_named("text_fr").about
    ('integer', 'Text in French.')
    """
    return Field(name, _TYPES.get(name, FieldType.TEXT), _ABOUT.get(name, ""))


def fields_named(names: Sequence[str]) -> list[Field]:
    """The columns of these names, in their order."""
    return [field_named(name) for name in names]
