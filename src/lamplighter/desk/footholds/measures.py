"""What was seen and what is usual of some areas between two days: by the baseline where it is learnt, else by the scan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from lamplighter.desk.footholds.models import Stream
from lamplighter.desk.footholds.streams import Events, last_day, months_before
from lamplighter.scanning.alarms import Record, Yardstick

WEEKS, MONTHS = 26, 24
Span = tuple[date, date]


@dataclass(frozen=True)
class Counted:
    """Events of some areas in whole days or months; the 90 % interval only where a baseline was learnt."""

    first: date
    last: date
    seen: int
    usual: float
    low: int | None = None
    high: int | None = None

    def as_kept(self) -> dict[str, Any]:
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "seen": self.seen,
            "usual": round(self.usual, 2),
            "low": self.low,
            "high": self.high,
        }


class Measure(Protocol):
    """What counts of one stream are compared with."""

    @property
    def spans(self) -> list[Span]:
        """The weeks, or months, up to the last day that is known."""

    def count(self, areas: Sequence[str], first: date, last: date) -> Counted | None:
        """Of the part of these days that is known; None where none is."""


@dataclass(frozen=True)
class Proportion:
    """The expectation of the permutation scan: the areas' part of all events studied, times the events of those days.

    The pattern itself is in that part, so what is usual is put too high rather than too low.
    """

    events: Events

    @property
    def spans(self) -> list[Span]:
        monthly = self.events.stream == Stream.RECORDED
        return months(self.events.since, self.events.until) if monthly else weeks(self.events.since, self.events.until)

    @cached_property
    def _days(self) -> NDArray[np.int64]:
        return np.array([day.toordinal() for day in self.events.days], dtype=np.int64)

    @cached_property
    def _counts(self) -> NDArray[np.int64]:
        return np.array(self.events.counts, dtype=np.int64)

    def count(self, areas: Sequence[str], first: date, last: date) -> Counted | None:
        first, last = _within(self.events.stream, (first, last), (self.events.since, self.events.until))
        if first > last or not self.events.count:
            return None
        inside = np.isin(np.array(self.events.areas, dtype=object), list(areas))
        then = (self._days >= first.toordinal()) & (self._days <= last.toordinal())
        share = float(self._counts[inside].sum()) / self.events.count
        return Counted(first, last, int(self._counts[inside & then].sum()), share * int(self._counts[then].sum()))


@dataclass(frozen=True)
class Learnt:
    """What the baseline expects; see `Yardstick`."""

    stream: Stream
    yardstick: Yardstick
    rows: Mapping[str, int]

    @property
    def spans(self) -> list[Span]:
        since, until = ends_of(self.yardstick.record)
        return months(since, until) if self.stream == Stream.RECORDED else weeks(since, until)

    def count(self, areas: Sequence[str], first: date, last: date) -> Counted | None:
        record = self.yardstick.record
        first, last = _within(self.stream, (first, last), ends_of(record))
        known = [self.rows[area] for area in areas if area in self.rows]
        if first > last or not known:
            return None
        usual = self.yardstick.usual(known, column(record, first), column(record, last))
        return Counted(first, last, usual.seen, usual.expected, usual.low, usual.high)


def ends_of(record: Record) -> Span:
    """The first and the last day of a record."""
    last = record.calendar[-1]
    return record.start, last_day(last) if record.unit == "month" else last


def column(record: Record, day: date) -> int:
    """Which period of a record a day is in."""
    if record.unit == "month":
        return (day.year - record.start.year) * 12 + day.month - record.start.month
    return (day - record.start).days


def weeks(since: date, until: date) -> list[Span]:
    """Whole weeks back from the last day, the earliest first."""
    count = min(WEEKS, ((until - since).days + 1) // 7)
    ends = [until - timedelta(weeks=back) for back in reversed(range(count))]
    return [(end - timedelta(days=6), end) for end in ends]


def months(since: date, until: date) -> list[Span]:
    last = until.replace(day=1)
    firsts = [months_before(last, back) for back in reversed(range(MONTHS))]
    return [(first, last_day(first)) for first in firsts if first >= since]


def _within(stream: Stream, asked: Span, known: Span) -> Span:
    first, last = asked
    if stream == Stream.RECORDED:
        first, last = first.replace(day=1), last_day(last.replace(day=1))
    return max(first, known[0]), min(last, known[1])
