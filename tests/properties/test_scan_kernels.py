"""Each compiled loop of the scan equals the plain one beside it, whatever it is given."""

from __future__ import annotations

import numpy as np
import pytest
import scans
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lamplighter.scanning import ScanSettings
from lamplighter.scanning.inference import SIGNS
from lamplighter.scanning.kernels.compiled import kernel
from lamplighter.scanning.kernels.critical import Limits, critical_count_plainly, fill_critical, fill_turning_points
from lamplighter.scanning.kernels.lanes import LANES, advance, advance_plainly
from lamplighter.scanning.kernels.likelihood import log_likelihood_ratio
from lamplighter.scanning.kernels.maxima import find_maxima, maximum_plainly
from lamplighter.scanning.kernels.observed import best_cylinders
from lamplighter.scanning.kernels.search import cylinders_plainly

Drawn = tuple[NDArray[np.int64], list[tuple[float, float]], ScanSettings]

# The first call compiles, so no time is asked of any example.
unhurried = settings(deadline=None, max_examples=60)


@kernel
def advance_compiled(
    places: NDArray[np.int32],
    levels: NDArray[np.int32],
    critical: NDArray[np.int16],
    slab: NDArray[np.int16],
    running: NDArray[np.int16],
    reached: NDArray[np.uint64],
) -> int:
    return advance(places, levels, critical, slab, running, reached, 0, places.size)


@pytest.mark.parametrize("kind", [np.int16, np.int32])
@unhurried
@given(seed=st.integers(0, 2**32 - 1), steps=st.integers(0, 12), limit=st.integers(-5, 40))
def test_lanes_stop_where_the_plain_loop_stops(kind: type, seed: int, steps: int, limit: int) -> None:
    chance = np.random.default_rng(seed)
    places = chance.integers(0, 5, steps).astype(np.int32)
    levels = chance.integers(0, 3, steps).astype(np.int32)
    critical: NDArray[np.int16] = (limit + chance.integers(0, 3, 3)).astype(kind)
    slab: NDArray[np.int16] = chance.integers(-3, 9, (5, LANES)).astype(kind)
    ours: NDArray[np.int16] = np.zeros(LANES, kind)
    plain = ours.copy()
    reached, told = np.zeros(1, np.uint64), np.zeros(1, np.uint64)
    step = advance_compiled(places, levels, critical, slab, ours, reached)
    assert step == advance_plainly((places, levels), critical, slab, plain, told, 0, steps)
    assert ours.tolist() == plain.tolist()
    assert step == steps or reached[0] == told[0]


@unhurried
@given(
    sign=st.sampled_from([1, -1]),
    total=st.integers(2, 60),
    level=st.floats(0.01, 12),
    fewest=st.integers(1, 4),
    share=st.floats(0.001, 0.9),
)
def test_critical_counts_are_those_found_by_trying_every_count(
    sign: int, total: int, level: float, fewest: int, share: float
) -> None:
    expected = share * total
    points = np.empty(total + 1)
    limits = Limits(np.array([expected]), np.array([0, 1]), np.empty(1, np.int16))
    fill_turning_points(sign, level, float(total), fewest, expected, points)
    fill_critical(sign, limits, 1.0, 1, points, total)
    plain = critical_count_plainly(sign, expected, level, total, fewest, total)
    assert limits.critical[0] == (np.iinfo(np.int16).max if plain is None else plain)


@unhurried
@given(study=scans.studies())
def test_maxima_are_those_of_the_plain_search_to_the_last_replicate(study: Drawn) -> None:
    table, points, wanted = study
    model = scans.model_of(table, points, wanted)
    counts = model.new_counts()
    model.randomise(wanted.seed, 0, LANES, counts)
    search = model.search
    inside = counts[search.window_stops] - counts[search.window_starts]
    for sign in SIGNS[wanted.rates]:
        maxima = np.zeros(LANES)
        find_maxima(sign, search, counts, maxima)
        for lane in (0, 1, LANES - 1):
            plain = maximum_plainly(sign, search, inside[:, :, lane].T.astype(np.int64))
            assert maxima[lane] == pytest.approx(plain, rel=1e-9, abs=1e-9)


@unhurried
@given(study=scans.studies())
def test_each_centres_best_is_that_of_the_plain_search(study: Drawn) -> None:
    table, points, wanted = study
    model = scans.model_of(table, points, wanted)
    centres = len(model.search.starts) - 1
    for sign in SIGNS[wanted.rates]:
        ratios, where = np.zeros(centres), np.zeros((centres, 2), np.int64)
        best_cylinders(sign, model.search, model.inside, ratios, where)
        plain = np.zeros(centres)
        for cylinder in cylinders_plainly(sign, model.search, model.inside):
            ratio = log_likelihood_ratio(cylinder.observed, cylinder.expected, model.search.total)
            plain[cylinder.centre] = max(plain[cylinder.centre], ratio)
        assert ratios == pytest.approx(plain, rel=1e-9, abs=1e-9)


@unhurried
@given(study=scans.studies())
def test_a_replicate_keeps_the_margins_its_model_keeps(study: Drawn) -> None:
    table, points, wanted = study
    model = scans.model_of(table, points, wanted)
    counts = model.new_counts()
    model.randomise(wanted.seed, 7, LANES, counts)
    covered = np.diff(counts, axis=0)
    first = model.windows.starts.min()
    periods = table.sum(axis=0)[first : model.windows.stops.max()]
    if wanted.model == "permutation":
        assert (covered.sum(axis=1) == periods[:, None]).all()
        assert (covered.sum(axis=0) <= table.sum(axis=1)[:, None]).all()
    else:
        assert (covered >= 0).all()
        assert (covered.sum(axis=(0, 1)) <= table.sum()).all()


@unhurried
@given(study=scans.studies())
def test_a_replicate_is_the_same_in_any_lane(study: Drawn) -> None:
    table, points, wanted = study
    model = scans.model_of(table, points, wanted)
    here, there = model.new_counts(), model.new_counts()
    model.randomise(wanted.seed, 0, LANES, here)
    model.randomise(wanted.seed, 5, LANES - 5, there)
    assert (here[:, :, 5:] == there[:, :, : LANES - 5]).all()
