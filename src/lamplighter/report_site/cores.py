"""Keeps each worker process on a core of its own: its threads take turns anyway, and moving costs more than waiting.

Python lets one thread of a process run at a time. Spread over several cores they hand the turn, and everything they have
at hand, from core to core many times a report (measured in docs/letterbox.md).
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress


def keep_to_one(number: int) -> None:
    """Keep this process, with all threads it starts from now on, on one of the cores it may use."""
    allowed = sorted(os.sched_getaffinity(0))
    core = {allowed[number % len(allowed)]}
    for thread in threading.enumerate():
        # A machine may forbid this, and a thread may just have ended: then the system chooses, as it did before.
        with suppress(OSError):
            os.sched_setaffinity(thread.native_id or 0, core)
