"""Expectation-based models: how many cases each place and period should have is known, say from a baseline.

Unlike under the models given the total, a rise everywhere at once shows too. Neill (2009), "Expectation-based scan
statistics for monitoring spatial time series data", International Journal of Forecasting 25:498-517.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.score import best_score_cylinders, find_score_maxima
from lamplighter.scanning.kernels.search import Search
from lamplighter.scanning.models.layers import inside_windows, weighed_layers
from lamplighter.scanning.models.lotteries import FAR, own_number
from lamplighter.scanning.models.model import Candidate, Counts, Layer, Model, Statistic
from lamplighter.scanning.models.poisson import Scattered
from lamplighter.scanning.models.ratio import prefixes
from lamplighter.scanning.settings import ScanSettings
from lamplighter.scanning.shapes.zones import Zones
from lamplighter.scanning.windows import Windows


@dataclass(frozen=True)
class Score:
    """The score of `kernels.score`."""

    rates: NDArray[np.float64]
    """(places, periods covered) what one case is worth."""
    worth: NDArray[np.float64]
    """(places, windows) what the observed cases are worth."""

    def raise_maxima(self, sign: int, search: Search, counts: Counts, maxima: NDArray[np.float64]) -> None:
        find_score_maxima(sign, search, self.rates, counts, maxima)

    def candidates(self, sign: int, layer: Layer, inside: NDArray[np.int64]) -> list[Candidate]:
        rows = len(layer.search.starts) - 1
        scores, where = np.zeros(rows), np.zeros((rows, 2), np.int64)
        best_score_cylinders(sign, layer.search, self.worth, inside, scores, where)
        return prefixes(layer, scores, where)


def expectation(
    observed: NDArray[np.int64],
    expected: NDArray[np.float64],
    dispersion: NDArray[np.float64],
    zones: Sequence[Zones],
    windows: Windows,
    settings: ScanSettings,
    statistic: Statistic,
) -> Model:
    """Cases `observed` and `expected` (places, periods); `dispersion` a, of the same shape, makes variances e + a e^2.

    With the negative binomial model cylinders are ranked by their score, whatever `statistic` says.
    """
    first, last = int(windows.starts.min()), int(windows.stops.max())
    rates = 1 / (1 + expected * dispersion)
    overdispersed = settings.model == "expectation_negative_binomial"
    if overdispersed:
        statistic = Score(rates[:, first:last].copy(), inside_windows(observed * rates, windows))
    covered = expected[:, first:last]
    deviation = math.sqrt(float((covered / rates[:, first:last]).sum()))
    return Model(
        layers=weighed_layers(
            zones, windows, inside_windows(expected * rates, windows), total=np.inf, fewest=settings.min_cases
        ),
        statistic=statistic,
        chance=Scattered(own_number(covered, dispersion[:, first:last])),
        windows=windows,
        inside=inside_windows(observed, windows),
        due=inside_windows(expected, windows),
        total=np.inf,
        # Twice over, because swarms have a longer tail than the deviation tells.
        most=2 * (float(covered.sum()) + FAR * deviation + FAR**2),
    )


def put_together(
    expected: NDArray[np.float64], dispersion: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """All places as one, of shape (1, periods): the same mean and variance."""
    mean, extra = expected.sum(axis=0, keepdims=True), (expected**2 * dispersion).sum(axis=0, keepdims=True)
    return mean, np.divide(extra, mean**2, out=np.zeros(mean.shape), where=mean > 0)
