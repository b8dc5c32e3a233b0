"""How long a scan takes: the four loads of the benchmark from their folder, or made-up ones of the same size.

First as permutation scans on the threads asked for, then on two, then as Poisson scans. `lamplighter bench scan --json`
prints this. CPU seconds cover reading the tables and the whole scan on one thread;
compiling is measured apart, on a study of two places.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import numpy as np

from lamplighter.scanning.periods import Periods
from lamplighter.scanning.population import Population
from lamplighter.scanning.run import Run, read_run, scan_run
from lamplighter.scanning.settings import Model, ScanSettings
from lamplighter.scanning.study import Areas, Cases

SIZES = ((245, 365, 2_000), (245, 365, 20_000), (1_000, 90, 2_000), (1_000, 90, 20_000))
MODELS: tuple[Model, ...] = ("permutation", "poisson")
FIRST = date(2025, 1, 1)
LONGEST = 30
WEEKDAYS = np.array([1.0, 1.0, 1.0, 1.1, 1.4, 1.5, 0.9])


@dataclass(frozen=True)
class Load:
    """One load and what it took."""

    name: str
    places: int
    periods: int
    cases: int
    replicates: int
    cpu_seconds: float
    wall_seconds: float
    compile_seconds: float
    test_statistic: float
    model: str
    threads: int


def bench(folder: Path | None = None, *, threads: int = 1, replicates: int = 999) -> dict[str, list[dict[str, object]]]:
    """Scans the four loads, from `folder` (holding one folder a load) where it is given; keys as in the contracts.

    `replicates` holds for made-up loads; the others' settings files say their own.
    """
    wanted: list[tuple[Model, int]] = [("permutation", threads), ("permutation", 2), ("poisson", threads)]
    return {
        "loads": [
            asdict(_measure(name, read, side_by_side))
            for model, side_by_side in wanted
            for name, read in _runs(folder, model, replicates).items()
        ]
    }


def _runs(folder: Path | None, model: Model, replicates: int) -> dict[str, Callable[[], Run]]:
    if folder is None:
        return {f"made_up_{_name(*size)}": partial(made_up, *size, replicates, model) for size in SIZES}
    return {_name(*size): partial(read_run, folder / _name(*size) / f"{model}.json") for size in SIZES}


def made_up(places: int, days: int, cases: int, replicates: int, model: Model = "permutation") -> Run:
    """Uneven places in a square, a weekly rhythm, and one cluster planted in the last five days."""
    chance = np.random.default_rng([places, days, cases])
    areas = Areas([f"L{number}" for number in range(places)], chance.uniform(0, 40, (places, 2)))
    settings = ScanSettings(
        coordinates="x_y",
        model=model,
        start=FIRST,
        end=FIRST + timedelta(days=days - 1),
        max_duration=LONGEST,
        replicates=replicates,
    )
    rates = np.outer(chance.lognormal(0, 0.8, places), np.resize(WEEKDAYS, days))
    near = np.argsort(np.hypot(*(areas.points - areas.points[0]).T))[: places // 60]
    rates[near, -5:] *= 3
    where, when = np.unravel_index(chance.choice(rates.size, cases, p=rates.ravel() / rates.sum()), rates.shape)
    dates = [FIRST + timedelta(days=int(day)) for day in when]
    found = Cases([areas.ids[place] for place in where], dates)
    people = Population(areas.ids, 1000 * rates.sum(axis=1)) if model == "poisson" else None
    return Run(settings, found, areas, people)


def _name(places: int, days: int, cases: int) -> str:
    return f"{places}x{days}_{cases}"


def _measure(name: str, read: Callable[[], Run], threads: int) -> Load:
    began = time.process_time()
    for model in MODELS:
        scan_run(made_up(2, 2, 3, 1, model), threads=1)
    compiled, wall = time.process_time(), time.perf_counter()
    run = read()
    result = scan_run(run, threads=threads)
    finished, wall = time.process_time(), time.perf_counter() - wall
    return Load(
        name=name,
        places=len(run.areas.ids),
        periods=Periods(run.settings.time_unit, *run.settings.days).count,
        cases=result.cases,
        replicates=result.replicates,
        cpu_seconds=finished - compiled,
        wall_seconds=wall,
        compile_seconds=compiled - began,
        test_statistic=result.best_statistic,
        model=run.settings.model,
        threads=threads,
    )
