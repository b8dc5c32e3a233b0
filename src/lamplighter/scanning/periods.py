"""The study period cut into days, months or years."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from lamplighter.scanning.errors import DateWrong, PeriodEmpty

TimeUnit = Literal["day", "month", "year"]
DAYS: dict[TimeUnit, float] = {"day": 1.0, "month": 365.25 / 12, "year": 365.25}
"""How many days a period has, on average: a recurrence interval counts them."""

WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
PARTS: dict[TimeUnit, int] = {"year": 1, "month": 2, "day": 3}
SHAPES: dict[TimeUnit, str] = {
    "day": "a day, YYYY-MM-DD",
    "month": "a month or a day, YYYY-MM or YYYY-MM-DD",
    "year": "a year, a month or a day, YYYY, YYYY-MM or YYYY-MM-DD",
}


def read_date(text: str, unit: TimeUnit) -> date:
    """The first day of what is written; raises where it is coarser than the unit or no date at all."""
    match = WRITTEN.fullmatch(text.strip())
    parts = [int(part) for part in match.groups() if part] if match else []
    if len(parts) < PARTS[unit]:
        raise DateWrong(text=text, expected=SHAPES[unit])
    try:
        return date(parts[0], *[*parts[1:], 1, 1][:2])
    except ValueError:
        raise DateWrong(text=text, expected=SHAPES[unit]) from None


def middle_date(text: str) -> date:
    """The day a population counted at the time written is of: the first of July of a year, the 15th of a month."""
    day, given = read_date(text, "year"), text.strip().count("-")
    return day.replace(month=7) if given == 0 else day.replace(day=15) if given == 1 else day


@dataclass(frozen=True)
class Periods:
    """Whole periods from the one `start` falls in to the one `end` falls in, numbered from 0."""

    unit: TimeUnit
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise PeriodEmpty(start=self.start, end=self.end)

    @property
    def count(self) -> int:
        return self.number(self.end) + 1

    def number(self, day: date) -> int:
        """Which period the day falls in; below 0 or past the last where it falls outside."""
        if self.unit == "day":
            return (day - self.start).days
        if self.unit == "month":
            return (day.year - self.start.year) * 12 + day.month - self.start.month
        return day.year - self.start.year

    def first_day(self, number: int) -> date:
        if self.unit == "day":
            return self.start + timedelta(days=number)
        if self.unit == "month":
            months = self.start.month - 1 + number
            return date(self.start.year + months // 12, months % 12 + 1, 1)
        return date(self.start.year + number, 1, 1)

    def last_day(self, number: int) -> date:
        first = self.first_day(number)
        if self.unit == "day":
            return first
        if self.unit == "month":
            return first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return first.replace(month=12, day=31)
