"""Page's cumulative sum for Poisson counts, an area at a time: what gathers slowly in one quiet place.

Each day an area's count c of due d adds c ln(rise) - d (rise - 1), the log-likelihood ratio of a rise `rise` times, and the sum
never falls below 0 (Page 1954, Biometrika 41:100-115; Lucas 1985, Technometrics 27:129-144). It has no longest window.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.compiled import kernel


@kernel
def fill_gathering(
    counts: NDArray[np.int64], due: NDArray[np.float64], rise: float, found: NDArray[np.float64]
) -> None:
    """Fills `found` (days, areas, 4): the sum, the days since it was last 0, and the count and due of those days.

    `counts` and `due` are (days, areas).
    """
    gain = math.log(rise)
    for area in range(counts.shape[1]):
        level, length, seen, usual = 0.0, 0, 0, 0.0
        for day in range(counts.shape[0]):
            level += counts[day, area] * gain - due[day, area] * (rise - 1)
            length, seen, usual = length + 1, seen + counts[day, area], usual + due[day, area]
            if level <= 0:
                level, length, seen, usual = 0.0, 0, 0, 0.0
            found[day, area, 0], found[day, area, 1] = level, length
            found[day, area, 2], found[day, area, 3] = seen, usual


def gathered_plainly(counts: NDArray[np.int64], due: NDArray[np.float64], rise: float) -> float:
    """The sum on the last day of one area (days,), in the plainest terms: the best of all windows that end then."""
    steps = counts * math.log(rise) - due * (rise - 1)
    return max(0.0, *(float(steps[start:].sum()) for start in range(len(steps))))
