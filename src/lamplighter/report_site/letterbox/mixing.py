"""Mixes tips into slots made later, so that which batch a tip lies in does not tell whether it came early or late.

A new batch is empty and the old slots are not: left alone, whatever lies in the new one came after. So as many of the old
tips are moved into it, drawn at random, as would be there had all slots been there from the start.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence

from lamplighter.report_site.letterbox.connections import transaction

MOVED_TOGETHER = 32
"""So few that a tip that comes meanwhile hardly waits."""


class Mixing:
    """The moves still due in one file; they are done a few at a time, between commits."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._due: list[tuple[int, Sequence[int]]] = []

    @property
    def due(self) -> bool:
        return bool(self._due)

    def begin(self, old: Sequence[int], new: Sequence[int]) -> None:
        """Draw which of the old slots' tips are to move into the new ones."""
        draw = secrets.SystemRandom()
        chosen = [slot for slot in old if draw.random() * (len(old) + len(new)) < len(new)]
        self._due += [(slot, new) for slot in chosen]
        draw.shuffle(self._due)

    def go_on(self) -> None:
        """Do some of the moves that are due, in one transaction."""
        now = self._due[-MOVED_TOGETHER:]
        if now:
            with transaction(self._connection):
                for slot, new in now:
                    self._move(slot, new)
            del self._due[-len(now) :]

    def _move(self, slot: int, new: Sequence[int]) -> None:
        """Both slots keep their length; the old one is overwritten. What was collected meanwhile stays away."""
        target = secrets.choice(new)
        taken = "SELECT taken FROM slots WHERE slot = ?"
        if self._connection.execute(taken, (target,)).fetchone()[0]:
            return
        if not self._connection.execute(taken, (slot,)).fetchone()[0]:
            return
        self._connection.execute(
            "UPDATE slots SET (taken, danger, id, day) = (SELECT taken, danger, id, day FROM slots WHERE slot = ?) "
            "WHERE slot = ?",
            (slot, target),
        )
        self._connection.execute(
            "UPDATE boxes SET box = (SELECT box FROM boxes WHERE slot = ?) WHERE slot = ?", (slot, target)
        )
        empty(self._connection, slot)


def empty(connection: sqlite3.Connection, slot: int) -> None:
    """Overwrite a slot with fresh random bytes: it looks as if something were in it."""
    connection.execute(
        "UPDATE slots SET taken = 0, danger = 0, id = randomblob(16), day = randomblob(10) WHERE slot = ?", (slot,)
    )
    connection.execute("UPDATE boxes SET box = randomblob(length(box)) WHERE slot = ?", (slot,))
