"""The documents: the library, one report, a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from consultrep import __version__
from consultrep.compare import (
    Absent,
    Comparison,
    Count,
    Pair,
    PairKind,
    SeriesAccount,
    accounts,
    across_series,
    likely_related,
    told_pairs,
    worth_telling,
)
from consultrep.compare.labels import change_label, headed, kept_order, left_out, probability, returned_after
from consultrep.messages import Language
from consultrep.messages import gettext as _
from consultrep.model import Bilingual, Library, Report
from consultrep.query.labels import label
from consultrep.query.statements import how_pairs_were_made, limited_comparison, nothing_can_be_said
from consultrep.render.environment import make_environment, render_template
from consultrep.render.view import ItemView, ReportView, item_view, report_view, theme_views


@dataclass(frozen=True)
class PairView:
    """An earlier and a later item, what changed, who says so, and the probability where it was computed.

    `between` says, of a demand that returned after a gap, where it was not asked.
    """

    earlier: ItemView
    later: ItemView
    basis: str
    probability: str
    change: str = ""
    between: str = ""


@dataclass(frozen=True)
class PairsView:
    """Pairs under a title that says how many are confirmed, and what is said of those not shown."""

    title: str
    pairs: Sequence[PairView]
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
class SeriesView:
    """What can be said within one series."""

    label: str
    counts: Sequence[Count]
    recurring: PairsView
    returned: Sequence[PairView]
    related: PairsView
    new: AbsentView | None
    not_repeated: AbsentView | None


@dataclass(frozen=True)
class Maker:
    """What every document needs: the library, its templates, the language."""

    library: Library
    templates: Sequence[Path]
    language: Language
    shipped: bool

    def report(self, report: Report) -> ReportView:
        """The view of a report."""
        return report_view(self.library, report, self.language, shipped=self.shipped)

    def pairs(self, comparison: Comparison, title: str, pairs: Sequence[Pair], more: int = 0) -> PairsView:
        """The views of pairs under their title; `more` are not shown."""
        views = [self.pair(comparison, pair) for pair in pairs]
        return PairsView(headed(title, pairs), views, left_out(more) if more else "")

    def pair(self, comparison: Comparison, pair: Pair, between: str = "") -> PairView:
        """The view of a pair."""
        change = change_label(comparison.change_of(pair))
        items = self._item(pair, 0), self._item(pair, 1)
        return PairView(*items, label(pair.basis), probability(pair), change, between)

    def series(self, comparison: Comparison, account: SeriesAccount) -> SeriesView:
        """The view of what can be said within a series."""
        return SeriesView(
            self.library.series_label(account.series, self.language),
            account.counts if len(account.counts) > 1 else (),
            self.pairs(comparison, _("Recurring"), account.recurring),
            [self.pair(comparison, one.pair, returned_after(one)) for one in account.returned],
            self.pairs(comparison, _("Related, another demand"), account.related, account.more_related),
            self.absent(account.new),
            self.absent(account.not_repeated),
        )

    def absent(self, absent: Absent | None) -> AbsentView | None:
        """The view of items without counterpart."""
        if absent is None:
            return None
        items = [item_view(self.library, item, self.language) for item in absent.items]
        return AbsentView(items, absent.whole)

    def write(self, template: str, **view: object) -> str:
        """The document that a template makes of a view."""
        environment = make_environment(self.templates)
        return render_template(environment, template, language=self.language, version=__version__, **view)

    def _item(self, pair: Pair, side: int) -> ItemView:
        return item_view(self.library, pair.later if side else pair.earlier, self.language)


def render_library(maker: Maker, title: Bilingual | None) -> str:
    """The whole library: coverage, themes, recommendations, findings; companions apart."""
    library, language = maker.library, maker.language
    primary = [r for r in library.reports if library.is_primary(r)]
    companions = [r for r in library.reports if not library.is_primary(r)]
    return maker.write(
        "library.md.j2",
        title=title.best(language) if title else "",
        primary=[maker.report(report) for report in primary],
        companions=[maker.report(report) for report in companions],
        themes=theme_views(library, primary, language),
    )


def render_report(maker: Maker, report: Report) -> str:
    """One report."""
    themes = theme_views(maker.library, [report], maker.language)
    return maker.write("report.md.j2", report=maker.report(report), themes=themes)


def render_comparison(maker: Maker, comparison: Comparison) -> str:
    """A comparison: coverage and what it allows to say, then series by series."""
    reports = {r.id: r for side in comparison.sides for r in side.reports}
    likely = likely_related(across_series(comparison, PairKind.RELATED))
    related = worth_telling(likely)
    more = len(likely) - len(related)
    also_asked = across_series(comparison, PairKind.ALSO_ASKED)
    return maker.write(
        "comparison.md.j2",
        selectors=[side.selector for side in comparison.sides],
        reports=[maker.report(report) for report in reports.values()],
        unread=[nothing_can_be_said(report) for report in comparison.unread()],
        on_several_sides=[report.id for report in comparison.on_several_sides],
        moved=kept_order(comparison) if comparison.moved else "",
        limited=limited_comparison() if comparison.pairs and comparison.claims.recurring != "sound" else "",
        series=[maker.series(comparison, account) for account in accounts(comparison)],
        also_asked=maker.pairs(comparison, _("Also asked by another body"), also_asked),
        also_related=maker.pairs(comparison, _("Related, asked by another body"), related, more),
        made=_made(comparison),
    )


def _made(comparison: Comparison) -> str:
    """How the matches of a comparison were made, where it has any."""
    if not comparison.pairs:
        return ""
    judges = [pair.confirmed_by for pair in told_pairs(comparison)]
    return how_pairs_were_made(comparison.library, comparison.encoder, comparison.precision, judges)
