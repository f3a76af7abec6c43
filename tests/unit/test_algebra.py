"""What stands highest, and work in threads."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.compare.algebra import highest, in_threads, one_thread


@given(st.integers(1, 5), st.integers(1, 400), st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_the_highest_of_each_row_are_found(rows: int, width: int, count: int, seed: int) -> None:
    count = min(count, width)
    scores = np.random.default_rng(seed).integers(0, 50, (rows, width)).astype(np.float32)
    columns = highest(scores, count)
    assert columns.shape == (rows, count)
    assert all(len(set(row)) == count for row in columns.tolist())
    found = np.sort(np.take_along_axis(scores, columns, axis=1), axis=1)
    np.testing.assert_array_equal(found, np.sort(scores, axis=1)[:, -count:])


def test_results_come_in_the_order_of_their_parts() -> None:
    assert in_threads(lambda part: part * part, range(50)) == [part * part for part in range(50)]
    assert in_threads(lambda part: part, []) == []


def test_one_part_needs_no_thread() -> None:
    assert in_threads(lambda _part: threading.current_thread(), [0]) == [threading.current_thread()]


def test_what_a_part_raises_ends_the_others() -> None:
    begun: list[int] = []

    def work(part: int) -> None:
        begun.append(part)
        raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        in_threads(work, range(1000))
    assert len(begun) < 1000
    assert threading.active_count() == before


def test_the_number_of_threads_is_set_back() -> None:
    from threadpoolctl import threadpool_info

    np.ones((2, 2)) @ np.ones((2, 2))
    before = [library["num_threads"] for library in threadpool_info()]
    with one_thread():
        assert {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"} <= {1}
    assert [library["num_threads"] for library in threadpool_info()] == before
