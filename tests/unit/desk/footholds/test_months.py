"""Recorded crime comes by month, and only complete months count."""

from __future__ import annotations

from datetime import date

import pytest

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
