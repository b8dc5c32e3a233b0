"""The negative binomial kernel: log probabilities that stay exact down to the Poisson limit."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lamplighter.scanning.kernels.compiled import kernel

Floats = NDArray[np.float64]
MANY = 200.0  # counts above it are not summed one by one
TINY = 1e-6


@kernel
def fill_log_probability(counts: Floats, means: Floats, dispersions: Floats, out: Floats) -> None:
    """The log probability of each count where the variance is mean + dispersion x mean^2."""
    for i in range(len(counts)):
        count, mean, spread = counts[i], means[i], dispersions[i]
        logs = count * math.log(mean) - math.lgamma(count + 1.0)
        if count > MANY and spread > TINY:
            logs += math.lgamma(count + 1 / spread) - math.lgamma(1 / spread) + count * math.log(spread)
        else:
            # As a sum, for a difference of lgamma at 1 / dispersion loses its digits near the Poisson.
            for j in range(int(count)):
                logs += math.log1p(j * spread)
        shrunk = math.log1p(spread * mean)
        out[i] = logs - count * shrunk - (shrunk / spread if spread > 0 else mean)


def log_probability(counts: ArrayLike, means: Floats, dispersions: Floats) -> Floats:
    """Log probabilities of counts of any shape; dispersion 0 is Poisson."""
    flat, mean, spread = (
        np.ascontiguousarray(each, dtype=np.float64).ravel() for each in np.broadcast_arrays(counts, means, dispersions)
    )
    out = np.empty(len(flat))
    fill_log_probability(flat, mean, spread, out)
    return out.reshape(np.shape(counts))


def log_probability_reference(count: int, mean: float, dispersion: float) -> float:
    """The same from the textbook formula, for one count: what the kernel is held equal to."""
    if dispersion == 0:
        return count * math.log(mean) - mean - math.lgamma(count + 1)
    size = 1 / dispersion
    ways = math.lgamma(count + size) - math.lgamma(size) - math.lgamma(count + 1)
    return ways + size * math.log(size / (size + mean)) + count * math.log(mean / (size + mean))
