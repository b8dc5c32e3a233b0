"""Searches built of zones and of what is expected of each place in each window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.search import Search, fill_expected
from lamplighter.scanning.models.model import Layer
from lamplighter.scanning.shapes.zones import Zones
from lamplighter.scanning.windows import Windows

Number = TypeVar("Number", np.int64, np.float64)
ROUNDING = 1e-12


def inside_windows(values: NDArray[Number], windows: Windows) -> NDArray[Number]:
    """The sum over each window, of shape (places, windows), of values of shape (places, periods)."""
    before: NDArray[Number] = np.concatenate((np.zeros((len(values), 1), values.dtype), values.cumsum(axis=1)), axis=1)
    return before[:, windows.stops] - before[:, windows.starts]


def steps_that_matter(zones: Zones, weights: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The steps that take in a place with cases or population, and where each row's begin: no other can matter."""
    matters = weights[zones.places] > 0
    before = np.concatenate(([0], np.cumsum(matters)))
    return np.flatnonzero(matters), before[zones.starts]


def weighed_layers(
    zones: Sequence[Zones],
    windows: Windows,
    due: NDArray[np.float64],
    *,
    total: float,
    fewest: int,
    unit: float = 1.0,
    population: float = np.inf,
) -> tuple[Layer, ...]:
    """Layers whose cylinders expect the sum of `due` (places, windows), times `unit`, over their places."""
    weights, scales = _factored(due)
    return tuple(
        _weighed(each, windows, (weights, scales), total=total, fewest=fewest, unit=unit, population=population)
        for each in zones
    )


def _weighed(
    zones: Zones,
    windows: Windows,
    factors: tuple[NDArray[np.float64], NDArray[np.float64]],
    *,
    total: float,
    fewest: int,
    unit: float,
    population: float,
) -> Layer:
    weights, scales = factors
    steps, starts = steps_that_matter(zones, weights.sum(axis=0))
    first = windows.starts.min()
    search = Search(
        starts=starts,
        places=zones.places[steps],
        levels=np.arange(len(steps), dtype=np.int32),
        expected=np.zeros(len(steps)),
        runs=starts,
        scales=scales,
        weights=weights,
        window_starts=windows.starts - first,
        window_stops=windows.stops - first,
        window_most=np.full(len(scales), int(total) if total < np.inf else 0),
        reported=windows.reported,
        total=total,
        population=population,
        unit=unit,
        fewest=fewest,
    )
    fill_expected(search, 0, 1, search.expected)
    return Layer(search, zones, steps)


def _factored(due: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights and scales whose product is `due`: one row of weights if places' shares stay the same in time."""
    if due.shape[1] == 1:
        return np.ascontiguousarray(due.T), np.ones(1)
    by_place, by_window = due.sum(axis=1), due.sum(axis=0)
    if np.allclose(due, np.outer(by_place, by_window) / due.sum(), rtol=ROUNDING, atol=0):
        return by_place[None, :] / due.sum(), by_window
    return np.ascontiguousarray(due.T), np.ones(due.shape[1])
