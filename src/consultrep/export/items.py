"""The sheet of a list of items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consultrep.export.records import ITEM_FIELDS, item_records
from consultrep.export.sheet import Block, Column, Heading, Paragraph, Record, Sheet, Table
from consultrep.messages import current_language, decimal, ngettext
from consultrep.messages import gettext as _
from consultrep.model import Item, Library
from consultrep.model.labels import label
from consultrep.query import Listing
from consultrep.query.statements import labelled, marks_of, waiting_items


def listing_sheet(listing: Listing) -> Sheet:
    """Items, or their counts where only these were asked for; what the records cannot say is a remark."""
    if listing.count_only:
        return _count_sheet(listing)
    records = item_records(listing.items, confidence=listing.waiting)
    document = {
        "count": listing.found,
        "unread": [report.id for report in listing.unread],
        "items": records,
    }
    blocks: list[Block] = []
    if listing.groups is None:
        blocks.append(items_table(listing.library, listing.items, confidence=listing.waiting))
    else:
        document["groups"] = [
            {"group": group.key, "label": group.label, "ids": [item.id for item in group.items]}
            for group in listing.groups
        ]
    for group in listing.groups or []:
        table = items_table(listing.library, group.items, confidence=listing.waiting)
        blocks += [Heading(f"{group.label} ({len(group.items)})"), table]
    if len(listing.items) < listing.found:
        blocks.append(Paragraph(_shown_of(len(listing.items), listing.found)))
    fields = [*ITEM_FIELDS, *(["confidence"] if listing.waiting else [])]
    return Sheet(document, records, blocks, fields=fields, remarks=listing_remarks(listing))


def listing_remarks(listing: Listing) -> list[str]:
    """What a reader of the list must know: that it is empty, which texts were not read, or not confirmed."""
    nothing = _("Nothing waits to be confirmed.") if listing.waiting else _("No item matches.")
    remarks = [] if listing.found else [nothing]
    remarks += [waiting_items(report) for report in listing.unread if report.waiting]
    names = ", ".join(report.id for report in listing.unread if not report.waiting)
    if names:
        remarks.append(_("Not read, so nothing of theirs can be listed: {names}").format(names=names))
    return remarks


def items_table(library: Library, items: Sequence[Item], *, confidence: bool = False) -> Table:
    """A row an item: id, text, themes, standing and strength, who asked; before the text, where asked for,
    how sure import is of it."""
    columns = [
        Column(_("Id")),
        *([Column(_("Confidence"), number=True)] if confidence else []),
        Column(_("Text"), lead=True),
        Column(_("Themes")),
        Column(_("Standing")),
        Column(_("Strength")),
        Column(_("Asked by") if all(item.recommendation for item in items) else _("Asked or stated by")),
    ]
    return Table(columns, [_row(library, item, confidence=confidence) for item in items])


def shown_text(item: Item) -> str:
    """The item's text in the language in force; a text that only the other language has says so."""
    language = current_language()
    text = item.statement.text
    shown = text.best_language(language)
    if shown == language:
        return text.best(language)
    return f"[{shown}] {text.best(language)}"


def marked_text(item: Item, *, waiting: bool = True) -> str:
    """The same, followed in brackets by what must be said of the item (see `marks_of`), and by a caution."""
    caution = [_("see the caution")] if item.statement.caution else []
    marks = [*marks_of(item, waiting=waiting), *caution]
    return shown_text(item) + (f" ({'; '.join(marks)})" if marks else "")


def _row(library: Library, item: Item, *, confidence: bool) -> list[str]:
    language, demand = current_language(), item.recommendation
    return [
        item.id,
        *([decimal(item.statement.confidence or 0)] if confidence else []),
        marked_text(item, waiting=not confidence),
        ", ".join(library.theme_label(theme, language) for theme in item.statement.themes),
        label(demand.standing) if demand else _("finding"),
        label(demand.strength) if demand else "",
        ", ".join(library.actor_labels(item.asked_by, language)) or _("not stated"),
    ]


def bodies_text(library: Library, counts: Mapping[str, int]) -> str:
    """How many items of each series, in words."""
    language = current_language()
    return ", ".join(labelled(library.series_label(series, language), str(n)) for series, n in counts.items())


def _count_sheet(listing: Listing) -> Sheet:
    """The number of items; where several bodies asked them, each one's share is told."""
    library, remarks = listing.library, listing_remarks(listing)
    counts = library.by_body(listing.items)
    document: Record = {"count": listing.found, "series": counts, "unread": [r.id for r in listing.unread]}
    if len(counts) > 1:
        remarks.append(bodies_text(library, counts))
    if listing.groups is None:
        return Sheet(document, [document], [], number=listing.found, remarks=remarks)
    records: list[Record] = [
        {"group": g.key, "label": g.label, "count": len(g.items), "series": library.by_body(g.items)}
        for g in listing.groups
    ]
    columns = [Column(_("Group"), lead=True), Column(_("Count"), number=True), Column(_("Series"))]
    rows = [
        [g.label, str(len(g.items)), bodies_text(library, library.by_body(g.items))] for g in listing.groups
    ]
    return Sheet({**document, "groups": records}, records, [Table(columns, rows)], remarks=remarks)


def _shown_of(shown: int, found: int) -> str:
    return ngettext("{shown} of {found} item is shown.", "{shown} of {found} items are shown.", found).format(
        shown=shown, found=found
    )
