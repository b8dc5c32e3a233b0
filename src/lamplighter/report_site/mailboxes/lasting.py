"""Endings that are never pushed out: they stay until no reply can come any more, whatever anybody else ends.

There is a fixed room for them, which is why not every ending comes in here: all of mailboxes that are known to be real (a
reply lay in one, or came for it later), and of the others, which anybody can make up, so many a day (`drip`).
"""

from __future__ import annotations

import secrets
import sqlite3
from datetime import date
from hashlib import sha256

BINS, MARKS = 4096, 64
# Those of mailboxes that may be made up leave this many places of a bin free.
KEPT_FOR_REAL = 16
NAME, MONTH = 16, 2
WIDTH = NAME + MONTH
FREE = bytes(MONTH)
# Beside the bins: what the names are hashed under, so that nobody can aim at a bin, and the last month looked through.
ABOUT, SALT = -1, 32

SCHEMA = "CREATE TABLE lasting (bin INTEGER PRIMARY KEY, marks BLOB NOT NULL);"


def add_rows(connection: sqlite3.Connection) -> None:
    """Make every bin there will ever be; what is free is random but for its month."""
    connection.execute("INSERT INTO lasting VALUES (?, ?)", (ABOUT, secrets.token_bytes(SALT) + FREE))
    connection.executemany("INSERT INTO lasting VALUES (?, ?)", ((number, _empty()) for number in range(BINS)))


def holds(connection: sqlite3.Connection, mailbox: str) -> bool:
    name = _name_of(connection, mailbox)
    return _place(_bin(connection, name), name) is not None


def add(connection: sqlite3.Connection, mailbox: str, until: date, *, real: bool) -> bool:
    """Remember an ending until the end of a month; whether there was room. Nothing that stands here gives way."""
    name = _name_of(connection, mailbox)
    marks = _bin(connection, name)
    place = _place(marks, name)
    if place is None:
        free = [each for each in range(0, len(marks), WIDTH) if marks[each + NAME : each + WIDTH] == FREE]
        if len(free) <= (0 if real else KEPT_FOR_REAL):
            return False
        place = secrets.choice(free)
    marks[place : place + WIDTH] = name + _month(until)
    _write(connection, _number(name), marks)
    return True


def forget(connection: sqlite3.Connection, today: date) -> None:
    """Overwrite what is over, once a month: months are all that is kept of when anything ends."""
    about = _read(connection, ABOUT)
    if about[SALT:] == _month(today):
        return
    for number in range(BINS):
        marks = _read(connection, number)
        over = [
            each for each in range(0, len(marks), WIDTH) if FREE < marks[each + NAME : each + WIDTH] < _month(today)
        ]
        for each in over:
            marks[each : each + WIDTH] = secrets.token_bytes(NAME) + FREE
        if over:
            _write(connection, number, marks)
    about[SALT:] = _month(today)
    _write(connection, ABOUT, about)


def _empty() -> bytes:
    made = bytearray(secrets.token_bytes(MARKS * WIDTH))
    for byte in range(NAME, WIDTH):
        made[byte::WIDTH] = bytes(MARKS)
    return bytes(made)


def _place(marks: bytearray, name: bytes) -> int | None:
    starts = range(0, len(marks), WIDTH)
    return next((at for at in starts if marks[at : at + NAME] == name and marks[at + NAME : at + WIDTH] != FREE), None)


def _bin(connection: sqlite3.Connection, name: bytes) -> bytearray:
    return _read(connection, _number(name))


def _number(name: bytes) -> int:
    return int.from_bytes(name[:8]) % BINS


def _read(connection: sqlite3.Connection, number: int) -> bytearray:
    return bytearray(connection.execute("SELECT marks FROM lasting WHERE bin = ?", (number,)).fetchone()[0])


def _write(connection: sqlite3.Connection, number: int, marks: bytearray) -> None:
    connection.execute("UPDATE lasting SET marks = ? WHERE bin = ?", (bytes(marks), number))


def _month(day: date) -> bytes:
    return (day.year * 12 + day.month).to_bytes(MONTH)


def _name_of(connection: sqlite3.Connection, mailbox: str) -> bytes:
    salt = bytes(_read(connection, ABOUT)[:SALT])
    return sha256(b"lamplighter-mailboxes-v1\x00lasting|" + salt + mailbox.encode()).digest()[:NAME]
