"""The sheet of what a search found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from consultrep.export.cells import Emphasized
from consultrep.export.sheet import Block, Column, Paragraph, Record, Sheet, Table
from consultrep.messages import LANGUAGES, Language, current_language, decimal, mark, ngettext
from consultrep.messages import gettext as _
from consultrep.query.citations import address_of, address_of_item, cite
from consultrep.query.search import Entry, EntryKind, Found, Hit
from consultrep.query.statements import marks_of, waiting_items

_FIELDS: Final = [
    "rank",
    "id",
    "kind",
    "bm25",
    "cosine",
    "report",
    "years",
    "series",
    "citation",
    "address",
    "asked_by",
    "draft",
    "text_fr",
    "text_en",
    "highlights",
]
_KINDS: Final[dict[EntryKind, str]] = {
    EntryKind.RECOMMENDATION: mark("recommendation"),
    EntryKind.FINDING: mark("finding"),
    EntryKind.SECTION: mark("title of a section"),
    EntryKind.REPORT: mark("title of a report"),
}


def found_sheet(result: Found) -> Sheet:
    """The hits, best first; JSON has the range of each match in each language."""
    records = [_record(result, hit, rank) for rank, hit in enumerate(result.hits, start=1)]
    document: Record = {
        "query": result.query,
        "by": "meaning" if result.encoder else "words",
        "encoder": result.encoder,
        "count": result.number,
        "unread": [report.id for report in result.unread],
        "hits": records,
    }
    return Sheet(document, records, list(_blocks(result)), fields=_FIELDS, remarks=_remarks(result))


def _record(result: Found, hit: Hit, rank: int) -> Record:
    entry = hit.entry
    return {
        "rank": rank,
        "id": entry.id,
        "kind": entry.kind,
        "bm25": None if result.encoder else round(hit.score, 6),
        "cosine": round(hit.score, 6) if result.encoder else None,
        "report": entry.report.id,
        "years": list(entry.report.years),
        "series": entry.report.series,
        "citation": _citation(entry),
        "address": _address(entry),
        "asked_by": list(entry.asked_by),
        "draft": entry.item is not None and entry.item.statement.is_draft,
        "text_fr": entry.text.fr,
        "text_en": entry.text.en,
        "highlights": {
            language: [list(one) for one in hit.highlights[language]]
            for language in LANGUAGES
            if entry.text.side(language)
        },
    }


def _blocks(result: Found) -> Iterator[Block]:
    columns = [
        Column(_("Id")),
        Column(_("Text"), lead=True),
        Column(_("Kind")),
        Column(_("Source")),
        Column(_("Asked or stated by")),
        Column(_("Likeness") if result.encoder else _("Score"), number=True),
    ]
    yield Table(columns, [_row(result, hit) for hit in result.hits])
    if len(result.hits) < result.number:
        said = _("Hits shown: {shown} of {found}.")
        yield Paragraph(said.format(shown=len(result.hits), found=result.number))
    if result.encoder and result.hits:
        yield Paragraph(
            _(
                "The nearest by meaning, as {encoder} measures it: the cosine of the query and the text, at "
                "most 1. Something is always nearest: read it before you rely on it."
            ).format(encoder=result.encoder)
        )


def _row(result: Found, hit: Hit) -> list[str]:
    entry, library, language = hit.entry, result.library, current_language()
    return [
        entry.id,
        _shown(result, hit),
        _(_KINDS[entry.kind]),
        f"{entry.report.title.best(language)} ({_citation(entry)})",
        ", ".join(library.actor_labels(entry.asked_by, language)) or _("not stated"),
        decimal(hit.score),
    ]


def _shown(result: Found, hit: Hit) -> Emphasized:
    """The text in the language in force, or in the other one where only that holds what was asked for."""
    entry, own = hit.entry, current_language()
    shown = next((one for one in _sides(own) if hit.highlights[one]), entry.text.best_language(own))
    text = Emphasized(entry.text.best(shown), hit.highlights[shown]).excerpt()
    item = entry.item
    caution = [_("see the caution")] if item and item.statement.caution else []
    marks = [*(marks_of(item) if item else []), *caution, *_themes(result, hit)]
    return text.within("" if shown == own else f"[{shown}] ", f" ({'; '.join(marks)})" if marks else "")


def _themes(result: Found, hit: Hit) -> list[str]:
    """The themes of an item, where the text alone does not show why it was found."""
    item, language = hit.entry.item, current_language()
    if item is None or not hit.by_setting or not item.statement.themes:
        return []
    labels = [result.library.theme_label(theme, language) for theme in item.statement.themes]
    return [_("themes: {names}").format(names=", ".join(labels))]


def _sides(own: Language) -> list[Language]:
    return sorted(LANGUAGES, key=lambda language: language != own)


def _citation(entry: Entry) -> str:
    language = current_language()
    if entry.item is not None:
        return cite(entry.item, language)
    if entry.section is not None and entry.section.number:
        section = _("section {number}").format(number=entry.section.number)
        return f"{entry.report.id}, {section}"
    return entry.report.id


def _address(entry: Entry) -> str | None:
    if entry.item is not None:
        return address_of_item(entry.item, current_language())
    return address_of(entry.report, current_language())


def _remarks(result: Found) -> list[str]:
    """That nothing was found, and why; and which texts were not read, or not confirmed."""
    remarks = [] if result.number else [_("Nothing matches."), *_reasons(result)]
    remarks += [waiting_items(report) for report in result.unread if report.waiting]
    names = ", ".join(report.id for report in result.unread if not report.waiting)
    if names:
        remarks.append(
            _("Not read, so nothing of theirs can be found but titles: {names}").format(names=names)
        )
    return remarks


def _reasons(result: Found) -> list[str]:
    """Why words find nothing, and what to write instead."""
    if result.outside:
        said = ngettext(
            "Without the filters, {count} text would be found.",
            "Without the filters, {count} texts would be found.",
            result.outside,
        )
        return [said.format(count=result.outside)]
    if result.asked and not result.absent:
        return [
            _(
                "Every word is in some text, but no text has all that is asked for: leave a word out, write "
                "OR between words, or search with --semantic."
            )
        ]
    return [_absence(word, nearest) for word, nearest in result.absent.items()]


def _absence(word: str, nearest: Sequence[str]) -> str:
    if not nearest:
        return _("No text has the word {word}.").format(word=repr(word))
    said = _("No text has the word {word}: did you mean {names}?")
    return said.format(word=repr(word), names=", ".join(nearest))
