"""How many endings of mailboxes that may be made up are kept for good: a few at once, and then one every so often.

In memory only, one for each worker. It holds a number and a time of day, nothing of anybody.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

AT_ONCE = 128
SECONDS_EACH = 1200.0


class Drip:
    """Full at first; what is taken comes back one at a time."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._left, self._at = float(AT_ONCE), now()
        self._one_at_a_time = threading.Lock()

    def take(self) -> bool:
        """Whether there was one to take."""
        with self._one_at_a_time:
            now = self._now()
            self._left = min(AT_ONCE, self._left + (now - self._at) / SECONDS_EACH)
            self._at = now
            if self._left < 1:
                return False
            self._left -= 1
            return True
