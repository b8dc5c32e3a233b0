"""Reads tables of cases and areas; what is wrong is said with the file and the line."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np

from lamplighter.scanning.errors import AreaUnknown, ColumnMissing, DateWrong, RowWrong, TableUnreadable
from lamplighter.scanning.periods import TimeUnit, read_date
from lamplighter.scanning.settings import Coordinates, ScanSettings
from lamplighter.scanning.study import Areas, Cases

POINT_COLUMNS: dict[Coordinates, tuple[str, str]] = {"lat_lon": ("lat", "lon"), "x_y": ("x", "y")}
LARGEST = 1_000_000_000


def read_areas(path: Path, coordinates: Coordinates) -> Areas:
    """Areas from a table with the columns `area` and `lat,lon` or `x,y`."""
    ids, points = [], []
    for line, (area, *point) in read_rows(path, ("area", *POINT_COLUMNS[coordinates])):
        ids.append(area)
        points.append([_number(path, line, text) for text in point])
    return Areas(ids, np.array(points, np.float64))


def read_cases(path: Path, areas: Areas, settings: ScanSettings) -> Cases:
    """Cases from a table with the columns `area`, `date` and `cases`."""
    known = areas.index
    ids: list[str] = []
    dates: list[date] = []
    counts: list[int] = []
    read_day = lru_cache(maxsize=None)(read_date)
    for line, (area, day, cases) in read_rows(path, ("area", "date", "cases")):
        if area not in known:
            raise AreaUnknown(where=f"The table {path}, line {line}", area=area)
        ids.append(area)
        dates.append(_day(path, line, day, settings.time_unit, read_day))
        counts.append(_count(path, line, cases))
    return Cases(ids, dates, np.array(counts, np.int64))


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The named columns of each row, with its line number; blank lines are passed over."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            header = [name.strip() for name in next(rows, [])]
            for column in columns:
                if column not in header:
                    raise ColumnMissing(path=path, column=column, needed=", ".join(columns))
            chosen = [header.index(column) for column in columns]
            for row in rows:
                if not row:
                    continue
                if len(row) != len(header):
                    reason = f"it has {len(row)} fields and the header {len(header)}"
                    raise RowWrong(path=path, line=rows.line_num, reason=reason)
                yield rows.line_num, [row[column].strip() for column in chosen]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableUnreadable(path=path, reason=error) from error


def _day(path: Path, line: int, text: str, unit: TimeUnit, read: Callable[[str, TimeUnit], date]) -> date:
    try:
        return read(text, unit)
    except DateWrong as error:
        raise RowWrong(path=path, line=line, reason=str(error)) from None


def _count(path: Path, line: int, text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= LARGEST):
        raise RowWrong(path=path, line=line, reason=f'"{text}" is not a number of cases: a whole number, 0 or more')
    return int(text)


def _number(path: Path, line: int, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise RowWrong(path=path, line=line, reason=f'"{text}" is not a number') from None
