"""The sheets of one report and of one item, with everything known of them."""

from __future__ import annotations

from collections.abc import Iterable

from consultrep.export.items import items_table
from consultrep.export.records import item_records, report_record
from consultrep.export.sheet import Block, Column, Facts, Heading, Paragraph, Sheet, Table
from consultrep.messages import Language, current_language, decimal
from consultrep.messages import gettext as _
from consultrep.model import Item, Library, Recommendation, Report, items_of
from consultrep.model.labels import label
from consultrep.model.report import ByLanguage
from consultrep.model.text import SourcedText
from consultrep.query import ShownItem, ShownReport
from consultrep.query.citations import address_of_item, anchor_parts, cite, place_of
from consultrep.query.statements import (
    best_side,
    gap_place,
    implementation_text,
    participants_told,
    response_text,
    waiting_items,
    what_can_be_said,
)

_LANGUAGES: tuple[Language, ...] = ("fr", "en")


def report_sheet(result: ShownReport) -> Sheet:
    """A report: publication, coverage with its gaps, sections, then its items in order."""
    library, report = result.library, result.report
    language = current_language()
    items = items_of(report)
    document = {
        "report": report.model_dump(mode="json", exclude_none=True, exclude={"findings", "recommendations"}),
        "items": item_records(items),
    }
    blocks: list[Block] = [
        Heading(report.title.best(language), 1),
        Facts(_known(_report_facts(library, report))),
        *_coverage_blocks(report),
    ]
    if items:
        blocks += [
            Heading(_("What it states, in the order of the document")),
            *_by_section(library, report, items),
        ]
    if report.note:
        blocks += [Heading(_("Note")), Paragraph(report.note.best(language))]
    return Sheet(document, [report_record(library, report)], blocks)


def _coverage_blocks(report: Report) -> Iterable[Block]:
    language = current_language()
    yield Heading(_("Coverage"))
    yield Facts(
        [
            (_("Level"), label(report.coverage.level)),
            (_("Why"), report.coverage.why.best(language)),
            (_("What can be said"), what_can_be_said(report)),
        ]
    )
    if report.waiting:
        yield Paragraph(waiting_items(report))
    if report.coverage.gaps:
        rows = [[gap_place(gap), gap.what.best(language)] for gap in report.coverage.gaps]
        yield Table([Column(_("Known gap")), Column(_("What is missing"), lead=True)], rows)


def item_sheet(result: ShownItem) -> Sheet:
    """An item: its text in both languages, who asked whom, and where it stands in the source."""
    (record,) = item_records([result.item])
    language = current_language()
    blocks: list[Block] = [Heading(result.item.id, 1)]
    facts = [*_text_facts(result.item), *_demand_facts(result.library, result.item), *_thread_facts(result)]
    blocks.append(Facts(_known(facts)))
    blocks += [Heading(_("Where it stands in the source")), Facts(_known(_place_facts(result.item)))]
    answered = result.item.recommendation.answers if result.item.recommendation else []
    findings = [item for item in items_of(result.item.report) if item.statement.id in answered]
    if findings:
        blocks += [Heading(_("Findings it answers")), items_table(result.library, findings)]
    if result.item.statement.caution:
        blocks += [Heading(_("Caution")), Paragraph(result.item.statement.caution.best(language))]
    document = {"item": record, "thread": result.thread.id if result.thread else None}
    return Sheet(document, [record], blocks)


def _report_facts(library: Library, report: Report) -> Iterable[tuple[str, str | None]]:
    language = current_language()
    source = report.source
    series = library.find_series(report.series)
    role = f" ({label(series.role)})" if series else ""
    yield _("Id"), report.id
    yield from (
        (_("Title ({language})").format(language=side), _sourced(report.title, side)) for side in _LANGUAGES
    )
    yield _("Series"), library.series_label(report.series, language) + role
    yield _("Kind"), label(report.kind)
    yield _("Period"), report.period or _("unknown")
    yield _("Published"), _published(report)
    yield _("Places"), ", ".join(report.places)
    yield _("Organizers"), ", ".join(library.actor_labels(report.organizers, language))
    yield _("Participants"), "; ".join(participants_told(group) for group in report.participants)
    yield _("Asked by"), ", ".join(library.actor_labels(report.asked_by, language))
    yield _("Publisher"), library.actor_label(source.publisher, language) if source.publisher else None
    yield _("Address"), _by_language(source.address)
    yield _("Catalogue number"), _by_language(source.catalogue)
    yield _("ISBN"), _by_language(source.isbn)
    yield _("Document symbol"), source.symbol
    yield _("Languages read"), ", ".join(source.languages) or _("none")
    yield _("Accessed"), source.accessed
    yield _("SHA-256 of the text read"), source.sha256
    yield _("Second hand"), _("yes: the publisher's own text was not read") if source.second_hand else None


def _text_facts(item: Item) -> Iterable[tuple[str, str | None]]:
    text = item.statement.text
    yield _("French"), _sourced(text, "fr") or _("missing")
    yield _("English"), _sourced(text, "en") or _("missing")


def _demand_facts(library: Library, item: Item) -> Iterable[tuple[str, str | None]]:
    language, demand = current_language(), item.recommendation
    yield _("Report"), f"{item.report.title.best(language)} ({item.report.id})"
    yield _("Type"), _("recommendation") if demand else _("finding")
    yield _("Themes"), ", ".join(library.theme_label(theme, language) for theme in item.statement.themes)
    yield _("Pillar"), label(item.statement.pillar) if item.statement.pillar else None
    yield _("To be confirmed"), _waiting(item)
    yield _("Gone"), _("it is no longer in the document that was read last") if item.statement.gone else None
    who = ", ".join(library.actor_labels(item.asked_by, language)) or _("not stated")
    yield (_("Asked by") if demand else _("Stated by")), who
    if demand is None:
        return
    yield _("Standing"), label(demand.standing)
    yield _("Strength"), label(demand.strength)
    yield _("Addressed to"), ", ".join(library.actor_labels(demand.addressees, language)) or _("not stated")
    yield _("Meant for"), ", ".join(library.actor_labels(demand.beneficiaries, language))
    yield from _answer_facts(library, demand)


def _answer_facts(library: Library, demand: Recommendation) -> Iterable[tuple[str, str | None]]:
    """What was answered and what was done, the newest first; what is not recorded is not concluded."""
    yield _("Government's response"), response_text(library, demand.response)
    if demand.response:
        yield _("In its words"), best_side(demand.response.text) if demand.response.text else None
        yield _("Address of the response"), demand.response.address
    for other in demand.other_responses:
        yield _("Other response"), response_text(library, other)
    latest = demand.latest_implementation
    yield _("Implementation"), implementation_text(library, latest)
    if latest:
        yield _("Address of the evidence"), latest.address
    for entry in demand.implementation:
        yield _("Other state"), implementation_text(library, entry) if entry is not latest else None


def _thread_facts(result: ShownItem) -> Iterable[tuple[str, str | None]]:
    """The thread of a recommendation, and in which years it was asked."""
    thread = result.thread
    if thread is None:
        return
    if thread.reports < 2 or thread.basis is None:
        yield _("Thread"), _("{id}: no other report was found to ask the same").format(id=thread.id)
        return
    said = _("{id}: asked in {years} ({basis}); consultrep threads --id {id}")
    years, basis = ", ".join(map(str, thread.years)), label(thread.basis)
    yield _("Thread"), said.format(id=thread.id, years=years, basis=basis)


def _place_facts(item: Item) -> Iterable[tuple[str, str | None]]:
    language = current_language()
    anchor = place_of(item, language)
    title = item.report.section_title(anchor.section)
    section = f"{anchor.section} {title.best(language)}" if title else anchor.section
    yield _("Citation"), cite(item, language)
    yield _("Section"), section
    yield _("Heading as printed"), anchor.heading
    yield _("Paragraph under it"), str(anchor.paragraph) if anchor.paragraph else None
    yield _("Line of the text read"), str(anchor.line) if anchor.line else None
    yield _("Page"), str(anchor.page) if anchor.page else None
    yield _("Position"), anchor.position.best(language) if anchor.position else None
    yield _("The passage begins"), f"{anchor.opening}…" if anchor.opening else None
    yield _("Fingerprint of the passage"), anchor.fingerprint
    for other in [item.statement.anchor, *item.statement.also]:
        if other is anchor:
            continue
        yield (
            _("Also stands at"),
            ", ".join(filter(None, [*anchor_parts(item.report, other, language), other.language])),
        )
    yield _("Address"), address_of_item(item, language)
    yield (
        _("Second hand"),
        _("yes: the publisher's own text was not read") if item.report.source.second_hand else None,
    )


def _waiting(item: Item) -> str | None:
    """That nobody has confirmed the item, how sure import is, and what to do."""
    if item.statement.confidence is None:
        return None
    return _("import proposes it, confidence {confidence}: consultrep accept {id}").format(
        confidence=decimal(item.statement.confidence), id=item.id
    )


def _by_section(library: Library, report: Report, items: list[Item]) -> Iterable[Block]:
    groups: dict[str | None, list[Item]] = {}
    for item in items:
        groups.setdefault(item.statement.anchor.section, []).append(item)
    for number, found in groups.items():
        title = report.section_title(number)
        if number:
            yield Heading(f"{number} {title.best(current_language())}" if title else number, 3)
        yield items_table(library, found)


def _published(report: Report) -> str:
    if report.published is None:
        return _("unknown")
    if report.published.endswith("/.."):
        return _("{date} or later").format(date=report.published.removesuffix("/.."))
    return report.published


def _sourced(text: SourcedText, language: Language) -> str | None:
    side, origin = text.side(language), text.origin_of(language)
    return f"{side} [{label(origin)}]" if side and origin else None


def _by_language(sides: ByLanguage) -> str:
    return " · ".join(f"{language}: {side}" for language in _LANGUAGES if (side := sides.side(language)))


def _known(rows: Iterable[tuple[str, str | None]]) -> list[tuple[str, str]]:
    return [(name, text) for name, text in rows if text]
