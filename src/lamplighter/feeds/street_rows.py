"""Rows of a monthly street-level file: each becomes a sound record or a refusal with its line and reason.

A line is a row: these files hold no line breaks inside a field, so a stray quotation mark costs one row, not the rest of
the file.
"""

from __future__ import annotations

import csv
import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

NEEDED = ("Crime ID", "Month", "Longitude", "Latitude", "Crime type")
MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])", re.ASCII)
DEGREES = re.compile(r"[+-]?\d{1,3}(?:\.\d{1,20})?", re.ASCII)
# The United Kingdom with room to spare; anything else is a slip, such as latitude and longitude the wrong way round.
LATITUDES, LONGITUDES = (49.0, 61.5), (-9.5, 2.5)
LONGEST_LINE = 65_536
LONGEST_ID = 128


class Lines(Protocol):
    """A file, of whatever kind, that gives bytes line by line."""

    def readline(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class StreetRow:
    """One offence as its file tells it; lat and lon are None where the file gives no place."""

    key: str
    month: str
    category: str
    lat: float | None
    lon: float | None
    location: str
    outcome: str


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that is not an offence we can take, and why."""

    line: int
    reason: str


class _Fault(Exception):
    """What is wrong with a row."""


def street_rows(file: Lines) -> Iterator[StreetRow | RefusedLine]:
    """The rows of a file, one by one, never more than one line in memory; the first line names the columns."""
    columns: _Columns | None = None
    number = 0
    try:
        for number, line in enumerate(_lines(file), start=1):
            if not line.strip(b"\r\n\t ,\x1a"):
                continue
            try:
                values = _fields(line)
                if columns is not None:
                    yield columns.row(values)
                columns = columns or _Columns(values)
            except _Fault as fault:
                columns = columns or _Columns(())
                yield RefusedLine(number, str(fault))
    except (OSError, EOFError, zlib.error) as error:
        yield RefusedLine(number + 1, f"the file breaks off here ({error})")


class _Columns:
    """The columns of one file, and which rows without a Crime ID have already been seen in it."""

    def __init__(self, header: Sequence[str]) -> None:
        self._names = [name.strip() for name in header]
        self._missing = next((name for name in NEEDED if name not in self._names), None)
        self._seen: Counter[bytes] = Counter()

    def row(self, values: Sequence[str]) -> StreetRow:
        if self._missing:
            raise _Fault(f"the file's first line names no column “{self._missing}”")
        if len(values) != len(self._names):
            raise _Fault(f"{len(values)} columns where the first line has {len(self._names)}")
        given = {name: value.strip() for name, value in zip(self._names, values, strict=True)}
        if not given["Crime type"]:
            raise _Fault("no crime type")
        lat, lon = _place(given["Latitude"], given["Longitude"])
        month = _month(given["Month"])
        location, outcome = given.get("Location", ""), given.get("Last outcome category", "")
        return StreetRow(self._key(given), month, given["Crime type"], lat, lon, location, outcome)

    def _key(self, given: dict[str, str]) -> str:
        """The Crime ID or, where that is blank, what the row says and its ordinal among rows that say the same.

        Rows of the same month and place without an id are separate offences, so each must keep a key of its own; and
        the same file under another name must give the same keys.
        """
        crime_id = given["Crime ID"]
        if len(crime_id) > LONGEST_ID:
            raise _Fault("a Crime ID of more than 128 characters")
        if crime_id:
            return crime_id
        said = "\x1f".join(f"{name}={given[name]}" for name in sorted(given) if given[name])
        digest = hashlib.sha256(said.encode()).digest()[:16]
        self._seen[digest] += 1
        return f"unnumbered:{digest.hex()}:{self._seen[digest]}"


def _lines(file: Lines) -> Iterator[bytes]:
    """The lines of a file; of a line too long to be a row only the beginning, which is then refused."""
    while line := file.readline(LONGEST_LINE):
        yield line
        while not line.endswith(b"\n") and len(line) == LONGEST_LINE:
            line = file.readline(LONGEST_LINE)


def _fields(line: bytes) -> list[str]:
    if len(line) >= LONGEST_LINE:
        raise _Fault("a line too long to be a row")
    try:
        text = line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise _Fault("not UTF-8 text") from None
    if "\x00" in text:
        raise _Fault("not plain text")
    if '"' not in text:
        return text.split(",")
    try:
        return next(csv.reader([text], strict=True))
    except (csv.Error, StopIteration):
        raise _Fault("a quotation mark that is not closed") from None


def _month(text: str) -> str:
    if not MONTH.fullmatch(text):
        raise _Fault(f"the month should read like 2025-03, not “{text[:20]}”")
    return text


def _place(lat: str, lon: str) -> tuple[float | None, float | None]:
    if not lat and not lon:
        return None, None
    return _degrees("latitude", lat, LATITUDES), _degrees("longitude", lon, LONGITUDES)


def _degrees(name: str, text: str, limits: tuple[float, float]) -> float:
    if not DEGREES.fullmatch(text) or not limits[0] <= float(text) <= limits[1]:
        raise _Fault(f"the {name} should lie between {limits[0]:g} and {limits[1]:g}, not “{text[:20]}”")
    return float(text)
