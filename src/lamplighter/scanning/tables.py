"""Reads tables of cases and areas; what is wrong is said with the file and the line."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TextIO

import numpy as np

from lamplighter.scanning.controls import Controls
from lamplighter.scanning.errors import AreaUnknown, ColumnMissing, DateWrong, RowWrong, TableUnreadable
from lamplighter.scanning.expectations import Expectation
from lamplighter.scanning.periods import middle_date, read_date
from lamplighter.scanning.population import Population
from lamplighter.scanning.settings import Coordinates, ScanSettings
from lamplighter.scanning.study import Areas, Cases, Stratum

POINT_COLUMNS: dict[Coordinates, tuple[str, str]] = {"lat_lon": ("lat", "lon"), "x_y": ("x", "y")}
LARGEST = 1_000_000_000


def read_areas(path: Path, coordinates: Coordinates) -> Areas:
    """Areas from a table with the columns `area` and `lat,lon` or `x,y`."""
    ids, points = [], []
    for line, (area, *point), _ in read_rows(path, ("area", *POINT_COLUMNS[coordinates])):
        ids.append(area)
        points.append([_number(path, line, text) for text in point])
    return Areas(ids, np.array(points, np.float64))


def read_cases(path: Path, areas: Areas, settings: ScanSettings) -> Cases:
    """Cases from a table with the columns `area`, `date` (a study of places alone may lack it), `cases`, covariates."""
    known = areas.index
    ids: list[str] = []
    dates: list[date] = []
    counts: list[int] = []
    strata: list[Stratum] = []
    read_day = lru_cache(maxsize=None)(partial(read_date, unit=settings.time_unit))
    undated = settings.timeless and "date" not in read_header(path)
    columns = ["area", "cases", *([] if undated else ["date"])]
    for line, (area, number, *day), stratum in read_rows(path, columns, settings.covariates):
        ids.append(_known(path, line, area, known))
        dates.extend(_day(path, line, text, read_day) for text in day)
        counts.append(_count(path, line, number))
        strata.append(stratum)
    return Cases(ids, dates, np.array(counts, np.int64), strata)


def read_population(path: Path, areas: Areas, settings: ScanSettings) -> Population:
    """Population from a table with the columns `area`, `population`, covariates, and `date` where it has one."""
    known = areas.index
    ids: list[str] = []
    dates: list[date] = []
    sizes: list[float] = []
    strata: list[Stratum] = []
    read_day = lru_cache(maxsize=None)(middle_date)
    columns = ["area", "population", *(["date"] if "date" in read_header(path) else [])]
    for line, (area, number, *day), stratum in read_rows(path, columns, settings.covariates):
        ids.append(_known(path, line, area, known))
        dates.extend(_day(path, line, text, read_day) for text in day)
        sizes.append(_size(path, line, number))
        strata.append(stratum)
    return Population(ids, sizes, dates, strata)


def read_controls(path: Path, areas: Areas, settings: ScanSettings) -> Controls:
    """Controls from a table with the columns `area`, `controls`, and `date` where it has one."""
    ids: list[str] = []
    dates: list[date] = []
    counts: list[int] = []
    for line, (area, number, *day), _ in _dated(path, ("area", "controls"), areas.index):
        ids.append(area)
        dates.extend(_day(path, line, text, lambda text: read_date(text, settings.time_unit)) for text in day)
        counts.append(_count(path, line, number))
    return Controls(ids, np.array(counts, np.int64), dates)


def read_expectation(path: Path, areas: Areas, settings: ScanSettings) -> Expectation:
    """Expected cases from a table with the columns `area`, `expected`, and `dispersion` and `date` where it has them."""
    ids: list[str] = []
    dates: list[date] = []
    expected: list[float] = []
    dispersion: list[float] = []
    more = ["dispersion"] if "dispersion" in read_header(path) else []
    for line, (area, mean, *rest), _ in _dated(path, ("area", "expected", *more), areas.index):
        ids.append(area)
        expected.append(_size(path, line, mean))
        dispersion.extend(_size(path, line, text) for text in rest[: len(more)])
        dates.extend(
            _day(path, line, text, lambda text: read_date(text, settings.time_unit)) for text in rest[len(more) :]
        )
    return Expectation(ids, expected, dates, dispersion)


def _dated(path: Path, columns: Sequence[str], known: Mapping[str, int]) -> Iterator[tuple[int, list[str], Stratum]]:
    """Rows of known areas, each with its date last where the table has dates."""
    for row in read_rows(path, [*columns, *(["date"] if "date" in read_header(path) else [])]):
        _known(path, row[0], row[1][0], known)
        yield row


def read_header(path: Path) -> list[str]:
    """The names of a table's columns."""
    with _opened(path) as file:
        return _header(csv.reader(file, strict=True))


def read_rows(
    path: Path, columns: Sequence[str], covariates: Sequence[str] = ()
) -> Iterator[tuple[int, list[str], Stratum]]:
    """Each row's line number, its named columns and its covariates; blank lines are passed over."""
    with _opened(path) as file:
        rows = csv.reader(file, strict=True)
        header = _header(rows)
        for column in (*columns, *covariates):
            if column not in header:
                raise ColumnMissing(path=path, column=column, needed=", ".join((*columns, *covariates)))
        chosen, strata = ([header.index(column) for column in some] for some in (columns, covariates))
        for row in rows:
            if row and len(row) != len(header):
                reason = f"it has {len(row)} fields and the header {len(header)}"
                raise RowWrong(path=path, line=rows.line_num, reason=reason)
            if row:
                yield rows.line_num, [row[at].strip() for at in chosen], tuple(row[at].strip() for at in strata)


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """The open table; what cannot be read of it, now or later, is one sentence."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableUnreadable(path=path, reason=error) from error


def _header(rows: Iterator[list[str]]) -> list[str]:
    return [name.strip() for name in next(rows, [])]


def _known(path: Path, line: int, area: str, known: Mapping[str, int]) -> str:
    if area not in known:
        raise AreaUnknown(where=f"The table {path}, line {line}", area=area)
    return area


def _day(path: Path, line: int, text: str, read: Callable[[str], date]) -> date:
    try:
        return read(text)
    except DateWrong as error:
        raise RowWrong(path=path, line=line, reason=str(error).removesuffix(".")) from None


def _count(path: Path, line: int, text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= LARGEST):
        raise RowWrong(path=path, line=line, reason=f'"{text}" is not a number of cases: a whole number, 0 or more')
    return int(text)


def _number(path: Path, line: int, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise RowWrong(path=path, line=line, reason=f'"{text}" is not a number') from None


def _size(path: Path, line: int, text: str) -> float:
    size = _number(path, line, text)
    if not (math.isfinite(size) and size >= 0):
        raise RowWrong(path=path, line=line, reason=f'"{text}" is not a population: a number, 0 or more')
    return size
