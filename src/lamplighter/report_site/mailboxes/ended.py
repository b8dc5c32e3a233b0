"""Remembers which mailboxes were ended, as hashes, so that a reply that comes later is not kept.

Most endings are kept for good (`lasting`). This table has those that come while somebody floods the site with made-up
ones: it never grows, and where a hash's sixteen rows are full one of them gives way. The worst such a flood can do is to
let a first reply into a mailbox that was ended during it; it can keep none out.
"""

from __future__ import annotations

import secrets
import sqlite3
from datetime import date
from hashlib import sha256

BIN = 16
BINS = 512

SCHEMA = """
CREATE TABLE ended (slot INTEGER PRIMARY KEY, taken INTEGER NOT NULL, name BLOB NOT NULL, until BLOB NOT NULL);
"""


def add_rows(connection: sqlite3.Connection) -> None:
    """Make every row there will ever be."""
    connection.executemany(
        "INSERT INTO ended VALUES (?, 0, randomblob(32), randomblob(10))", ((slot,) for slot in range(BIN * BINS))
    )


def holds(connection: sqlite3.Connection, mailbox: str) -> bool:
    name = _name_of(mailbox)
    return any(taken and bytes(found) == name for _slot, taken, found in _bin(connection, name))


def add(connection: sqlite3.Connection, mailbox: str, until: date) -> None:
    """Remember that a mailbox was ended, until a day when no reply for it can come any more."""
    name = _name_of(mailbox)
    rows = _bin(connection, name)
    same = [slot for slot, taken, found in rows if taken and bytes(found) == name]
    free = [slot for slot, taken, _found in rows if not taken]
    slot = secrets.choice(same or free or [slot for slot, _taken, _found in rows])
    connection.execute(
        "UPDATE ended SET taken = 1, name = ?, until = ? WHERE slot = ?", (name, until.isoformat().encode(), slot)
    )


def forget(connection: sqlite3.Connection, today: date) -> None:
    connection.execute(
        "UPDATE ended SET taken = 0, name = randomblob(32), until = randomblob(10) WHERE taken = 1 AND until < ?",
        (today.isoformat().encode(),),
    )


def _bin(connection: sqlite3.Connection, name: bytes) -> list[tuple[int, int, bytes]]:
    first = int.from_bytes(name[:8]) % BINS * BIN
    rows = connection.execute(
        "SELECT slot, taken, name FROM ended WHERE slot BETWEEN ? AND ?", (first, first + BIN - 1)
    )
    return rows.fetchall()


def _name_of(mailbox: str) -> bytes:
    return sha256(b"lamplighter-mailboxes-v1\x00ended|" + mailbox.encode()).digest()
