"""What a scan found: clusters, best first, and all that is needed to check how unlikely each is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Cluster:
    """More (or fewer) cases than expected, in some places through some days."""

    centre: str
    radius_km: float
    """How far the farthest area's middle is; with ``x_y`` in the unit of the coordinates."""
    areas: tuple[str, ...]
    """Nearest the centre first."""
    start: date | None
    """The first day of the first period; None where the study knows no time."""
    end: date | None
    """The last day of the last."""
    observed: int
    expected: float
    relative_risk: float | None
    """The rate inside over the rate outside; observed over expected under the permutation and expectation-based
    models. None where all cases are inside."""
    test_statistic: float
    """What clusters are ranked by: the ratio; a stretched zone's made smaller; the score of a negative binomial."""
    log_likelihood_ratio: float
    """Half the square of the score, where that is the statistic."""
    p_value: float
    gumbel_p_value: float | None
    recurrence_interval_days: float | None
    stretch: float = 1.0
    """An ellipse's long axis over its short one, along which the radius is measured."""
    angle_degrees: float | None = None
    """The direction of an ellipse's long axis, from the x axis (from east) towards the y axis (north)."""


@dataclass(frozen=True)
class ScanResult:
    """The clusters with a p-value below 1, and the replicates' maxima they were measured against."""

    clusters: tuple[Cluster, ...]
    replicates: int
    maxima: NDArray[np.float64]
    """(replicates,) the largest statistic of each."""
    cases: int
    """Cases in the study period."""
    outside: int
    """Cases that fell outside the study period and were left out."""
    seconds: float
    version: str

    @property
    def best_statistic(self) -> float:
        """The best cluster's test statistic; 0 where there is none."""
        return self.clusters[0].test_statistic if self.clusters else 0.0

    def as_json(self) -> dict[str, Any]:
        """The result file's content; dates are ISO days."""
        return {
            "clusters": [_as_json(cluster) for cluster in self.clusters],
            "replicates": self.replicates,
            "maxima": self.maxima.tolist(),
            "cases_outside_period": self.outside,
            "seconds": self.seconds,
            "version": self.version,
        }


def _as_json(cluster: Cluster) -> dict[str, Any]:
    days = {name: day and day.isoformat() for name, day in (("start", cluster.start), ("end", cluster.end))}
    return asdict(cluster) | days | {"areas": list(cluster.areas)}
