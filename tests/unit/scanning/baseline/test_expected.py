"""What is expected can be scored, bounded and checked."""

from __future__ import annotations

import doctest

import numpy as np
import pytest

from lamplighter.scanning.baseline import Expected, expected, model
from lamplighter.scanning.baseline.errors import LevelWrong, ObservedUnusable


def some() -> Expected:
    return Expected(np.array([0.05, 0.7, 6.0, 300.0, 4000.0]), np.array([1.0, 0.0, 0.2, 0.05, 0.3]))


def test_the_examples_run() -> None:
    for module in (expected, model):
        told = doctest.testmod(module)
        assert told.attempted > 0
        assert told.failed == 0


def test_an_interval_is_the_smallest_central_one_that_holds_its_level() -> None:
    low, high = some().interval(0.9)
    assert (some().transform(high)[1] >= 0.95 - 1e-9).all()
    assert (some().transform(high)[0] < 0.95).all()
    assert (some().transform(low)[1] >= 0.05 - 1e-9).all()
    assert (some().transform(low)[0] < 0.05).all()


def test_the_ends_of_the_transform_differ_by_the_probability_of_the_count() -> None:
    observed = [0, 3, 9, 280, 5100]
    below, at = some().transform(observed)
    assert at - below == pytest.approx(np.exp(some().log_score(observed)), rel=1e-6, abs=1e-12)


def test_the_variance_is_the_mean_and_what_dispersion_adds() -> None:
    assert some().variance == pytest.approx([0.0525, 0.7, 13.2, 4800.0, 4_804_000.0])


@pytest.mark.parametrize("level", [0.0, 1.0, -0.3, 90.0])
def test_a_level_that_is_no_share_is_refused(level: float) -> None:
    with pytest.raises(LevelWrong, match="between 0 and 1"):
        some().interval(level)


@pytest.mark.parametrize("observed", [[1, 2], [0, 0, 0, 0, -1], [0, 0, 0, 0, 0.5], [0, 0, 0, 0, np.nan]])
def test_counts_that_cannot_be_are_refused(observed: list[float]) -> None:
    with pytest.raises(ObservedUnusable, match="there must be 5"):
        some().log_score(observed)
