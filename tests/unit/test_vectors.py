"""Vectors are kept between runs, and a damaged cache is rebuilt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from consultrep.compare.vectors import CachedEncoder, cache_folder


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
    vectors, asked = encoded(tmp_path, [])
    assert (len(vectors), asked) == (0, [])


def test_the_folder_is_the_one_named_or_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONSULTREP_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path / "vectors"
    monkeypatch.setenv("CONSULTREP_CACHE", "")
    assert cache_folder() is None
    monkeypatch.delenv("CONSULTREP_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = cache_folder()
    assert folder is not None
    assert folder.parts[-2:] == ("consultrep", "vectors")
