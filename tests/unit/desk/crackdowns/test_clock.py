"""Day N of 100, the same for everyone who looks on the same date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplighter.desk.crackdowns.clock import Clock

FIRST = date(2020, 7, 14)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2020, 7, 11), "starts in 3 days"),
        (date(2020, 7, 13), "starts in 1 day"),
        (FIRST, "day 1 of 100"),
        (date(2020, 8, 5), "day 23 of 100"),
        (date(2020, 10, 21), "day 100 of 100"),
        (date(2020, 10, 22), "ended on 21 October 2020"),
    ],
)
def test_the_clock_says_where_a_crackdown_stands(today: date, said: str) -> None:
    assert str(Clock(FIRST, 100, today)) == said


def test_a_crackdown_closed_early_says_so_and_its_bar_stops() -> None:
    clock = Clock(FIRST, 100, date(2020, 9, 30), stopped=date(2020, 8, 5))
    assert str(clock) == "closed on 5 August 2020"
    assert clock.days_done == 23
    assert not clock.is_running


@given(st.integers(-400, 400), st.integers(7, 365))
def test_before_running_and_after_never_overlap(offset: int, days: int) -> None:
    clock = Clock(FIRST, days, FIRST + timedelta(days=offset))
    assert [not clock.has_begun, clock.is_running, clock.has_ended].count(True) == 1
    assert 0 <= clock.days_done <= days
    assert clock.is_running == (1 <= clock.day <= days)


@pytest.mark.parametrize(("day", "week"), [(35, None), (36, 6), (42, 6), (43, None), (64, 10), (78, 12)])
def test_the_weeks_that_ask_for_a_review(day: int, week: int | None) -> None:
    assert Clock(FIRST, 100, FIRST + timedelta(days=day - 1)).review_week == week


def test_a_crackdown_of_no_days_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="0"):
        Clock(FIRST, 0, FIRST)
