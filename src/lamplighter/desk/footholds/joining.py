"""Alarms of both streams at one place and time are one foothold; the stream that began it stands first."""

from __future__ import annotations

from collections.abc import Sequence

from lamplighter.desk.footholds.models import Foothold, ScanRun
from lamplighter.scanning.alarms import Alarm, Signal, together


def join(runs: Sequence[ScanRun]) -> None:
    """Marks, among the alarms of one day's runs, which are parts of one."""
    found = {run.stream: list(run.footholds.filter(alarm=True).order_by("rank")) for run in runs}
    numbers = _numbered(found)
    for joint in together({name: [_as_alarm(each, numbers) for each in some] for name, some in found.items()}):
        first, *others = [found[name][at] for name, at in joint.parts]
        for other in others:
            if other.run_id != first.run_id:
                other.part_of = first
                other.save(update_fields=["part_of"])


def _numbered(found: dict[str, list[Foothold]]) -> dict[str, int]:
    areas = {area for some in found.values() for each in some for area in each.areas}
    return {area: number for number, area in enumerate(sorted(areas))}


def _as_alarm(foothold: Foothold, numbers: dict[str, int]) -> Alarm:
    """By the days of its window: recorded crime comes weeks late, so the days the alarms were raised never meet."""
    areas = frozenset(numbers[area] for area in foothold.areas)
    return Alarm(foothold.start.toordinal(), foothold.end.toordinal(), areas, Signal(foothold.test_statistic, areas))
