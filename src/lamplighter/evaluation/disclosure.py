"""What a published count may say: nothing from which a neighbour could work out who was found, helped or who told us.

Any count under 5 is published as "fewer than 5". None is under 5 too, and is not told apart from one: a line that turns
from "none" to "fewer than 5", or that appears where there was no line, dates the first case to the days between two
bulletins. So every line is always shown, no sum over lines is published (a total less its shown parts gives the hidden
one), and two published periods of one crackdown never overlap (their difference would be a small count).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lamplighter.evaluation.errors import CountBelowZero

# ONS and police practice hides 1 to 4; why nought is hidden with them is said above.
LEAST_SHOWN = 5
FEWER = "fewer than 5"


@dataclass(frozen=True)
class Shown:
    """A count as it may leave the house, and why it looks as it does."""

    value: str
    hidden: bool
    reason: str


@dataclass(frozen=True)
class Period:
    """Days from first to last, both counted."""

    first: date
    last: date

    def overlaps(self, other: Period) -> bool:
        return self.first <= other.last and other.first <= self.last


def shown(count: int) -> Shown:
    """The count as it may be published.

    >>> shown(12).value
    '12'
    >>> shown(1).value == shown(0).value
    True
    """
    if count < 0:
        raise CountBelowZero(count=count)
    if count >= LEAST_SHOWN:
        return Shown(f"{count:,}", hidden=False, reason="")
    return Shown(FEWER, hidden=True, reason="None to four are shown alike, so that nobody can be recognised.")


def overlapping(period: Period, published: Sequence[Period]) -> tuple[Period, ...]:
    """The published periods that share a day with this one: their counts could be subtracted from each other."""
    return tuple(other for other in published if period.overlaps(other))


def small_numbers_in(text: str) -> tuple[str, ...]:
    """Phrases of free text that count one to four of something, and so go round the rule above.

    >>> small_numbers_in("We arrested three men and visited 12 homes.")
    ('three men',)
    """
    return tuple(match.group(0) for match in _SMALL.finditer(text) if not _FOR_TIME.match(match["what"]))


_SMALL = re.compile(r"(?<![\d.,:/£-])\b(?:one|two|three|four|[1-4])\s+(?P<what>[a-z][a-z-]+)\b", re.IGNORECASE)
_FOR_TIME = re.compile(r"(?:hour|day|week|month|year|of|more|way|another|in|and|or|to|january|may)s?\b", re.IGNORECASE)
