"""Small made-up studies for the tests of the scan."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from lamplighter.scanning import Areas, Cases, Population, ScanSettings
from lamplighter.scanning.engine import build_model
from lamplighter.scanning.models.model import Model
from lamplighter.scanning.periods import Periods
from lamplighter.scanning.study import gather

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


def model_of(table: NDArray[np.int64], points: list[tuple[float, float]], settings: ScanSettings) -> Model:
    periods = Periods(settings.time_unit, *settings.days)
    return build_model(gather(cases_of(table), areas_at(points), periods), settings, people(len(points)))


def people(places: int) -> Population:
    """Uneven numbers of people: at the second place they double through January 2026, at the third there are none."""
    areas = [f"A{place}" for place in range(places)]
    now = [0.0 if place == 2 else 100.0 * (1 + place) for place in range(places)]
    later = [size * (2 if place == 1 else 1) for place, size in enumerate(now)]
    return Population([*areas, *areas], [*now, *later], [FIRST] * places + [FIRST.replace(day=31)] * places)


@st.composite
def studies(draw: st.DrawFn) -> tuple[NDArray[np.int64], list[tuple[float, float]], ScanSettings]:
    """Counts, points and settings of a study with at least one case."""
    places, days = draw(st.integers(1, 6)), draw(st.integers(1, 7))
    model = draw(st.sampled_from(["permutation", "poisson"]))
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
        scan=draw(st.sampled_from(["prospective", "retrospective", *(["spatial"] if model == "poisson" else [])])),
        rates=draw(st.sampled_from(["high", "low", "both"])),
        max_share=draw(st.sampled_from([0.3, 0.5, 1.0])),
        max_radius_km=draw(st.sampled_from([None, 2.5])),
        max_duration_share=draw(st.sampled_from([0.5, 1.0])),
        min_cases=draw(st.integers(1, 3)),
        seed=draw(st.integers(0, 2**64 - 1)),
    )
    return table, [(float(x), float(y)) for x, y in points], settings
