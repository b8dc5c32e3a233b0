"""How likely by chance: maxima of replicates, and the p-values and recurrence intervals they give."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.periods import DAYS, Periods
from lamplighter.scanning.settings import ScanSettings
from lamplighter.scanning.windows import first_analysis

TIE = 1e-9
"""A replicate that reaches the observed ratio within this, relatively, counts as reaching it."""
ENOUGH = 50
"""A sequential p-value is settled once so many replicates have reached the best cluster (Besag and Clifford 1991)."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Maxima:
    """The largest statistic of each replicate, and whether they are fewer than asked for because it was settled."""

    values: NDArray[np.float64]
    """(replicates run,)"""
    settled: bool = False

    def reached(self, statistic: float) -> int:
        """How many replicates reach the statistic."""
        return int((self.values >= statistic * (1 - TIE)).sum())

    def p_value(self, statistic: float) -> float:
        """The share of all data sets, the observed one included, that reach the statistic.

        Where replicates were stopped by those that reach it, the last of them stands for the observed one.

        >>> Maxima(np.array([1.0, 2.0, 3.0, 4.0])).p_value(3.0)
        0.6
        >>> Maxima(np.array([1.0, 2.0, 3.0, 4.0]), settled=True).p_value(3.0)
        0.5
        """
        if self.settled:
            return self.reached(statistic) / len(self.values)
        return (self.reached(statistic) + 1) / (len(self.values) + 1)

    def gumbel_p_value(self, statistic: float) -> float | None:
        """The p-value under a Gumbel distribution with the maxima's mean and deviation; None if they are equal.

        Abrams, Kleinman and Kulldorff (2010), International Journal of Health Geographics 9:61. Good for p-values
        smaller than replicates can show; poor where maxima are few different numbers.
        """
        spread = float(self.values.std(ddof=1)) * math.sqrt(6) / math.pi if len(self.values) > 1 else 0.0
        if spread == 0:
            return None
        middle = float(self.values.mean()) - np.euler_gamma * spread
        # Far beyond either end the exponents would overflow; the p-value is 0 or 1 long before.
        return -math.expm1(-math.exp(min(max(-(statistic - middle) / spread, -700.0), 700.0)))


def gathered(
    batches: Iterable[NDArray[np.float64]], settings: ScanSettings, best: float, progress: Progress | None = None
) -> Maxima:
    """All batches together; a sequential p-value takes no more than it needs, whatever had been begun."""
    parts: list[NDArray[np.float64]] = []
    done = reached = 0
    for part in batches:
        hits = done + np.flatnonzero(part >= best * (1 - TIE))
        parts.append(part)
        done, reached = done + len(part), reached + len(hits)
        if progress is not None:
            progress(done, settings.replicates)
        if settings.p_value == "sequential" and reached >= ENOUGH and best > 0:
            needed = int(hits[len(hits) - (reached - ENOUGH) - 1]) + 1
            return Maxima(np.concatenate(parts)[:needed], settled=True)
    return Maxima(np.concatenate(parts))


def recurrence_interval_days(p_value: float, settings: ScanSettings, periods: Periods) -> float | None:
    """Days between chance clusters as strong, if the scan were run once a period; only a prospective scan has one.

    With A analyses so far, whose best clusters the replicates are measured by, it is D / (1 - (1 - p)^(1 / A)).
    """
    if not settings.prospective or p_value <= 0:
        return None
    analyses = periods.count - first_analysis(settings, periods) + 1
    each = p_value if analyses == 1 else -math.expm1(math.log1p(-min(p_value, 1 - 1e-16)) / analyses)
    return DAYS[settings.time_unit] / each
