"""Which areas are the closed place, the ring round it and the comparison: one rule for every watch, so none is chosen
to please.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import hypot

from lamplighter.desk import county
from lamplighter.desk.crackdowns.models import Task
from lamplighter.desk.holds.errors import NoCountyToWatch, TooFewAreas
from lamplighter.desk.holds.models import Compared
from lamplighter.desk.queue.models import Assessment
from lamplighter.places import Area, Pack

RING_KM = 2.0
FEWEST_IN_RING = 4
# As many as the engine was calibrated with; a comparison much smaller than the place makes the difference unsteady
# (Wheeler and Ratcliffe 2018).
FEWEST_COMPARED = 12


@dataclass(frozen=True)
class Chosen:
    """The areas of a watch; `left_out` are those that another watch touches, so no fair comparison."""

    place: Area
    ring: tuple[str, ...]
    ring_km: float
    comparison: tuple[str, ...]
    compared: Compared
    left_out: tuple[str, ...]


def pack() -> Pack:
    found = county.pack()
    if found is None:
        raise NoCountyToWatch
    return found


def chosen(place: str, *, watched: Collection[str]) -> Chosen:
    """The areas around one; `watched` are the places and rings of the other watches that run."""
    areas = {area.id: area for area in pack().areas()}
    if place not in areas:
        raise TooFewAreas
    middle = areas.pop(place)
    away = sorted((hypot(each.x - middle.x, each.y - middle.y) / 1000, each.id) for each in areas.values())
    number = max(sum(far <= RING_KM for far, _ in away), FEWEST_IN_RING)
    ring, rest = away[:number], [areas[name] for _, name in away[number:]]
    free = [each for each in rest if each.id not in watched]
    if not free:
        raise TooFewAreas
    compared, comparison = _comparison(middle, free)
    return Chosen(
        middle,
        tuple(name for _, name in ring),
        round(ring[-1][0], 2),
        tuple(sorted(each.id for each in comparison)),
        compared,
        tuple(sorted(each.id for each in rest if each.id in watched)),
    )


def _comparison(place: Area, free: Sequence[Area]) -> tuple[Compared, Sequence[Area]]:
    """The same district where it is large enough: the same officers and council, the same leaflets and weather."""
    near = [each for each in free if place.district and each.district == place.district]
    return (Compared.DISTRICT, near) if len(near) >= FEWEST_COMPARED else (Compared.COUNTY, free)


def proposed(task: Task) -> str:
    """The area most of the task's tips are placed in, or the middle of its foothold; empty where neither is known."""
    areas = Assessment.objects.filter(pk__in=task.tips.values("pk")).exclude(area="").values_list("area", flat=True)
    most = Counter(areas.order_by("area")).most_common(1)
    return most[0][0] if most else task.foothold.centre if task.foothold else ""


def area_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every area, by district."""
    found = county.pack()
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for area in found.areas() if found else ():
        groups[area.district].append((area.id, name_of(area)))
    return sorted(groups.items())


def name_of(area: Area) -> str:
    return f"{area.name}, {area.near}" if area.near else area.name
