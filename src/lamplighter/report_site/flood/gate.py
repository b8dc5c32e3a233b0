"""The one way in for a new report: slower for everybody as the letterbox fills, and always open for danger.

No puzzle is asked, no address is known, and a phone without scripts is served like any other.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lamplighter.report_site.errors import LetterboxUnavailable
from lamplighter.report_site.flood.copies import Copies
from lamplighter.report_site.flood.lanes import Lane, Lanes

# From half full on; at the end a report takes so long that no flood fills the rest in a night.
SLOW_FROM = 0.5
LONGEST_PAUSE = 2.0
# So many may be held at the same time; the threads left over serve everybody else.
HELD_AT_ONCE = 12


class Gate:
    """One for each worker; `fullness` tells how full its letterbox is, from 0 to 1."""

    def __init__(self, fullness: Callable[[], float], sleep: Callable[[float], None] = time.sleep) -> None:
        self._fullness = fullness
        self._sleep = sleep
        self._held = threading.Semaphore(HELD_AT_ONCE)
        self._copies = Copies()
        self._lanes = Lanes()

    @contextmanager
    def enter(self, *, envelope_id: str, danger: bool, text: str = "") -> Iterator[None]:
        """Wait for a turn, unless somebody is in danger; `text` is what was written, where this server saw it."""
        if danger:
            yield
            return
        self._slow_down()
        lane = Lane.COPIES if self._copies.has(text, envelope_id) else Lane.NEW
        with self._lanes.turn(lane):
            yield

    def _slow_down(self) -> None:
        """Pause, the longer the fuller; whoever finds too many paused already is told to come back."""
        seconds = pause(self._fullness())
        if not seconds:
            return
        if not self._held.acquire(blocking=False):
            raise LetterboxUnavailable
        try:
            self._sleep(seconds)
        finally:
            self._held.release()


def pause(fullness: float) -> float:
    """Seconds: none while the letterbox is less than half full, then more and more."""
    over = (min(fullness, 1.0) - SLOW_FROM) / (1 - SLOW_FROM)
    return max(0.0, over) * LONGEST_PAUSE
