"""Judgements: of two items and their texts; stale when a text changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from consultrep.model import Bilingual, Judgement, Library, Verdict, fingerprint_of
from consultrep.store.folders import LibraryFolder, modeline
from consultrep.store.loaded import LoadedLibrary
from consultrep.store.loading import load_library

A, B = "2010-town/r1", "2011-town/r1"


def judgement(library: Library, **changes: Any) -> Judgement:
    texts = {side: library.find_item(ident) for side, ident in (("a", A), ("b", B))}
    prints = {side: fingerprint_of(item.statement.text) for side, item in texts.items() if item}
    values = {"a": A, "b": B, "verdict": "same", "reviewer": "Ada", "date": "2026-11-25"}
    return Judgement.model_validate({**values, "fingerprints": prints, **changes})


def saved(small: Path, *judgements: Judgement) -> Path:
    file = small / "reports/judgements.yaml"
    lines = [f"  - {each.model_dump_json(exclude_none=True)}\n" for each in judgements]
    listed = "judgements:\n" + "".join(lines) if lines else "judgements: []\n"
    file.write_text(f"{modeline('judgements')}\n{listed}", encoding="utf-8")
    return file


def rules_of(small: Path) -> list[str]:
    problems = load_library(LibraryFolder(small), advice=True).problems
    return [problem.rule for problem in problems if problem.location.file.endswith("judgements.yaml")]


@pytest.mark.parametrize(
    "changes",
    [
        {"b": A},
        {"a": "r1"},
        {"a": "2010-town/"},
        {"a": "2010-town/r1/x"},
        {"verdict": "equal"},
        {"reviewer": ""},
        {"date": "yesterday"},
        {"fingerprints": {"a": "sha256:0123456789abcdef"}},
        {"fingerprints": {"a": "x", "b": "y"}},
        {"reason": {}},
        {"note": "x"},
    ],
)
def test_what_a_judgement_refuses(loaded: LoadedLibrary, changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        judgement(loaded.library, **changes)


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_is_read_back(small: Path, loaded: LoadedLibrary, verdict: Verdict) -> None:
    given = judgement(loaded.library, verdict=verdict, reason={"en": "Both ask for courses."})
    saved(small, given)
    assert list(load_library(LibraryFolder(small)).library.judgements) == [given]
    assert rules_of(small) == []


def test_a_pair_has_no_order(loaded: LoadedLibrary) -> None:
    assert judgement(loaded.library).pair == judgement(loaded.library, a=B, b=A).pair


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"fr": "Former", "en": "Train"}, {"fr": "Former", "en": "Train"}, True),
        ({"fr": "Former  les\njuges"}, {"fr": "Former les juges"}, True),
        ({"fr": "Former"}, {"en": "Former"}, False),
        ({"fr": "Former"}, {"fr": "former"}, False),
        ({"fr": "Former"}, {"fr": "Former", "en": "Train"}, False),
        ({"fr": "a b", "en": "c"}, {"fr": "a", "en": "b c"}, False),
    ],
)
def test_the_fingerprint_is_of_both_texts(one: dict[str, str], other: dict[str, str], same: bool) -> None:
    assert (fingerprint_of(Bilingual(**one)) == fingerprint_of(Bilingual(**other))) is same


def test_an_item_is_found_by_its_full_id(loaded: LoadedLibrary) -> None:
    item = loaded.library.find_item("2010-town/f1")
    assert item is not None
    assert item.id == "2010-town/f1"
    assert loaded.library.find_item("f1") is None
    assert loaded.library.find_item("2010-town/f2") is None


def test_a_judgement_is_stale_once_a_text_changes(small: Path, loaded: LoadedLibrary) -> None:
    given = judgement(loaded.library)
    saved(small, given)
    assert not loaded.library.is_stale(given)
    assert rules_of(small) == []
    file = small / "reports/2011-town.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Offer judges", "Give judges"), encoding="utf-8")
    assert load_library(LibraryFolder(small)).library.is_stale(given)
    assert rules_of(small) == ["stale-judgement"]


def test_a_judgement_is_stale_where_an_item_is_gone(small: Path, loaded: LoadedLibrary) -> None:
    given = judgement(loaded.library)
    saved(small, given)
    (small / "reports/2011-town.yaml").unlink()
    assert load_library(LibraryFolder(small)).library.is_stale(given)
    assert rules_of(small) == ["stale-judgement"]


def test_drafts_may_be_judged(small: Path, loaded: LoadedLibrary) -> None:
    saved(small, judgement(loaded.library))
    file = small / "reports/2011-town.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  - id: r1\n", "  - id: r1\n    confidence: 0.5\n"), encoding="utf-8")
    assert rules_of(small) == []


def test_stale_judgements_contradict_nothing(small: Path, loaded: LoadedLibrary) -> None:
    same, other = judgement(loaded.library), judgement(loaded.library, verdict="not-same", reviewer="Bo")
    saved(small, same, other)
    assert rules_of(small) == ["contradiction"]
    old = {"a": "sha256:0000000000000000", "b": same.fingerprints.b}
    saved(small, judgement(loaded.library, fingerprints=old), other)
    assert rules_of(small) == ["stale-judgement"]
    saved(small, same, judgement(loaded.library, verdict="not-same", reviewer="Bo", fingerprints=old))
    assert rules_of(small) == ["stale-judgement"]


@pytest.mark.parametrize("verdict", ["narrower", "wider", "related", "unsure"])
def test_only_same_makes_a_chain(small: Path, loaded: LoadedLibrary, verdict: str) -> None:
    other = judgement(loaded.library, verdict="not-same", reviewer="Bo")
    saved(small, judgement(loaded.library, verdict=verdict), other)
    assert rules_of(small) == []


def test_two_reviewers_may_judge_one_pair_one_may_not_twice(small: Path, loaded: LoadedLibrary) -> None:
    first = judgement(loaded.library)
    saved(small, first, judgement(loaded.library, reviewer="Bo"))
    assert rules_of(small) == []
    saved(small, first, first)
    assert rules_of(small) == ["judged-twice"]
    assert load_library(LibraryFolder(small)).errors


def test_the_file_may_be_empty(small: Path) -> None:
    saved(small)
    assert load_library(LibraryFolder(small)).library.judgements == ()
    assert rules_of(small) == []
