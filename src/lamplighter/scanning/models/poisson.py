"""The discrete Poisson model: cases in proportion to the people at risk, given how many cases there are in all.

Kulldorff (1997), "A spatial scan statistic", Communications in Statistics: Theory and Methods 26:1481-1496.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.scatter import Lottery, scatter_batch
from lamplighter.scanning.models.layers import inside_windows, weighed_layers
from lamplighter.scanning.models.lotteries import as_one, by_period, by_place, given_number
from lamplighter.scanning.models.model import Counts, Model, Statistic
from lamplighter.scanning.settings import ScanSettings
from lamplighter.scanning.shapes.zones import Zones
from lamplighter.scanning.windows import Windows


@dataclass(frozen=True)
class Scattered:
    """Replicates in which each case falls by itself."""

    lottery: Lottery

    def randomise(self, seed: int, first: int, lanes: int, counts: Counts) -> None:
        scatter_batch(np.uint64(seed), first, lanes, self.lottery, counts)


def poisson(
    observed: NDArray[np.int64],
    expected: NDArray[np.float64],
    zones: Sequence[Zones],
    windows: Windows,
    settings: ScanSettings,
    statistic: Statistic,
) -> Model:
    """Cases `observed` and `expected` (places, periods), in the arrays the kernels read.

    Adjusted for time in strata or for places of their own, each period or place keeps its cases in every replicate.
    """
    total, first, last = int(observed.sum()), int(windows.starts.min()), int(windows.stops.max())
    due = inside_windows(expected, windows)
    strata = by_place if settings.space_adjustment == "nonparametric" else as_one
    strata = by_period if settings.time_trend == "stratified" else strata
    lottery = given_number(strata(expected, observed), len(observed), first, last)
    return Model(
        layers=weighed_layers(zones, windows, due, total=float(total), fewest=settings.min_cases),
        statistic=statistic,
        chance=Scattered(lottery),
        windows=windows,
        inside=inside_windows(observed, windows),
        due=due,
        total=float(total),
        most=total,
    )
