"""Whatever is counted, a baseline is fitted or a sentence says why not."""

from __future__ import annotations

from typing import Any

import numpy as np
import planted
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from lamplighter.scanning.baseline import Surroundings, Tuning, fit
from lamplighter.scanning.baseline.errors import BaselineError

SHAPES = st.tuples(st.integers(1, 6), st.integers(1, 9))
COUNTS = SHAPES.flatmap(lambda shape: arrays.arrays(np.int64, shape, elements=st.integers(0, 5000)))
NUMBERS = st.floats(allow_nan=True, allow_infinity=True)


@settings(max_examples=60)
@given(COUNTS, st.booleans())
def test_any_whole_counts_give_finite_positive_numbers(counts: np.ndarray, in_days: bool) -> None:
    areas, periods = counts.shape
    around = Surroundings.of(coordinates=planted.grid(6)[:areas])
    when = planted.days(periods) if in_days else planted.months(periods)
    baseline = fit(counts, when, unit="day" if in_days else "month", surroundings=around, tuning=Tuning())
    expected = baseline.expected()
    assert np.isfinite(expected.mean).all()
    assert (expected.mean > 0).all()
    assert (expected.dispersion > 0).all()
    assert np.isfinite(expected.log_score(counts[:, -1])).all()
    assert np.isfinite(baseline.level)


@given(st.integers(1, 6), st.integers(1, 30))
def test_no_events_at_all_is_learning_and_hardly_any_are_expected(areas: int, periods: int) -> None:
    baseline = fit(np.zeros((areas, periods)), planted.months(periods))
    assert baseline.learning
    assert 0 < baseline.expected().mean.sum() < 2


@settings(max_examples=60)
@given(arrays.arrays(np.float64, SHAPES, elements=NUMBERS))
def test_any_numbers_are_counted_or_refused_in_a_sentence(counts: np.ndarray) -> None:
    possible = np.isfinite(counts).all() and (counts >= 0).all() and not (counts % 1).any() and counts.max() <= 1e6
    if possible:
        assert len(fit(counts, planted.months(counts.shape[1]), tuning=Tuning()).expected().mean) == len(counts)
        return
    with pytest.raises(BaselineError, match="must be whole numbers"):
        fit(counts, planted.months(counts.shape[1]), tuning=Tuning())


@given(st.lists(NUMBERS, min_size=4, max_size=4))
def test_any_population_is_used_or_refused_in_a_sentence(population: list[float]) -> None:
    given_: dict[str, Any] = {"coordinates": planted.grid(2), "population": population}
    if (
        all(np.isfinite(people) and people >= 0 for people in population)
        and np.isfinite(sum(population))
        and sum(population) > 0
    ):
        baseline = fit(np.ones((4, 3)), planted.months(3), surroundings=Surroundings.of(**given_), tuning=Tuning())
        assert (baseline.expected().mean > 0).all()
        return
    with pytest.raises(BaselineError):
        Surroundings.of(**given_)


def test_one_area_and_one_period_are_enough_to_say_learning() -> None:
    baseline = fit([[3]], ["2025-01"])
    assert baseline.learning
    assert baseline.expected().mean == pytest.approx([3], rel=0.3)
