"""Threads kept between runs: those of the library as it is, never others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from consultrep.compare import ThreadSet, gather_threads
from consultrep.compare.kept_threads import FOLDER
from consultrep.compare.vectors import CachedEncoder
from consultrep.model import Library
from tests.comparing import WordEncoder, judged, library_of, make

LIBRARY = library_of(
    make("2010-a", ["train all judges", "fund shelters"]),
    make("2011-a", ["train all judges well", "fund more shelters"]),
    make("2012-a", ["train judges", "count victims"]),
)


class CountingEncoder(WordEncoder):
    """The toy encoder, which counts how often it is asked."""

    asked = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        type(self).asked += 1
        return super().encode(texts)


@pytest.fixture
def shelf(own_cache: Path) -> Path:
    CountingEncoder.asked = 0
    return own_cache / FOLDER


def gathered(library: Library = LIBRARY, name: str = "words") -> ThreadSet:
    return gather_threads(library, CachedEncoder(CountingEncoder(name), None))


def said(found: ThreadSet) -> list[object]:
    """All that a set of threads says."""
    return [
        (
            [item.id for item in thread.items],
            [(pair.earlier.id, pair.later.id, pair.score, pair.basis, pair.verdict) for pair in thread.pairs],
            [(pair.earlier.id, pair.later.id) for pair in thread.only_related],
        )
        for thread in found.threads
    ]


def test_what_is_kept_says_the_same_and_no_encoder_is_asked(shelf: Path) -> None:
    first = gathered()
    asked = CountingEncoder.asked
    assert asked
    again = gathered()
    assert CountingEncoder.asked == asked
    assert said(again) == said(first) == said(gather_threads(LIBRARY, WordEncoder()))
    assert len(list(shelf.iterdir())) == 1


def test_another_judgement_text_or_encoder_is_another_set(shelf: Path) -> None:
    refused = judged(LIBRARY, "2010-a/r0", "2011-a/r0", "not-same")
    reworded = library_of(*LIBRARY.reports[:2], make("2012-a", ["fund judges", "count victims"]))
    for number, library in enumerate((LIBRARY, replace(LIBRARY, judgements=[refused]), reworded), 1):
        assert said(gathered(library)) == said(gather_threads(library, WordEncoder()))
        assert len(list(shelf.iterdir())) == number
    gathered(name="other words")
    assert len(list(shelf.iterdir())) == 4


def test_what_was_damaged_is_gathered_anew(shelf: Path) -> None:
    first = gathered()
    (file,) = shelf.iterdir()
    file.write_bytes(file.read_bytes()[:-3])
    assert said(gathered()) == said(first)


def test_an_encoder_whose_vectors_are_not_kept_keeps_no_threads(shelf: Path) -> None:
    gather_threads(LIBRARY, WordEncoder())
    assert not shelf.exists()


def test_an_empty_variable_turns_keeping_off(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSULTREP_CACHE", "")
    assert said(gathered()) == said(gathered())
    assert not shelf.exists()
