"""Whose turn it is when more people send at once than can be served: danger at once, then new texts, then copies."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

AT_ONCE = 16
# Of so many turns one is for the copies, so that they are slow but never stand still.
COPIES_EVERY = 4


class Lane(Enum):
    """Danger has none: it never waits."""

    NEW = "new"
    COPIES = "copies"


class Lanes:
    """At most `at_once` reports are sealed and kept at the same time; others wait in their lane, first come first."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._places = at_once
        self._turns = 0
        self._waiting: dict[Lane, deque[threading.Lock]] = {lane: deque() for lane in Lane}
        self._one_at_a_time = threading.Lock()

    @contextmanager
    def turn(self, lane: Lane) -> Iterator[None]:
        """Wait for a place, and give it to the next when done."""
        called = self._called(lane)
        if called:
            called.acquire()
        try:
            yield
        finally:
            self._pass_on()

    def waiting(self, lane: Lane) -> int:
        return len(self._waiting[lane])

    def _called(self, lane: Lane) -> threading.Lock | None:
        """Nothing where there is a place, and otherwise what will be released when there is."""
        with self._one_at_a_time:
            if self._places:
                self._places -= 1
                return None
            called = threading.Lock()
            called.acquire()
            self._waiting[lane].append(called)
            return called

    def _pass_on(self) -> None:
        with self._one_at_a_time:
            lane = self._next()
            if lane:
                self._waiting[lane].popleft().release()
            else:
                self._places += 1

    def _next(self) -> Lane | None:
        self._turns += 1
        copies_first = self._turns % COPIES_EVERY == 0
        order = (Lane.COPIES, Lane.NEW) if copies_first else (Lane.NEW, Lane.COPIES)
        return next((lane for lane in order if self._waiting[lane]), None)
