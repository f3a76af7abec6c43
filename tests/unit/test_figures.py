"""Figures: what is drawn is what was given, told apart without colour, within the drawing, and harmless."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import combinations
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from PIL import ImageFont

from consultrep.compare import ThreadSet, gather_threads, theme_matrix, thread_matrix
from consultrep.messages import Language, use_language
from consultrep.model import Library, Theme
from consultrep.render.figures import coverage_figure, grid_figure, timeline_figure
from consultrep.render.figures.coverage import CoverageRow, CoverageWords, Held, draw_coverage
from consultrep.render.figures.drawing import ACCENT
from consultrep.render.figures.grid import GridRow, GridWords, draw_grid
from consultrep.render.figures.lettering import fitted, shortened, text_width, usable
from consultrep.render.figures.timeline import Lane, State, TimelineRow, TimelineWords, draw_timeline
from consultrep.render.tree import read_tree
from consultrep.store.loaded import LoadedLibrary
from tests.comparing import WordEncoder, library_of, make

SVG = "{http://www.w3.org/2000/svg}"
GRID = GridWords("counted", "nought", "unknown", "starred")
HELD = CoverageWords("held", {held: held.name for held in Held}, "no years")
HOSTILE = (
    '<script>alert("1")</script> & \' {{ 7*7 }} {% raw %} ]]> --> # $ \x00\x1b \u202e\ufffe\ud800 =CMD() 🙂'
)


@dataclass(frozen=True)
class Box:
    """What a shape or a text covers."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than a hair's breadth."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.1
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.1
        )

    def within(self, height: float) -> bool:
        return self.left > -0.1 and self.top > -0.1 and self.right < 680.1 and self.bottom < height + 0.1


def timeline_words(series: int) -> TimelineWords:
    return TimelineWords([f"series {number}" for number in range(series)], "not asked", "unknown")


def parsed(svg: str) -> Element:
    """The drawing, well formed and as a file would hold it."""
    root = ElementTree.fromstring(svg.encode("utf-8"))
    assert root.tag == f"{SVG}svg"
    return root


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in parsed(svg).iter(f"{SVG}text")]


def number(element: Element, name: str) -> float:
    return float(element.get(name, "0"))


def text_box(element: Element) -> Box:
    """What a text covers, by an estimate of its width; a turned one runs up from its place."""
    size, x, y = (number(element, name) for name in ("font-size", "x", "y"))
    width = text_width("".join(element.itertext()), size, bold=element.get("font-weight") == "bold")
    above, below = 0.75 * size, 0.22 * size
    if element.get("transform"):
        return Box(x - above, y - width, x + below, y)
    left = {"middle": x - width / 2, "end": x - width}.get(element.get("text-anchor", ""), x)
    return Box(left, y - above, left + width, y + below)


def shape_box(element: Element) -> Box:
    x, y = number(element, "x"), number(element, "y")
    if element.tag == f"{SVG}rect":
        return Box(x, y, x + number(element, "width"), y + number(element, "height"))
    if element.tag == f"{SVG}circle":
        x, y, r = (number(element, name) for name in ("cx", "cy", "r"))
        return Box(x - r, y - r, x + r, y + r)
    places = [float(found) for found in re.findall(r"-?[\d.]+", element.get("points", element.get("d", "")))]
    return Box(min(places[::2]), min(places[1::2]), max(places[::2]), max(places[1::2]))


def marks(svg: str) -> list[Box]:
    """What the shapes cover; a frame and the hatching in it count once."""
    shapes = [
        e for e in parsed(svg).iter() if e.tag.removeprefix(SVG) in {"rect", "circle", "polygon", "path"}
    ]
    boxes = [shape_box(shape) for shape in shapes]
    framed = [i for i, shape in enumerate(shapes) if shape.tag == f"{SVG}path" and i + 1 < len(shapes)]
    inside = {i for i in framed if shapes[i + 1].get("fill") == "none" and boxes[i].overlaps(boxes[i + 1])}
    return [box for i, box in enumerate(boxes) if i not in inside]


def assert_laid_out(svg: str) -> None:
    """No two marks and no two texts lie over each other, and nothing leaves the drawing."""
    root = parsed(svg)
    _x, _y, width, height = map(float, root.get("viewBox", "").split())
    assert width == 680
    written = [text_box(one) for one in root.iter(f"{SVG}text")]
    for boxes in (written, marks(svg)):
        assert all(box.within(height) for box in boxes)
        placed: list[Box] = []
        for box in sorted(boxes, key=lambda box: box.top):
            placed = [other for other in placed if other.bottom > box.top]
            assert not any(box.overlaps(other) for other in placed)
            placed.append(box)


def cells(svg: str) -> list[str]:
    """The texts of the cells, row by row, then those of the legend: all centred but the titles of columns."""
    centred = [e.text or "" for e in parsed(svg).iter(f"{SVG}text") if e.get("text-anchor") == "middle"]
    return [text for text in centred if not re.fullmatch(r"(19|20)\d\d\*?", text)]


labels = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="Wim. é", max_size=200),
    st.just(HOSTILE),
    st.just("m" * 300),
    st.just("\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \ufdfd"),
)
counts = st.one_of(st.none(), st.just(0), st.integers(0, 12), st.integers(2100, 10**6))
spans = st.tuples(st.integers(1990, 2020), st.integers(1, 14)).map(lambda s: list(range(s[0], s[0] + s[1])))


@st.composite
def grids(draw: st.DrawFn) -> tuple[list[str], list[GridRow]]:
    columns = [f"{year}{draw(st.sampled_from(['', '*']))}" for year in draw(spans)]
    row = st.builds(
        GridRow,
        labels,
        st.lists(counts, min_size=len(columns), max_size=len(columns)),
        st.integers(0, 3),
        st.booleans(),
    )
    return columns, draw(st.lists(row, max_size=8))


@st.composite
def timelines(draw: st.DrawFn) -> tuple[list[int], list[TimelineRow]]:
    years = draw(spans)
    lane = st.builds(Lane, st.integers(0, 8), st.dictionaries(st.sampled_from(years), st.sampled_from(State)))
    return years, draw(
        st.lists(st.builds(TimelineRow, labels, st.lists(lane, min_size=1, max_size=4)), max_size=7)
    )


@st.composite
def coverages(draw: st.DrawFn) -> tuple[list[int], list[CoverageRow]]:
    years = draw(spans)
    stretch = st.tuples(st.sampled_from(years), st.sampled_from(years)).map(
        lambda s: range(min(s), max(s) + 1)
    )
    row = st.builds(
        CoverageRow,
        labels,
        stretch,
        st.sampled_from(Held),
        st.integers(0, 9999),
        st.sampled_from(["", "A", "B"]),
    )
    return years, draw(st.lists(row, max_size=8))


@settings(deadline=None, max_examples=60)
@given(grids())
def test_a_grid_shows_every_count_once_and_nothing_lies_over_anything(
    drawn: tuple[list[str], list[GridRow]],
) -> None:
    columns, rows = drawn
    svg = draw_grid(columns, rows, "alt", GRID)
    assert_laid_out(svg)
    written = ["?" if count is None else str(count) for row in rows for count in row.counts]
    assert cells(svg)[: len(written)] == written


@settings(deadline=None, max_examples=60)
@given(timelines())
def test_a_timeline_shows_every_state_once_and_nothing_lies_over_anything(
    drawn: tuple[list[int], list[TimelineRow]],
) -> None:
    years, rows = drawn
    svg = draw_timeline(years, rows, "alt", timeline_words(9))
    assert_laid_out(svg)
    states = [state for row in rows for lane in row.lanes for state in lane.states.values()]
    series = {lane.series for row in rows for lane in row.lanes}
    shapes = [e for e in parsed(svg).iter() if e.tag in {f"{SVG}circle", f"{SVG}polygon"}]
    hollow = [shape for shape in shapes if shape.get("fill") == "none"]
    asked, silent, unknown = (states.count(state) for state in State)
    assert len(shapes) - len(hollow) == asked + len(series)
    assert len(hollow) == silent + bool(silent)
    questions = [e for e in parsed(svg).iter(f"{SVG}text") if e.get("text-anchor") and e.text == "?"]
    assert len(questions) == unknown + bool(unknown)


@settings(deadline=None, max_examples=60)
@given(coverages())
def test_what_is_held_is_laid_out_and_every_number_shown(drawn: tuple[list[int], list[CoverageRow]]) -> None:
    years, rows = drawn
    svg = draw_coverage(years, rows, "alt", HELD)
    assert_laid_out(svg)
    ended = [e.text for e in parsed(svg).iter(f"{SVG}text") if e.get("text-anchor") == "end"]
    assert ended == ["held", *(str(row.items) for row in rows)]


def test_the_largest_drawings_stay_legible_and_on_a_page() -> None:
    years = list(range(1995, 2025))
    rows = [
        GridRow("A theme with a long name that does not fit", [None, 0, 7, 31, 100, 4] * 5, place % 3)
        for place in range(60)
    ]
    lanes = [Lane(0, dict(zip(years, [*State] * 10, strict=True)))]
    reports = [CoverageRow("A report with a long title", [year], Held.PARTIAL, 5) for year in years * 2]
    drawings = (
        draw_grid([f"{year}*" for year in years], rows, "alt", GRID),
        draw_timeline(years, [TimelineRow("A demand in its words", lanes)] * 60, "alt", timeline_words(1)),
        draw_coverage(years, reports, "alt", HELD),
    )
    for svg in drawings:
        assert_laid_out(svg)
        assert number(parsed(svg), "height") < 1000
        assert min(number(text, "font-size") for text in parsed(svg).iter(f"{SVG}text")) >= 7


def test_nought_and_unknown_differ_without_colour() -> None:
    nought, unknown = (parsed(draw_grid(["2015"], [GridRow("a", [count])], "", GRID)) for count in (0, None))
    assert [len(list(root.iter(f"{SVG}path"))) for root in (nought, unknown)] == [0, 4]
    assert [len(list(root.iter(f"{SVG}rect"))) for root in (nought, unknown)] == [2, 0]
    assert {rect.get("fill") for rect in nought.iter(f"{SVG}rect")} == {"none"}


def test_shades_grow_with_the_counts_and_a_total_has_none() -> None:
    rows = [GridRow("a", [1, 4, 100]), GridRow("total", [1, 4, 900], total=True)]
    svg = parsed(draw_grid(["2013", "2014", "2015"], rows, "", GRID))
    one, four, hundred, *samples = (number(rect, "fill-opacity") for rect in svg.iter(f"{SVG}rect"))
    assert one < four < hundred
    assert four - 0.12 == pytest.approx(2 * (one - 0.12), abs=0.02)
    assert samples == [one, pytest.approx((hundred + 0.12) / 2), hundred]


def test_the_largest_count_of_another_part_sets_the_shades() -> None:
    one, other = (draw_grid(["2015"], [GridRow("a", [5])], "", GRID, largest=most) for most in (5, 500))
    opacity = [number(next(parsed(svg).iter(f"{SVG}rect")), "fill-opacity") for svg in (one, other)]
    assert opacity[0] == 0.6
    assert opacity[1] < 0.2


def test_the_four_levels_of_coverage_differ_without_colour() -> None:
    def drawn(held: Held) -> set[str]:
        svg = re.sub(
            r' fill="#\w+"', "", draw_coverage([2015], [CoverageRow("a", [2015], held, 1)], "", HELD)
        )
        return {re.sub(r"\d+(\.\d+)?", "", found) for found in re.findall(r"<(?:rect|path)[^>]*>", svg)} | {
            str(svg.count("<rect"))
        }

    for one, other in combinations(Held, 2):
        assert drawn(one) != drawn(other)


def test_series_have_different_shapes() -> None:
    def shape(series: int) -> str:
        lane = Lane(series, {2015: State.ASKED})
        svg = draw_timeline([2015], [TimelineRow("a", [lane])], "", timeline_words(14))
        (drawn, _in_legend) = re.findall(r"<(?:circle|polygon)[^>]*>", svg)
        return str(drawn)

    assert len({shape(series) for series in range(14)}) == 14


@pytest.mark.parametrize("state", [State.NOT_ASKED, State.UNKNOWN])
def test_a_line_joins_the_first_year_to_the_last_and_leaves_what_is_between_open(state: State) -> None:
    lane = Lane(0, {2013: State.ASKED, 2014: state, 2015: State.ASKED, 2016: state})
    svg = parsed(draw_timeline([2013, 2014, 2015, 2016], [TimelineRow("a", [lane])], "", timeline_words(1)))
    lines = [line for line in svg.iter(f"{SVG}line") if line.get("stroke") == ACCENT]
    assert len(lines) == 2
    assert number(lines[0], "x2") < number(lines[1], "x1")


@pytest.mark.parametrize(
    "svg",
    [
        draw_grid([HOSTILE, "2015"], [GridRow(HOSTILE, [1, 0])], HOSTILE, GridWords(*[HOSTILE] * 4)),
        draw_timeline(
            [2015],
            [TimelineRow(HOSTILE, [Lane(0, {2015: State.ASKED})])],
            HOSTILE,
            TimelineWords([HOSTILE], HOSTILE, HOSTILE),
        ),
        draw_coverage(
            [2015],
            [CoverageRow(HOSTILE, [], Held.PARTIAL, 1, HOSTILE)],
            HOSTILE,
            CoverageWords(HOSTILE, dict.fromkeys(Held, HOSTILE), HOSTILE),
        ),
    ],
    ids=["grid", "timeline", "coverage"],
)
def test_hostile_words_are_only_words(svg: str) -> None:
    root = parsed(svg)
    known = {
        f"{SVG}{tag}" for tag in ("svg", "g", "title", "text", "rect", "path", "line", "circle", "polygon")
    }
    assert {element.tag for element in root.iter()} <= known
    assert root.get("aria-label") == usable(HOSTILE)
    assert root.get("role") == "img"
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not [
        name for name in attributes if name.startswith("on") or name in {"style", "id", "class", "href"}
    ]
    assert "url(" not in svg
    (read,) = read_tree(f"<figure>{svg}</figure>", "x").all("svg")
    assert read.attributes["alt"] == usable(HOSTILE)


def test_lines_are_not_filled(library: Library) -> None:
    """Some readers of PDF draw a filled line in full black."""
    for svg in drawn(Markup("").join(figures_of(gather_threads(library, WordEncoder())))):
        assert {e.get("fill") for e in svg.iter() if e.tag in {f"{SVG}line", f"{SVG}path"}} <= {"none"}


def test_a_shortened_label_is_whole_in_its_title() -> None:
    words = "Cooperation with police and children's aid " * 9
    svg = parsed(draw_grid(["2015"], [GridRow(words, [1])], "", GRID))
    assert [title.text for title in svg.iter(f"{SVG}title")] == [words.strip()]
    assert any("…" in (text.text or "") for text in svg.iter(f"{SVG}text"))


@pytest.mark.parametrize(
    "svg",
    [
        draw_grid([], [], "a", GRID),
        draw_timeline([], [], "a", timeline_words(0)),
        draw_coverage([], [], "a", HELD),
    ],
)
def test_nothing_is_drawn_of_nothing(svg: str) -> None:
    assert_laid_out(svg)
    assert not marks(svg)


def test_lines_are_full_and_lose_nothing_but_their_end() -> None:
    words = "one two three four five six seven eight nine ten"
    lines = fitted(words, 70, 10, 3)
    assert len(lines) == 3
    assert words.startswith(" ".join(lines).removesuffix("…"))
    assert fitted(words, 700, 10, 3) == [words]
    assert fitted("", 70, 10, 3) == []
    assert shortened("word", 1, 10) == "…"


def test_text_is_estimated_a_little_wider_than_it_is(shipped: LoadedLibrary) -> None:
    font = ImageFont.load_default(100)
    library = shipped.library
    themes = [theme.label.best(language) for theme in library.themes for language in ("fr", "en")]
    reports = [report.title.best(language) for report in library.reports for language in ("fr", "en")]
    for words in [*themes, *reports, *(item.statement.text.best("fr") for item in library.items)]:
        estimate = text_width(words, 100)
        assert 1.02 * font.getlength(words) <= estimate
        assert estimate <= 1.2 * font.getlength(words)


@pytest.fixture
def library() -> Library:
    """Four years: whole, whole and silent, with a gap, not read; the first and the third ask the same."""
    reports = library_of(
        make("2010-a", ["train all police", "house all victims"]),
        make("2011-a", []),
        make("2012-a", ["train all police"], gaps=1),
        make("2013-a", [], level="record_only"),
        make("2012-b", ["train all police"], level="partial", series="z"),
    ).reports
    themes = [
        Theme.model_validate({"id": "wide", "label": {"en": "Wide", "fr": "Large"}}),
        Theme.model_validate({"id": "t", "label": {"en": "Fine", "fr": "Fin"}, "broader": "wide"}),
    ]
    return Library(reports=sorted(reports, key=lambda report: report.id), themes=themes)


def drawn(figures: Markup) -> list[Element]:
    """The drawings of some figures."""
    return [parsed(svg) for svg in re.findall(r"<svg.*?</svg>", figures, re.DOTALL)]


@pytest.fixture(scope="module")
def shipped_threads(shipped: LoadedLibrary) -> ThreadSet:
    """The threads of the records that travel with the program."""
    return gather_threads(shipped.library, WordEncoder())


def figures_of(threads: ThreadSet) -> list[Markup]:
    """Every figure that the program makes of a library."""
    library = threads.library
    series = list(dict.fromkeys(report.series for report in library.reports))
    matrices = (theme_matrix(library, series), thread_matrix(threads, series))
    grids = [grid_figure(matrix, table) for matrix in matrices for table in matrix.tables]
    return [*grids, timeline_figure(library, threads.repeated), coverage_figure(library, library.reports)]


def test_the_grid_of_a_matrix_shows_its_counts_and_says_them(library: Library) -> None:
    matrix = theme_matrix(library, ["s"])
    figure = grid_figure(matrix, matrix.tables[0])
    (svg,) = re.findall(r"<svg.*?</svg>", figure, re.DOTALL)
    assert [text for text in texts(svg) if re.fullmatch(r"\d{4}\*?", text)] == [
        "2010",
        "2011",
        "2012*",
        "2013",
    ]
    assert cells(svg)[:12] == ["2", "0", "1", "?"] * 3
    bold = [e.text for e in parsed(svg).iter(f"{SVG}text") if e.get("font-weight")]
    assert bold == ["Wide", "All recommendations", "2", "0", "1", "?"]
    assert parsed(svg).get("aria-label") == (
        "Recommendations by theme and year: s. "
        "2010: 2 recommendations, most under “Wide” (2); 2011: 0 recommendations; 2012*: 1 recommendation. "
        "Not known: 2013."
    )
    assert "<figcaption>Recommendations by theme and year: s</figcaption>" in figure


def test_the_timeline_of_threads_shows_each_series_and_says_it(library: Library) -> None:
    (svg,) = drawn(timeline_figure(library, gather_threads(library, WordEncoder()).repeated))
    shapes = [e for e in svg.iter() if e.tag in {f"{SVG}circle", f"{SVG}polygon"}]
    assert [(e.tag.removeprefix(SVG), e.get("fill") == "none") for e in shapes] == [
        ("circle", False),
        ("circle", True),
        ("circle", False),
        ("polygon", False),
        ("circle", False),
        ("polygon", False),
        ("circle", True),
    ]
    assert svg.get("aria-label") == (
        "1 demand, and the years in which it was asked, 2010-2013. 1 asked in 2 years. "
        "s: 1 demand; z: 1 demand. Later or between, not asked: 1; not known: 1."
    )


def test_the_coverage_of_reports_says_what_is_held(library: Library) -> None:
    (svg,) = drawn(coverage_figure(library, library.reports))
    assert [e.text for e in svg.iter(f"{SVG}text") if e.get("text-anchor") == "end"] == [
        "Items held", "2", "0", "1", "0", "1",
    ]  # fmt: skip
    assert svg.get("aria-label") == (
        "Reports by year: how much of each is held, and how many items. "
        "Complete: 2010-a (2), 2011-a (0); complete, with known gaps: 2012-a (1); partial: 2012-b (1); "
        "record only: 2013-a (0)."
    )


def test_a_year_between_known_bounds_is_on_the_axis_even_where_nothing_is_held() -> None:
    (svg,) = drawn(coverage_figure(held := library_of(make("2010-a", []), make("2013-a", [])), held.reports))
    written = {e.text for e in svg.iter(f"{SVG}text")}
    assert {"2010", "2011", "2012", "2013"} <= written


def test_what_is_too_high_for_a_page_is_drawn_in_parts() -> None:
    many = library_of(*(make(f"{1960 + place}-a", []) for place in range(60)))
    figure = coverage_figure(many, many.reports)
    parts = drawn(figure)
    assert len(parts) == 2
    rows = [sum(e.get("text-anchor") == "end" for e in part.iter(f"{SVG}text")) - 1 for part in parts]
    assert sum(rows) == 60
    assert re.findall(r"\((\d) of (\d)\)</figcaption>", figure) == [("1", "2"), ("2", "2")]


def test_the_parts_of_a_grid_share_their_shades() -> None:
    themes = [Theme.model_validate({"id": "t", "label": {"en": "T"}})]
    themes += [Theme.model_validate({"id": f"t{place}", "label": {"en": "T"}}) for place in range(60)]
    (report,) = library_of(make("2010-a", ["one", "two", "three"])).reports
    matrix = theme_matrix(Library(reports=[report], themes=themes), ["s"], every=True)
    table = matrix.tables[0]
    last = replace(table.rows[-1], counts={2010: 1})
    parts = drawn(grid_figure(matrix, replace(table, rows=[*table.rows[:-1], last])))
    shades = [
        [number(e, "fill-opacity") for e in part.iter(f"{SVG}rect") if e.get("fill") == ACCENT]
        for part in parts
    ]
    assert max(shades[0]) == 0.6
    assert 0.12 < min(shades[1]) < 0.6


def test_nothing_is_made_of_an_empty_library() -> None:
    empty = Library(reports=[])
    assert coverage_figure(empty, []) == timeline_figure(empty, []) == Markup("")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_shipped_figures_are_laid_out(shipped_threads: ThreadSet, language: Language) -> None:
    use_language(language)
    drawings = re.findall(r"<svg.*?</svg>", "".join(figures_of(shipped_threads)), re.DOTALL)
    assert len(drawings) > 4
    for svg in drawings:
        assert_laid_out(svg)
        assert number(parsed(svg), "height") < 1000


def test_the_same_library_has_the_same_figures(library: Library) -> None:
    one, other = (figures_of(gather_threads(library, WordEncoder())) for _time in range(2))
    assert one == other


def test_the_figures_speak_french(library: Library) -> None:
    use_language("fr")
    said = " ".join(
        svg.get("aria-label", "")
        for figure in figures_of(gather_threads(library, WordEncoder()))
        for svg in drawn(figure)
    )
    assert "surtout sous «\xa0Large\xa0» (2)" in said
    assert not re.search(r"\b(year|asked|known|held|most)\b", said)
