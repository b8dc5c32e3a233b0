"""What became known, and when: events by area, the day they are dated and the day they were told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lamplighter.scanning.alarms.errors import RecordWrong
from lamplighter.scanning.baseline.calendar import Unit

COPY_DAYS = 28
"""No shorter than the longest window, so that one source never counts twice in one cluster."""


@dataclass(frozen=True)
class Record:
    """Events of some days in a row, in the order they were told.

    Parameters
    ----------
    start, days : the first day, and how many there are.
    areas : how many areas there are.
    unit : "day" or "month"
        What a "day" is here: recorded crime comes by the month, and is watched by the month.
    area, on, told : arrays (events,)
        The row of each event's area; the day it is dated and the day it was told, counted from `start`. Events dated
        before the start may be left in with a negative day: they are not looked at.
    """

    start: date
    days: int
    areas: int
    area: NDArray[np.int32]
    on: NDArray[np.int32]
    told: NDArray[np.int32]
    unit: Unit = "day"

    def __post_init__(self) -> None:
        order = np.argsort(self.told, kind="stable")
        for name in ("area", "on", "told"):
            object.__setattr__(self, name, np.asarray(getattr(self, name))[order].astype(np.int32))
        if not len(self.area) == len(self.on) == len(self.told):
            raise RecordWrong(reason="each event needs an area, a day it is dated and a day it was told")
        if len(self.area) and (self.area.min() < 0 or self.area.max() >= self.areas):
            raise RecordWrong(reason=f"an event's area is not one of the {self.areas}")
        if len(self.told) and (self.told.min() < 0 or self.told.max() >= self.days or (self.on > self.told).any()):
            raise RecordWrong(reason="an event was told outside the days, or before it is dated")

    @classmethod
    def by_arrival(
        cls, start: date, days: int, areas: int, area: ArrayLike, told: ArrayLike, *, unit: Unit = "day"
    ) -> Record:
        """Each event dated by the day it was told: then no day is ever incomplete."""
        return cls(start, days, areas, np.asarray(area), np.asarray(told), np.asarray(told), unit)

    @property
    def calendar(self) -> list[date]:
        if self.unit == "day":
            return [self.start + timedelta(days=day) for day in range(self.days)]
        months = range(self.start.month - 1, self.start.month - 1 + self.days)
        return [date(self.start.year + month // 12, month % 12 + 1, 1) for month in months]

    def counts(self) -> NDArray[np.int64]:
        """Events by area and the day they were told (areas, days)."""
        flat = np.bincount(self.area.astype(np.int64) * self.days + self.told, minlength=self.areas * self.days)
        return flat.reshape(self.areas, self.days)

    def with_events(self, area: ArrayLike, on: ArrayLike) -> Record:
        """The same days with more events, told on the day they are dated."""
        more, dates = np.asarray(area, np.int32), np.asarray(on, np.int32)
        area, on, told = (np.concatenate(pair) for pair in ((self.area, more), (self.on, dates), (self.told, dates)))
        return Record(self.start, self.days, self.areas, area, on, told, self.unit)


def independent(areas: Sequence[str], days: Sequence[date], sources: Sequence[str]) -> NDArray[np.bool_]:
    """Which tips count (tips,): of one source's tips about one area, none within 28 days of the last that counted.

    Sources are labels, the same for tips that are near-copies of one another or come from one mailbox; "" is one of
    its own.

    >>> from datetime import date
    >>> independent(["A", "A", "B"], [date(2026, 1, 5), date(2026, 1, 9), date(2026, 1, 9)], ["s", "s", "s"]).tolist()
    [True, False, True]
    """
    counts, last = np.zeros(len(areas), np.bool_), dict[tuple[str, str], date]()
    for tip in sorted(range(len(areas)), key=lambda tip: days[tip]):
        of = (areas[tip], sources[tip])
        counts[tip] = not sources[tip] or of not in last or (days[tip] - last[of]).days >= COPY_DAYS
        if counts[tip]:
            last[of] = days[tip]
    return counts
