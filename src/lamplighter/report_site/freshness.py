"""That a request of the desk is new: by its time, or, where a clock was wrong, because it answers a question of ours.

The last time accepted never goes back, so nothing recorded can be sent again. When a clock that was ahead is set back,
requests are behind that time for as long as it was ahead; each then gets a challenge, good for one signed answer.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHALLENGE_BYTES = 16
CHALLENGE_MS = 60_000
MOST_OPEN = 16
# Every line, and so the file, always has the same length: one write replaces it whole.
LINE = "{number:020d} {challenge:32}\n"
# After an unreadable file only an answered challenge counts.
NEVER = 10**18


@dataclass
class Seen:
    """The last time accepted, and the challenges still open with the moment each was given."""

    last: int
    open: dict[str, int]

    def challenge(self) -> str:
        """Open a challenge; the oldest makes room."""
        made = secrets.token_hex(CHALLENGE_BYTES)
        self.open[made] = since_start()
        return made

    def written(self) -> bytes:
        lines = [LINE.format(number=self.last, challenge="")]
        newest = list(self.open.items())[-MOST_OPEN:]
        lines += [LINE.format(number=given, challenge=each) for each, given in newest]
        lines += [LINE.format(number=0, challenge="")] * (MOST_OPEN - len(newest))
        return "".join(lines).encode()


@contextmanager
def seen(path: Path) -> Iterator[Seen]:
    """What was accepted so far, alone for as long as this lasts; what is changed is on the disk afterwards."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        found = read(os.pread(descriptor, 4096, 0).decode(errors="replace"))
        try:
            yield found
        finally:
            os.pwrite(descriptor, found.written(), 0)
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(text: str) -> Seen:
    """What the file says; challenges too old, or from before the machine was started, are gone."""
    if not text:
        return Seen(0, {})
    rows = [line.split() for line in text.splitlines()]
    try:
        last, given = int(rows[0][0]), {row[1]: int(row[0]) for row in rows[1:] if len(row) == 2}
    except (IndexError, ValueError):
        return Seen(NEVER, {})
    now = since_start()
    return Seen(last, {each: at for each, at in given.items() if 0 <= now - at <= CHALLENGE_MS})


def since_start() -> int:
    """Milliseconds on a clock that nobody can set and that all processes share."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
