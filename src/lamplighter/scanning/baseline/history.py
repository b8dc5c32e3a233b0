"""What was counted, checked once: whole numbers by area and period, with what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lamplighter.scanning.baseline.calendar import Calendar, Unit
from lamplighter.scanning.baseline.errors import CountsUnusable, PeriodsUnusable, SurroundingsUnusable
from lamplighter.scanning.baseline.surroundings import Surroundings

LEAST_DAYS = {"day": 182.0, "month": 180.0}
LEAST_EVENTS = 50
MOST = 1_000_000  # events in one area and period: more is a mistake, such as a date read as a count


@dataclass(frozen=True)
class History:
    """Counts of one kind (areas, periods), counts of other kinds `beside` them, and when and where they are of."""

    counts: NDArray[np.int64]
    beside: NDArray[np.int64]
    calendar: Calendar
    around: Surroundings

    @classmethod
    def of(
        cls,
        counts: ArrayLike,
        periods: Sequence[date | str],
        *,
        unit: Unit,
        around: Surroundings | None,
        alongside: ArrayLike | None,
    ) -> History:
        """From what a notebook has at hand; raises a sentence that says what is wrong with it."""
        own = whole(counts)
        other = np.zeros_like(own) if alongside is None else whole(alongside)
        calendar = Calendar.read(periods, unit)
        if len(calendar.days) != own.shape[1]:
            raise PeriodsUnusable(reason=f"there are {len(calendar.days)} for {own.shape[1]} columns")
        if other.shape != own.shape:
            raise CountsUnusable(reason="the counts alongside have another shape")
        alone = Surroundings(np.full((len(own), 1), -1)) if around is None else around
        if alone.areas != len(own):
            raise SurroundingsUnusable(reason=f"it is of {alone.areas} areas, and the counts are of {len(own)}")
        return cls(own, other, calendar, alone)

    @property
    def totals(self) -> NDArray[np.int64]:
        """The county's total of each period (periods,)."""
        return np.asarray(self.counts.sum(axis=0))

    def until(self, periods: int) -> History:
        """The first `periods` periods."""
        return replace(
            self,
            counts=self.counts[:, :periods],
            beside=self.beside[:, :periods],
            calendar=self.calendar.until(periods),
        )

    @property
    def learning(self) -> str:
        """Why alarms have to wait, in a sentence; empty once there is enough history."""
        days = sum(self.calendar.length(day) for day in self.calendar.days)
        if days < LEAST_DAYS[self.calendar.unit]:
            return f"Learning: {days:.0f} days of history, and about {LEAST_DAYS[self.calendar.unit]:.0f} are needed."
        if self.totals.sum() < LEAST_EVENTS:
            return f"Learning: {self.totals.sum()} events so far, and {LEAST_EVENTS} are needed."
        return ""


def whole(counts: ArrayLike) -> NDArray[np.int64]:
    """Counts as whole numbers (areas, periods)."""
    try:
        values = np.asarray(counts, dtype=np.float64)
    except (TypeError, ValueError):
        raise CountsUnusable(reason="some are not numbers") from None
    if values.ndim != 2 or 0 in values.shape:
        raise CountsUnusable(reason="they are not a table of areas by periods")
    if not np.isfinite(values).all():
        raise CountsUnusable(reason="some are missing; leave the period out instead")
    if (values < 0).any():
        raise CountsUnusable(reason="some are negative")
    if (values > MOST).any():
        raise CountsUnusable(reason=f"some are above {MOST:,}")
    if (values % 1).any():
        raise CountsUnusable(reason="some are not whole")
    return values.astype(np.int64)
