"""How much of a pattern is reporting and how much recording: the two streams side by side, never added up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from lamplighter.desk.footholds.models import Foothold, Stream

RISEN = 1.5
FEWEST = 3


@dataclass(frozen=True)
class Side:
    """One stream's events at the place and time, and what would be usual."""

    label: str
    first: date
    last: date
    seen: int
    usual: float
    low: int | None
    high: int | None

    @property
    def has_risen(self) -> bool:
        """Above its 90 % interval; where there is none, half as much again as usual and two or more above it."""
        if self.high is not None:
            return self.seen > self.high
        return self.seen >= FEWEST and self.seen >= RISEN * self.usual and self.seen - self.usual >= 2

    @property
    def above(self) -> float:
        """Events beyond the usual."""
        return max(self.seen - self.usual, 0.0)


@dataclass(frozen=True)
class Split:
    """Both sides of a foothold; `None` where the other stream's days are not known yet."""

    reporting: Side | None
    recording: Side | None

    @property
    def sides(self) -> list[Side]:
        return [side for side in (self.reporting, self.recording) if side]

    def __str__(self) -> str:
        told, kept = (side.has_risen if side else None for side in (self.reporting, self.recording))
        return _(_SAID[told, kept])


_SAID = {
    (True, True): noop("Both rose: people report more here, and police record more."),
    (True, False): noop("All of it is reporting: recorded crime in these areas is about as usual."),
    (False, True): noop("All of it is recording: people report about as usual here."),
    (False, False): noop("Neither is far above the usual by itself."),
    (True, None): noop(
        "All that is known is reporting: no recorded crime of these days is published yet, so nothing checks it."
    ),
    (None, True): noop("All that is known is recording: there are no tips of these days to compare with."),
    (False, None): noop(
        "Reporting is only a little above the usual, and recorded crime of these days is not known yet."
    ),
    (None, False): noop("Recording is only a little above the usual, and there are no tips of these days."),
    (None, None): noop("Nothing is known of either."),
}
"""By whether reporting and recording rose; None where that is not known."""


def split(of: Foothold) -> Split:
    own = _side(of.run.stream, _own(of))
    other = _side(Stream.RECORDED if of.run.stream == Stream.TIPS else Stream.TIPS, of.beside)
    return Split(own, other) if of.run.stream == Stream.TIPS else Split(other, own)


def _own(of: Foothold) -> dict[str, Any]:
    return {
        "first": of.start.isoformat(),
        "last": of.end.isoformat(),
        "seen": of.observed,
        "usual": of.expected,
        "low": of.expected_low,
        "high": of.expected_high,
    }


def _side(stream: str, kept: dict[str, Any]) -> Side | None:
    if not kept:
        return None
    first, last = (date.fromisoformat(kept[end]) for end in ("first", "last"))
    label = _("Reporting: tips") if stream == Stream.TIPS else _("Recording: offences")
    return Side(label, first, last, kept["seen"], kept["usual"], kept["low"], kept["high"])
