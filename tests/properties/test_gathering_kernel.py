"""The cumulative sum against its plain version, on any small record."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lamplighter.scanning.kernels.gathering import fill_gathering, gathered_plainly


@given(st.integers(0, 10_000), st.integers(1, 12), st.sampled_from([2.0, 12.0]))
def test_every_days_sum_is_the_best_of_all_windows_that_end_then(seed: int, days: int, rise: float) -> None:
    chance = np.random.default_rng(seed)
    counts, due = chance.poisson(0.3, (days, 3)), chance.uniform(0.001, 0.5, (days, 3))
    found = np.empty((days, 3, 4))
    fill_gathering(counts, due, rise, found)
    for day in range(days):
        for area in range(3):
            level, length, seen, usual = found[day, area]
            plain = gathered_plainly(counts[: day + 1, area], due[: day + 1, area], rise)
            assert np.isclose(level, plain, rtol=1e-9, atol=1e-9)
            since = slice(day + 1 - int(length), day + 1)
            assert seen == counts[since, area].sum()
            assert np.isclose(usual, due[since, area].sum())
