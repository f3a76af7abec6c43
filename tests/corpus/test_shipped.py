"""The shipped records: they load, they are honest, and they stand where they say in the source."""

from __future__ import annotations

import hashlib
import json
import re
from itertools import pairwise

import pytest

from consultrep.language import fold, words
from consultrep.model import Item, Level, Recommendation, Standing, fingerprint
from consultrep.store.folders import KINDS, iter_record_files, modeline
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.schemas import library_schema
from tests.conftest import ROOT, SHARED

WORKSHOP = "2015-workshop"


def workshop_items(shipped: LoadedLibrary) -> list[Item]:
    return [item for item in shipped.library.items if item.report.id == WORKSHOP]


def test_every_file_is_sound(shipped: LoadedLibrary) -> None:
    assert [str(problem) for problem in shipped.problems] == []
    assert {"2012-2013-consultations", "2014-forum", WORKSHOP} <= {r.id for r in shipped.library.reports}


def test_what_was_not_read_holds_no_recommendation(shipped: LoadedLibrary) -> None:
    unread = [r for r in shipped.library.reports if r.coverage.level is Level.RECORD_ONLY]
    assert {"2012-2013-consultations", "2014-forum"} <= {report.id for report in unread}
    assert all(not report.recommendations and report.source.sha256 is None for report in unread)


def test_the_workshop_says_which_six_lists_are_lost(shipped: LoadedLibrary) -> None:
    report = shipped.library.find_report(WORKSHOP)
    assert report is not None
    assert [gap.line for gap in report.coverage.gaps] == [34, 38, 80, 86, 100, 206]


def test_every_item_of_the_source_list_is_there(shipped: LoadedLibrary) -> None:
    """The source list numbers its items 1 to 81, with two more, 24a and 24b."""
    numbers = {re.sub(r"-\d+$", "", item.statement.id) for item in workshop_items(shipped)}
    assert numbers == {f"c{n}" for n in range(1, 82)} | {"c24a", "c24b"}


def test_kinds_and_standing_follow_the_source_list(shipped: LoadedLibrary) -> None:
    file = SHARED / "sources/README.md"
    if not file.exists():
        pytest.skip("the source list is not present")
    kinds = dict(
        re.findall(r"^\| (C\d+[ab]?) \| ([FRSG]) \|", file.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert len(kinds) == 83
    standings = {"R": Standing.FORMAL, "S": Standing.SUGGESTED, "G": Standing.REPORTED, "F": None}
    for item in workshop_items(shipped):
        kind = kinds[re.sub(r"-\d+$", "", item.statement.id).replace("c", "C")]
        standing = item.recommendation.standing if item.recommendation else None
        assert standing == standings[kind], item.id


def test_every_text_is_ours_in_both_languages(shipped: LoadedLibrary) -> None:
    for item in workshop_items(shipped):
        assert (item.statement.text.origin.fr, item.statement.text.origin.en) == ("ours", "ours"), item.id


def test_every_item_says_who_asked(shipped: LoadedLibrary) -> None:
    assert all(item.asked_by for item in shipped.library.items)


def test_every_actor_named_is_listed(shipped: LoadedLibrary) -> None:
    for item in shipped.library.items:
        demand = item.recommendation
        named = [*item.asked_by, *(demand.addressees + demand.beneficiaries if demand else [])]
        assert all(shipped.library.find_actor(name) for name in named), item.id


def test_no_theme_is_empty_and_none_holds_more_than_a_third(shipped: LoadedLibrary) -> None:
    library = shipped.library
    assert library.themes
    for theme in library.themes:
        within = library.themes_within(theme)
        count = sum(not within.isdisjoint(item.statement.themes) for item in library.items)
        assert 0 < count <= len(library.items) / 3, theme.id
        assert theme.label.fr
        assert theme.label.en
        assert theme.id not in {"prevention", "protection", "prosecution", "partnerships"}


def test_no_item_carries_a_theme_and_its_broader_one(shipped: LoadedLibrary) -> None:
    library = shipped.library
    for item in library.items:
        for theme in library.themes:
            narrower = library.themes_within(theme) - {theme.id}
            assert theme.id not in item.statement.themes or narrower.isdisjoint(item.statement.themes), (
                item.id
            )


def test_the_text_read_is_the_one_named(shipped: LoadedLibrary, source_lines: list[str]) -> None:
    report = shipped.library.find_report(WORKSHOP)
    assert report is not None
    content = (SHARED / "sources/2015-workshop.fr.txt").read_bytes()
    assert report.source.sha256 == hashlib.sha256(content).hexdigest()


def test_every_passage_stands_where_its_anchor_says(shipped: LoadedLibrary, source_lines: list[str]) -> None:
    checked = 0
    for item in workshop_items(shipped):
        anchor = item.statement.anchor
        assert anchor.line
        assert anchor.span
        assert anchor.opening
        passage = source_lines[anchor.line - 1][slice(*anchor.span)]
        assert fingerprint(passage) == anchor.fingerprint, item.id
        assert passage.startswith(anchor.opening), item.id
        assert 3 <= len(anchor.opening.split()) <= 5, item.id
        assert anchor.heading in [line.strip() for line in source_lines], item.id
        checked += 1
    assert checked >= 100


def test_paragraphs_count_from_the_heading(shipped: LoadedLibrary, source_lines: list[str]) -> None:
    for item in workshop_items(shipped):
        anchor = item.statement.anchor
        assert anchor.line
        heading = max(n for n in range(anchor.line) if source_lines[n].strip() == anchor.heading)
        between = [line for line in source_lines[heading + 1 : anchor.line] if line.strip()]
        assert len(between) == (anchor.paragraph or 0), item.id


def test_no_sentence_of_the_source_is_copied(shipped: LoadedLibrary, source_lines: list[str]) -> None:
    """No eight words in a row of ours stand in the source, names of bodies aside."""
    source = words(" ".join(source_lines))
    runs = {tuple(source[i : i + 8]) for i in range(len(source) - 7)}
    names = [fold(actor.label.fr or "") for actor in shipped.library.actors]
    for item in workshop_items(shipped):
        own = fold(item.statement.text.fr or "")
        for name in filter(None, names):
            own = own.replace(name, " ; ")
        text = words(own)
        copied = [text[i : i + 8] for i in range(len(text) - 7) if tuple(text[i : i + 8]) in runs]
        assert not copied, item.id


def test_both_languages_name_the_same_numbers(shipped: LoadedLibrary) -> None:
    for item in shipped.library.items:
        text = item.statement.text
        if text.fr and text.en:
            assert re.findall(r"\d+", text.fr) == re.findall(r"\d+", text.en), item.id


def test_findings_answered_stand_in_the_same_report(shipped: LoadedLibrary) -> None:
    for one, other in pairwise(workshop_items(shipped)):
        assert (one.statement.anchor.line or 0) <= (other.statement.anchor.line or 0)
    answered = {
        a
        for i in workshop_items(shipped)
        if isinstance(i.statement, Recommendation)
        for a in i.statement.answers
    }
    assert answered


@pytest.mark.parametrize("name", KINDS)
def test_the_schemas_are_current(shipped: LoadedLibrary, name: str) -> None:
    text = (ROOT / f"schema/{name}.schema.json").read_text(encoding="utf-8")
    assert text == library_schema(shipped, name), "run: consultrep schema --write"
    assert json.loads(text)["additionalProperties"] is False


def test_every_record_names_its_schema() -> None:
    files = list(iter_record_files(ROOT / "reports"))
    assert files
    for file in files:
        kind = file.stem if file.stem in KINDS else "report"
        assert file.read_text(encoding="utf-8").splitlines()[0] == modeline(kind)


def test_dates_are_quoted_in_the_files() -> None:
    """Any other YAML reader gets text too, not a date or a number."""
    for file in iter_record_files(ROOT / "reports"):
        for line in file.read_text(encoding="utf-8").splitlines():
            match = re.match(r"\s*(period|published|accessed|date|number|section): (.*)", line)
            assert match is None or match.group(2).startswith('"'), (file.name, line)
