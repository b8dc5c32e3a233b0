"""Small made-up studies for the tests of the scan."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from lamplighter.scanning import Areas, Cases, Controls, Expectation, Population, ScanResult, ScanSettings, scan
from lamplighter.scanning.building import Background, build_model
from lamplighter.scanning.models.model import Model
from lamplighter.scanning.periods import Periods
from lamplighter.scanning.study import Study, gather

FIRST = date(2026, 1, 1)


def areas_at(points: list[tuple[float, float]]) -> Areas:
    return Areas([f"A{number}" for number in range(len(points))], np.array(points, np.float64))


def cases_of(table: NDArray[np.int64]) -> Cases:
    """Cases from counts of shape (places, days)."""
    places, days = np.nonzero(table)
    return Cases(
        [f"A{place}" for place in places],
        [FIRST + timedelta(days=int(day)) for day in days],
        table[places, days],
    )


def settings_for(days: int, **changes: object) -> ScanSettings:
    basis: dict[str, object] = {
        "coordinates": "x_y",
        "start": FIRST,
        "end": FIRST + timedelta(days=days - 1),
        "replicates": 19,
    }
    return ScanSettings(**(basis | changes))  # type: ignore[arg-type]  # the settings check themselves


def study_of(table: NDArray[np.int64], points: list[tuple[float, float]]) -> Study:
    periods = Periods("day", FIRST, FIRST + timedelta(days=table.shape[1] - 1))
    return gather(cases_of(table), areas_at(points), periods)


def model_of(table: NDArray[np.int64], points: list[tuple[float, float]], settings: ScanSettings) -> Model:
    return build_model(study_of(table, points), settings, background(*table.shape))


def people(places: int) -> Population:
    """Uneven numbers of people: at the second place they double through January 2026, at the third there are none."""
    areas = [f"A{place}" for place in range(places)]
    now = [0.0 if place == 2 else 100.0 * (1 + place) for place in range(places)]
    later = [size * (2 if place == 1 else 1) for place, size in enumerate(now)]
    return Population([*areas, *areas], [*now, *later], [FIRST] * places + [FIRST.replace(day=31)] * places)


def background(places: int, days: int) -> Background:
    """Something to compare cases with under any model; dispersion differs from place to place."""
    where = [f"A{place}" for place in range(places) for _ in range(days)]
    when = [FIRST + timedelta(days=day) for _ in range(places) for day in range(days)]
    numbers = np.arange(places * days)
    several = (numbers // days) % 3 * np.float64(0.4)
    controls = Controls(where, numbers % 3 + 1, when)
    expectation = Expectation(where, (0.5 + numbers % 5).tolist(), when, several.tolist())
    return Background(people(places), controls, expectation)


def scanned(
    table: NDArray[np.int64], points: list[tuple[float, float]], settings: ScanSettings, threads: int = 1
) -> ScanResult:
    """A scan of counts (places, days) under any model."""
    behind = background(*table.shape)
    return scan(
        cases_of(table),
        areas_at(points),
        settings,
        population=behind.population,
        controls=behind.controls,
        expectation=behind.expectation,
        threads=threads,
    )


MODELS = ["permutation", "poisson", "bernoulli", "expectation_poisson", "expectation_negative_binomial"]
THROUGH_TIME = ["prospective", "retrospective"]
SCANS = [*THROUGH_TIME, "spatial", "temporal", "prospective_temporal"]


@st.composite
def studies(draw: st.DrawFn) -> tuple[NDArray[np.int64], list[tuple[float, float]], ScanSettings]:
    """Counts, points and settings of a study with at least one case."""
    places, days = draw(st.integers(1, 6)), draw(st.integers(1, 7))
    model = draw(st.sampled_from(MODELS))
    kind = draw(st.sampled_from(THROUGH_TIME if model == "permutation" else SCANS))
    shapes = ["circle", "ellipse", *(["subset"] if model != "expectation_negative_binomial" else [])]
    counts = draw(st.lists(st.integers(0, 4), min_size=places * days, max_size=places * days))
    table = np.array(counts, np.int64).reshape(places, days)
    if model == "poisson":
        # Nobody lives at the third place, so nothing happens there.
        table[2:3] = 0
    table[0, 0] += not table.any()
    spots = st.tuples(st.integers(-3, 3), st.integers(-3, 3))
    points = draw(st.lists(spots, min_size=places, max_size=places))
    settings = settings_for(
        days,
        model=model,
        scan=kind,
        shape="circle" if kind.endswith("temporal") else draw(st.sampled_from(shapes)),
        prospective_since=draw(st.sampled_from([None, FIRST])) if kind.startswith("prospective") else None,
        **draw(adjustments(model, kind)),
        rates=draw(st.sampled_from(["high", "low", "both"])),
        max_share=draw(st.sampled_from([0.3, 0.5, 1.0])),
        max_radius_km=draw(st.sampled_from([None, 2.5])),
        max_duration_share=draw(st.sampled_from([0.5, 1.0])),
        min_cases=draw(st.integers(1, 3)),
        seed=draw(st.integers(0, 2**64 - 1)),
        overlap=draw(st.sampled_from(["never", "other_times"])),
        p_value=draw(st.sampled_from(["monte_carlo", "sequential", "gumbel"])),
    )
    return table, [(float(x), float(y)) for x, y in points], settings


def adjustments(model: str, kind: str) -> st.SearchStrategy[dict[str, str]]:
    """Adjustments the Poisson model may make."""
    choices: list[dict[str, str]] = [{}]
    if model == "poisson" and kind != "spatial":
        choices.append({"time_trend": "log_linear"})
    if model == "poisson" and kind in THROUGH_TIME:
        choices += [{"time_trend": "stratified"}, {"space_adjustment": "nonparametric"}]
    return st.sampled_from(choices)
