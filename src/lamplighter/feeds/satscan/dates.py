"""SaTScan's ways of writing a day, a month or a year, and ours."""

from __future__ import annotations

import calendar
import re
from datetime import date

from lamplighter.feeds.satscan.errors import ParameterWrong

YEAR_FIRST = re.compile(r"(\d{4})(?:[-/*.](\d{1,2})(?:[-/*.](\d{1,2}))?)?", re.ASCII)
YEAR_LAST = re.compile(r"(\d{1,2})[-/*.](?:(\d{1,2})[-/*.])?(\d{4})", re.ASCII)


def parts_of(text: str) -> tuple[int, ...] | None:
    """Year, month and day as far as they are written; None where it is no date, or its year has two digits.

    >>> parts_of("2001/11/1"), parts_of("11/2001"), parts_of("1985"), parts_of("01/11/1"), parts_of("2001/13/1")
    ((2001, 11, 1), (2001, 11), (1985,), None, None)
    """
    if match := YEAR_FIRST.fullmatch(text):
        parts = [int(part) for part in match.groups() if part]
    elif match := YEAR_LAST.fullmatch(text):
        month, day, year = match.groups()
        parts = [int(year), int(month), *([int(day)] if day else [])]
    else:
        return None
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return tuple(parts)


def iso(parts: tuple[int, ...]) -> str:
    """Our way: 2001-11-01, 2001-11 or 2001."""
    return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])


def iso_day(text: str, name: str, *, last: bool) -> str:
    """The first or the last day of what a parameter names."""
    parts = parts_of(text)
    if parts is None:
        raise ParameterWrong(name=name, value=text, expected="a date, YYYY/MM/DD")
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if len(parts) == 3:
        return iso(parts)
    return iso((year, month, calendar.monthrange(year, month)[1] if last else 1))


def slashed(text: str, precision: int = 3) -> str:
    """SaTScan's way of what we wrote, no finer than a day (3), a month (2) or a year (1).

    >>> slashed("2001-11-01"), slashed("2001-11-01", 2)
    ('2001/11/1', '2001/11')
    """
    return "/".join(str(int(part)) for part in text.split("-")[:precision])
