"""The keys that seal half-written answers: random, only ever in memory, shared by the workers, replaced every hour.

The memory is an anonymous map made before the workers are forked. Three places are used in turn, so that a worker never
reads a key while it is being written: the current one, the one before, and the next, which is all zeros until it is due.
"""

from __future__ import annotations

import mmap
import secrets
import threading
from dataclasses import dataclass, field

KEY = 32
PLACES = 3
ROTATE_SECONDS = 3600


def _fresh_memory() -> mmap.mmap:
    return mmap.mmap(-1, 1 + PLACES * KEY)


@dataclass(frozen=True)
class FormKeys:
    """Two keys: new answers are sealed with the first, and either opens them."""

    _memory: mmap.mmap = field(default_factory=_fresh_memory, repr=False)

    def __post_init__(self) -> None:
        self.rotate()
        self.rotate()

    def rotate(self) -> None:
        """Make the next key the current one, and forget the oldest. Only the parent process calls this."""
        coming = (self._memory[0] + 1) % PLACES
        self._write(coming, secrets.token_bytes(KEY))
        self._memory[0] = coming
        self._write((coming + 1) % PLACES, bytes(KEY))

    def known(self) -> tuple[bytes, bytes]:
        """The current key and the one before it."""
        current = self._memory[0]
        return self._read(current), self._read((current - 1) % PLACES)

    def rotate_hourly(self, stop: threading.Event) -> None:
        """Replace the key every hour until told to stop."""
        while not stop.wait(ROTATE_SECONDS):
            self.rotate()

    def _read(self, place: int) -> bytes:
        start = 1 + place * KEY
        return self._memory[start : start + KEY]

    def _write(self, place: int, key: bytes) -> None:
        start = 1 + place * KEY
        self._memory[start : start + KEY] = key
