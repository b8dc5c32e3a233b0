"""The negative binomial kernel is the textbook's, down to the Poisson limit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplighter.scanning.baseline.probability import log_probability, log_probability_reference


@settings(deadline=None)  # the first call compiles
@given(st.integers(0, 400), st.floats(1e-6, 500), st.floats(1e-3, 50))
def test_the_kernel_is_the_textbook_formula(count: int, mean: float, dispersion: float) -> None:
    kernel = log_probability([count], [mean], [dispersion])[0]
    assert kernel == pytest.approx(log_probability_reference(count, mean, dispersion), rel=1e-7, abs=1e-7)


@settings(deadline=None)
@given(st.integers(0, 60), st.floats(1e-3, 60))
def test_a_vanishing_dispersion_is_poisson(count: int, mean: float) -> None:
    poisson = log_probability_reference(count, mean, 0.0)
    assert log_probability([count, count], [mean, mean], [0.0, 1e-13]) == pytest.approx([poisson, poisson], abs=1e-8)


def test_probabilities_sum_to_one() -> None:
    counts = np.arange(2000)
    assert np.exp(log_probability(counts, 12.0, 0.8)).sum() == pytest.approx(1)
