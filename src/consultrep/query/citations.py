"""Where a statement stands, in words that a reader can follow to the page."""

from __future__ import annotations

from consultrep.messages import Language
from consultrep.messages import gettext as _
from consultrep.model import Anchor, Item, Report
from consultrep.model.report import ByLanguage


def cite(item: Item, language: Language) -> str:
    """The report, then section, paragraph, page or position, as far as they are known."""
    return ", ".join([item.report.id, *place_parts(item, language)])


def place_parts(item: Item, language: Language) -> list[str]:
    """The parts of the place within the report, widest first; a line only where nothing is nearer."""
    return anchor_parts(item.report, place_of(item, language), language)


def place_of(item: Item, language: Language) -> Anchor:
    """The item's place in the version in `language`, else its first place, in whatever version that is."""
    statement = item.statement
    places = [statement.anchor, *statement.also]
    return next((place for place in places if place.language == language), statement.anchor)


def address_of_item(item: Item, language: Language) -> str | None:
    """The address of the page that holds the item: in `language` if it stands there, else where it does."""
    place = place_of(item, language)
    version = place.language or item.statement.text.best_language(language)
    return place.address or address_of(item.report, version)


def anchor_parts(report: Report, anchor: Anchor, language: Language) -> list[str]:
    """The parts of a place in a report, widest first; a line only where nothing is nearer."""
    title = report.section_title(anchor.section)
    own_heading = anchor.heading if title is None or anchor.heading not in {title.fr, title.en} else None
    known = (
        (anchor.section, _("section {number}")),
        (own_heading, _("under “{number}”")),
        (anchor.paragraph, _("paragraph {number}")),
        (anchor.page, _("page {number}")),
        (anchor.position.best(language) if anchor.position else None, "{number}"),
        (None if anchor.paragraph else anchor.line, _("line {number} of the text read")),
    )
    return [words.format(number=value) for value, words in known if value is not None]


def address_of(report: Report, language: Language) -> str | None:
    """The report's address in `language`, else in the other one, where one is known."""
    return best_side(report.source.address, language)


def best_side(sides: ByLanguage, language: Language) -> str | None:
    """The side in `language`, else the other one, where one is known."""
    return sides.side(language) or sides.fr or sides.en


def years_text(report: Report) -> str:
    """The years of a report for people: `2015`, `2012-2013`, or that they are unknown."""
    years = report.years
    if not years:
        return _("year unknown")
    return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
