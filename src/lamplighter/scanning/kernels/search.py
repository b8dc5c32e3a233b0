"""What a search goes through: the places of every circle, its expected counts, and the windows of time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Search(NamedTuple):
    """The same for the observed data and every replicate, in the arrays the kernels read.

    A cylinder is a step (a centre's circle out to one more place) and a window. Its expected number of cases is
    ``expected[levels[step]] * scales[window] * unit``; the product without ``unit`` is kept whole where it can be, so
    that equal cylinders are equal to the last bit.
    """

    starts: NDArray[np.int64]
    """(centres + 1,) where each centre's steps begin."""
    places: NDArray[np.int32]
    """(steps,) the place each step takes in."""
    levels: NDArray[np.int32]
    """(steps,) where to look in ``expected``."""
    expected: NDArray[np.float64]
    """(levels,) not falling within a run."""
    runs: NDArray[np.int64]
    """(runs + 1,) where each run of ``expected`` begins."""
    scales: NDArray[np.float64]
    """(windows,)"""
    window_starts: NDArray[np.int64]
    """(windows,) the first period of each."""
    window_stops: NDArray[np.int64]
    """(windows,) the period after the last of each."""
    window_most: NDArray[np.int64]
    """(windows,) the most cases each can hold."""
    total: float
    """All cases of the study."""
    unit: float
    fewest: int
    """The fewest cases a high-rate cluster may have."""
