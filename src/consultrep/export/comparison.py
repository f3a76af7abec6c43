"""The sheet of a comparison: what coverage allows to say, what came back or is near, what has no counterpart.

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
    likely_related,
    told_pairs,
    worth_telling,
)
from consultrep.compare.labels import (
    change_label,
    headed,
    kept_order,
    left_out,
    probability,
    returned_after,
)
from consultrep.compare.reasons import judged
from consultrep.export.comparison_records import comparison_document, comparison_records
from consultrep.export.counts import counts_table
from consultrep.export.explanation import explanation_facts
from consultrep.export.items import items_table, marked_text
from consultrep.export.sheet import Block, Column, Facts, Heading, Paragraph, Sheet, Table
from consultrep.messages import current_language, ngettext
from consultrep.messages import gettext as _
from consultrep.model import Item, Report
from consultrep.model.labels import label
from consultrep.query.citations import years_text
from consultrep.query.statements import (
    how_pairs_were_made,
    labelled,
    limited_comparison,
    next_step,
    not_compared,
    nothing_can_be_said,
)

_Filled = tuple[Column, Sequence[str]]


def comparison_sheet(result: Comparison) -> Sheet:
    """Pairs, items without counterpart, and how far each statement carries."""
    document, records = comparison_document(result), list(comparison_records(result))
    return Sheet(document, records, list(comparison_blocks(result)))


def comparison_blocks(result: Comparison) -> Iterator[Block]:
    """The comparison as people read it."""
    yield Heading(" → ".join(side.selector for side in result.sides), 1)
    yield Heading(_("What the records cover"))
    yield _coverage_table(result)
    yield from _statements(result)
    told = accounts(result)
    for account in told:
        yield from _series_blocks(result, account)
    yield from _other_bodies(result)
    if any(account.new or account.not_repeated for account in told):
        yield Heading(_("Without counterpart"))
    for account in told:
        yield from _alone_blocks(result, account)


def _coverage_table(result: Comparison) -> Table:
    language, library = current_language(), result.library
    columns = [
        Column(_("Selector")),
        Column(_("Report"), lead=True),
        Column(_("Years")),
        Column(_("Series")),
        Column(_("Coverage")),
        Column(_("Why"), lead=True),
        Column(_("Items compared"), number=True),
    ]
    rows = [
        [
            side.selector,
            f"{report.title.best(language)} ({report.id})",
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
    """What must be said before any list: texts that are missing, reports on both sides, who judged pairs."""
    if result.moved:
        yield Paragraph(kept_order(result))
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
    if result.pairs:
        judges = [pair.confirmed_by for pair in told_pairs(result)]
        yield Paragraph(how_pairs_were_made(result.library, result.encoder, result.precision, judges))


def _partly_confirmed(result: Comparison) -> list[Report]:
    """The reports compared of which some items wait, and are left out."""
    reports = {report.id: report for side in result.sides for report in side.reports}
    unread = [report.id for report in result.unread()]
    return [report for report in reports.values() if report.left_out and report.id not in unread]


def _series_blocks(result: Comparison, account: SeriesAccount) -> Iterator[Block]:
    """What came back within a series or is related, and the counts where it stands on several sides."""
    is_counted = len(account.counts) > 1
    if is_counted or account.has_pairs:
        yield Heading(result.library.series_label(account.series, current_language()))
    if is_counted:
        yield counts_table(account.counts)
    yield from _pair_blocks(result, _("Recurring"), account.recurring)
    yield from _returned_blocks(account)
    yield from _pair_blocks(result, _("Related, another demand"), account.related, account.more_related)


def _alone_blocks(result: Comparison, account: SeriesAccount) -> Iterator[Block]:
    """The items of a series without counterpart."""
    yield from _absent_blocks(
        result,
        account.new,
        _("New (computed, not confirmed)"),
        _("No earlier counterpart in the records held (computed, not confirmed)"),
    )
    yield from _absent_blocks(
        result,
        account.not_repeated,
        _("Not repeated (computed, not confirmed)"),
        _("No later counterpart in the records held (computed, not confirmed)"),
    )


def _pair_blocks(result: Comparison, title: str, pairs: Sequence[Pair], more: int = 0) -> Iterator[Block]:
    """Pairs under their heading; those that came back with what changed; `more` are not shown."""
    if not pairs:
        return
    columns = [
        (Column(_("Earlier"), lead=True), [_told(pair.earlier) for pair in pairs]),
        (Column(_("Later"), lead=True), [_told(pair.later) for pair in pairs]),
        (Column(_("Change")), [change_label(result.change_of(pair)) for pair in pairs]),
        *_bases(pairs),
    ]
    yield Heading(headed(title, pairs), 3)
    yield _columned(columns)
    yield from _after_pairs(result, pairs, more, 4)


def _bases(pairs: Sequence[Pair]) -> list[_Filled]:
    """Who says so of each pair, and the probability where it was computed."""
    return [
        (Column(_("Basis")), [label(pair.basis) for pair in pairs]),
        (Column(_("Probability"), number=True), [probability(pair) for pair in pairs]),
    ]


def _columned(columns: Sequence[_Filled]) -> Table:
    """A table of columns with their cells; a column without a word in it is left out."""
    filled = [(column, cells) for column, cells in columns if any(cells)]
    rows = [list(row) for row in zip(*(cells for _column, cells in filled), strict=True)]
    return Table([column for column, _cells in filled], rows, titled=True)


def _after_pairs(result: Comparison, pairs: Sequence[Pair], more: int, level: int) -> Iterator[Block]:
    """How many pairs are not shown, then the explanation of each that is, where they were asked for."""
    if more:
        yield Paragraph(left_out(more))
    for pair in pairs:
        told = result.explanation_of(pair)
        if told:
            ids = {"earlier": pair.earlier.id, "later": pair.later.id}
            yield Heading(_("Why: {earlier} and {later}").format(**ids), level)
            yield Facts([*judged(result.library, pair), *explanation_facts(result.library, told).rows])


def _returned_blocks(account: SeriesAccount) -> Iterator[Block]:
    if not account.returned:
        return
    columns = [Column(_("Earlier"), lead=True), Column(_("Later"), lead=True), Column(_("Between"))]
    rows = [[_told(one.pair.earlier), _told(one.pair.later), returned_after(one)] for one in account.returned]
    title = _("Returned after a gap")
    yield Heading(f"{title} ({_pair_count(len(rows))})", 3)
    yield Table(columns, rows, titled=True)


def _told(item: Item) -> str:
    return f"{item.id} — {marked_text(item)}"


def _absent_blocks(result: Comparison, absent: Absent | None, title: str, limited: str) -> Iterator[Block]:
    """The items without counterpart, under a heading that says no more than coverage allows."""
    if absent is None:
        return
    heading = title if absent.whole else limited
    language = current_language()
    where = ", ".join(dict.fromkeys(item.report.title.best(language) for item in absent.items))
    yield Heading(f"{labelled(heading, where)} ({_item_count(len(absent.items))})", 3)
    yield items_table(result.library, absent.items)


def _other_bodies(result: Comparison) -> Iterator[Block]:
    likely = likely_related(across_series(result, PairKind.RELATED))
    related = worth_telling(likely)
    titles = (
        (across_series(result, PairKind.ALSO_ASKED), 0, _("Also asked by another body")),
        (related, len(likely) - len(related), _("Related, asked by another body")),
    )
    for pairs, more, title in titles:
        if pairs:
            yield Heading(headed(title, pairs))
            yield _asked_table(result, pairs)
            yield from _after_pairs(result, pairs, more, 3)


def _asked_table(result: Comparison, pairs: Sequence[Pair]) -> Table:
    return _columned(
        [
            (Column(_("Asked by")), [_askers(result, pair.earlier) for pair in pairs]),
            (Column(_("Earlier"), lead=True), [_told(pair.earlier) for pair in pairs]),
            (Column(_("Asked by")), [_askers(result, pair.later) for pair in pairs]),
            (Column(_("Later"), lead=True), [_told(pair.later) for pair in pairs]),
            *_bases(pairs),
        ]
    )


def _askers(result: Comparison, item: Item) -> str:
    labels = result.library.actor_labels(item.asked_by, current_language())
    return ", ".join(labels) or _("not stated")


def _pair_count(number: int) -> str:
    return ngettext("{number} pair", "{number} pairs", number).format(number=number)


def _item_count(number: int) -> str:
    return ngettext("{number} item", "{number} items", number).format(number=number)
