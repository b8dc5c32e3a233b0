"""Footholds planted in null years, as bare numbers: how soon an engine finds one of a given size and strength."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from lamplighter.simulation.chance import array_chance
from lamplighter.simulation.ground import Ground
from lamplighter.simulation.nulls import NullYear, null_year
from lamplighter.simulation.rhythm import FULL, Rhythm


@dataclass(frozen=True, slots=True)
class PlantedTips:
    """The tips that one foothold adds, by area and day of arrival; `onset` is the foothold's first day."""

    areas: frozenset[int]
    onset: int
    area: np.ndarray
    day: np.ndarray


def planted_tips(
    ground: Ground, *, seed: int, size: int, tips_a_week: float, first: int, last: int, active: int
) -> PlantedTips:
    """A foothold anywhere in the county: `size` areas next to one another, telling alike, active so many days.

    It begins on any day from `first` so that it is over by `last`.
    """
    draw = array_chance(seed, f"planted {size} {tips_a_week:g}")
    areas = np.array(ground.near(int(draw.integers(len(ground.areas))), size))
    onset = int(draw.integers(first, last - active + 2))
    tips = draw.poisson(tips_a_week / 7 * active)
    return PlantedTips(
        frozenset(areas.tolist()), onset, draw.choice(areas, tips), onset + draw.integers(0, active, tips)
    )


def watched_year(
    ground: Ground, *, seed: int, history: int, start: date, days: int = 365, rhythm: Rhythm = FULL
) -> NullYear:
    """A null year with so many days before it to learn from; a campaign, if there is one, is launched in the year."""
    launch = None
    if rhythm.surge:
        launch = start + timedelta(days=history + int(array_chance(seed, "launch").integers(days)))
    return null_year(ground, seed=seed, start=start, days=history + days, rhythm=rhythm, launch=launch)
