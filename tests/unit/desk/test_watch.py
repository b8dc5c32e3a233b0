from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from lamplighter.config.settings import WEEKDAYS
from lamplighter.desk.watch import next_opening, watched_until

LONDON = ZoneInfo("Europe/London")
DAYS = dict.fromkeys(WEEKDAYS, "08:00-22:00")
NIGHTS = dict.fromkeys(WEEKDAYS, "18:00-02:00")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """1 March 2026 is a Sunday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (at(2, 7, 59), None),
        (at(2, 8), at(2, 22)),
        (at(2, 21, 59), at(2, 22)),
        (at(2, 22), None),
    ],
)
def test_the_desk_is_watched_from_opening_to_closing(now: datetime, until: datetime | None) -> None:
    assert watched_until(DAYS, now) == until


def test_hours_may_run_past_midnight() -> None:
    assert watched_until(NIGHTS, at(3, 1)) == at(3, 2)
    assert watched_until(NIGHTS, at(2, 23)) == at(3, 2)
    assert watched_until(NIGHTS, at(3, 3)) is None


def test_a_day_that_is_left_empty_is_not_watched() -> None:
    assert watched_until({"mon": "08:00-22:00"}, at(3, 12)) is None


def test_the_clock_can_be_watched_round() -> None:
    assert watched_until(dict.fromkeys(WEEKDAYS, "00:00-24:00"), at(2, 23, 59)) == at(3, 0)


def test_the_next_opening_is_found_within_the_week_or_not_at_all() -> None:
    assert next_opening({"mon": "08:00-22:00"}, at(2, 9)) == at(9, 8)
    assert next_opening(DAYS, at(2, 7)) == at(2, 8)
    assert next_opening({}, at(2, 7)) is None
