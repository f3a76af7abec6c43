"""The sheet of a comparison: first what coverage allows to say, then what came back and what did not.

Series are shown apart, the primary ones first; what another body asked is never counted with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consultrep.compare import (
    Absent,
    Claim,
    Comparison,
    Pair,
    PairKind,
    SeriesAccount,
    accounts,
    across_series,
)
from consultrep.export.items import items_table, marked_text
from consultrep.export.records import item_records, report_record
from consultrep.export.sheet import Block, Column, Heading, Paragraph, Record, Sheet, Table
from consultrep.messages import current_language, decimal, ngettext
from consultrep.messages import gettext as _
from consultrep.model import Item, Report
from consultrep.query.citations import years_text
from consultrep.query.labels import label
from consultrep.query.statements import (
    how_matches_were_made,
    labelled,
    limited_comparison,
    next_step,
    not_compared,
    nothing_can_be_said,
)


def comparison_sheet(result: Comparison) -> Sheet:
    """Pairs, items without counterpart, and how far each statement carries."""
    return Sheet(_document(result), list(_records(result)), list(comparison_blocks(result)))


def comparison_blocks(result: Comparison) -> Iterator[Block]:
    """The comparison as people read it."""
    yield Heading(" → ".join(side.selector for side in result.sides), 1)
    yield Heading(_("What the records cover"))
    yield _coverage_table(result)
    yield from _statements(result)
    for account in accounts(result):
        yield from _series_blocks(result, account)
    yield from _other_bodies(result)
    if result.pairs:
        yield Paragraph(how_matches_were_made(result.encoder, result.precision))


def _document(result: Comparison) -> Record:
    items = {item.id: item for side in result.sides for item in side.items}
    return {
        "selectors": [side.selector for side in result.sides],
        "coverage": [
            {"selector": side.selector, **report_record(result.library, report)}
            for side in result.sides
            for report in side.reports
        ],
        "claims": {
            "recurring": result.claims.recurring,
            "new": result.claims.new,
            "not_repeated": result.claims.not_repeated,
        },
        "recurring": [_pair_record(pair) for pair in result.pairs if pair.same],
        "related": [_pair_record(pair) for pair in result.pairs if not pair.same],
        "new": [item.id for item in result.new],
        "not_repeated": [item.id for item in result.not_repeated],
        "encoder": result.encoder,
        "items": item_records(list(items.values())),
    }


def _pair_record(pair: Pair) -> Record:
    return {
        "from_id": pair.earlier.id,
        "to_id": pair.later.id,
        "score": round(pair.score, 4),
        "basis": pair.basis,
        "same_series": pair.same_series,
        "kind": pair.kind,
    }


def _records(result: Comparison) -> Iterator[Record]:
    for pair in result.pairs:
        yield _record(pair.kind, pair.earlier, pair.later, pair, result.claims.recurring)
    for item in result.new:
        yield _record(_absence("new", result.claims.new), None, item, None, result.claims.new)
    for item in result.not_repeated:
        yield _record(
            _absence("not_repeated", result.claims.not_repeated), item, None, None, result.claims.not_repeated
        )


def _absence(word: str, claim: Claim) -> str:
    """What may be said of an item without counterpart."""
    return {Claim.SOUND: word, Claim.LIMITED: "no_counterpart", Claim.CANNOT_SAY: "cannot_say"}[claim]


def _record(
    outcome: str, earlier: Item | None, later: Item | None, pair: Pair | None, claim: Claim
) -> Record:
    record: Record = {"outcome": outcome, "claim": claim}
    for prefix, item in (("from", earlier), ("to", later)):
        record |= {
            f"{prefix}_id": item.id if item else None,
            f"{prefix}_series": item.report.series if item else None,
            f"{prefix}_asked_by": item.asked_by if item else [],
            f"{prefix}_text_fr": item.statement.text.fr if item else None,
            f"{prefix}_text_en": item.statement.text.en if item else None,
            f"{prefix}_waiting": item.statement.is_draft if item else None,
            f"{prefix}_gone": item.statement.gone if item else None,
        }
    return {
        **record,
        "score": round(pair.score, 4) if pair else None,
        "basis": pair.basis if pair else None,
        "same_series": pair.same_series if pair else None,
    }


def _coverage_table(result: Comparison) -> Table:
    language, library = current_language(), result.library
    columns = [
        Column(_("Selector")),
        Column(_("Report")),
        Column(_("Years")),
        Column(_("Series")),
        Column(_("Coverage")),
        Column(_("Why"), lead=True),
        Column(_("Items compared"), number=True),
    ]
    rows = [
        [
            side.selector,
            report.id,
            years_text(report),
            library.series_label(report.series, language),
            label(report.coverage.level),
            report.coverage.why.best(language),
            str(sum(item.report is report for item in side.items)),
        ]
        for side in result.sides
        for report in side.reports
    ]
    return Table(columns, rows)


def _statements(result: Comparison) -> Iterator[Block]:
    """What must be said before any list: texts that are missing, reports that stand on both sides."""
    for report in result.unread():
        yield Paragraph(nothing_can_be_said(report))
        yield Paragraph(next_step(report, shipped=result.shipped))
    for report in _partly_confirmed(result):
        yield Paragraph(not_compared(report))
    for report in result.on_several_sides:
        yield Paragraph(
            _("{id} stands on more than one side; it is compared with itself.").format(id=report.id)
        )
    if result.pairs and result.claims.recurring is not Claim.SOUND:
        yield Paragraph(limited_comparison())


def _partly_confirmed(result: Comparison) -> list[Report]:
    """The reports compared of which some items wait, and are left out."""
    reports = {report.id: report for side in result.sides for report in side.reports}
    unread = [report.id for report in result.unread()]
    return [report for report in reports.values() if report.left_out and report.id not in unread]


def _series_blocks(result: Comparison, account: SeriesAccount) -> Iterator[Block]:
    yield Heading(result.library.series_label(account.series, current_language()))
    yield from _pair_blocks(_("Recurring (computed, not confirmed)"), account.recurring)
    yield from _pair_blocks(_("Related, another demand"), account.related)
    yield from _absent_blocks(result, account.new, _("New (computed, not confirmed)"))
    yield from _absent_blocks(result, account.not_repeated, _("Not repeated (computed, not confirmed)"))


def _pair_blocks(title: str, pairs: Sequence[Pair]) -> Iterator[Block]:
    if pairs:
        columns = [
            Column(_("Earlier"), lead=True),
            Column(_("Later"), lead=True),
            Column(_("Likeness"), number=True),
        ]
        rows = [[_told(p.earlier), _told(p.later), decimal(p.score)] for p in pairs]
        yield Heading(f"{title} ({_pair_count(len(pairs))})", 3)
        yield Table(columns, rows)


def _told(item: Item) -> str:
    return f"{item.id} — {marked_text(item)}"


def _absent_blocks(result: Comparison, absent: Absent | None, title: str) -> Iterator[Block]:
    """The items without counterpart, under a heading that says no more than coverage allows."""
    if absent is None:
        return
    heading = title if absent.whole else _("No counterpart in the records held (computed, not confirmed)")
    where = ", ".join(dict.fromkeys(item.report.id for item in absent.items))
    yield Heading(f"{labelled(heading, where)} ({_item_count(len(absent.items))})", 3)
    yield items_table(result.library, absent.items)


def _other_bodies(result: Comparison) -> Iterator[Block]:
    titles = (
        (PairKind.ALSO_ASKED, _("Also asked by another body (computed, not confirmed)")),
        (PairKind.RELATED, _("Related, asked by another body")),
    )
    for kind, title in titles:
        pairs = across_series(result, kind)
        if pairs:
            yield Heading(f"{title} ({_pair_count(len(pairs))})")
            yield _asked_table(result, pairs)


def _asked_table(result: Comparison, pairs: Sequence[Pair]) -> Table:
    columns = [
        Column(_("Asked by")),
        Column(_("Earlier"), lead=True),
        Column(_("Asked by")),
        Column(_("Later"), lead=True),
        Column(_("Likeness"), number=True),
    ]
    rows = [
        [
            _askers(result, p.earlier),
            _told(p.earlier),
            _askers(result, p.later),
            _told(p.later),
            decimal(p.score),
        ]
        for p in pairs
    ]
    return Table(columns, rows)


def _askers(result: Comparison, item: Item) -> str:
    labels = result.library.actor_labels(item.asked_by, current_language())
    return ", ".join(labels) or _("not stated")


def _pair_count(number: int) -> str:
    return ngettext("{number} pair", "{number} pairs", number).format(number=number)


def _item_count(number: int) -> str:
    return ngettext("{number} item", "{number} items", number).format(number=number)
