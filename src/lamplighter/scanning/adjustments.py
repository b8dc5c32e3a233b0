"""What the Poisson model may take as given: a trend in time, every period's level, or every place's."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.settings import ScanSettings

STEPS = 100
CLOSE = 1e-12


def adjusted(expected: NDArray[np.float64], observed: NDArray[np.int64], settings: ScanSettings) -> NDArray[np.float64]:
    """Expected cases (places, periods) that leave no trend, or no period's or place's own level, to be found."""
    if settings.time_trend == "stratified":
        return expected * _ratio(observed.sum(axis=0), expected.sum(axis=0))
    if settings.time_trend == "log_linear":
        logs = slope(expected.sum(axis=0), observed.sum(axis=0)) * np.arange(expected.shape[1])
        expected = expected * np.exp(logs - logs.max())
        return expected * float(observed.sum() / expected.sum())
    if settings.space_adjustment == "nonparametric":
        return expected * _ratio(observed.sum(axis=1), expected.sum(axis=1))[:, None]
    return expected


def slope(expected: NDArray[np.float64], observed: NDArray[np.int64]) -> float:
    """How much the logarithm of observed over expected rises a period: the Poisson regression's, by Newton's method.

    Bounded where all cases are at one end, when no slope is steep enough.
    """
    at = np.arange(len(expected), dtype=np.float64)
    target = float((observed * at).sum() / observed.sum())
    found = 0.0
    for _ in range(STEPS):
        logs = found * at
        weights = expected * np.exp(logs - logs.max())
        weights /= weights.sum()
        middle = float((weights * at).sum())
        spread = float((weights * at**2).sum()) - middle**2
        if spread <= CLOSE:
            break
        step = float(np.clip((target - middle) / spread, -1.0, 1.0))
        found += step
        if abs(step) < CLOSE:
            break
    return found


def _ratio(observed: NDArray[np.int64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(observed, expected, out=np.zeros(len(expected)), where=expected > 0)
