from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from lamplighter.config import load
from lamplighter.desk.rhythm import every, nightly

NOW = datetime(2026, 3, 2, 15, tzinfo=ZoneInfo("Europe/London"))
SETTINGS = load()


def test_a_job_that_never_ran_is_due_at_once() -> None:
    assert every(lambda s: (60, 90))(None, NOW, SETTINGS) == NOW
    assert nightly(2)(None, NOW, SETTINGS) == NOW


@given(st.integers(0, 600), st.integers(0, 600))
def test_a_random_wait_stays_within_its_bounds(least: int, more: int) -> None:
    due = every(lambda s: (least, least + more))(NOW, NOW, SETTINGS)
    assert timedelta(seconds=least) <= due - NOW <= timedelta(seconds=least + more)


def test_two_waits_are_hardly_ever_the_same() -> None:
    rhythm = every(lambda s: (0, 600))
    assert len({rhythm(NOW, NOW, SETTINGS) for _ in range(20)}) > 10


def test_a_nightly_job_runs_at_its_hour_of_the_next_night() -> None:
    assert nightly(2)(NOW, NOW, SETTINGS) == NOW.replace(day=3, hour=2)
    assert nightly(2)(NOW.replace(hour=1), NOW, SETTINGS) == NOW.replace(hour=2)


def test_a_night_that_was_missed_is_made_up_for() -> None:
    assert nightly(2)(NOW - timedelta(days=3), NOW, SETTINGS) < NOW
