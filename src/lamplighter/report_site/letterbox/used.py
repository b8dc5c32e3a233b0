"""Remembers for two days which reports were sent, as hashes, so that a form sent twice is one report.

A hash table on disk in rows made beforehand: shelves of sixteen-row bins, each shelf twice as long as the one before. A
hash goes to a random free row of its own bin, so that neither the rows nor their order in the file tell which came first.
Everything is asked for many hashes in one statement, since between two statements another thread takes its turn.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from lamplighter.report_site.letterbox import chance, together

BIN = 16
FIRST_SHELF = 64 * BIN
KEPT_DAYS = 2

SCHEMA = """
CREATE TABLE used (slot INTEGER PRIMARY KEY, kept INTEGER NOT NULL, hash BLOB NOT NULL, day BLOB NOT NULL);
"""
SHELF = """
WITH RECURSIVE rows(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM rows WHERE number < ?)
INSERT INTO used (kept, hash, day) SELECT 0, randomblob(32), randomblob(10) FROM rows
"""
# CROSS JOIN keeps SQLite from reading the whole table: it looks up a few bins instead.
SEEN = """
WITH bins(mark, first) AS (VALUES {rows})
SELECT mark FROM bins CROSS JOIN used WHERE slot BETWEEN first AND first + 15 AND kept = 1 AND hash = mark
"""
FREE = """
WITH bins(mark, first) AS (VALUES {rows})
SELECT mark, first, slot FROM bins CROSS JOIN used WHERE slot BETWEEN first AND first + 15 AND kept = 0
"""


def mark(envelope_id: str, choice: str, secret: str = "") -> bytes:
    """What is remembered of a report: a hash of its random id, and whether its words were wanted.

    The id waits beside the envelope, so without `secret`, which is in the writer's form alone, whoever has the disk
    could try both choices and learn who may have words written down.
    """
    return sha256(b"lamplighter-used-v1\x00" + f"{envelope_id}|{choice}|{secret}".encode()).digest()


def add_shelf(connection: sqlite3.Connection) -> None:
    """Make the next shelf, twice as long as the last."""
    connection.execute(SHELF, (FIRST_SHELF << len(_shelves(connection)),))


def seen(connection: sqlite3.Connection, marks: Collection[bytes]) -> set[bytes]:
    """Those of the marks that are already kept in this file."""
    return {found for (found,) in _in_bins(connection, SEEN, marks)}


def add(connection: sqlite3.Connection, marks: Mapping[bytes, str]) -> None:
    """Remember reports and the day each came, inside the transaction that keeps them."""
    rows: dict[bytes, int] = {}
    while left := [each for each in marks if each not in rows]:
        _place(connection, left, rows)
        if len(rows) < len(marks):
            add_shelf(connection)
    together.put(connection, "remembering", [(row, each, marks[each].encode()) for each, row in rows.items()])


def forget(connection: sqlite3.Connection, today: date) -> None:
    """Overwrite what has been remembered for two whole days."""
    oldest = (today - timedelta(days=KEPT_DAYS)).isoformat().encode()
    connection.execute(
        "UPDATE used SET kept = 0, hash = randomblob(32), day = randomblob(10) WHERE kept = 1 AND day < ?", (oldest,)
    )


def _place(connection: sqlite3.Connection, marks: Collection[bytes], rows: dict[bytes, int]) -> None:
    """Draw a free row for each mark that has one, on the first shelf that has."""
    free: dict[bytes, dict[int, list[int]]] = {}
    for each, first, slot in _in_bins(connection, FREE, marks):
        free.setdefault(each, {}).setdefault(first, []).append(slot)
    taken = set(rows.values())
    for each, number in zip(marks, chance.numbers(len(marks)), strict=True):
        for _, slots in sorted(free.get(each, {}).items()):
            options = [slot for slot in slots if slot not in taken]
            if options:
                rows[each] = options[number % len(options)]
                taken.add(rows[each])
                break


def _in_bins(connection: sqlite3.Connection, statement: str, marks: Collection[bytes]) -> Iterable[tuple[Any, ...]]:
    shelves = _shelves(connection)
    bins = [(each, start + _bin(each, length)) for each in marks for start, length in shelves]
    return together.many(connection, statement, bins) if bins else ()


def _bin(hashed: bytes, length: int) -> int:
    return BIN * (int.from_bytes(hashed[:8]) % (length // BIN))


def _shelves(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """Where each shelf starts and how long it is, told by how many rows there are."""
    rows = connection.execute("SELECT max(slot) FROM used").fetchone()[0] or 0
    shelves, start, length = [], 1, FIRST_SHELF
    while start + length - 1 <= rows:
        shelves.append((start, length))
        start, length = start + length, length * 2
    return shelves
