"""Days, months and years as periods, and the windows made of them."""

from __future__ import annotations

from datetime import date

import pytest
import scans

from lamplighter.scanning.errors import DateWrong, NoWindow
from lamplighter.scanning.periods import Periods, read_date
from lamplighter.scanning.settings import ScanSettings
from lamplighter.scanning.windows import Windows, windows


def test_months_run_over_the_year_and_end_on_their_own_last_day() -> None:
    periods = Periods("month", date(2023, 11, 1), date(2024, 3, 31))
    assert periods.count == 5
    assert periods.number(date(2024, 2, 29)) == 3
    assert (periods.first_day(3), periods.last_day(3)) == (date(2024, 2, 1), date(2024, 2, 29))
    assert periods.number(date(2023, 10, 31)) == -1


def test_years_run_from_january_to_december() -> None:
    periods = Periods("year", date(1973, 1, 1), date(1991, 12, 31))
    assert periods.count == 19
    assert (periods.first_day(12), periods.last_day(16)) == (date(1985, 1, 1), date(1989, 12, 31))


def test_days_are_numbered_from_the_first() -> None:
    periods = Periods("day", date(2024, 2, 28), date(2024, 3, 1))
    assert periods.count == 3
    assert periods.first_day(1) == periods.last_day(1) == date(2024, 2, 29)


def test_a_date_may_be_finer_than_the_unit_but_not_coarser() -> None:
    assert read_date("1973", "year") == date(1973, 1, 1)
    assert read_date("1973-05", "month") == date(1973, 5, 1)
    assert read_date("1973-05-09", "month") == date(1973, 5, 9)
    assert read_date("1973-5-9", "day") == date(1973, 5, 9)
    for text in ("1973", "1973-05", "1973-02-30", "9 May", "1973-05-09T00:00", ""):
        with pytest.raises(DateWrong, match="YYYY-MM-DD"):
            read_date(text, "day")


def windows_of(settings: ScanSettings) -> Windows:
    return windows(settings, Periods(settings.time_unit, *settings.days))


def test_prospective_windows_all_reach_the_end() -> None:
    found = windows_of(scans.settings_for(10, max_duration=3))
    assert found.starts.tolist() == [9, 8, 7]
    assert found.stops.tolist() == [10, 10, 10]


def test_windows_of_earlier_analyses_are_looked_through_but_not_reported() -> None:
    found = windows_of(scans.settings_for(10, max_duration=2, prospective_since=scans.FIRST.replace(day=9)))
    assert list(zip(found.starts.tolist(), found.stops.tolist(), strict=True)) == [(8, 9), (9, 10), (7, 9), (8, 10)]
    assert found.reported.tolist() == [1, 3]


def test_retrospective_windows_are_all_there_are() -> None:
    found = windows_of(scans.settings_for(4, scan="retrospective", max_duration=2))
    assert list(zip(found.starts.tolist(), found.stops.tolist(), strict=True)) == [
        *((start, start + 1) for start in range(4)),
        *((start, start + 2) for start in range(3)),
    ]


@pytest.mark.parametrize(
    ("limits", "longest"),
    [
        ({}, 5),
        ({"max_duration_share": 0.3}, 3),
        ({"max_duration": 7}, 7),
        ({"max_duration": 7, "max_duration_share": 0.5}, 5),
        ({"max_duration": 40}, 10),
        ({"max_duration_share": 0.01}, 1),
    ],
)
def test_the_smaller_limit_of_duration_holds(limits: dict[str, object], longest: int) -> None:
    assert len(windows_of(scans.settings_for(10, **limits)).starts) == longest


def test_windows_shorter_than_the_shortest_are_left_out() -> None:
    assert windows_of(scans.settings_for(10, min_duration=2, max_duration=3)).starts.tolist() == [8, 7]
    with pytest.raises(NoWindow, match="at least 4 periods"):
        windows_of(scans.settings_for(10, min_duration=4, max_duration=3))
