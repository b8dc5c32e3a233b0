"""The slots of the mailboxes' one file: all of one size, filled at random, overwritten in place, in no order.

A reply is known by a hash of its mailbox, so that what stands here is found nowhere else. A slot is free or taken; a free
one holds random bytes and looks the same.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from lamplighter.report_site.errors import MailboxesFull
from lamplighter.report_site.mailboxes import ended, lasting
from lamplighter.sealing import SIZES, sealed_size

# The smallest envelope: every reply has this size.
SIZE = sealed_size(SIZES[0])
# More are never shown, so that every mailbox costs the same to open.
MOST_IN_ONE = 8
FIRST_BATCH = 256
MOST_SLOTS = 1 << 15

SCHEMA = """
CREATE TABLE replies (slot INTEGER PRIMARY KEY, taken INTEGER NOT NULL, name BLOB NOT NULL, mark BLOB NOT NULL,
                      until BLOB NOT NULL);
CREATE TABLE boxes (slot INTEGER PRIMARY KEY, box BLOB NOT NULL);
"""
FREE = "taken = 0, name = randomblob(32), mark = randomblob(32), until = randomblob(10)"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One sealed reply on its way to a mailbox; `until` is the day after which it is overwritten."""

    mailbox: str
    number: str
    sealed: bytes
    until: date

    @property
    def mark(self) -> bytes:
        """What is remembered of it, so that the same reply sent twice is kept once."""
        return _hashed("reply", self.mailbox, self.number)


def name_of(mailbox: str) -> bytes:
    """What a mailbox is called on this disk."""
    return _hashed("mailbox", mailbox)


def add(connection: sqlite3.Connection, count: int = FIRST_BATCH) -> None:
    """Make slots that look as if something were in them."""
    for _ in range(count):
        made = connection.execute(
            "INSERT INTO replies (taken, name, mark, until) VALUES (0, randomblob(32), randomblob(32), randomblob(10))"
        )
        connection.execute("INSERT INTO boxes VALUES (?, randomblob(?))", (made.lastrowid, SIZE))


def put(connection: sqlite3.Connection, reply: Reply) -> None:
    """Keep one reply, once; one for a mailbox that was ended or is full is dropped without a word."""
    name = name_of(reply.mailbox)
    known = connection.execute("SELECT mark FROM replies WHERE taken = 1 AND name = ?", (name,)).fetchall()
    if len(known) >= MOST_IN_ONE or (reply.mark,) in known or _is_ended(connection, reply):
        return
    slot = _free_slot(connection)
    day = reply.until.isoformat().encode()
    connection.execute(
        "UPDATE replies SET taken = 1, name = ?, mark = ?, until = ? WHERE slot = ?", (name, reply.mark, day, slot)
    )
    connection.execute("UPDATE boxes SET box = ? WHERE slot = ?", (reply.sealed, slot))


def _is_ended(connection: sqlite3.Connection, reply: Reply) -> bool:
    """A mailbox that the desk writes to is real, so its ending is kept for good from now on."""
    if lasting.holds(connection, reply.mailbox):
        return True
    if not ended.holds(connection, reply.mailbox):
        return False
    lasting.add(connection, reply.mailbox, reply.until, real=True)
    return True


def sealed_in(connection: sqlite3.Connection, mailbox: str) -> list[bytes]:
    """What is in a mailbox, in the chance order of its slots."""
    found = connection.execute(
        "SELECT box FROM replies JOIN boxes USING (slot) WHERE taken = 1 AND name = ?", (name_of(mailbox),)
    )
    return [bytes(box) for (box,) in found.fetchall()]


def empty(connection: sqlite3.Connection, mailbox: str) -> bool:
    """Overwrite all that is in a mailbox; whether there was anything."""
    found = connection.execute("SELECT slot FROM replies WHERE taken = 1 AND name = ?", (name_of(mailbox),)).fetchall()
    _overwrite(connection, found)
    return bool(found)


def forget(connection: sqlite3.Connection, today: date) -> None:
    """Overwrite what has come to its day."""
    day = today.isoformat().encode()
    _overwrite(
        connection, connection.execute("SELECT slot FROM replies WHERE taken = 1 AND until < ?", (day,)).fetchall()
    )


def cover(connection: sqlite3.Connection) -> None:
    """Overwrite one free slot, so that the file's time is not that of the last reply."""
    _overwrite(connection, [(_free_slot(connection),)])


def _overwrite(connection: sqlite3.Connection, slots: Sequence[tuple[int]]) -> None:
    connection.executemany(f"UPDATE replies SET {FREE} WHERE slot = ?", slots)  # noqa: S608 (a constant of ours)
    connection.executemany("UPDATE boxes SET box = randomblob(length(box)) WHERE slot = ?", slots)


def _free_slot(connection: sqlite3.Connection) -> int:
    """A free slot drawn at random; there are always as many free ones as taken, or more are made."""
    free = [slot for (slot,) in connection.execute("SELECT slot FROM replies WHERE taken = 0")]
    (count,) = connection.execute("SELECT count(*) FROM replies").fetchone()
    if 2 * len(free) < count:
        if 2 * count > MOST_SLOTS:
            raise MailboxesFull
        add(connection, count)
        return _free_slot(connection)
    return int(secrets.choice(free))


def _hashed(*parts: str) -> bytes:
    return sha256(b"lamplighter-mailboxes-v1\x00" + "|".join(parts).encode()).digest()
