"""A comparison: coverage and what it allows to say, then what came back, series by series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from consultrep.compare import (
    Absent,
    Comparison,
    Count,
    Pair,
    PairKind,
    SeriesAccount,
    Side,
    accounts,
    across_series,
    likely_related,
    told_pairs,
    worth_telling,
)
from consultrep.compare.explanation import Edit, Explanation
from consultrep.compare.labels import (
    change_label,
    headed,
    kept_order,
    left_out,
    relation,
    returned_after,
    verdicts_told,
)
from consultrep.compare.reasons import judged, reasons
from consultrep.language.local import local_number
from consultrep.messages import gettext as _
from consultrep.model import Basis
from consultrep.model.labels import label
from consultrep.query.statements import how_pairs_were_made, labelled, limited_comparison, nothing_can_be_said
from consultrep.render.figures import coverage_figure
from consultrep.render.maker import Maker
from consultrep.render.view import ItemView, ReportView, item_view


@dataclass(frozen=True)
class WhyView:
    """Why a pair is held to be what it is: names and what is said of each, and the words that changed.

    A change is `kept`, `removed` or `added`, with its words; there is none across two languages.
    """

    facts: Sequence[tuple[str, str]]
    redline: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class PairView:
    """An earlier and a later item, what changed, who says so, and the probability where it was computed.

    `between` says, of a demand that returned after a gap, where it was not asked; `why` is there where
    explanations were asked for.
    """

    earlier: ItemView
    later: ItemView
    basis: str
    probability: str
    change: str = ""
    between: str = ""
    why: WhyView | None = None


@dataclass(frozen=True)
class PairsView:
    """Pairs under a title that says how many are confirmed; `told` says more, `more` of those not shown.

    Those that nobody confirmed come last, the likeliest first.
    """

    title: str
    pairs: Sequence[PairView]
    told: str = ""
    more: str = ""

    @property
    def changed(self) -> bool:
        """Whether any of them says what changed."""
        return any(pair.change for pair in self.pairs)

    @property
    def computed(self) -> bool:
        """Whether any of them was computed and has a probability."""
        return any(pair.probability for pair in self.pairs)


@dataclass(frozen=True)
class AbsentView:
    """Items without counterpart, and whether the other side is held whole."""

    items: Sequence[ItemView]
    whole: bool


@dataclass(frozen=True)
class CountView:
    """How many items of a side came back or not; all but `also_asked` add up to `items`."""

    selector: str
    items: int
    recurring: int
    related: int
    alone: int
    not_known: int
    also_asked: int


@dataclass(frozen=True)
class SeriesView:
    """What can be said within one series."""

    id: str
    label: str
    counts: Sequence[CountView]
    recurring: PairsView
    returned: Sequence[PairView]
    related: PairsView
    new: AbsentView | None
    not_repeated: AbsentView | None


@dataclass(frozen=True)
class ComparisonView:
    """The sides as titles, what was found in short, the reports on them, what must be said, what came back.

    `also_asked` and `also_related` are pairs across bodies; `made` says how the pairs were made; `explained`
    are the pairs shown that have an explanation.
    """

    sides: Sequence[str]
    summary: str
    reports: Sequence[ReportView]
    coverage_figure: Markup
    unread: Sequence[str]
    on_several_sides: Sequence[str]
    moved: str
    limited: str
    series: Sequence[SeriesView]
    also_asked: PairsView
    also_related: PairsView
    made: str
    explained: Sequence[PairView]


def comparison_view(maker: Maker, comparison: Comparison) -> ComparisonView:
    """The view of a comparison."""
    reports = list({report.id: report for side in comparison.sides for report in side.reports}.values())
    likely = likely_related(across_series(comparison, PairKind.RELATED))
    related = worth_telling(likely)
    also_asked = across_series(comparison, PairKind.ALSO_ASKED)
    told, shown = accounts(comparison), told_pairs(comparison)
    is_limited = bool(comparison.pairs) and comparison.claims.recurring != "sound"
    return ComparisonView(
        sides=[_title(maker, side) for side in comparison.sides],
        summary=_summary(told, also_asked, related),
        reports=maker.views(reports),
        coverage_figure=coverage_figure(maker.library, reports),
        unread=[nothing_can_be_said(report) for report in comparison.unread()],
        on_several_sides=[report.id for report in comparison.on_several_sides],
        moved=kept_order(comparison) if comparison.moved else "",
        limited=limited_comparison() if is_limited else "",
        series=[_series(maker, comparison, account) for account in told],
        also_asked=_pairs(maker, comparison, _("Also asked by another body"), also_asked),
        also_related=_pairs(
            maker, comparison, _("Related, asked by another body"), related, len(likely) - len(related)
        ),
        made=_made(comparison, shown),
        explained=[view for pair in shown if (view := _pair(maker, comparison, pair)).why is not None],
    )


def _summary(told: Sequence[SeriesAccount], also_asked: Sequence[Pair], related: Sequence[Pair]) -> str:
    """What was found, in numbers of pairs and items."""
    near = len(related) + sum(len(account.related) for account in told)
    alone = sum(len(absent.items) for one in told for absent in (one.new, one.not_repeated) if absent)
    numbers = (
        (_("recurring"), sum(len(account.recurring) for account in told)),
        (_("also asked by another body"), len(also_asked)),
        (_("only related"), near),
    )
    pairs = ", ".join(labelled(name, str(number)) for name, number in numbers)
    return _("Pairs found: {pairs}. Items without counterpart: {number}.").format(pairs=pairs, number=alone)


def _title(maker: Maker, side: Side) -> str:
    """A side as a title: its series with the years, its one report, else its selector as it was given."""
    series = maker.library.find_series(side.selector.casefold())
    if series is not None:
        years = sorted({year for report in side.reports for year in report.years})
        span = "-".join(dict.fromkeys(map(str, (years[0], years[-1])))) if years else _("year unknown")
        return f"{series.label.best(maker.language)} ({span})"
    [first, *others] = side.reports
    if not others:
        return maker.report(first).heading
    return side.selector


def _series(maker: Maker, comparison: Comparison, account: SeriesAccount) -> SeriesView:
    returned = [_pair(maker, comparison, one.pair, returned_after(one)) for one in account.returned]
    return SeriesView(
        account.series,
        maker.library.series_label(account.series, maker.language),
        [_count(count) for count in account.counts] if len(account.counts) > 1 else (),
        _pairs(maker, comparison, _("Recurring"), account.recurring),
        returned,
        _pairs(maker, comparison, _("Related, another demand"), account.related, account.more_related),
        _absent(maker, account.new),
        _absent(maker, account.not_repeated),
    )


def _count(one: Count) -> CountView:
    return CountView(
        one.side.selector,
        one.items,
        one.recurring,
        one.related,
        one.alone,
        one.not_known,
        one.also_asked,
    )


def _pairs(
    maker: Maker, comparison: Comparison, title: str, pairs: Sequence[Pair], more: int = 0
) -> PairsView:
    ordered = sorted(pairs, key=lambda pair: -1.0 if pair.basis is Basis.CONFIRMED else 1 - pair.score)
    views = [_pair(maker, comparison, pair) for pair in ordered]
    return PairsView(headed(title, pairs), views, verdicts_told(pairs), left_out(more) if more else "")


def _pair(maker: Maker, comparison: Comparison, pair: Pair, between: str = "") -> PairView:
    earlier, later = (item_view(maker.library, item, maker.language) for item in (pair.earlier, pair.later))
    computed = pair.basis is not Basis.CONFIRMED
    probability = local_number(pair.score, maker.language, 2) if computed else ""
    change = change_label(comparison.change_of(pair)) or ("" if pair.same_series else relation(pair))
    why = _why(maker, pair, comparison.explanation_of(pair))
    return PairView(earlier, later, label(pair.basis), probability, change, between, why)


def _why(maker: Maker, pair: Pair, one: Explanation | None) -> WhyView | None:
    if one is None:
        return None
    changed = any(edit is not Edit.KEPT for edit, _words in one.redline)
    redline = [(edit.value, words) for edit, words in one.redline] if changed else []
    return WhyView([*judged(maker.library, pair), *reasons(maker.library, one)], redline)


def _absent(maker: Maker, absent: Absent | None) -> AbsentView | None:
    if absent is None:
        return None
    items = [item_view(maker.library, item, maker.language) for item in absent.items]
    return AbsentView(items, absent.whole)


def _made(comparison: Comparison, shown: Sequence[Pair]) -> str:
    """How the pairs shown of a comparison were made, where it has any pair."""
    if not comparison.pairs:
        return ""
    judges = [pair.confirmed_by for pair in shown]
    return how_pairs_were_made(comparison.library, comparison.encoder, comparison.precision, judges)
