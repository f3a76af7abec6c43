"""A person's word on what import proposed, as an action: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from consultrep.actions.review_drafts import accept, reject
from consultrep.errors import EnvironmentProblemError, InvalidDataError, UsageError
from consultrep.store.folders import LibraryFolder
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.loading import load_library

FIRST, SECOND, FOUND = "2010-town/r1", "2011-town/r1", "2010-town/f1"


@pytest.fixture
def waiting(small: Path) -> Path:
    """The small library; three of its items wait."""
    for name, place in (
        ("2010-town", "- id: r1\n"),
        ("2011-town", "- id: r1\n"),
        ("2010-town", "- id: f1\n"),
    ):
        file = small / f"reports/{name}.yaml"
        text = file.read_text(encoding="utf-8")
        assert text.count(place) == 1
        file.write_text(text.replace(place, f"{place}    confidence: 0.7\n"), encoding="utf-8")
    return small


def read(folder: Path) -> LoadedLibrary:
    return load_library(LibraryFolder(folder), drafts=True)


def left(folder: Path) -> set[str]:
    return {item.id for item in read(folder).library.items if item.statement.is_draft}


JUDGES: list[Callable[..., Any]] = [accept, reject]


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize(
    ("ids", "everything", "reports", "done"),
    [
        ([FIRST], False, [], {FIRST}),
        ([FIRST, SECOND, FIRST], False, [], {FIRST, SECOND}),
        ([], True, [], {FIRST, SECOND, FOUND}),
        ([], True, ["2010-town"], {FIRST, FOUND}),
        ([], True, ["2010-ngo"], set()),
    ],
)
def test_what_is_judged(
    waiting: Path,
    judge: Callable[..., Any],
    ids: list[str],
    everything: bool,
    reports: list[str],
    done: set[str],
) -> None:
    result = judge(read(waiting), ids, everything=everything, reports=reports, dry_run=False)
    assert set(result.done) == done
    assert len(result.done) == len(done)
    assert left(waiting) == {FIRST, SECOND, FOUND} - done
    assert sum(result.waiting.values()) == 3 - len(done)
    shown = {item.id for item in load_library(LibraryFolder(waiting)).library.items}
    assert bool(shown & done) is (judge is accept and bool(done))


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize(
    ("ids", "everything", "reports", "hint"),
    [
        ([], False, [], "consultrep list --waiting"),
        ([FIRST, "2010-town/r9"], False, [], "2010-town/r1"),
        (["2011-twon/r1"], False, [], "2011-town/r1"),
        ([], True, ["2010-twon"], "2010-town"),
    ],
)
def test_a_word_on_what_does_not_wait_is_refused_whole(
    waiting: Path, judge: Callable[..., Any], ids: list[str], everything: bool, reports: list[str], hint: str
) -> None:
    with pytest.raises(UsageError) as refused:
        judge(read(waiting), ids, everything=everything, reports=reports, dry_run=False)
    assert hint in refused.value.hint
    assert left(waiting) == {FIRST, SECOND, FOUND}


@pytest.mark.parametrize("judge", JUDGES)
def test_a_dry_run_only_says(waiting: Path, judge: Callable[..., Any]) -> None:
    result = judge(read(waiting), [], everything=True, reports=[], dry_run=True)
    assert set(result.done) == {FIRST, SECOND, FOUND}
    assert left(waiting) == {FIRST, SECOND, FOUND}


@pytest.mark.parametrize("judge", JUDGES)
def test_the_shipped_library_is_not_judged(waiting: Path, judge: Callable[..., Any]) -> None:
    loaded = load_library(LibraryFolder(waiting, shipped=True), drafts=True)
    with pytest.raises(EnvironmentProblemError):
        judge(loaded, [FIRST], everything=False, reports=[], dry_run=False)


def test_accepting_changes_only_what_says_that_it_waits(waiting: Path) -> None:
    before = {file: file.read_text(encoding="utf-8") for file in (waiting / "reports").iterdir()}
    accept(read(waiting), [], everything=True, reports=[], dry_run=False)
    for file, text in before.items():
        assert file.read_text(encoding="utf-8") == text.replace("    confidence: 0.7\n", "")


def test_a_finding_that_is_answered_cannot_be_rejected_alone(waiting: Path) -> None:
    """The recommendation that answers it would be left without it."""
    with pytest.raises(InvalidDataError) as refused:
        reject(read(waiting), [FOUND], everything=False, reports=[], dry_run=False)
    assert "f1" in str(refused.value.problems[0])
    assert left(waiting) == {FIRST, SECOND, FOUND}
