"""A library in memory: its reports and vocabularies, and every item in its report's light."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from consultrep.language import Names, fold, name_key
from consultrep.messages import Language
from consultrep.model.glossary import GlossaryTerm, TermKind
from consultrep.model.item import Finding, Recommendation
from consultrep.model.judgement import Judgement, Reviewer, fingerprint_of
from consultrep.model.report import Report
from consultrep.model.vocabulary import Actor, Role, Series, Theme


@dataclass(frozen=True)
class Item:
    """A finding or recommendation within its report."""

    report: Report
    statement: Finding | Recommendation

    @property
    def id(self) -> str:
        """The full id, `REPORT/LOCAL`."""
        return f"{self.report.id}/{self.statement.id}"

    @property
    def recommendation(self) -> Recommendation | None:
        """The statement if it is a recommendation."""
        return self.statement if isinstance(self.statement, Recommendation) else None

    @property
    def asked_by(self) -> list[str]:
        """Who asked (or observed): the item's own answer, else its report's."""
        return self.statement.asked_by or self.report.asked_by


@dataclass(frozen=True)
class Library:
    """Everything a query can see; reports stand in order of period, then id."""

    reports: Sequence[Report]
    themes: Sequence[Theme] = ()
    actors: Sequence[Actor] = ()
    series: Sequence[Series] = ()
    glossary: Sequence[GlossaryTerm] = ()
    judgements: Sequence[Judgement] = ()
    reviewers: Sequence[Reviewer] = ()

    def without_drafts(self) -> Library:
        """The library without what waits to be confirmed."""
        return replace(self, reports=tuple(report.without_drafts() for report in self.reports))

    @cached_property
    def items(self) -> list[Item]:
        """Every finding and recommendation, in the order of their reports, then of the documents."""
        return [item for report in self.reports for item in items_of(report)]

    @cached_property
    def fingerprint(self) -> str:
        """What the library holds, in short: the same for the same content, however its files are laid out."""
        parts = (self.reports, self.themes, self.actors, self.series, self.glossary, self.judgements)
        held = (one.model_dump_json() for part in parts for one in part)
        return "sha256:" + sha256("\n".join(held).encode()).hexdigest()[:16]

    @cached_property
    def _reports(self) -> dict[str, Report]:
        return {report.id: report for report in reversed(self.reports)}

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def _themes(self) -> dict[str, Theme]:
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return {fold(name): actor for actor in self.actors for name in actor.names}

    @cached_property
    def _series(self) -> dict[str, Series]:
        return {series.id: series for series in self.series}

    @cached_property
    def _theme_names(self) -> dict[str, Theme]:
        return {fold(name): theme for theme in self.themes for name in theme.names}

    @cached_property
    def names(self) -> Names:
        """The names of the glossary's terms and of the actors, to find in texts.

        An actor with the id of a term is that term; else one that shares a name with a term is that one.
        """
        terms: list[tuple[str, str, list[str]]] = [(term.id, term.kind, term.names) for term in self.glossary]
        known = {term.id for term in self.glossary}
        owners = {name_key(name): ident for ident, _kind, names in reversed(terms) for name in names}
        for actor in self.actors:
            names = actor.labels
            shared = (owners[key] for key in map(name_key, names) if key in owners)
            owner = actor.id if actor.id in known else next(shared, actor.id)
            terms.append((owner, TermKind.BODY, names))
        return Names(terms)

    @cached_property
    def _reviewers(self) -> dict[str, Reviewer]:
        return {fold(reviewer.id): reviewer for reviewer in self.reviewers}

    def find_report(self, ident: str) -> Report | None:
        """The report with that id."""
        return self._reports.get(ident)

    def find_item(self, full_id: str) -> Item | None:
        """The item with that full id, `REPORT/ITEM`."""
        return self._items.get(full_id)

    def is_stale(self, judgement: Judgement) -> bool:
        """Whether the judgement is of texts that have changed since, or of an item that is not there."""
        items = ((self.find_item(ident), judged) for ident, judged in judgement.sides)
        return any(item is None or fingerprint_of(item.statement.text) != judged for item, judged in items)

    def find_theme(self, name: str) -> Theme | None:
        """The theme that answers to `name`: id, label or alias, accents and case aside."""
        return self._theme_names.get(fold(name))

    def find_actor(self, name: str) -> Actor | None:
        """The actor that answers to `name`: id, label or alias, accents and case aside."""
        return self._actors.get(fold(name))

    def find_series(self, ident: str) -> Series | None:
        """The series with that id."""
        return self._series.get(ident)

    def find_reviewer(self, name: str) -> Reviewer | None:
        """What the library says of the reviewer with that name, accents and case aside."""
        return self._reviewers.get(fold(name))

    def is_primary(self, report: Report) -> bool:
        """Whether the report belongs to the library's own subject; so does one of an unlisted series."""
        series = self.find_series(report.series)
        return series is None or series.role is Role.PRIMARY

    def by_body(self, items: Iterable[Item]) -> dict[str, int]:
        """How many of the items each series holds, the primary ones first; bodies are never summed."""
        counts = Counter(item.report.series for item in items)
        primary = {item.report.series for item in self.items if self.is_primary(item.report)}
        return {series: counts[series] for series in sorted(counts, key=lambda s: (s not in primary, s))}

    def themes_within(self, theme: Theme) -> set[str]:
        """The ids of `theme` and of every narrower one."""
        within = {theme.id}
        while True:
            more = {t.id for t in self.themes if t.broader in within} - within
            if not more:
                return within
            within |= more

    def with_broader(self, idents: Iterable[str]) -> list[str]:
        """The ids of some themes and of every broader one, in the order of the tree; unknown ones last."""
        wanted = set(idents)
        known = [theme for theme, _depth in self.theme_tree()]
        above = [theme.id for theme in known if not wanted.isdisjoint(self.themes_within(theme))]
        return above + [ident for ident in dict.fromkeys(idents) if ident not in self._themes]

    def theme_tree(self, broader: str | None = None, depth: int = 0) -> Iterator[tuple[Theme, int]]:
        """The themes, each followed by its narrower ones, with their depth from 0."""
        for theme in self.themes:
            if theme.broader == broader:
                yield theme, depth
                yield from self.theme_tree(theme.id, depth + 1)

    def theme_label(self, ident: str, language: Language) -> str:
        """The theme's label, or its id where the library does not define it."""
        theme = self._themes.get(ident)
        return theme.label.best(language) if theme else ident

    def actor_label(self, name: str, language: Language) -> str:
        """The actor's label, or the name itself where the library does not list it."""
        actor = self.find_actor(name)
        return actor.label.best(language) if actor else name

    def actor_labels(self, names: Iterable[str], language: Language) -> list[str]:
        """The labels of several actors."""
        return [self.actor_label(name, language) for name in names]

    def reviewer_label(self, name: str, language: Language) -> str:
        """The reviewer's label, or the name itself where the library does not describe them."""
        reviewer = self.find_reviewer(name)
        return reviewer.label.best(language) if reviewer else name

    def series_label(self, ident: str, language: Language) -> str:
        """The series' label, or its id where the library does not list it."""
        series = self.find_series(ident)
        return series.label.best(language) if series else ident


def items_of(report: Report) -> list[Item]:
    """The findings and recommendations of a report as they follow each other in the document."""
    statements: list[Finding | Recommendation] = [*report.findings, *report.recommendations]

    def place(index: int) -> tuple[int, int, int]:
        anchor = statements[index].anchor
        return anchor.line or 0, anchor.span[0] if anchor.span else 0, index

    return [Item(report, statements[i]) for i in sorted(range(len(statements)), key=place)]
