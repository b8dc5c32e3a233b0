"""An alarm is a run of days on which clusters strong enough overlap in place, however long it lasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Signal:
    """A cluster of one day: `areas` are rows, `length` the days of its window, which ends that day; `centre` is a row."""

    statistic: float
    areas: frozenset[int]
    length: int = 1
    observed: int = 0
    expected: float = 0.0
    centre: int = -1


Day = Sequence[Signal]
"""The clusters of a day, best first, no area in two."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One run of days, both ends included; `areas` are all that it touched, `peak` is its strongest cluster."""

    first: int
    last: int
    areas: frozenset[int]
    peak: Signal


def alarms(days: Sequence[Day], level: float) -> tuple[Alarm, ...]:
    """The alarms of some days in a row at a level, in order of their first day.

    >>> a, b = Signal(9.0, frozenset({1, 2})), Signal(12.0, frozenset({2, 3}))
    >>> [(alarm.first, alarm.last) for alarm in alarms([[a], [b], [], [a]], 8.0)]
    [(0, 1), (3, 3)]
    """
    made: list[Alarm] = []
    live: list[tuple[int, frozenset[int]]] = []
    for number, day in enumerate(days):
        now = []
        for signal in day:
            if signal.statistic < level:
                continue
            at = next((alarm for alarm, areas in live if areas & signal.areas), len(made))
            if at == len(made):
                made.append(Alarm(number, number, signal.areas, signal))
            made[at] = _longer(made[at], number, signal)
            now.append((at, signal.areas))
        live = now
    return tuple(made)


def _longer(alarm: Alarm, day: int, signal: Signal) -> Alarm:
    peak = max(alarm.peak, signal, key=lambda each: each.statistic)
    return replace(alarm, last=day, areas=alarm.areas | signal.areas, peak=peak)


def count_alarms(days: Sequence[Day], level: float) -> int:
    """How many alarms there are: `alarms` without the details."""
    made, live = 0, list[frozenset[int]]()
    for day in days:
        now = [signal.areas for signal in day if signal.statistic >= level]
        made += sum(not any(areas & before for before in live) for areas in now)
        live = now
    return made
