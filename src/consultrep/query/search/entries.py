"""What can be found: recommendations and findings, and the titles of sections and of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultrep.model import Bilingual, Item, Report
from consultrep.model.report import Section


class EntryKind(StrEnum):
    """What a hit is."""

    RECOMMENDATION = "recommendation"
    FINDING = "finding"
    SECTION = "section"
    REPORT = "report"


@dataclass(frozen=True, eq=False)
class Entry:
    """A text that can be found, with what it belongs to."""

    id: str
    kind: EntryKind
    report: Report
    text: Bilingual
    item: Item | None = None
    section: Section | None = None

    @property
    def asked_by(self) -> Sequence[str]:
        """Who asked or stated it, or who speaks in the report that it is the title of."""
        return self.item.asked_by if self.item else self.report.asked_by


def item_entry(item: Item) -> Entry:
    """An item, to be found by its text."""
    kind = EntryKind.RECOMMENDATION if item.recommendation else EntryKind.FINDING
    return Entry(item.id, kind, item.report, item.statement.text, item=item)


def title_entries(reports: Iterable[Report]) -> Iterator[Entry]:
    """The titles of reports, each followed by those of its sections."""
    for report in reports:
        yield Entry(report.id, EntryKind.REPORT, report, report.title)
        for number, section in enumerate(report.sections, start=1):
            ident = f"{report.id}#{section.number or number}"
            yield Entry(ident, EntryKind.SECTION, report, section.title, section=section)
