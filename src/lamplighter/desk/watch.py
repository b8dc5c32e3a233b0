"""Whether anyone reads tips now: the staffed hours of the settings, in the county's own time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from lamplighter.config.settings import WEEKDAYS


def watched_until(hours: Mapping[str, str], now: datetime) -> datetime | None:
    """The end of the staffed hours that `now` is in, or None outside them. Hours may run past midnight."""
    for day in (now - timedelta(days=1), now):
        period = _period(hours, day)
        if period and period[0] <= now < period[1]:
            return period[1]
    return None


def next_opening(hours: Mapping[str, str], now: datetime) -> datetime | None:
    """When somebody next begins to read, within the week to come; None where nobody ever does."""
    periods = (_period(hours, now + timedelta(days=ahead)) for ahead in range(8))
    return next((period[0] for period in periods if period and period[0] > now), None)


def _period(hours: Mapping[str, str], day: datetime) -> tuple[datetime, datetime] | None:
    written = hours.get(WEEKDAYS[day.weekday()], "")
    if not written:
        return None
    opens, closes = (_at(day, clock.strip()) for clock in written.split("-"))
    return opens, closes if closes > opens else closes + timedelta(days=1)


def _at(day: datetime, clock: str) -> datetime:
    """24:00 is the midnight that ends the day."""
    if clock == "24:00":
        return _at(day, "00:00") + timedelta(days=1)
    return datetime.combine(day.date(), time.fromisoformat(clock), tzinfo=day.tzinfo)
