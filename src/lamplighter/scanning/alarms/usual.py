"""What is usual of a few areas in a few days, with the interval that nine in ten such counts keep to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.alarms.record import Record
from lamplighter.scanning.alarms.watch import Watch
from lamplighter.scanning.baseline import Expected
from lamplighter.scanning.baseline.shares import ShareState

NINE_IN_TEN = 0.9
LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Usual:
    """How many events there were, how many were to be expected, and the lowest and highest of the 90 % interval."""

    seen: int
    expected: float
    low: int
    high: int


@dataclass(frozen=True)
class Yardstick:
    """What a watch compares counts with on the last day of a record.

    An area's share is the one known before the longest window of that day, or before the days asked for if those are
    earlier. The county's total is given, so what all areas share stands out nowhere.
    """

    watch: Watch
    record: Record
    dispersion: float

    @cached_property
    def _before(self) -> tuple[ShareState, ...]:
        return self.watch.known(self.record)

    @cached_property
    def _counts(self) -> NDArray[np.int64]:
        areas, days, inside = self.record.areas, self.record.days, self.record.on >= 0
        flat = self.record.area[inside].astype(np.int64) * days + self.record.on[inside]
        return np.bincount(flat, minlength=areas * days).reshape(areas, days)

    def usual(self, areas: Sequence[int], first: int, last: int) -> Usual:
        """Of these areas together, from the first to the last day, both included and counted from the record's start."""
        known = self._before[min(first, self.record.days - self.watch.longest)].shares()
        rows, days = list(areas), slice(first, last + 1)
        share, spread = known.share[rows], self.dispersion + 1 / known.backing[rows]
        expected = max(float(share.sum() * self._counts[:, days].sum()), LEAST)
        uneven = float((share**2 * spread).sum() / share.sum() ** 2)
        low, high = Expected(np.array([expected]), np.array([uneven])).interval(NINE_IN_TEN)
        return Usual(int(self._counts[rows, days].sum()), expected, int(low[0]), int(high[0]))
