"""What `export` writes comes back through `import` as the same items, each under its id."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultrep.model import Actor, Item, Library, Report, Theme
from consultrep.store.loaded import LoadedLibrary
from tests.exporting import READ_BACK, read_back, statements_in, stored, written


def check_same(library: Library, format: str) -> None:
    """Into the same library: the items; into an empty one: the same, with who asks said in each."""
    content = written(library, format)
    there = statements_in(read_back(content, format, library))
    assert there == {
        item.id: expected(item, said=item.asked_by != item.report.asked_by) for item in library.items
    }
    empty = Library([], library.themes, library.actors)
    anew = statements_in(read_back(content, format, empty))
    assert anew == {item.id: expected(item, said=bool(item.asked_by)) for item in library.items}


def expected(item: Item, *, said: bool) -> dict[str, Any]:
    """The item as stored, saying itself who asks or leaving it to its report."""
    rest = {key: value for key, value in stored(item.statement).items() if key != "asked_by"}
    return rest | ({"asked_by": item.asked_by} if said else {})


@pytest.mark.parametrize("format", READ_BACK)
def test_the_small_library_comes_back(loaded: LoadedLibrary, format: str) -> None:
    assert loaded.library.items
    check_same(loaded.library, format)


@pytest.mark.parametrize("format", READ_BACK)
def test_the_shipped_reports_come_back(shipped: LoadedLibrary, format: str) -> None:
    assert {item.recommendation is None for item in shipped.library.items} == {True, False}
    check_same(shipped.library, format)


IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
AWKWARD = [
    "=1+1",
    "'=",
    "-",
    "@x",
    '"',
    "a,b",
    "x; y",
    "[",
    '["a"]',
    "&amp;",
    "\u00a0:",
    "👩🏽‍⚖️",
    "_x0041_",
    "\n",
    "\t",
]
LETTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Co", "Cn"],
    exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
TEXTS = (
    st.lists(st.sampled_from(AWKWARD) | st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=4)
    .map("".join)
    .map(str.strip)
    .filter(bool)
)
NAMES = TEXTS.map(lambda text: f"Body {' '.join(text.split())}")
PEOPLE = st.lists(NAMES | st.just("crown"), max_size=3, unique=True)
SIDES = TEXTS.map(lambda text: {"fr": text}) | st.tuples(TEXTS, TEXTS).map(
    lambda two: dict(zip(("fr", "en"), two, strict=True))
)
SOURCED = SIDES.map(lambda sides: {**sides, "origin": dict.fromkeys(sides, "ours")})
ANCHORS = TEXTS.map(lambda text: {"heading": text}) | st.just(
    {"section": "4.1", "page": 3, "paragraph": 1, "line": 2, "span": [0, 9], "language": "fr"}
)
ANSWERS = st.fixed_dictionaries(
    {"status": st.sampled_from(["noted", "partly"]), "by": NAMES, "source": SIDES},
    optional={"date": st.just("2014-05/.."), "text": SIDES},
)
STATES = st.fixed_dictionaries(
    {"state": st.sampled_from(["limited", "complete"]), "date": st.just("2015-01-02"), "source": SIDES},
    optional={"by": NAMES, "evidence": SIDES},
)
SHARED: dict[str, st.SearchStrategy[Any]] = {"text": SOURCED, "anchor": ANCHORS}
BESIDE: dict[str, st.SearchStrategy[Any]] = {
    "themes": st.lists(IDS, max_size=3, unique=True),
    "asked_by": PEOPLE,
    "caution": SIDES,
    "pillar": st.just("protection"),
    "also": st.lists(ANCHORS, max_size=2),
}
FINDINGS = st.fixed_dictionaries(SHARED, optional=BESIDE)
DEMANDS = st.fixed_dictionaries(
    {**SHARED, "standing": st.sampled_from(["formal", "reported"]), "strength": st.just("must")},
    optional={
        **BESIDE,
        "addressees": PEOPLE,
        "beneficiaries": PEOPLE,
        "answers": st.just(["f0"]),
        "response": ANSWERS,
        "implementation": st.lists(STATES, max_size=2),
    },
)


def library_of(findings: list[dict[str, Any]], demands: list[dict[str, Any]], asked_by: list[str]) -> Library:
    report = {
        "id": "2014-r",
        "title": {"fr": "t", "origin": {"fr": "ours"}},
        "period": "2014",
        "asked_by": asked_by,
        "source": {"publisher": "p"},
        "coverage": {"level": "partial", "why": {"fr": "w"}},
        "findings": [{**item, "id": f"f{n}"} for n, item in enumerate(findings)],
        "recommendations": [{**item, "id": f"r{n}"} for n, item in enumerate(demands)],
    }
    ids = {theme for item in (*findings, *demands) for theme in item.get("themes", [])}
    themes = [Theme.model_validate({"id": one, "label": {"fr": f"Thème {one}"}}) for one in sorted(ids)]
    crown = Actor.model_validate({"id": "crown", "label": {"en": "Crown; of Canada", "fr": "Couronne"}})
    return Library([Report.model_validate(report)], themes, [crown])


@pytest.mark.slow
@settings(deadline=None, max_examples=80)
@given(
    st.lists(FINDINGS, max_size=2),
    st.lists(DEMANDS, min_size=1, max_size=3),
    PEOPLE,
    st.sampled_from(READ_BACK),
)
def test_any_library_comes_back(
    findings: list[dict[str, Any]], demands: list[dict[str, Any]], asked_by: list[str], format: str
) -> None:
    check_same(library_of(findings, demands, asked_by), format)


def test_the_same_library_gives_the_same_bytes(loaded: LoadedLibrary) -> None:
    for format in READ_BACK:
        assert written(loaded.library, format) == written(loaded.library, format)
