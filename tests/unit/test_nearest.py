"""The nearest of each vector: those of a full sort, whatever the blocks, the executor, the interruptions."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from consultrep.compare import nearest as module
from consultrep.compare.nearest import PROGRAM, nearest, nearest_in_block
from consultrep.compare.pieces import ENDING, Rows
from consultrep.errors import UsageError

Numbers = NDArray[np.float32]


def vectors(count: int, dimensions: int, seed: int, *, kinds: int | None = None) -> Numbers:
    """Rows of unit length; with `kinds` only so many different ones."""
    rng = np.random.default_rng(seed)
    found = rng.standard_normal((kinds or count, dimensions))
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found[rng.integers(0, kinds, count) if kinds else slice(None)].astype(np.float32)


def sorted_in_full(
    first: Numbers, second: Numbers, count: int
) -> tuple[list[list[int]], NDArray[np.float64]]:
    """The columns by the rule: the higher score in double precision, of equal scores the lower column."""
    scores = np.einsum("id,jd->ij", first.astype(np.float64), second.astype(np.float64), optimize=False)
    columns = np.argsort(-scores, axis=1, kind="stable")[:, :count]
    return columns.tolist(), np.take_along_axis(scores, columns, axis=1)


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Blocks of 40 rows and 70 columns, worked on in strips of 16."""
    for name, value in (("_HEIGHT", 40), ("_WIDTH", 70), ("_STRIP", 16)):
        monkeypatch.setattr(module, name, value)
    yield


@pytest.mark.parametrize("count", [1, 7, 50, 400])
@pytest.mark.parametrize("kinds", [None, 1, 20])
@pytest.mark.parametrize("width", [1, 33, 250, 3000])
def test_a_block_is_sorted_as_in_full(count: int, kinds: int | None, width: int) -> None:
    first, second = vectors(50, 12, 1), vectors(width, 12, 2, kinds=kinds)
    columns, scores = nearest_in_block(first, second, count)
    wanted, of_wanted = sorted_in_full(first, second, count)
    assert columns.tolist() == wanted
    assert np.abs(scores - of_wanted).max() < 1e-6
    assert (np.diff(scores) <= 0).all()


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_equal_scores_stand_by_column_whatever_the_blocks(data: st.DataObject) -> None:
    numbers = st.integers(1, 120)
    rows, columns, count = data.draw(numbers), data.draw(numbers), data.draw(st.integers(1, 40))
    rng = np.random.default_rng(data.draw(st.integers(0, 1000)))
    # Eighths have exact products, so that many different vectors have equal scores; some rows are nothing.
    first, second = (np.float32(0.125) * rng.integers(-1, 2, (n, 6), np.int8) for n in (rows, columns))
    wanted, _scores = sorted_in_full(first, second, count)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("_HEIGHT", "_WIDTH", "_STRIP"):
            patch.setattr(module, name, data.draw(st.integers(1, 130)))
        patch.setattr(module, "_GROUP", data.draw(st.integers(1, 20)))
        found, scores = nearest(first, second, count)
    assert found.tolist() == wanted
    assert (np.diff(scores) <= 0).all()


def test_scores_that_single_precision_cannot_tell_apart_are_told_apart() -> None:
    second = np.repeat(vectors(1, 512, 3), 200, axis=0)
    # One unit in the last place of one number, more from column to column: too little for the sum to show.
    for column in range(200):
        for _step in range(column % 7):
            second[column, 5] = np.nextafter(second[column, 5], np.float32(9))
    first = vectors(3, 512, 4)
    wanted, _scores = sorted_in_full(first, second, 60)
    for width in (200, 90, 7):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "_WIDTH", width)
            assert nearest(first, second, 60)[0].tolist() == wanted


def mapped(array: NDArray[Any], folder: Path) -> NDArray[Any]:
    """The array as a read-only file."""
    file = folder / f"{len(array)}.npy"
    np.save(file, array)
    found: NDArray[Any] = np.load(file, mmap_mode="r")
    return found


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize("kept_as", ["array", "memmap", "half"])
def test_threads_and_files_do_not_matter(workers: int, kept_as: str, tmp_path: Path) -> None:
    kind = np.float16 if kept_as == "half" else np.float32
    first, second = vectors(130, 16, 5).astype(kind), vectors(200, 16, 6, kinds=90).astype(kind)
    wanted, _scores = sorted_in_full(first.astype(np.float32), second.astype(np.float32), 20)
    if kept_as != "array":
        first, second = mapped(first, tmp_path), mapped(second, tmp_path)
    assert nearest(first, second, 20)[0].tolist() == wanted
    with ThreadPoolExecutor(workers) as executor:
        assert nearest(first, second, 20, executor=executor)[0].tolist() == wanted


@pytest.mark.slow
@pytest.mark.parametrize("held", [True, False])
def test_processes_do_not_matter(held: bool, tmp_path: Path) -> None:
    first, second = vectors(900, 64, 5), vectors(1200, 64, 6, kinds=500)
    sides = (first, second) if held else (mapped(first, tmp_path), mapped(second, tmp_path))
    with ProcessPoolExecutor(2, get_context("spawn")) as executor:
        columns, scores = nearest(sides[0], sides[1], 20, executor=executor)
    alone = nearest(first, second, 20)
    assert columns.tolist() == alone[0].tolist() == sorted_in_full(first, second, 20)[0]
    assert np.abs(scores - alone[1]).max() < 1e-6


def test_rows_of_a_file_travel_as_its_name(tmp_path: Path) -> None:
    array = vectors(1000, 32, 7)
    rows = Rows.of(mapped(array, tmp_path)).cut(300)[1]
    there = pickle.dumps(rows)
    assert len(there) < 1000
    assert (pickle.loads(there).read() == array[250:500]).all()
    # A part of a memmap tells the offset of the whole, so it is taken as an array.
    part = Rows.of(mapped(array, tmp_path)[100:])
    assert (part.read() == array[100:]).all()
    assert (part.cut(450)[1].take(np.array([460, 450])) == array[[560, 550]]).all()


def test_nothing_against_nothing() -> None:
    some, none = vectors(3, 4, 8), np.zeros((0, 4), np.float32)
    for first, second, count in ((some, none, 5), (none, some, 5), (none, none, 5), (some, some, 0)):
        columns, scores = nearest(first, second, count)
        assert columns.shape == scores.shape == (len(first), min(count, len(second)))


def test_memory_bounds_the_blocks_and_too_little_is_refused() -> None:
    first = vectors(300, 512, 9)
    assert nearest(first, first, 10, memory=3 * PROGRAM)[0][:, 0].tolist() == list(range(300))
    with pytest.raises(
        UsageError, match=r"^50 MB of memory are too few for this comparison: it takes \d+ MB"
    ):
        nearest(first, first, 10, memory=50_000_000)
    little, more = (module._width(memory, PROGRAM, 512, 10, 1) for memory in (2 * PROGRAM, 9 * PROGRAM))
    assert module._LEAST_WIDTH < little < more == module._width(None, PROGRAM, 512, 10, 1)


class KilledError(BaseException):
    """The program ends here, in whatever it was doing."""


def killed_after(blocks: int, patch: pytest.MonkeyPatch) -> list[int]:
    """Let the work be killed after so many blocks; the list counts those done."""
    done: list[int] = []

    def counted(first: Numbers, second: Numbers, count: int) -> module.Best:
        if len(done) == blocks:
            raise KilledError
        done.append(len(first))
        return nearest_in_block(first, second, count)

    patch.setattr(module, "nearest_in_block", counted)
    return done


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("blocks", [0, 1, 4, 11])
def test_a_killed_run_goes_on_where_it_stopped(
    blocks: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = vectors(160, 16, 10), vectors(200, 16, 11, kinds=90)
    wanted = sorted_in_full(first, second, 20)[0]
    with ThreadPoolExecutor(1) as executor:
        with pytest.MonkeyPatch.context() as patch, pytest.raises(KilledError):
            killed_after(blocks, patch)
            nearest(first, second, 20, executor=executor, kept_in=tmp_path)
        assert len(list(tmp_path.iterdir())) == blocks // 3
        done = killed_after(99, monkeypatch)
        assert nearest(first, second, 20, executor=executor, kept_in=tmp_path)[0].tolist() == wanted
        assert len(done) == 12 - blocks // 3 * 3
        again = nearest(first, second, 20, executor=executor, kept_in=tmp_path)
        assert (again[0].tolist(), len(done)) == (wanted, 12 - blocks // 3 * 3)


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "longer", "folder"])
def test_a_damaged_piece_is_made_anew(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = vectors(80, 16, 12), vectors(60, 16, 13)
    wanted = nearest(first, second, 5, kept_in=tmp_path)
    file, other = sorted(tmp_path.glob(f"*{ENDING}"))
    content = file.read_bytes()
    new = {
        "cut": content[:-3],
        "changed": content[:40] + bytes([content[40] ^ 1]) + content[41:],
        "empty": b"",
        "longer": content + b"\0",
    }
    file.unlink()
    if damage == "folder":
        file.mkdir()
    else:
        file.write_bytes(new[damage])
    done = killed_after(99, monkeypatch)
    again = nearest(first, second, 5, kept_in=tmp_path)
    assert (again[0] == wanted[0]).all() and (again[1] == wanted[1]).all()
    assert len(done) == 1
    assert file.is_dir() or file.read_bytes() == content
    assert other.exists()


@pytest.mark.usefixtures("narrow")
def test_pieces_are_of_what_they_were_made_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = vectors(80, 16, 14), vectors(60, 16, 15)
    nearest(first, second, 5, kept_in=tmp_path)
    done = killed_after(99, monkeypatch)
    other = second.copy()
    other[59] = first[0]
    assert nearest(first, other, 5, kept_in=tmp_path)[0][0, 0] == 59
    assert nearest(first, second, 6, kept_in=tmp_path)[0].shape == (80, 6)
    assert len(done) == 4


def test_a_folder_that_refuses_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    first = vectors(20, 8, 17)
    assert nearest(first, first, 1, kept_in=tmp_path / "file")[0][:, 0].tolist() == list(range(20))
