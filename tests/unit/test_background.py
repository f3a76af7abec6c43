"""What is counted in the texts of a library and kept: the same as read, and never of other texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from consultrep.compare.background import FOLDER, Background, kept_or_read
from consultrep.compare.demand import reader_of
from consultrep.compare.pool import Pool
from consultrep.model import Library
from tests.comparing import WordEncoder, library_of

READER = reader_of(library_of())
TEXTS = [("Train all judges of the court.", "en"), ("Former les juges.", "fr"), ("Train the police.", "en")]
Texts = list[tuple[str, str]]


@pytest.fixture
def shelf(own_cache: Path) -> Path:
    return own_cache / FOLDER


class Reading:
    """Reads texts, and counts how often."""

    times = 0

    def __call__(self, texts: Texts = TEXTS) -> Pool:
        self.times += 1
        demands = [READER.read(text, "fr" if language == "fr" else "en") for text, language in texts]
        return Pool(demands, WordEncoder(), READER)


def alike(one: Background, other: Background) -> bool:
    return (
        list(one.texts) == list(other.texts)
        and dict(one.document_counts) == dict(other.document_counts)
        and all(np.array_equal(one.class_weights[kind], held) for kind, held in other.class_weights.items())
        and all(np.array_equal(a, b) for a, b in zip(one.pages(), other.pages(), strict=True))
    )


def test_what_is_kept_is_what_was_read_and_is_not_read_again(shelf: Path) -> None:
    read = Reading()
    first, again = (kept_or_read(TEXTS, "names", WordEncoder(), read) for _time in range(2))
    assert read.times == 1
    assert alike(first, again)
    assert alike(first, Background.of(Reading()()))
    assert again.document_counts["never heard of"] == 0
    assert len(again) == len(TEXTS)


def test_other_texts_languages_or_names_are_read(shelf: Path) -> None:
    read = Reading()
    swapped = [(TEXTS[0][0], "fr"), *TEXTS[1:]]
    for number, (texts, names) in enumerate(
        [(TEXTS, "names"), (TEXTS[:2], "names"), (swapped, "names"), (TEXTS, "other names")], 1
    ):
        kept_or_read(texts, names, WordEncoder(), lambda texts=texts: read(texts))  # type: ignore[misc]
        assert read.times == number == len(list(shelf.iterdir()))


@pytest.mark.parametrize(("names", "variable"), [("", "kept"), ("names", "")])
def test_nothing_is_kept_without_names_or_folder(
    names: str, variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSULTREP_CACHE", variable and str(tmp_path / variable))
    read = Reading()
    for _time in range(2):
        kept_or_read(TEXTS, names, WordEncoder(), read)
    assert read.times == 2
    assert not list(tmp_path.iterdir())


def test_what_was_damaged_is_read_again(shelf: Path) -> None:
    read = Reading()
    first = kept_or_read(TEXTS, "names", WordEncoder(), read)
    (file,) = shelf.iterdir()
    file.write_bytes(file.read_bytes() + b" ")
    assert alike(kept_or_read(TEXTS, "names", WordEncoder(), read), first)
    assert read.times == 2


def test_a_library_without_texts_has_an_empty_background() -> None:
    nothing: Library = library_of()
    made = Background.of(Pool([], WordEncoder(), reader_of(nothing)))
    assert len(made) == 0
    assert not made.document_counts
