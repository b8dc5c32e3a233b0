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


@dataclass(frozen=True)
class Plan:
    """What to plant: days are counted back from the stream's last day; `until` None means still active then."""

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
         begins=17, until=None, tips_a_week=6.0, areas=1, offences_a_month={"Drugs": 3, "Anti-social behaviour": 5, "Violence and sexual offences": 2}),
    Plan("F2", "A drugs line from a city supplies two estates", {"county_lines": 0.5, "drug_supply": 0.5},
         begins=20, until=None, tips_a_week=8.0, areas=3, offences_a_month={"Drugs": 4, "Possession of weapons": 3, "Anti-social behaviour": 4}),
    Plan("F3", "Workers are held behind a car wash", {"modern_slavery": 0.8, "organised_crime": 0.2},
         begins=13, until=None, tips_a_week=6.0, areas=1, offences_a_month={"Public order": 2, "Other crime": 1}),
    Plan("F4", "A family firm lends money and hides weapons", {"organised_crime": 0.7, "drug_supply": 0.3},
         begins=92, until=64, tips_a_week=4.0, areas=2, offences_a_month={"Possession of weapons": 3, "Criminal damage and arson": 4}),
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
    low, high = np.quantile(weights, (0.25, 0.6))
    for apart in (APART_M, APART_M / 2, 0.0):
        fit = [
            index
            for index in range(len(ground.areas))
            if low <= weights[index] <= high
            and ground.streets[index]
            and ground.distances(index)[ground.near(index, plan.areas + 1)[-1]] < 1500
            and all(ground.distances(index)[other] > apart for other in taken)
        ]
        if fit:
            return draw.pick(fit)
    raise NowhereToPlant(wanted=plan.areas, foothold=plan.id)


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
