"""How quickly the baseline forgets and how far it shrinks: a few numbers, each from a short list, chosen by forecasts.

The defaults are the middle of each list and serve where there is too little to choose by.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, TypeVar

from lamplighter.scanning.baseline.errors import TuningUnusable

Choice = TypeVar("Choice", "CountyTuning", "AreaTuning")
ZERO_MEANS_WITHOUT = {"near", "alongside", "population", "deprivation", "dispersion", "noise"}


def _check(values: dict[str, float]) -> None:
    for name, value in values.items():
        least_fits = value >= 0 if name in ZERO_MEANS_WITHOUT else value > 0
        if not (math.isfinite(value) and least_fits):
            bound = "not below 0" if name in ZERO_MEANS_WITHOUT else "above 0"
            raise TuningUnusable(name=name, value=value, bound=bound)


@dataclass(frozen=True)
class CountyTuning:
    """The county's total: variances on the log scale.

    Attributes
    ----------
    drift : how much the level wanders in a month.
    noise : how much a period differs for reasons of its own.
    season_spread : standard deviation of the season's two waves before anything is seen.
    """

    drift: float = 0.002
    noise: float = 0.002
    season_spread: float = 0.1

    def __post_init__(self) -> None:
        _check(asdict(self))


@dataclass(frozen=True)
class AreaTuning:
    """Each area's share of the county's events.

    Attributes
    ----------
    long_half_life, short_half_life : days in which what an area counted loses half its weight.
    long_prior : what the surroundings suggest weighs as much as so many events an area.
    short_prior : what the long run suggests weighs as much as so many events an area.
    near, alongside, population, deprivation : how much neighbours, other kinds of event, people and (research only)
        the deprivation decile count in the prior, beside 1 for "every area alike".
    dispersion : what makes an area's counts vary more than its uncertain mean explains.
    """

    long_half_life: float = 720.0
    short_half_life: float = 60.0
    long_prior: float = 2.0
    short_prior: float = 8.0
    near: float = 1.0
    alongside: float = 1.0
    population: float = 1.0
    deprivation: float = 0.0
    dispersion: float = 0.1

    def __post_init__(self) -> None:
        _check(asdict(self))


@dataclass(frozen=True)
class Tuning:
    """Everything the baseline does not learn period by period, and how many periods it was chosen by."""

    county: CountyTuning = CountyTuning()
    areas: AreaTuning = AreaTuning()
    periods: int = 0


COUNTY_LISTS: dict[str, tuple[float, ...]] = {
    "drift": (0.0001, 0.0003, 0.001, 0.002, 0.004, 0.008, 0.016),
    "noise": (0.0001, 0.0003, 0.001, 0.002, 0.004, 0.01, 0.03, 0.1),
    "season_spread": (0.03, 0.1, 0.2),
}
AREA_LISTS: dict[str, tuple[float, ...]] = {
    "long_half_life": (180, 360, 720, 1440, 2880, 5760),
    "short_half_life": (15, 30, 60, 120),
    "long_prior": (0.25, 0.5, 1, 2, 4, 8, 16, 32),
    "short_prior": (1, 2, 4, 8, 16, 32, 64),
    "near": (0, 0.5, 1, 2, 4),
    "alongside": (0, 0.5, 1, 2, 4, 8),
    "population": (0, 0.5, 1, 2, 4),
    "deprivation": (0, 0.5, 1, 2, 4),
    "dispersion": (
        0.0,
        0.003,
        0.01,
        0.02,
        0.03,
        0.04,
        0.05,
        0.06,
        0.075,
        0.1,
        0.125,
        0.15,
        0.2,
        0.25,
        0.3,
        0.4,
        0.6,
        1.0,
    ),
}
ENOUGH_GAIN = 1e-3  # of the total log score: less is not worth another round
MOST_ROUNDS = 6


def choose(start: Choice, lists: dict[str, tuple[float, ...]], gain: Callable[[Choice], float]) -> Choice:
    """Climbs one list after another while the total log score gains, with a weak preference for where it starts."""

    def worth(choice: Choice) -> float:
        return gain(choice) - sum(_far(lists[name], getattr(start, name), getattr(choice, name)) for name in lists)

    best, reached = start, worth(start)
    for _ in range(MOST_ROUNDS):
        before = reached
        for name, values in lists.items():
            for value in values:
                changed: dict[str, Any] = {name: value}
                other = replace(best, **changed)
                if other != best and (found := worth(other)) > reached:
                    best, reached = other, found
        if reached - before < ENOUGH_GAIN:
            break
    return best


def _far(values: tuple[float, ...], start: float, value: float) -> float:
    """Half the squared steps from the start, where half the list is one standard deviation: a weak normal prior."""
    steps = abs(_place(values, value) - _place(values, start))
    return 0.5 * (steps / (len(values) / 2)) ** 2


def _place(values: tuple[float, ...], value: float) -> int:
    return min(range(len(values)), key=lambda i: abs(values[i] - value))


def told(tuning: Tuning) -> dict[str, float]:
    """The choices by name, for a report."""
    return {
        **{field.name: getattr(tuning.county, field.name) for field in fields(tuning.county)},
        **{field.name: getattr(tuning.areas, field.name) for field in fields(tuning.areas)},
    }
