"""What is expected of each area in one period, as a negative binomial distribution that can be scored and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lamplighter.scanning.baseline.errors import LevelWrong, ObservedUnusable
from lamplighter.scanning.baseline.probability import Floats, log_probability

State = Literal["ready", "learning"]


@dataclass(frozen=True)
class Expected:
    """Expected counts of one period.

    Attributes
    ----------
    mean : array (areas,)
        Expected events, above 0.
    dispersion : array (areas,)
        What makes counts vary more than Poisson counts: the variance is ``mean + dispersion * mean**2``.
    state : "ready" or "learning"
        While it is "learning" there is too little history: no alarm may rest on these numbers.

    Examples
    --------
    >>> import numpy as np
    >>> expected = Expected(np.array([0.2, 8.0]), np.array([0.5, 0.1]))
    >>> expected.interval(0.9)
    (array([0, 3]), array([ 1, 15]))
    >>> expected.log_score([0, 12]).round(2)
    array([-0.19, -3.02])
    """

    mean: Floats
    dispersion: Floats
    state: State = "ready"

    @property
    def variance(self) -> Floats:
        return self.mean + self.dispersion * self.mean**2

    def log_score(self, observed: ArrayLike) -> Floats:
        """Log probability of the counts observed, (areas,): higher is better (Gneiting & Raftery 2007)."""
        return log_probability(self._counts(observed), self.mean, self.dispersion)

    def interval(self, level: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Lowest and highest count of the central interval, (areas,) each, both included.

        Counts are whole, so the interval holds at least `level`, and much more where few are expected.
        """
        if not 0 < level < 1:
            raise LevelWrong(level=level)
        return self._quantile((1 - level) / 2), self._quantile((1 + level) / 2)

    def transform(self, observed: ArrayLike) -> tuple[Floats, Floats]:
        """P(count < observed) and P(count <= observed), (areas,) each: the ends of the randomised PIT.

        Were the distribution the true one, a number drawn evenly between the two would be even between 0 and 1
        (Czado, Gneiting & Held 2009, Biometrics 65:1254-1261).
        """
        counts = self._counts(observed)
        below, at, term = np.zeros(len(counts)), np.zeros(len(counts)), self._at_zero()
        for k in range(int(counts.max(initial=0)) + 1):
            below = np.where(k < counts, below + np.exp(term), below)
            at = np.where(k == counts, np.exp(term), at)
            term = self._after(k, term)
        return np.minimum(below, 1.0), np.minimum(below + at, 1.0)

    def _quantile(self, chance: float) -> NDArray[np.int64]:
        """The smallest count whose cumulated probability reaches `chance`."""
        found, k = np.full(len(self.mean), -1), 0
        cumulated, term = np.zeros(len(self.mean)), self._at_zero()
        while (found < 0).any():
            cumulated = cumulated + np.exp(term)
            # Rounding of the sum must not push a quantile out for ever.
            found = np.where((found < 0) & (cumulated >= chance - 1e-12), k, found)
            term, k = self._after(k, term), k + 1
        return found

    def _at_zero(self) -> Floats:
        return log_probability(np.zeros(len(self.mean)), self.mean, self.dispersion)

    def _after(self, k: int, term: Floats) -> Floats:
        """The log probability of k + 1 from that of k."""
        odds = self.mean * (1 + k * self.dispersion) / (1 + self.dispersion * self.mean)
        return np.asarray(term + np.log(odds / (k + 1)))

    def _counts(self, observed: ArrayLike) -> Floats:
        counts = np.asarray(observed, dtype=np.float64)
        if counts.shape != self.mean.shape or not (np.isfinite(counts) & (counts >= 0)).all() or (counts % 1).any():
            raise ObservedUnusable(areas=len(self.mean))
        return counts
