"""Time as this site keeps it: the day is the county's, instants are UTC, and nothing finer than the day goes with a tip."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

COUNTY = ZoneInfo("Europe/London")


def here() -> datetime:
    """Now, as a clock on the wall in the county shows it."""
    return datetime.now(COUNTY)


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return here().date()


def seconds() -> float:
    return time.time()


def milliseconds() -> int:
    return time.time_ns() // 1_000_000
