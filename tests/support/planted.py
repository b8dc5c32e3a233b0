"""Counts whose truth is known: level, trend, season, weekday and surges planted in made-up areas."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

WEEK = np.array([1.2, 1.1, 1.05, 1.0, 1.0, 0.85, 0.8])  # Monday first; their geometric mean is about 1
START = date(2022, 1, 3)


def months(count: int, first: date = date(2021, 1, 1)) -> list[date]:
    """The first days of so many months in a row."""
    return [date(first.year + (first.month - 1 + i) // 12, (first.month - 1 + i) % 12 + 1, 1) for i in range(count)]


def days(count: int) -> list[date]:
    return [START + timedelta(days=i) for i in range(count)]


def season(day: date, height: float) -> float:
    """Highest in the middle of July."""
    return float(np.exp(height * np.cos(2 * np.pi * (day.timetuple().tm_yday - 196) / 365.25)))


def shares(areas: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Each area's share of the county, the busiest many times the quietest."""
    return rng.dirichlet(np.full(areas, 1.5))


def counted(
    totals: NDArray[np.float64], share: NDArray[np.float64], dispersion: float, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Negative binomial counts (areas, periods) around what is planted."""
    means = np.outer(share, totals)
    if dispersion:
        means = means * rng.gamma(1 / dispersion, dispersion, means.shape)
    return rng.poisson(means)


def grid(side: int) -> NDArray[np.float64]:
    """Coordinates of side x side areas, a kilometre apart."""
    return np.array([(x, y) for x in range(side) for y in range(side)], dtype=np.float64) * 1000
