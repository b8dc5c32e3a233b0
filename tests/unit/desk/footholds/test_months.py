"""Recorded crime comes by month, and only complete months count."""

from __future__ import annotations

from datetime import date

import pytest

from lamplighter.desk.footholds.measures import months, weeks
from lamplighter.desk.footholds.streams import last_day, month_before, months_before


@pytest.mark.parametrize(
    ("day", "before"), [(date(2026, 1, 15), date(2025, 12, 1)), (date(2026, 3, 31), date(2026, 2, 1))]
)
def test_the_month_before_a_day(day: date, before: date) -> None:
    assert month_before(day) == before


def test_counting_months_back_and_forward_crosses_years() -> None:
    assert months_before(date(2026, 2, 1), 23) == date(2024, 3, 1)
    assert months_before(date(2026, 11, 1), -2) == date(2027, 1, 1)
    assert last_day(date(2024, 2, 1)) == date(2024, 2, 29)
    assert last_day(date(2026, 12, 1)) == date(2026, 12, 31)


def test_weeks_are_whole_and_end_on_the_last_day() -> None:
    found = weeks(date(2026, 6, 1), date(2026, 6, 30))
    assert [(first.day, last.day) for first, last in found] == [(3, 9), (10, 16), (17, 23), (24, 30)]


def test_months_are_those_that_lie_within_the_study() -> None:
    found = months(date(2026, 4, 1), date(2026, 6, 30))
    assert [first.month for first, _ in found] == [4, 5, 6]
    assert found[0][1] == date(2026, 4, 30)
