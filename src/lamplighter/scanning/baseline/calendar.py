"""Where each period stands in the year, in the week, and how long after the one before: all a forecast asks of dates."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.baseline.errors import PeriodsUnusable
from lamplighter.scanning.errors import DateWrong
from lamplighter.scanning.periods import read_date

Unit = Literal["day", "month"]
MONTH = 365.25 / 12


@dataclass(frozen=True)
class Calendar:
    """Periods in order, each named by its first day; some between them may be missing."""

    days: tuple[date, ...]
    unit: Unit

    def __post_init__(self) -> None:
        if not self.days:
            raise PeriodsUnusable(reason="there are none")
        if any(later <= earlier for earlier, later in zip(self.days, self.days[1:], strict=False)):
            raise PeriodsUnusable(reason="they are not in order, or one is given twice")

    @classmethod
    def read(cls, periods: Sequence[date | str], unit: Unit) -> Calendar:
        """The calendar of days or of texts such as 2025-07 or 2025-07-01."""
        return cls(tuple(first_day(period, unit) for period in periods), unit)

    def length(self, day: date) -> float:
        """Days in the period."""
        return 1.0 if self.unit == "day" else float(calendar.monthrange(day.year, day.month)[1])

    def elapsed(self) -> NDArray[np.float64]:
        """Days from the start of the period before to the start of each, 0 for the first (periods,)."""
        ordinals = np.array([day.toordinal() for day in self.days], dtype=np.float64)
        return np.diff(ordinals, prepend=ordinals[0])

    def name(self, day: date) -> str:
        return day.isoformat() if self.unit == "day" else f"{day:%Y-%m}"

    def until(self, count: int) -> Calendar:
        """The first `count` periods."""
        return Calendar(self.days[:count], self.unit)

    def following(self) -> date:
        """The first day of the period after the last."""
        return self.days[-1] + timedelta(days=int(self.length(self.days[-1])))


def first_day(period: date | str, unit: Unit) -> date:
    """The first day of the period a day or a text stands for."""
    try:
        day = period if isinstance(period, date) else read_date(str(period), unit)
    except DateWrong:
        raise PeriodsUnusable(reason=f'"{period}" is not a {unit}') from None
    return day.replace(day=1) if unit == "month" else day


def year_angle(day: date, length: float) -> float:
    """How far through the year the middle of a period is, in radians."""
    start = day.timetuple().tm_yday - 1 + length / 2
    return 2 * np.pi * start / 365.25
