"""Items and reports as flat records with stable keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from consultrep.export.sheet import Record
from consultrep.messages import current_language
from consultrep.model import Item, Library, Recommendation, Report
from consultrep.model.text import Bilingual
from consultrep.query.citations import address_of_item, cite

ITEM_FIELDS: Final = [
    "id",
    "report",
    "year",
    "years",
    "series",
    "type",
    "text_fr",
    "text_en",
    "origin_fr",
    "origin_en",
    "themes",
    "pillar",
    "standing",
    "strength",
    "section",
    "anchor",
    "asked_by",
    "addressees",
    "beneficiaries",
    "answers",
    "response",
    "other_responses",
    "implementation",
    "caution_fr",
    "caution_en",
    "second_hand",
    "citation",
    "address",
]


def item_record(item: Item) -> Record:
    """Every field of an item; a finding has no standing, strength, addressees, answers or response."""
    statement, demand, text = item.statement, item.recommendation, item.statement.text
    return {
        "id": item.id,
        "report": item.report.id,
        "year": next(iter(item.report.years), None),
        "years": list(item.report.years),
        "series": item.report.series,
        "type": "recommendation" if demand else "finding",
        "text_fr": text.fr,
        "text_en": text.en,
        "origin_fr": text.origin_of("fr"),
        "origin_en": text.origin_of("en"),
        "themes": list(statement.themes),
        "pillar": statement.pillar,
        "standing": demand.standing if demand else None,
        "strength": demand.strength if demand else None,
        "section": statement.anchor.section,
        "anchor": statement.anchor.model_dump(mode="json", exclude_none=True),
        "asked_by": item.asked_by,
        "addressees": list(demand.addressees) if demand else [],
        "beneficiaries": list(demand.beneficiaries) if demand else [],
        "answers": [f"{item.report.id}/{local}" for local in demand.answers] if demand else [],
        **response_records(demand),
        **_sides("caution", statement.caution),
        "second_hand": item.report.source.second_hand,
        "citation": cite(item, current_language()),
        "address": address_of_item(item, current_language()),
    }


def response_records(demand: Recommendation | None) -> Record:
    """What was answered to a recommendation and how far it is carried out; nothing of a finding."""
    response = demand.response if demand else None
    return {
        "response": response.model_dump(mode="json") if response else None,
        "other_responses": [one.model_dump(mode="json") for one in demand.other_responses] if demand else [],
        "implementation": [one.model_dump(mode="json") for one in demand.implementation] if demand else [],
    }


def item_records(items: Sequence[Item], *, confidence: bool = False) -> list[Record]:
    """The fields of items; `confidence` too where asked for or where one waits to be confirmed, `gone` where
    one is no longer in its document."""
    confidence = confidence or any(item.statement.is_draft for item in items)
    gone = any(item.statement.gone for item in items)
    return [
        {
            **item_record(item),
            **({"confidence": item.statement.confidence} if confidence else {}),
            **({"gone": item.statement.gone} if gone else {}),
        }
        for item in items
    ]


def report_record(library: Library, report: Report) -> Record:
    """The main facts of a report, flat."""
    series = library.find_series(report.series)
    return {
        "id": report.id,
        "year": next(iter(report.years), None),
        "years": list(report.years),
        "period": report.period,
        "published": report.published,
        "series": report.series,
        "role": series.role if series else None,
        "kind": report.kind,
        **_sides("title", report.title),
        "publisher": report.source.publisher,
        "asked_by": list(report.asked_by),
        "places": list(report.places),
        "coverage": report.coverage.level,
        **_sides("why", report.coverage.why),
        "gaps": len(report.coverage.gaps),
        "recommendations": len(report.recommendations),
        "findings": len(report.findings),
        "waiting": report.waiting,
        "second_hand": report.source.second_hand,
        "address_fr": report.source.address.fr,
        "address_en": report.source.address.en,
    }


def _sides(name: str, text: Bilingual | None) -> Record:
    return {f"{name}_fr": text.fr if text else None, f"{name}_en": text.en if text else None}
