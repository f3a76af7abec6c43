"""The measures against figures worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from consultrep.compare.measures import (
    average_precision,
    best_cut,
    calibration_error,
    cut_at,
    mean_average_precision,
    reliability,
)

SCORES = np.array([0.9, 0.8, 0.7, 0.6, 0.1])
RIGHT = np.array([True, False, True, False, False])


def test_average_precision() -> None:
    assert average_precision(SCORES, RIGHT) == pytest.approx((1 + 2 / 3) / 2)
    assert np.isnan(average_precision(SCORES, np.zeros(5, bool)))


def test_mean_average_precision_is_over_the_rows_that_have_a_right_one() -> None:
    scores = np.array([[0.9, 0.1], [0.2, 0.8], [0.5, 0.4]])
    right = np.array([[False, True], [False, True], [False, False]])
    assert mean_average_precision(scores, right) == pytest.approx((0.5 + 1) / 2)


def test_the_best_cut_and_a_given_one() -> None:
    cut = best_cut(SCORES, RIGHT)
    assert (cut.threshold, cut.recall) == (0.7, 1.0)
    assert cut.precision == pytest.approx(2 / 3)
    assert cut.f1 == pytest.approx(0.8)
    given = cut_at(SCORES, RIGHT, 0.85)
    assert (given.precision, given.recall) == (1.0, 0.5)
    assert cut_at(SCORES, RIGHT, 0.95).f1 == 0.0


def test_no_cut_parts_equal_scores() -> None:
    cut = best_cut(np.array([0.5, 0.5, 0.5]), np.array([True, False, False]))
    assert cut.precision == pytest.approx(1 / 3)
    assert cut.recall == 1.0


def test_calibration_compares_what_was_predicted_with_what_is_right() -> None:
    chances = np.array([0.95, 0.95, 0.15, 0.15, 0.01])
    right = np.array([True, True, True, False, False])
    assert [(one.low, one.count, one.observed) for one in reliability(chances, right)] == [
        (0.0, 1, 0.0),
        (0.1, 2, 0.5),
        (0.9, 2, 1.0),
    ]
    assert calibration_error(chances, right) == pytest.approx((2 * 0.35 + 2 * 0.05) / 4)
    assert reliability(np.array([1.0]), np.array([True]))[0].low == 0.9
