"""One file of the letterbox: equal slots made beforehand and filled at random, so that their order says nothing.

A slot is overwritten in place, both when a tip is put in and when it is taken out: every row keeps its exact length for
ever, which is what makes SQLite write it where it was (tested). Rows are narrow in `slots` and long in `boxes`, so that
looking for a free one reads little.
"""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from lamplighter.report_site.errors import LetterboxFull
from lamplighter.report_site.letterbox import chance, together, used
from lamplighter.report_site.letterbox.connections import connect, transaction, unhurried
from lamplighter.report_site.letterbox.mixing import Mixing
from lamplighter.sealing import SIZES, sealed_size

# How many slots of each size are made at first: small tips are by far the most common, and one photo takes several
# of the largest.
BATCHES = dict(zip((sealed_size(size) for size in SIZES), (512, 32, 32), strict=True))
# When half are taken more are made, a part of that at a time.
STEPS = 8
PROBES = 48
# One in so many places is kept for reports about danger, when all others are taken.
RESERVE = 20
FILLED_TOGETHER = 64
# A letterbox so full is counted again so often: the desk may have emptied it.
CROWDED = 0.5
COUNTED_SECONDS = 5.0
# The envelope of a small tip then lies on one page, which is written once.
PAGE_BYTES = 16_384

SCHEMA = """
CREATE TABLE slots (slot INTEGER PRIMARY KEY, size INTEGER NOT NULL, taken INTEGER NOT NULL, danger INTEGER NOT NULL,
                    id BLOB NOT NULL, day BLOB NOT NULL);
CREATE TABLE boxes (slot INTEGER PRIMARY KEY, box BLOB NOT NULL);
"""
FREE = """
WITH drawn(number) AS (VALUES {rows}) SELECT number FROM drawn CROSS JOIN slots ON slot = number WHERE taken = 0
"""
LABELS = """
WITH RECURSIVE made(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM made WHERE number < ?)
INSERT INTO slots (size, taken, danger, id, day) SELECT ?, 0, 0, randomblob(16), randomblob(10) FROM made
RETURNING slot
"""
BOXES = "INSERT INTO boxes SELECT slot, randomblob(size) FROM slots WHERE slot BETWEEN ? AND ?"


@dataclass(frozen=True, kw_only=True)
class Deposit:
    """A sealed report to be kept whole: its envelope and its enclosures', the day it came, whether it may be about danger.

    An enclosure gets a slot like any other, so that nothing but the time of its commit says what it belongs to.
    """

    envelope_id: str
    envelope: bytes
    danger: bool
    day: str
    mark: bytes
    enclosures: tuple[tuple[str, bytes], ...] = ()

    @property
    def envelopes(self) -> tuple[tuple[str, bytes], ...]:
        return ((self.envelope_id, self.envelope), *self.enclosures)


@dataclass(frozen=True)
class Waiting:
    """An envelope that waits in a slot, without its contents; `size` is in bytes."""

    slot: int
    size: int
    envelope_id: str
    day: str
    danger: bool


def make(path: Path) -> None:
    """Make the file if there is none; it appears under its name only when it is whole."""
    if path.exists():
        return
    unfinished = path.with_suffix(".making")
    unfinished.unlink(missing_ok=True)
    with closing(connect(unfinished, page_bytes=PAGE_BYTES)) as connection, transaction(connection):
        for statement in (SCHEMA + used.SCHEMA).split(";")[:-1]:
            connection.execute(statement)
        used.add_shelf(connection)
        for size, count in BATCHES.items():
            add_slots(connection, size, count)
    unfinished.rename(path)


def add_slots(connection: sqlite3.Connection, size: int, count: int) -> list[int]:
    """Make slots that look as if something were in them; their numbers."""
    made = [slot for (slot,) in connection.execute(LABELS, (count, size)).fetchall()]
    connection.execute(BOXES, (min(made), max(made)))
    return made


class Slots:
    """The slots of one file, through one connection."""

    def __init__(self, connection: sqlite3.Connection, most: int) -> None:
        self._connection = connection
        together.prepare(connection)
        self._most = most
        self._reserve = most // RESERVE
        self._mixing = Mixing(connection)
        self._read_numbers()
        self._count_taken()

    def keep(self, deposits: Sequence[Deposit]) -> list[LetterboxFull | None]:
        """Commit all the deposits there is room for, each whole, in one transaction; say which had none."""
        fitting = self._fitting(deposits)
        if fitting:
            self._whole(lambda: self._put(fitting))
        kept = {each.envelope_id for each in fitting}
        return [None if each.envelope_id in kept else LetterboxFull() for each in deposits]

    def _put(self, deposits: Sequence[Deposit]) -> None:
        self._fill([(each, *found) for each in deposits for found in each.envelopes])
        used.add(self._connection, {each.mark: each.day for each in deposits})

    def _fitting(self, deposits: Sequence[Deposit]) -> list[Deposit]:
        """Those there is room for; the last of the room is kept for reports about danger."""
        room = self._room(sum(len(each.envelopes) for each in deposits))
        fitting = []
        for each in deposits:
            if len(each.envelopes) <= room - (0 if each.danger else self._reserve):
                room -= len(each.envelopes)
                fitting.append(each)
        return fitting

    def _room(self, wanted: int) -> int:
        if self._taken.total() + wanted + self._reserve > self._most:
            self._count_taken()
        return self._most - self._taken.total()

    def _fill(self, filling: Sequence[tuple[Deposit, str, bytes]]) -> None:
        """Put each envelope into a slot drawn for it, a few statements for all of them."""
        sizes = Counter(len(envelope) for _, _, envelope in filling)
        free = {size: self._free_slots(size, count) for size, count in sizes.items()}
        rows = [
            (free[len(envelope)].pop(), int(of.danger), bytes.fromhex(name), of.day.encode(), envelope)
            for of, name, envelope in filling
        ]
        for start in range(0, len(rows), FILLED_TOGETHER):
            together.put(self._connection, "arriving", rows[start : start + FILLED_TOGETHER])
        self._taken += sizes
        self._since_counted += sizes

    def _free_slots(self, size: int, count: int) -> list[int]:
        """Free slots of one size, drawn at random among all that are free."""
        drawn = chance.some(self._numbers[size], PROBES + 4 * count)
        rows = together.many(self._connection, FREE, [(slot,) for slot in drawn])
        free = {slot for (slot,) in rows}
        chosen = [slot for slot in drawn if slot in free][:count]
        while len(chosen) < count:
            chosen += self._after_growing(size, count - len(chosen))
        return chosen

    def _after_growing(self, size: int, count: int) -> list[int]:
        """So many misses mean that nearly every slot is taken: make more, and use some of the new ones."""
        return chance.some(self._grow(size), count)

    @property
    def fullness(self) -> float:
        """How much of the room for ordinary reports is taken, from 0 to 1."""
        return min(1.0, self._taken.total() / (self._most - self._reserve))

    def make_room(self) -> bool:
        """Make more slots before they are needed and mix, a little at a time; whether there is more of it to do."""
        if self.fullness >= CROWDED and time.monotonic() - self._counted > COUNTED_SECONDS:
            self._count_taken()
        due = [size for size in BATCHES if self._half_full(size)]
        if due or self._mixing.due:
            with unhurried(self._connection):
                self._whole(lambda: self._grow_and_mix(due))
        return self._mixing.due or any(self._half_full(size) for size in due)

    def stir(self) -> None:
        """Write fresh random bytes over one free slot, so that the file has been written to."""
        self._whole(lambda: together.put(self._connection, "leaving", [(self._free_slots(min(BATCHES), 1)[0],)]))

    def _grow_and_mix(self, sizes: Sequence[int]) -> None:
        self._mixing.go_on()
        for size in sizes:
            self._grow(size)

    def _grow(self, size: int) -> list[int]:
        """Make some more slots, few enough that nobody waits for it; their numbers."""
        old = self._numbers[size]
        new = add_slots(self._connection, size, BATCHES[size] // STEPS)
        self._numbers[size] = old + new
        self._mixing.begin(old, new)
        return new

    def _whole(self, change: Callable[[], None]) -> None:
        """Make a change in one transaction, or forget that it was tried."""
        try:
            with transaction(self._connection):
                change()
        except BaseException:
            # Slots that were made and tips that were put in are not there after all.
            self._count_again()
            raise

    def _half_full(self, size: int) -> bool:
        half = len(self._numbers[size]) // 2
        if self._taken[size] > half and self._since_counted[size] > half // STEPS:
            # Others have taken tips out meanwhile. Counting reads every slot, so it is not done each time.
            self._count_taken()
        return self._taken[size] > half

    def _count_again(self) -> None:
        self._read_numbers()
        self._count_taken()

    def _read_numbers(self) -> None:
        self._numbers: dict[int, list[int]] = {size: [] for size in BATCHES}
        for slot, size in self._connection.execute("SELECT slot, size FROM slots ORDER BY slot").fetchall():
            self._numbers[size].append(slot)

    def _count_taken(self) -> None:
        counted = self._connection.execute("SELECT size, sum(taken) FROM slots GROUP BY size").fetchall()
        self._taken = Counter({size: int(taken) for size, taken in counted})
        self._since_counted = Counter[int]()
        self._counted = time.monotonic()


def waiting(connection: sqlite3.Connection, *, danger_only: bool) -> Iterator[Waiting]:
    """Every envelope that waits in this file."""
    found = connection.execute(
        "SELECT slot, size, id, day, danger FROM slots WHERE taken = 1 AND danger >= ?", (danger_only,)
    )
    for slot, size, envelope_id, day, danger in found.fetchall():
        yield Waiting(slot, size, envelope_id.hex(), day.decode(), bool(danger))


def contents(connection: sqlite3.Connection, found: Waiting) -> bytes | None:
    """The envelope in a slot, unless it was taken out meanwhile."""
    row = connection.execute(
        "SELECT box FROM boxes JOIN slots USING (slot) WHERE slot = ? AND taken = 1 AND id = ?",
        (found.slot, bytes.fromhex(found.envelope_id)),
    ).fetchone()
    return bytes(row[0]) if row else None


def clear(connection: sqlite3.Connection, envelope_ids: Iterable[str]) -> int:
    """Overwrite the slots of these envelopes with fresh random bytes; unknown ids are passed over."""
    together.prepare(connection)
    wanted = set(envelope_ids)
    with transaction(connection):
        slots = [(found.slot,) for found in waiting(connection, danger_only=False) if found.envelope_id in wanted]
        together.put(connection, "leaving", slots)
    return len(slots)
