"""P-values, ties, recurrence intervals, and the random numbers under them."""

from __future__ import annotations

import numpy as np
import pytest
import scans

from lamplighter.scanning.errors import SettingWrong
from lamplighter.scanning.inference import Maxima, gathered, recurrence_interval_days
from lamplighter.scanning.kernels.philox import WORDS, fill_draws, fill_numbers
from lamplighter.scanning.periods import Periods


def test_a_replicate_equal_but_for_rounding_counts_as_reached() -> None:
    maxima = np.array([1.0, 2.0, 2.0 * (1 - 1e-12), 2.0 * (1 - 1e-6)])
    assert Maxima(maxima).p_value(2.0) == 3 / 5


def test_the_gumbel_p_value_is_that_of_the_fitted_distribution() -> None:
    maxima = Maxima(np.random.default_rng(1).gumbel(5.0, 1.5, 100_000))
    exact = 1 - np.exp(-np.exp(-(9.0 - 5.0) / 1.5))
    assert maxima.gumbel_p_value(9.0) == pytest.approx(exact, rel=0.03)


def test_equal_maxima_have_no_gumbel_p_value() -> None:
    assert Maxima(np.zeros(9)).gumbel_p_value(1.0) is None
    assert Maxima(np.zeros(1)).gumbel_p_value(1.0) is None


def test_a_recurrence_interval_is_in_days_whatever_the_period() -> None:
    settings = scans.settings_for(400)
    periods = Periods("day", *settings.days)
    assert recurrence_interval_days(0.01, settings, periods) == pytest.approx(100)
    yearly = scans.settings_for(400, time_unit="year")
    assert recurrence_interval_days(0.01, yearly, periods) == pytest.approx(36525)
    assert recurrence_interval_days(0.01, scans.settings_for(400, scan="retrospective"), periods) is None


def test_a_recurrence_interval_allows_for_the_analyses_before() -> None:
    since = scans.FIRST.replace(day=22)
    settings = scans.settings_for(31, prospective_since=since)
    # Ten analyses, of 22 January to 31: the best of ten is as strong by chance far more often than the best of one.
    interval = recurrence_interval_days(0.05, settings, Periods("day", *settings.days))
    assert interval == pytest.approx(1 / (1 - 0.95**0.1))
    outside = scans.settings_for(31, prospective_since=scans.FIRST.replace(year=2020))
    with pytest.raises(SettingWrong, match="a day of the study"):
        recurrence_interval_days(0.05, outside, Periods("day", *outside.days))


def test_a_sequential_p_value_stops_at_the_fiftieth_replicate_that_reaches_it() -> None:
    chance = np.random.default_rng(2)
    batches = [chance.uniform(0, 1, 64) for _ in range(40)]
    every = np.concatenate(batches)
    settled = gathered(iter(batches), scans.settings_for(9, p_value="sequential", replicates=2560), 0.8)
    assert settled.settled
    assert (settled.values >= 0.8).sum() == 50
    assert settled.values[-1] >= 0.8
    assert settled.values.tolist() == every[: len(settled.values)].tolist()
    assert settled.p_value(0.8) == 50 / len(settled.values)
    assert settled.p_value(0.5) > settled.p_value(0.8)


def test_a_sequential_p_value_of_a_strong_cluster_runs_all_replicates() -> None:
    batches = [np.linspace(0, 1, 64)] * 3
    whole = gathered(iter(batches), scans.settings_for(9, p_value="sequential", replicates=192), 0.99)
    assert not whole.settled
    assert whole.p_value(0.99) == 4 / 193


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
