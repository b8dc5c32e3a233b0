"""What a person judged to be more than chance does not teach what chance does: its places and days are set aside."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lamplighter.desk.footholds import selectors
from lamplighter.desk.footholds.models import Foothold, Stream
from lamplighter.scanning.alarms import Record


def judged(stream: Stream | str, record: Record, rows: Mapping[str, int]) -> NDArray[np.bool_]:
    """Where and when (areas, days of the record) alarms were judged real, or to have an ordinary reason."""
    calendar = record.calendar
    aside = np.zeros((record.areas, record.days), np.bool_)
    for foothold in selectors.settled(stream, calendar[0]):
        known = [rows[area] for area in foothold.areas if area in rows]
        # A month is set aside whole where the foothold began within it.
        first = max(bisect_right(calendar, began(foothold)) - 1, 0)
        aside[known, first : bisect_right(calendar, foothold.end)] = True
    return aside


def began(foothold: Foothold) -> date:
    """The first day of its window, or of its alarm where that is earlier."""
    return min(foothold.start, foothold.alarm_since or foothold.start)
