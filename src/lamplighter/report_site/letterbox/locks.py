"""Two locks that hold across threads and processes and vanish with the process that held them.

Byte-range locks of an open file description (Linux): unlike flock they need one file for all ids, so that no file's time
of making tells when a report came; unlike plain fcntl locks they hold between threads and never report a false deadlock.
"""

from __future__ import annotations

import fcntl
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RANGE = 1 << 32


@contextmanager
def one_at_a_time(path: Path, envelope_id: str) -> Iterator[None]:
    """Only one sender anywhere is at work on this envelope id."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.fcntl(descriptor, fcntl.F_OFD_SETLKW, _one_byte(int(envelope_id[:16], 16) % RANGE))
        yield
    finally:
        os.close(descriptor)


def claim(folder: Path) -> tuple[int, int]:
    """The lowest number that no live worker has, and the descriptor that holds it until this process ends."""
    number = 0
    while True:
        descriptor = os.open(folder / f"{number}.owner", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            number += 1
        else:
            return number, descriptor


def _one_byte(offset: int) -> bytes:
    # struct flock on 64-bit Linux: type, whence, start, length, pid (zero for these locks).
    return struct.pack("@hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, offset, 1, 0)
