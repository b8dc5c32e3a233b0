"""P-values, ties, recurrence intervals, and the random numbers under them."""

from __future__ import annotations

import numpy as np
import pytest
import scans

from lamplighter.scanning.inference import gumbel_p_value, monte_carlo_p_value, recurrence_interval_days
from lamplighter.scanning.kernels.philox import WORDS, fill_draws, fill_numbers


def test_a_replicate_equal_but_for_rounding_counts_as_reached() -> None:
    maxima = np.array([1.0, 2.0, 2.0 * (1 - 1e-12), 2.0 * (1 - 1e-6)])
    assert monte_carlo_p_value(2.0, maxima) == 3 / 5


def test_the_gumbel_p_value_is_that_of_the_fitted_distribution() -> None:
    maxima = np.random.default_rng(1).gumbel(5.0, 1.5, 100_000)
    exact = 1 - np.exp(-np.exp(-(9.0 - 5.0) / 1.5))
    assert gumbel_p_value(9.0, maxima) == pytest.approx(exact, rel=0.03)


def test_equal_maxima_have_no_gumbel_p_value() -> None:
    assert gumbel_p_value(1.0, np.zeros(9)) is None
    assert gumbel_p_value(1.0, np.zeros(1)) is None


def test_a_recurrence_interval_is_in_days_whatever_the_period() -> None:
    settings = scans.settings_for(400)
    assert recurrence_interval_days(0.01, settings) == pytest.approx(100)
    assert recurrence_interval_days(0.01, scans.settings_for(400, time_unit="year")) == pytest.approx(36525)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ((0, 0, 0, 0, 0, 0), "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
        ((2**32 - 1,) * 6, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ],
)
def test_random_numbers_are_the_published_ones(words: tuple[int, ...], numbers: str) -> None:
    first, attempt, low, high, key_low, key_high = words
    block = np.empty((1, WORDS), np.uint32)
    seed, replicate = np.uint64(key_low | key_high << 32), np.uint64(low | high << 32)
    fill_numbers(seed, replicate, np.uint64(attempt), np.uint64(first), block)
    assert " ".join(f"{number:08x}" for number in block[0]) == numbers


def test_draws_are_even_and_below_their_bound() -> None:
    # Two thirds of all 32-bit numbers: draws that would bias the result are often refused.
    bound = 2**32 // 3 * 2
    bounds = np.full(40_000, bound, np.uint32)
    numbers = np.empty((len(bounds) // WORDS, WORDS), np.uint32)
    fill_draws(np.uint64(3), np.uint64(1), bounds, numbers)
    draws = numbers.ravel()
    assert draws.max() < bound
    in_tenths = np.bincount((draws.astype(np.float64) / bound * 10).astype(int), minlength=10)
    # Chi-squared with 9 degrees of freedom: 27.9 is passed once in a thousand.
    assert ((in_tenths - 4000) ** 2 / 4000).sum() < 27.9
