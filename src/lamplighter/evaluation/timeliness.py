"""How soon planted footholds are found at one false alarm budget for all methods, on the same years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.evaluation.alarm_rate import Make, usual_dispersion
from lamplighter.evaluation.rivals import RIVALS, seen, signals
from lamplighter.scanning.alarms import Record, Watch, learn
from lamplighter.scanning.alarms.runs import Day

ENGINE = "Lamplighter"
WITHIN = 28
DRAWS = 2000
Methods = Mapping[str, Sequence[Day]]


@dataclass(frozen=True)
class Plant:
    """A record with a foothold in it: which areas, from which day on, counted from the record's first."""

    record: Record
    areas: frozenset[int]
    onset: int
    active: int


@dataclass(frozen=True)
class Setting:
    """A size and a strength of footholds."""

    areas: int
    tips_a_week: float


@dataclass(frozen=True)
class Versus:
    """How a rival did, and how much better the engine did on the same years, each with a 95 % interval."""

    method: str
    median_days: float
    share_found: float
    days_sooner: tuple[float, float, float]
    """Of the medians; a foothold never found counts as found on the day after its last."""
    found_more: tuple[float, float, float]

    @property
    def engine_worse(self) -> bool:
        return self.days_sooner[2] < 0 or self.found_more[2] < 0

    @property
    def engine_better(self) -> bool:
        return not self.engine_worse and (self.days_sooner[1] > 0 or self.found_more[1] > 0)


@dataclass(frozen=True)
class Cell:
    """One setting: the engine's median days to find (more than `active` where under half were) and share in 28 days."""

    setting: Setting
    footholds: int
    active: int
    median_days: float
    share_found: float
    rivals: tuple[Versus, ...]


def by_method(watch: Watch, record: Record, dispersion: float) -> Methods:
    """Each method's signals of each watched day, the engine's first."""
    given = seen(watch, record)
    return {ENGINE: watch.run(record, dispersion)} | {name: signals(rival(given)) for name, rival in RIVALS.items()}


@dataclass(frozen=True)
class Calibrated:
    """The level of each method at one budget, learnt from the same null years."""

    watch: Watch
    dispersion: float
    levels: Mapping[str, float]

    @classmethod
    def on(cls, watch: Watch, make: Make, seeds: range, budget: float) -> Calibrated:
        dispersion = usual_dispersion(watch, make, seeds)
        years = [by_method(watch, make(seed), dispersion) for seed in seeds]
        levels = {name: learn([year[name] for year in years], budget).statistic for name in years[0]}
        return cls(watch, dispersion, levels)

    def days_to_find(self, plant: Plant) -> dict[str, int]:
        """By method, days from the onset to the first alarm on its areas; one more than it was active if there is none."""
        found = by_method(self.watch, plant.record, self.dispersion)
        return {name: self._wait(found[name], plant, level) for name, level in self.levels.items()}

    def _wait(self, days: Sequence[Day], plant: Plant, level: float) -> int:
        onset = plant.onset - self.watch.history
        for waited, day in enumerate(days[onset : onset + plant.active]):
            if any(signal.statistic >= level and signal.areas & plant.areas for signal in day):
                return waited
        return plant.active + 1


def compare(calibrated: Calibrated, plants: Iterable[Plant], setting: Setting) -> Cell:
    """The engine against each rival on the same planted footholds."""
    waits: dict[str, list[int]] = {name: [] for name in calibrated.levels}
    active = 0
    for plant in plants:
        active = plant.active
        for name, wait in calibrated.days_to_find(plant).items():
            waits[name].append(wait)
    days = {name: np.array(some) for name, some in waits.items()}
    own = days.pop(ENGINE)
    rivals = tuple(_versus(name, own, theirs) for name, theirs in days.items())
    return Cell(setting, len(own), active, float(np.median(own)), float(np.mean(own < WITHIN)), rivals)


def _versus(name: str, own: NDArray[np.int64], theirs: NDArray[np.int64]) -> Versus:
    return Versus(
        method=name,
        median_days=float(np.median(theirs)),
        share_found=float(np.mean(theirs < WITHIN)),
        days_sooner=paired(theirs, own, np.median),
        found_more=paired(own < WITHIN, theirs < WITHIN, np.mean),
    )


def paired(
    more: NDArray[np.generic], less: NDArray[np.generic], statistic: Callable[..., NDArray[np.float64]]
) -> tuple[float, float, float]:
    """How much larger a statistic is, with its 95 % interval: pairs are drawn again, both sides the same (Efron 1979)."""
    drawn = np.random.default_rng(1).integers(0, len(more), (DRAWS, len(more)))
    low, high = np.quantile(statistic(more[drawn], axis=1) - statistic(less[drawn], axis=1), (0.025, 0.975))
    return float(statistic(more) - statistic(less)), float(low), float(high)
