"""Simple counting, as a good analyst would do it: each area's last six periods, made into a distribution.

Each is given the half event that keeps a quiet area's mean above 0 (Jeffreys); without it one event in an area that
had none would cost a counting rule an infinite score, and a comparison with it would say nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.baseline.expected import Expected
from lamplighter.scanning.baseline.probability import Floats, log_probability

WINDOW = 6
DISPERSIONS = np.geomspace(0.005, 3.0, 40)


def _mean(window: NDArray[np.int64]) -> Floats:
    return np.asarray((window.sum(axis=1) + 0.5) / window.shape[1])


def poisson(window: NDArray[np.int64]) -> Expected:
    """A Poisson distribution with each area's mean."""
    return Expected(_mean(window), np.zeros(len(window)))


def negative_binomial_of_each_area(window: NDArray[np.int64]) -> Expected:
    """Each area's mean and its own dispersion by moments; Poisson where it varies no more than that."""
    mean = _mean(window)
    return Expected(mean, np.maximum(window.var(axis=1, ddof=1) - mean, 0) / mean**2)


def negative_binomial_of_all_areas(window: NDArray[np.int64]) -> Expected:
    """Each area's mean and one dispersion for all, the likeliest for the window."""
    mean = _mean(window)
    each = np.broadcast_to(mean[:, None], window.shape)
    likely = [log_probability(window, each, np.full(window.shape, value)).sum() for value in DISPERSIONS]
    return Expected(mean, np.full(len(window), DISPERSIONS[int(np.argmax(likely))]))


def negative_binomial_of_the_mean(window: NDArray[np.int64]) -> Expected:
    """What is left to know of each area's mean: the gamma-Poisson predictive distribution under Jeffreys' prior."""
    return Expected(_mean(window), 1 / (window.sum(axis=1) + 0.5))


RIVALS: dict[str, Callable[[NDArray[np.int64]], Expected]] = {
    "poisson": poisson,
    "negative_binomial_of_each_area": negative_binomial_of_each_area,
    "negative_binomial_of_all_areas": negative_binomial_of_all_areas,
    "negative_binomial_of_the_mean": negative_binomial_of_the_mean,
}
