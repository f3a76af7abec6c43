"""From the program's results to figures, each with its title and what it says in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from markupsafe import Markup

from consultrep.compare import Matrix, RowKind, SeriesMatrix, Silence, Thread, silences
from consultrep.compare.labels import year_title
from consultrep.messages import current_language, ngettext
from consultrep.messages import gettext as _
from consultrep.model import Level, Library, Report
from consultrep.model.labels import label
from consultrep.query.statements import labelled
from consultrep.render.figures.coverage import CoverageRow, CoverageWords, Held, draw_coverage
from consultrep.render.figures.grid import GridRow, GridWords, draw_grid
from consultrep.render.figures.timeline import Lane, State, TimelineRow, TimelineWords, draw_timeline

Row = TypeVar("Row")

_MOST_ROWS: Final = 55
_MOST_LANES: Final = 65
_WIDEST_AXIS: Final = 40


def grid_figure(matrix: Matrix, table: SeriesMatrix) -> Markup:
    """The counts of a series by year, the total of themes last; in several figures if too high."""
    language, by_theme = current_language(), matrix.by is RowKind.THEME
    rows = [GridRow(row.label.best(language), list(row.counts.values()), row.depth) for row in table.rows]
    largest = max((count or 0 for row in rows for count in row.counts), default=0)
    if rows and by_theme:
        rows.append(GridRow(_("All recommendations"), list(table.total.values()), total=True))
    title = _("Recommendations by theme and year: {series}")
    if not by_theme:
        title = _("Recommendations by demand and year: {series}")
    title = title.format(series=matrix.library.series_label(table.series, language))
    years = [year_title(table, year) for year in table.years]
    words = GridWords(
        counted=_("recommendations: the more, the stronger the shade"),
        zero=_("not asked"),
        unknown=_("not known"),
        star=_("part of the text is missing"),
    )
    alt = " ".join([_sentence(title), *_grid_sentences(table)])
    return _figures(
        title,
        _parts(rows, lambda row: 1, _MOST_ROWS),
        lambda part: draw_grid(years, part, alt, words, largest=largest),
    )


def timeline_figure(library: Library, threads: Sequence[Thread]) -> Markup:
    """When each series asked each demand; several figures where one would be too high."""
    names = list(dict.fromkeys(series for thread in threads for series in thread.series))
    names.sort(key=lambda name: not any(r.series == name and library.is_primary(r) for r in library.reports))
    silent = {thread.id: silences(thread) for thread in threads}
    rows = [_timeline_row(thread, names, silent[thread.id]) for thread in threads]
    years = _axis(year for row in rows for lane in row.lanes for year in lane.states)
    words = TimelineWords(
        [library.series_label(name, current_language()) for name in names],
        not_asked=_("not asked"),
        unknown=_("not known"),
    )
    title = _(
        "Who asked what, by year. Blank: years outside those in which the body asked it, where no "
        "report is held."
    )
    alt = " ".join(_timeline_sentences(threads, rows, years, words.series))
    return _figures(
        title,
        _parts(rows, lambda row: len(row.lanes), _MOST_LANES),
        lambda part: draw_timeline(years, part, alt, words),
    )


def coverage_figure(library: Library, reports: Sequence[Report]) -> Markup:
    """What is held of each report, primary series first; several figures where one would be too high."""
    language = current_language()
    by_series = sorted(reports, key=lambda report: (not library.is_primary(report), report.series))
    rows = [
        CoverageRow(
            report.title.best(language),
            report.years,
            _held(report),
            len(report.statements),
            library.series_label(report.series, language),
        )
        for report in by_series
    ]
    words = {
        Held.COMPLETE: label(Level.COMPLETE),
        Held.WITH_GAPS: _("complete, with known gaps"),
        Held.PARTIAL: label(Level.PARTIAL),
        Held.RECORD_ONLY: label(Level.RECORD_ONLY),
    }
    title = _("Reports by year: how much of each is held, and how many items")
    alt = f"{_sentence(title)} {_begun(_sentence(*_coverage_of_each(by_series, words)))}"
    said = CoverageWords(_("Items held"), words, no_years=_("year unknown"))
    years = _axis(year for report in reports for year in report.years)
    return _figures(
        title,
        _parts(rows, lambda row: 1, _MOST_ROWS),
        lambda part: draw_coverage(years, part, alt, said),
    )


def _figures(title: str, parts: Sequence[Sequence[Row]], draw: Callable[[Sequence[Row]], str]) -> Markup:
    """A figure of each part under the title, which says which part it is where there are several."""
    figure = Markup("<figure>{}<figcaption>{}</figcaption></figure>\n")
    titles = [title]
    if len(parts) > 1:
        numbered = _("{title} ({number} of {total})")
        titles = [
            numbered.format(title=title, number=number, total=len(parts))
            for number in range(1, len(parts) + 1)
        ]
    return Markup("").join(
        figure.format(Markup(draw(part)), said) for said, part in zip(titles, parts, strict=False)
    )


def _parts(rows: Iterable[Row], weight: Callable[[Row], int], most: int) -> list[list[Row]]:
    """The rows in their order, in parts that weigh no more than `most` unless a row alone does."""
    parts: list[list[Row]] = []
    for row in rows:
        if parts and sum(map(weight, parts[-1])) + weight(row) <= most:
            parts[-1].append(row)
        else:
            parts.append([row])
    return parts


def _axis(years: Iterable[int]) -> list[int]:
    """Every year from the first to the last; only those named where that would be too many."""
    named = sorted(set(years))
    if not named or named[-1] - named[0] >= _WIDEST_AXIS:
        return named
    return list(range(named[0], named[-1] + 1))


def _sentence(*parts: str) -> str:
    return f"{'; '.join(parts)}."


def _begun(words: str) -> str:
    """The words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def _grid_sentences(table: SeriesMatrix) -> Iterator[str]:
    """Of each year how many recommendations, and where most of them stand; then what is not known."""
    known = {year: number for year, number in table.total.items() if number is not None}
    said = [labelled(year_title(table, year), _most_asked(table, year, known[year])) for year in known]
    if said:
        yield _sentence(*said)
    unknown = ", ".join(str(year) for year in table.years if year not in known)
    if unknown:
        yield _sentence(labelled(_("Not known"), unknown))


def _most_asked(table: SeriesMatrix, year: int, total: int) -> str:
    """How many recommendations a year has, and the one broad row that has the most, if there is one."""
    said = ngettext("{number} recommendation", "{number} recommendations", total).format(number=total)
    widest = [row for row in table.rows if not row.depth]
    most = max((row.counts[year] or 0 for row in widest), default=0)
    first = [row for row in widest if row.counts[year] == most]
    if most < 2 or len(first) > 1:
        return said
    name = first[0].label.best(current_language())
    return _("{said}, most under “{name}” ({number})").format(said=said, name=name, number=most)


def _timeline_row(thread: Thread, names: Sequence[str], silent: Sequence[Silence]) -> TimelineRow:
    lanes = []
    for series in thread.series:
        states = {year: State.ASKED for item in thread.of_series(series) for year in item.report.years}
        for one in silent:
            if one.series == series:
                states[one.year] = State.NOT_ASKED if one.known else State.UNKNOWN
        lanes.append(Lane(names.index(series), dict(sorted(states.items()))))
    return TimelineRow(thread.label_item.statement.text.best(current_language()), lanes)


def _timeline_sentences(
    threads: Sequence[Thread], rows: Sequence[TimelineRow], years: Sequence[int], series: Sequence[str]
) -> Iterator[str]:
    """How many demands, in how many years and by which series they were asked, and what of silent years."""
    said = ngettext(
        "{number} demand, and the years in which it was asked, {first}-{last}.",
        "{number} demands, and the years in which each was asked, {first}-{last}.",
        len(rows),
    )
    if years:
        yield said.format(number=len(rows), first=years[0], last=years[-1])
    spread = Counter(len(thread.years()) for thread in threads)
    yield _begun(_sentence(*(_asked_in(number, spread[number]) for number in sorted(spread, reverse=True))))
    asked = Counter(lane.series for row in rows for lane in row.lanes)
    yield _sentence(*(labelled(series[place], _demands(asked[place])) for place in sorted(asked)))
    states = Counter(state for row in rows for lane in row.lanes for state in lane.states.values())
    yield _("Later or between, not asked: {number}; not known: {unknown}.").format(
        number=states[State.NOT_ASKED], unknown=states[State.UNKNOWN]
    )


def _asked_in(years: int, demands: int) -> str:
    said = ngettext("{demands} asked in {years} year", "{demands} asked in {years} years", years)
    return said.format(years=years, demands=demands)


def _demands(number: int) -> str:
    return ngettext("{number} demand", "{number} demands", number).format(number=number)


def _held(report: Report) -> Held:
    match report.coverage.level:
        case Level.COMPLETE:
            return Held.WITH_GAPS if report.coverage.gaps else Held.COMPLETE
        case Level.PARTIAL:
            return Held.PARTIAL
        case Level.RECORD_ONLY:
            return Held.RECORD_ONLY


def _coverage_of_each(reports: Sequence[Report], words: Mapping[Held, str]) -> Iterator[str]:
    """Of each level the reports that are held so, with the number of their items."""
    for held, said in words.items():
        names = [f"{report.id} ({len(report.statements)})" for report in reports if _held(report) is held]
        if names:
            yield labelled(said, ", ".join(names))
