"""Which pairs a reviewer is shown, and in what order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.actions.pair_queue import Queue, QueueOptions, doubt, review_queue
from consultrep.actions.review_pairs import judge, make_judgement, undo
from consultrep.errors import UsageError
from consultrep.model import Library, Verdict
from consultrep.store.folders import LibraryFolder
from consultrep.store.judging import judgement_file
from tests.comparing import WordEncoder
from tests.reviewing import change_text, make_library, read

PAIRS = {
    ("2010-a/r0", "2011-a/r0"),
    ("2010-a/r0", "2012-b/r1"),
    ("2010-a/r1", "2011-a/r1"),
    ("2010-a/r2", "2012-b/r0"),
    ("2011-a/r0", "2012-b/r1"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library")


def queue(folder: Path, *selectors: str, **wanted: Any) -> Queue:
    return review_queue(read(folder), selectors, QueueOptions(**{"reviewer": "Ada", **wanted}), WordEncoder())


def ids(found: Queue) -> list[tuple[str, str]]:
    return [(pair.a.id, pair.b.id) for pair in found.open]


def say(folder: Path, pair: tuple[str, str], verdict: str, reviewer: str = "Ada") -> None:
    library = read(folder)
    a, b = (library.find_item(ident) for ident in pair)
    assert a
    assert b
    judge(LibraryFolder(folder), make_judgement(a, b, Verdict(verdict), reviewer, "2026-11-25"))


def test_all_reports_against_each_other_the_most_doubtful_first(folder: Path) -> None:
    found = queue(folder)
    assert set(ids(found)) >= PAIRS
    distances = [round(doubt(pair.score, found.same_from), 4) for pair in found.open]
    assert distances == sorted(distances)
    assert all(pair.a.report is not pair.b.report for pair in found.open)
    assert len(set(map(frozenset, ids(found)))) == len(found.open)


@pytest.mark.slow
def test_the_order_is_the_same_every_time_and_whatever_the_selection(folder: Path) -> None:
    everything = queue(folder)
    assert ids(everything) == ids(queue(folder))
    some = ids(queue(folder, "2012", "2010"))
    assert some == [pair for pair in ids(everything) if pair[0][:4] == "2010" and pair[1][:4] == "2012"]
    assert ids(queue(folder, "2010", "2012")) == some
    assert ids(queue(folder, "a", "2012", "a")) == [
        p for p in ids(everything) if p in ids(queue(folder, "a", "a", "2012"))
    ]


@pytest.mark.parametrize("verdict", Verdict)
def test_what_is_judged_is_not_shown_again(folder: Path, verdict: Verdict) -> None:
    first, *others = ids(queue(folder))
    say(folder, first, verdict)
    found = queue(folder)
    assert ids(found) == others
    assert [(pair.a.id, pair.b.id) for pair in found.judged] == [first]


@pytest.mark.parametrize("verdict", Verdict)
def test_what_one_reviewer_says_keeps_no_pair_from_another(folder: Path, verdict: Verdict) -> None:
    before = ids(queue(folder))
    say(folder, before[0], verdict)
    other = queue(folder, reviewer="Bo")
    assert ids(other) == before
    assert [each.reviewer for each in other.open[0].others] == ["Ada"]
    assert ids(queue(folder, reviewer="ADA")) == before[1:]


def test_a_pair_that_only_people_see_is_shown_to_others_too(folder: Path) -> None:
    pair = ("2010-a/r1", "2012-b/r1")
    assert pair not in ids(queue(folder))
    say(folder, pair, "same")
    assert pair in ids(queue(folder, reviewer="Bo"))
    assert pair not in ids(queue(folder, "2011", "2012", reviewer="Bo"))


def test_a_pair_whose_text_changed_comes_back_first(folder: Path) -> None:
    last = ids(queue(folder))[-1]
    say(folder, last, "same")
    say(folder, ids(queue(folder))[0], "same")
    assert ids(queue(folder, again=True)) == []
    change_text(folder, last[1], "Something else altogether.")
    found = queue(folder)
    assert ids(found)[0] == last
    assert found.open[0].is_stale
    assert ids(queue(folder, again=True)) == [last]
    say(folder, last, "not-same")
    assert last not in ids(queue(folder))
    assert len(read(folder).judgements) == 2


def test_the_likeness_may_be_limited(folder: Path) -> None:
    scores = sorted(pair.score for pair in queue(folder).open)
    low, high = scores[1], scores[-2]
    kept = [pair.score for pair in queue(folder, least=low, most=high).open]
    assert sorted(kept) == scores[1:-1]


def test_one_selection_alone_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="two selections"):
        queue(folder, "2010")
    with pytest.raises(UsageError, match="no report answers"):
        queue(folder, "2010", "1999")


def test_an_empty_library_has_no_pairs() -> None:
    assert review_queue(Library(reports=[]), [], QueueOptions("Ada"), WordEncoder()).open == []


@given(st.floats(0, 1), st.floats(0.01, 0.99))
def test_doubt_is_finite_and_least_at_the_threshold(score: float, same_from: float) -> None:
    assert 0 == doubt(same_from, same_from) <= doubt(score, same_from) < 100


HELD = """\
# yaml-language-server: $schema=../schema/judgements.schema.json
# ours
judgements:
  # the first one
  - a: 2011-a/r0  # later
    b: 2010-a/r0
    verdict: wider
    reviewer: Ada
    date: "2025-01-01"
    reason: {fr: Les mots, en: The words}  # why
    fingerprints: {a: ZERO, b: ZERO}
  # the second one
  - {a: 2010-a/r1, b: 2011-a/r1, verdict: same, reviewer: Bo, date: "2025", fingerprints: {a: ZERO, b: ZERO}}
  # the end
""".replace("ZERO", '"sha256:0000000000000000"')


def test_comments_and_other_judgements_stay(folder: Path) -> None:
    file = folder / "reports/judgements.yaml"
    file.write_text(HELD, encoding="utf-8")
    before = read(folder).judgements
    library = read(folder)
    a, b = library.find_item("2010-a/r0"), library.find_item("2011-a/r0")
    assert a
    assert b
    made = make_judgement(a, b, Verdict.SAME, "ada", "2026-11-25")
    replaced = judge(LibraryFolder(folder), made)
    assert replaced == before[0]
    assert list(read(folder).judgements) == [made, before[1]]
    text = file.read_text(encoding="utf-8")
    for comment in ("# ours", "# the first one", "# the second one", "# the end"):
        assert comment in text
    undo(LibraryFolder(folder), made, replaced)
    assert read(folder).judgements == before


def test_another_reviewers_judgement_made_meanwhile_stays(folder: Path) -> None:
    one, other = sorted(PAIRS)[:2]
    library = read(folder)
    for reviewer, pair in (("Ada", one), ("Bo", one), ("Bo", other)):
        a, b = (library.find_item(ident) for ident in pair)
        assert a
        assert b
        made = make_judgement(a, b, Verdict.UNSURE, reviewer, "2026-11-25")
        assert judge(LibraryFolder(folder), made) is None
    undo(LibraryFolder(folder), made, None)
    undo(LibraryFolder(folder), made, None)
    assert [(each.reviewer, each.a, each.b) for each in read(folder).judgements] == [
        ("Ada", *one),
        ("Bo", *one),
    ]


def test_the_last_judgement_may_be_taken_out_again(folder: Path) -> None:
    library = read(folder)
    a, b = library.find_item("2010-a/r0"), library.find_item("2011-a/r0")
    assert a
    assert b
    made = make_judgement(a, b, Verdict.SAME, "Ada", "2026-11-25")
    undo(LibraryFolder(folder), made, None)
    judge(LibraryFolder(folder), made)
    undo(LibraryFolder(folder), made, None)
    assert read(folder).judgements == ()
    judge(LibraryFolder(folder), made)
    assert list(read(folder).judgements) == [made]


def test_the_file_may_be_called_yml(folder: Path) -> None:
    (folder / "reports/judgements.yml").write_text(HELD, encoding="utf-8")
    say(folder, ("2010-a/r2", "2012-b/r0"), "same")
    assert judgement_file(LibraryFolder(folder)).name == "judgements.yml"
    assert not (folder / "reports/judgements.yaml").exists()
    assert len(read(folder).judgements) == 3
