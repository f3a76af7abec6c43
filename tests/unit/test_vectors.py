"""Vectors are kept between runs, and a damaged cache is rebuilt."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from consultrep.compare import vectors
from consultrep.compare.encoder import BundledEncoder
from consultrep.compare.vectors import CachedEncoder


class Counting:
    """An encoder that tells each text by its length, and remembers what it was asked."""

    name = "counting 1.0"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


def encoded(folder: Path | None, texts: Sequence[str]) -> tuple[NDArray[np.float32], list[str]]:
    """The vectors from a new cached encoder, and what the encoder behind it was asked for."""
    inner = Counting()
    return CachedEncoder(inner, folder).encode(texts), inner.asked


def test_a_text_is_encoded_once_whatever_the_run(tmp_path: Path) -> None:
    first, asked = encoded(tmp_path, ["a", "bb", "a"])
    assert (asked, first.tolist()) == (["a", "bb"], [[1, 1], [2, 1], [1, 1]])
    second, asked = encoded(tmp_path, ["bb", "ccc"])
    assert (asked, second.tolist()) == (["ccc"], [[2, 1], [3, 1]])
    assert encoded(tmp_path, ["a", "bb", "ccc"])[1] == []


def test_each_encoder_has_its_own_vectors(tmp_path: Path) -> None:
    encoded(tmp_path, ["a"])
    other = Counting()
    other.name = "counting 2.0"
    CachedEncoder(other, tmp_path).encode(["a"])
    assert other.asked == ["a"]


@pytest.mark.parametrize("damage", ["cut", "changed", "empty"])
def test_a_damaged_cache_is_rebuilt(tmp_path: Path, damage: str) -> None:
    wanted, _asked = encoded(tmp_path, ["a", "bb"])
    (file,) = tmp_path.rglob("*.vectors")
    content = file.read_bytes()
    new = {"cut": content[:-3], "changed": content[:-1] + b"\x07", "empty": b""}
    file.write_bytes(new[damage])
    again, asked = encoded(tmp_path, ["a", "bb"])
    assert asked == ["a", "bb"]
    assert again.tolist() == wanted.tolist()
    assert encoded(tmp_path, ["a", "bb"])[1] == []


def test_many_runs_leave_few_files(tmp_path: Path) -> None:
    for number in range(30):
        encoded(tmp_path, ["x" * number])
    assert len(list(tmp_path.rglob("*.vectors"))) <= 13
    assert not list(tmp_path.rglob("*.part"))
    assert encoded(tmp_path, ["x" * number for number in range(30)])[1] == []


def test_without_a_place_to_write_it_only_encodes(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert encoded(tmp_path / "file", ["a"])[0].tolist() == [[1, 1]]
    assert encoded(None, ["a", "bb"])[0].tolist() == [[1, 1], [2, 1]]


def test_nothing_to_encode_is_no_vector(tmp_path: Path) -> None:
    found, asked = encoded(tmp_path, [])
    assert (len(found), asked) == (0, [])


def test_of_a_large_cache_only_what_is_asked_for_is_read(tmp_path: Path) -> None:
    texts = ["x" * number for number in range(200)]
    wanted, _asked = encoded(tmp_path, texts)
    (file,) = tmp_path.rglob("*.vectors")
    content = bytearray(file.read_bytes())
    place = content.index(np.array([150, 1], dtype="<f4").tobytes())
    content[place] ^= 1
    file.write_bytes(content)
    some, asked = encoded(tmp_path, texts[:100])
    assert (asked, some.tolist()) == ([], wanted[:100].tolist())
    every, asked = encoded(tmp_path, texts)
    assert (asked, every.tolist()) == (texts, wanted.tolist())


def test_a_file_that_another_program_joined_meanwhile_costs_only_time(tmp_path: Path) -> None:
    inner = Counting()
    encoder = CachedEncoder(inner, tmp_path)
    encoder.encode(["a", "bb"])
    for file in tmp_path.rglob("*.vectors"):
        file.unlink()
    assert encoder.encode(["bb", "a"]).tolist() == [[2, 1], [1, 1]]
    assert inner.asked == ["a", "bb", "bb", "a"]


def test_a_disk_that_loses_everything_at_once_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = Counting()
    encoder = CachedEncoder(inner, tmp_path)
    written = vectors._write

    def lost(folder: Path, shelf: vectors._Shelf) -> vectors._Shelf:
        shelf = written(folder, shelf)
        shelf.discard()
        return shelf

    monkeypatch.setattr(vectors, "_write", lost)
    assert encoder.encode(["a", "bb"]).tolist() == [[1, 1], [2, 1]]
    assert len(inner.asked) == 2 * (vectors._TRIES + 1)


def test_new_texts_are_kept_a_portion_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_PORTION", 2)

    class Stopped(Counting):
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            if "stop" in texts:
                raise KeyboardInterrupt
            return super().encode(texts)

    with pytest.raises(KeyboardInterrupt):
        CachedEncoder(Stopped(), tmp_path).encode(["a", "bb", "ccc", "stop", "ddddd"])
    assert encoded(tmp_path, ["a", "bb", "ccc"])[1] == ["ccc"]


def test_large_files_are_not_joined_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoded(tmp_path, ["x" * number for number in range(50)])
    (large,) = tmp_path.rglob("*.vectors")
    monkeypatch.setattr(vectors, "_SMALL", 100)
    for number in range(50, 80):
        encoded(tmp_path, ["x" * number])
    assert large.exists()
    assert len(list(tmp_path.rglob("*.vectors"))) <= 15
    assert encoded(tmp_path, ["x" * number for number in range(80)])[1] == []


def test_what_is_kept_ahead_is_not_encoded_again_and_the_model_is_let_go(tmp_path: Path) -> None:
    bundled = BundledEncoder()
    encoder = CachedEncoder(bundled, tmp_path)
    wanted = encoder.encode(["Train judges."])
    model = weakref.ref(bundled._model)
    encoder.keep(["Train judges.", "Fund lamps.", "Fund lamps."])
    assert model() is None
    assert encoder.encode(["Fund lamps.", "Train judges."])[1].tolist() == wanted[0].tolist()
    assert "_model" not in vars(bundled)
