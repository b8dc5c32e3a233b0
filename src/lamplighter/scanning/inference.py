"""How likely by chance: maxima of replicates, and the p-values and recurrence intervals they give."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import local

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.lanes import LANES
from lamplighter.scanning.kernels.maxima import find_maxima
from lamplighter.scanning.models.model import Model
from lamplighter.scanning.periods import DAYS
from lamplighter.scanning.settings import Rates, ScanSettings

TIE = 1e-9
"""A replicate that reaches the observed ratio within this, relatively, counts as reaching it."""
SIGNS: dict[Rates, tuple[int, ...]] = {"high": (1,), "low": (-1,), "both": (1, -1)}

Progress = Callable[[int, int], None]


def replicate_maxima(
    model: Model, settings: ScanSettings, *, threads: int | None = None, progress: Progress | None = None
) -> NDArray[np.float64]:
    """The largest ratio of each replicate, of shape (replicates,); the same whatever the number of threads."""
    maxima = np.zeros(settings.replicates)
    batches = range(0, settings.replicates, LANES)
    room = local()

    def run_batch(first: int) -> int:
        if not hasattr(room, "counts"):
            room.counts = model.new_counts()
        part = maxima[first : first + LANES]
        model.randomise(settings.seed, first, len(part), room.counts)
        for sign in SIGNS[settings.rates]:
            find_maxima(sign, model.search, room.counts, part)
        return first + len(part)

    workers = min(threads or os.cpu_count() or 1, len(batches))
    if workers == 1:
        _watch(map(run_batch, batches), settings.replicates, progress)
    else:
        with ThreadPoolExecutor(workers) as pool:
            _watch(pool.map(run_batch, batches), settings.replicates, progress)
    return maxima


def monte_carlo_p_value(ratio: float, maxima: NDArray[np.float64]) -> float:
    """The share of all data sets, the observed one included, whose maximum reaches the ratio.

    >>> monte_carlo_p_value(3.0, np.array([1.0, 2.0, 3.0, 4.0]))
    0.6
    """
    reached = int((maxima >= ratio * (1 - TIE)).sum())
    return (reached + 1) / (len(maxima) + 1)


def gumbel_p_value(ratio: float, maxima: NDArray[np.float64]) -> float | None:
    """The p-value under a Gumbel distribution with the maxima's mean and standard deviation; None if they are equal.

    Abrams, Kleinman and Kulldorff (2010), International Journal of Health Geographics 9:61. Good for p-values smaller
    than replicates can show; poor where maxima are few different numbers.
    """
    spread = float(maxima.std(ddof=1)) * math.sqrt(6) / math.pi if len(maxima) > 1 else 0.0
    if spread == 0:
        return None
    middle = float(maxima.mean()) - np.euler_gamma * spread
    return -math.expm1(-math.exp(-(ratio - middle) / spread))


def recurrence_interval_days(p_value: float, settings: ScanSettings) -> float | None:
    """Days between chance clusters as strong, if the scan were run once a period; only a prospective scan has one."""
    return DAYS[settings.time_unit] / p_value if settings.scan == "prospective" and p_value > 0 else None


def _watch(done: Iterable[int], total: int, progress: Progress | None) -> None:
    for finished in done:
        if progress is not None:
            progress(finished, total)
