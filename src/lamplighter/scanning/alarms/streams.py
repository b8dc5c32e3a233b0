"""Several streams under one budget: each has its own level, and alarms at one place and time are one, carried by both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lamplighter.scanning.alarms.record import Record
from lamplighter.scanning.alarms.runs import Alarm
from lamplighter.scanning.baseline.calendar import Calendar


def dated(alarms: Sequence[Alarm], record: Record, history: int) -> list[Alarm]:
    """A watched record's alarms with the ordinals of their first and last day, so that days and months compare."""
    calendar = record.calendar
    ends = [*calendar[1:], Calendar(tuple(calendar), record.unit).following()]
    return [
        replace(
            alarm,
            first=calendar[history + alarm.first].toordinal(),
            last=ends[history + alarm.last].toordinal() - 1,
        )
        for alarm in alarms
    ]


@dataclass(frozen=True, slots=True)
class Joint:
    """An alarm of one or more streams; `carried_by` says which, in the order they began.

    The first and last day are numbered as the streams' are; see `dated`. `parts` are the alarms it is made of: the stream
    of each and its place in what that stream gave.
    """

    first: int
    last: int
    areas: frozenset[int]
    carried_by: tuple[str, ...]
    parts: tuple[tuple[str, int], ...] = ()


def together(streams: Mapping[str, Sequence[Alarm]]) -> tuple[Joint, ...]:
    """All streams' alarms in order of their first day, those that share an area and a day put together.

    Each stream's level is learnt for its own part of the budget. So the alarms together are no more than the budget,
    whatever the streams have to do with one another.
    """
    every = ((alarm, (name, at)) for name, some in streams.items() for at, alarm in enumerate(some))
    made: list[Joint] = []
    for alarm, part in sorted(every, key=lambda pair: pair[0].first):
        same = next(
            (at for at, joint in enumerate(made) if joint.last >= alarm.first and joint.areas & alarm.areas), None
        )
        if same is None:
            made.append(Joint(alarm.first, alarm.last, alarm.areas, (part[0],), (part,)))
        else:
            made[same] = _joined(made[same], alarm, part)
    return tuple(made)


def _joined(joint: Joint, alarm: Alarm, part: tuple[str, int]) -> Joint:
    carried_by = tuple(dict.fromkeys((*joint.carried_by, part[0])))
    last, areas = max(joint.last, alarm.last), joint.areas | alarm.areas
    return Joint(joint.first, last, areas, carried_by, (*joint.parts, part))
