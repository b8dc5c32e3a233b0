"""The store of recorded crime: one row an offence, whatever file it came in, placed by its coordinates.

Offences outside the county, or without a place, are kept apart: they are never counted in an area, and never added
again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from lamplighter.feeds.errors import StoreUnreadable

FORMAT = 1
SCHEMA = """
CREATE TABLE IF NOT EXISTS offence (key TEXT PRIMARY KEY, month TEXT NOT NULL, category TEXT NOT NULL, lat REAL,
  lon REAL, x REAL, y REAL, area TEXT NOT NULL, outside INTEGER NOT NULL, location TEXT NOT NULL,
  outcome TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS offence_by_month ON offence (month, category, area) WHERE NOT outside;
CREATE TABLE IF NOT EXISTS taken (number INTEGER PRIMARY KEY, file TEXT NOT NULL, read INTEGER NOT NULL,
  added INTEGER NOT NULL, repeated INTEGER NOT NULL, outside INTEGER NOT NULL, refused INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Offence:
    """One recorded offence; `key` is its Crime ID or what stands for it, `area` is empty where there is no pack."""

    key: str
    month: str
    category: str
    lat: float
    lon: float
    x: float
    y: float
    area: str


@dataclass(frozen=True, slots=True)
class MonthlyCount:
    """How many offences one area had in one month."""

    area: str
    month: str
    count: int


class Store:
    """Recorded crime in one SQLite file, made when first opened."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.db = sqlite3.connect(path, isolation_level=None, timeout=30)
        try:
            found = self._set_up()
        except sqlite3.OperationalError:
            self.db.close()
            raise
        except sqlite3.DatabaseError:
            found = ""
        if found != str(FORMAT):
            self.db.close()
            raise StoreUnreadable(path=path)

    def _set_up(self) -> str:
        """Makes the tables where they are not there; returns the format of the store."""
        # A reader never waits for an import, and a crash in the middle of one leaves what was there before.
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.executescript(SCHEMA)
        self.db.execute("INSERT OR IGNORE INTO meta VALUES ('format', ?)", (str(FORMAT),))
        return self.meta("format")

    def close(self) -> None:
        """Closes the file."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def offences(
        self, *, since: date | str | None = None, until: date | str | None = None,
        categories: Collection[str] = (),
    ) -> Iterator[Offence]:  # fmt: skip
        """Offences inside the county, by month; `since` and `until` are months (or days in them), both included."""
        condition, values = _condition(since, until, categories)
        columns = "key, month, category, lat, lon, x, y, area"
        sql = f"SELECT {columns} FROM offence WHERE {condition} ORDER BY month, key"  # noqa: S608 (see _condition)
        return (Offence(*row) for row in self.db.execute(sql, values))

    def monthly_counts(
        self, categories: Collection[str] = (), since: date | str | None = None, until: date | str | None = None
    ) -> list[MonthlyCount]:
        """Offences counted by area and month; areas and months without any are not in the list."""
        condition, values = _condition(since, until, categories)
        sql = (
            f"SELECT area, month, count(*) FROM offence WHERE {condition}"  # noqa: S608 (see _condition)
            " AND area != '' GROUP BY area, month ORDER BY area, month"
        )
        return [MonthlyCount(*row) for row in self.db.execute(sql, values)]

    def months(self) -> list[str]:
        """The months there are offences of, in order."""
        return [row[0] for row in self.db.execute("SELECT DISTINCT month FROM offence WHERE NOT outside ORDER BY 1")]

    def categories(self) -> dict[str, int]:
        """The categories with their number of offences, most first."""
        sql = (
            "SELECT category, count(*) AS n FROM offence WHERE NOT outside GROUP BY category ORDER BY n DESC, category"
        )
        return dict(self.db.execute(sql).fetchall())

    def count(self, *, outside: bool = False) -> int:
        """How many offences are in the county, or kept apart."""
        row = self.db.execute("SELECT count(*) FROM offence WHERE outside = ?", (outside,)).fetchone()
        return int(row[0])

    def meta(self, key: str) -> str:
        """A remembered fact about the store, empty if there is none."""
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def remember(self, key: str, value: str) -> None:
        """Remembers a fact about the store."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def add(self, row: Iterable[object]) -> bool:
        """Adds one offence, as a row of the table; False if it is there already."""
        insert = "INSERT OR IGNORE INTO offence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        return self.db.execute(insert, tuple(row)).rowcount == 1

    def note_taken(self, file: str, *counts: int) -> None:
        """Keeps what one file brought: rows read, added, repeated, outside, refused."""
        self.db.execute(
            "INSERT INTO taken (file, read, added, repeated, outside, refused) VALUES (?, ?, ?, ?, ?, ?)",
            (file, *counts),
        )


def month_of(value: date | str) -> str:
    """The month of a day or of an ISO text, as `YYYY-MM`."""
    return value.isoformat()[:7] if isinstance(value, date) else value[:7]


def _condition(
    since: date | str | None, until: date | str | None, categories: Collection[str]
) -> tuple[str, list[object]]:
    """An SQL condition; only its placeholders depend on what was asked."""
    parts, values = ["NOT outside"], list[object]()
    if since is not None:
        parts.append("month >= ?")
        values.append(month_of(since))
    if until is not None:
        parts.append("month <= ?")
        values.append(month_of(until))
    if categories:
        parts.append(f"category IN ({', '.join('?' * len(categories))})")
        values += sorted(categories)
    return " AND ".join(parts), values
