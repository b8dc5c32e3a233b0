"""Mixes tips into slots made later, so that which batch a tip lies in does not tell whether it came early or late.

A new batch is empty and the old slots are not: left alone, whatever lies in the new one came after. So as many of the old
tips are moved into it, drawn at random, as would be there had all slots been there from the start.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from lamplighter.report_site.letterbox import chance, together

MOVED_TOGETHER = 64
"""So few that a tip that comes meanwhile hardly waits."""


class Mixing:
    """The moves still due in one file; they are done a few at a time, between commits."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._due: list[tuple[int, int]] = []

    @property
    def due(self) -> bool:
        return bool(self._due)

    def begin(self, old: Sequence[int], new: Sequence[int]) -> None:
        """Draw which of the old slots' tips are to move, and each one's new slot."""
        drawn = chance.some(range(len(old) + len(new)), len(new))
        moved = [old[place] for place in drawn if place < len(old)]
        self._due = chance.shuffled([*self._due, *zip(moved, chance.shuffled(new), strict=False)])

    def go_on(self) -> None:
        """Do some of the moves that are due, inside a transaction."""
        now = self._due[-MOVED_TOGETHER:]
        del self._due[-MOVED_TOGETHER:]
        together.put(self._connection, "moving", now)
