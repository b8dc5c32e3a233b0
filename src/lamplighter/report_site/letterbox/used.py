"""Remembers for two days which reports were sent, as hashes, so that a form sent twice is one report.

A hash table on disk in rows made beforehand: shelves of sixteen-row bins, each shelf twice as long as the one before. A
hash goes to a random free row of its own bin, so that neither the rows nor their order in the file tell which came first.
"""

from __future__ import annotations

import secrets
import sqlite3
from datetime import date, timedelta
from hashlib import sha256

BIN = 16
FIRST_SHELF = 64 * BIN
KEPT_DAYS = 2

SCHEMA = """
CREATE TABLE used (slot INTEGER PRIMARY KEY, kept INTEGER NOT NULL, hash BLOB NOT NULL, day BLOB NOT NULL);
"""


def mark(envelope_id: str, choice: str, secret: str = "") -> bytes:
    """What is remembered of a report: a hash of its random id, and whether its words were wanted.

    The id waits beside the envelope, so without `secret`, which is in the writer's form alone, whoever has the disk
    could try both choices and learn who may have words written down.
    """
    return sha256(b"lamplighter-used-v1\x00" + f"{envelope_id}|{choice}|{secret}".encode()).digest()


def add_shelf(connection: sqlite3.Connection) -> None:
    """Make the next shelf, twice as long as the last."""
    for _ in range(FIRST_SHELF << len(_shelves(connection))):
        connection.execute("INSERT INTO used (kept, hash, day) VALUES (0, randomblob(32), randomblob(10))")


def seen(connection: sqlite3.Connection, hashed: bytes) -> bool:
    """Whether this report is already kept in this file."""
    return any(
        connection.execute(
            "SELECT 1 FROM used WHERE slot BETWEEN ? AND ? AND kept = 1 AND hash = ?", (first, first + BIN - 1, hashed)
        ).fetchone()
        for first in _bins(connection, hashed)
    )


def add(connection: sqlite3.Connection, hashed: bytes, day: str) -> None:
    """Remember a report, inside the transaction that keeps it."""
    row = _free_row(connection, hashed)
    while row is None:
        add_shelf(connection)
        row = _free_row(connection, hashed)
    connection.execute("UPDATE used SET kept = 1, hash = ?, day = ? WHERE slot = ?", (hashed, day.encode(), row))


def forget(connection: sqlite3.Connection, today: date) -> None:
    """Overwrite what has been remembered for two whole days."""
    oldest = (today - timedelta(days=KEPT_DAYS)).isoformat().encode()
    connection.execute(
        "UPDATE used SET kept = 0, hash = randomblob(32), day = randomblob(10) WHERE kept = 1 AND day < ?", (oldest,)
    )


def _free_row(connection: sqlite3.Connection, hashed: bytes) -> int | None:
    for first in _bins(connection, hashed):
        free = connection.execute(
            "SELECT slot FROM used WHERE slot BETWEEN ? AND ? AND kept = 0", (first, first + BIN - 1)
        ).fetchall()
        if free:
            return int(secrets.choice(free)[0])
    return None


def _bins(connection: sqlite3.Connection, hashed: bytes) -> list[int]:
    number = int.from_bytes(hashed[:8])
    return [start + BIN * (number % (length // BIN)) for start, length in _shelves(connection)]


def _shelves(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """Where each shelf starts and how long it is, told by how many rows there are."""
    rows = connection.execute("SELECT max(slot) FROM used").fetchone()[0] or 0
    shelves, start, length = [], 1, FIRST_SHELF
    while start + length - 1 <= rows:
        shelves.append((start, length))
        start, length = start + length, length * 2
    return shelves
