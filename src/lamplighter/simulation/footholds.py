"""Footholds planted in the stream: the truth that a scan is to find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from lamplighter.simulation.cases import Case, open_case
from lamplighter.simulation.chance import Chance
from lamplighter.simulation.errors import NowhereToPlant
from lamplighter.simulation.ground import Ground

APART_M = 6000.0  # so that no scan circle of 3 km can hold two
TOWN_GAP_M = 1500.0  # in a town the next area begins nearer than this


@dataclass(frozen=True)
class Plan:
    """What to plant: days are counted back from the stream's last day; `until` None means still active then.

    `tips_a_week` is what it adds in ordinary weeks; while a campaign runs it adds as many times more as all else.
    """

    id: str
    title: str
    kinds: Mapping[str, float]
    begins: int
    until: int | None
    tips_a_week: float
    areas: int
    offences_a_month: Mapping[str, float]


@dataclass(frozen=True)
class Foothold:
    """A planted foothold: rows of the ground, with each area's share of what happens, and the cases behind it."""

    plan: Plan
    areas: tuple[int, ...]
    shares: tuple[float, ...]
    start: date
    end: date | None
    cases: tuple[Case, ...]

    @property
    def centre(self) -> int:
        return self.areas[0]


PLANS: tuple[Plan, ...] = (
    Plan("F1", "A line of young runners works from a taken-over flat", {"cuckooing": 0.55, "drug_supply": 0.3, "county_lines": 0.15},
         begins=15, until=None, tips_a_week=5.0, areas=1, offences_a_month={"Drugs": 3, "Anti-social behaviour": 5, "Violence and sexual offences": 2}),
    Plan("F2", "A drugs line from a city supplies two estates", {"county_lines": 0.5, "drug_supply": 0.5},
         begins=14, until=None, tips_a_week=6.0, areas=2, offences_a_month={"Drugs": 4, "Possession of weapons": 3, "Anti-social behaviour": 4}),
    Plan("F3", "Workers are held behind a car wash", {"modern_slavery": 0.8, "organised_crime": 0.2},
         begins=12, until=None, tips_a_week=5.2, areas=1, offences_a_month={"Public order": 2, "Other crime": 1}),
    Plan("F4", "A family firm lends money and hides weapons", {"organised_crime": 0.7, "drug_supply": 0.3},
         begins=92, until=78, tips_a_week=8.0, areas=1, offences_a_month={"Possession of weapons": 3, "Criminal damage and arson": 4}),
)  # fmt: skip


def plant(plans: Sequence[Plan], ground: Ground, weights: np.ndarray, last: date, draw: Chance) -> tuple[Foothold, ...]:
    """Places each plan in a part of a town where few tips come, well away from the others."""
    taken: list[int] = []
    planted = []
    for plan in plans:
        centre = _choose(plan, ground, weights, taken, draw)
        taken.append(centre)
        areas = tuple(ground.near(centre, plan.areas))
        planted.append(_foothold(plan, ground, areas, last, draw))
    return tuple(planted)


def _choose(plan: Plan, ground: Ground, weights: np.ndarray, taken: Sequence[int], draw: Chance) -> int:
    """The middle of a close group of quiet areas; where the county is small, footholds stand nearer to one another."""
    quiet = [index for index in range(len(ground.areas)) if _is_quiet(ground, weights, ground.near(index, plan.areas))]
    for apart in (APART_M, APART_M / 2, APART_M / 6):
        clear = [index for index in quiet if all(ground.distances(index)[other] > apart for other in taken)]
        if clear:
            return draw.pick(clear)
    raise NowhereToPlant(wanted=plan.areas, foothold=plan.id)


def _is_quiet(ground: Ground, weights: np.ndarray, areas: Sequence[int]) -> bool:
    """Few tips in every one of the areas, homes close together, and streets to name."""
    low, high = np.quantile(weights, (0.1, 0.5))
    quiet = all(low <= weights[area] <= high and ground.streets[area] for area in areas)
    return quiet and bool(ground.distances(areas[0])[ground.near(areas[0], len(areas) + 1)].max() < TOWN_GAP_M)


def _foothold(plan: Plan, ground: Ground, areas: tuple[int, ...], last: date, draw: Chance) -> Foothold:
    raw = [0.6**step for step in range(len(areas))]
    kind = max(plan.kinds, key=lambda name: plan.kinds[name])
    return Foothold(
        plan=plan,
        areas=areas,
        shares=tuple(share / sum(raw) for share in raw),
        start=last - timedelta(days=plan.begins),
        end=None if plan.until is None else last - timedelta(days=plan.until),
        cases=tuple(open_case(ground, draw, area, kind) for area in areas),
    )


def active(foothold: Foothold, first: date, last: date) -> tuple[date, date] | None:
    """The days between first and last on which the foothold is active, None if there are none."""
    begin, end = max(first, foothold.start), min(last, foothold.end or last)
    return (begin, end) if begin <= end else None
