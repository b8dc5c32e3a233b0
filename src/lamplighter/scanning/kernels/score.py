"""The score of a cylinder whose cells vary more than Poisson numbers do: how far above expectation, in deviations.

Each cell's cases are divided by its overdispersion w = 1 + dispersion e, so that no wild cell speaks too loud:
z = (sum of c / w - sum of e / w) / sqrt(sum of e / w). Tango, Takahashi and Kohriyama (2011), "A space-time scan
statistic for detecting emerging outbreaks", Biometrics 67:106-115.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.compiled import kernel
from lamplighter.scanning.kernels.lanes import LANES
from lamplighter.scanning.kernels.search import Search


@kernel
def _weigh(counts: NDArray[np.int16], rates: NDArray[np.float64]) -> NDArray[np.float64]:
    """(periods + 1, places, LANES) the worth of all cases before each period, of the cases before each period."""
    worth = np.zeros(counts.shape)
    for period in range(rates.shape[1]):
        for place in range(rates.shape[0]):
            for lane in range(LANES):
                new = counts[period + 1, place, lane] - counts[period, place, lane]
                worth[period + 1, place, lane] = worth[period, place, lane] + new * rates[place, period]
    return worth


@kernel
def _improve(
    sign: int, due: float, fewest: int, worth: NDArray[np.float64], held: NDArray[np.int64], maxima: NDArray[np.float64]
) -> float:
    """Raises the maxima of the lanes with a better score; says the smallest maximum."""
    for lane in range(maxima.size):
        score = sign * (worth[lane] - due) / math.sqrt(due)
        if score > maxima[lane] and (sign < 0 or held[lane] >= fewest):
            maxima[lane] = score
    return float(maxima.min())


@kernel
def find_score_maxima(
    sign: int, search: Search, rates: NDArray[np.float64], counts: NDArray[np.int16], maxima: NDArray[np.float64]
) -> None:
    """Raises each lane's maximum to its largest score; `rates` (places, periods) are what one case is worth."""
    before = _weigh(counts, rates)
    worth, held, level = np.empty(LANES), np.empty(LANES, np.int64), maxima.min()
    changing = search.weights.shape[0] > 1
    for window in range(search.scales.size):
        start, stop = search.window_starts[window], search.window_stops[window]
        slab = before[stop] - before[start]
        for row in range(search.starts.size - 1):
            worth[:], held[:] = 0.0, 0
            due = 0.0
            for step in range(search.starts[row], search.starts[row + 1]):
                place = search.places[step]
                due += search.weights[window if changing else 0, place] * search.scales[window]
                limit, best = sign * due + level * math.sqrt(due), -np.inf
                for lane in range(LANES):
                    worth[lane] += slab[place, lane]
                    held[lane] += counts[stop, place, lane] - counts[start, place, lane]
                    best = max(best, sign * worth[lane])
                if best > limit:
                    level = _improve(sign, due, search.fewest, worth, held, maxima)


@kernel
def best_score_cylinders(
    sign: int,
    search: Search,
    worth: NDArray[np.float64],
    inside: NDArray[np.int64],
    scores: NDArray[np.float64],
    where: NDArray[np.int64],
) -> None:
    """For each row its largest score and the first step and window that reach it.

    `worth` and `inside` (places, windows) are the observed cases, weighed and counted; `scores` (rows,) and `where`
    (rows, 2) are improved on.
    """
    changing = search.weights.shape[0] > 1
    for row in range(scores.size):
        for window in search.reported:
            total, due, held = 0.0, 0.0, 0
            for step in range(search.starts[row], search.starts[row + 1]):
                place = search.places[step]
                total += worth[place, window]
                held += inside[place, window]
                due += search.weights[window if changing else 0, place] * search.scales[window]
                score = sign * (total - due) / math.sqrt(due)
                if score > scores[row] * (1 + 1e-9) and (sign < 0 or held >= search.fewest):
                    scores[row], where[row, 0], where[row, 1] = score, step, window


def score_maximum_plainly(sign: int, search: Search, worth: NDArray[np.float64], inside: NDArray[np.int64]) -> float:
    """The largest score, of any window, in the plainest terms: the tests hold the others equal to it."""
    best = 0.0
    for start, stop in zip(search.starts, search.starts[1:], strict=False):
        for step in range(start, stop):
            places = search.places[start : step + 1]
            due = search.weights[:, places].sum(axis=1) * search.scales
            scores = sign * (worth[places].sum(axis=0) - due) / np.sqrt(due)
            counted = inside[places].sum(axis=0) >= (search.fewest if sign > 0 else 0)
            best = max(best, *scores[counted].tolist(), 0.0)
    return best
