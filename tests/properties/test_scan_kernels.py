"""Each compiled loop of the scan equals the plain one beside it, whatever it is given."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import scans
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lamplighter.scanning import ScanSettings
from lamplighter.scanning.clusters import best_of_each_centre
from lamplighter.scanning.controls import people
from lamplighter.scanning.engines.batches import SIGNS, Work
from lamplighter.scanning.kernels.compiled import kernel
from lamplighter.scanning.kernels.critical import Limits, fill_critical, fill_turning_points, reaches_plainly
from lamplighter.scanning.kernels.lanes import LANES, advance, advance_plainly
from lamplighter.scanning.kernels.likelihood import log_likelihood_ratio
from lamplighter.scanning.kernels.maxima import maximum_plainly
from lamplighter.scanning.kernels.observed import best_cylinders
from lamplighter.scanning.kernels.randomise import Shuffle, deal, deal_plainly
from lamplighter.scanning.kernels.score import score_maximum_plainly
from lamplighter.scanning.kernels.search import Search, cylinders_plainly
from lamplighter.scanning.kernels.subsets import best_prefix, best_subset_plainly
from lamplighter.scanning.models.expectation import Score
from lamplighter.scanning.models.model import Layer, Model
from lamplighter.scanning.models.subset import Subsets

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
    model=st.sampled_from(["poisson", "bernoulli", "expectation"]),
)
def test_a_count_is_critical_where_it_plainly_reaches_the_level(
    sign: int, total: int, level: float, fewest: int, share: float, model: str
) -> None:
    population = {"poisson": np.inf, "bernoulli": 4.0 * total, "expectation": np.inf}[model]
    everyone = np.inf if model == "expectation" else float(total)
    people = max(1, round(4 * total * share))
    expected = people / 4
    points = np.empty(total + 1)
    limits = Limits(np.array([expected]), np.array([0, 1]), np.empty(1, np.int16))
    fill_turning_points(sign, level, everyone, population, fewest, expected, points)
    fill_critical(sign, limits, 1.0, 1, points, total)
    for count in range(total + 1):
        possible = model != "bernoulli" or (count <= people and total - count <= 4 * total - people)
        at_the_limit = np.isclose(log_likelihood_ratio(count, expected, everyone, population), level)
        if possible and not at_the_limit:
            plain = reaches_plainly(sign, count, expected, level, (everyone, population), fewest)
            assert (sign * count >= limits.critical[0]) == plain


def plain_maximum(model: Model, sign: int, layer: Layer, counts: NDArray[np.int64], only: NDArray[np.int64]) -> float:
    """The largest statistic, among the windows `only`, of cases before each period of shape (periods + 1, places)."""
    search = layer.search
    inside = (counts[search.window_stops] - counts[search.window_starts]).T[:, only]
    several = len(search.weights) > 1
    fewer = search._replace(scales=search.scales[only], weights=search.weights[only] if several else search.weights)
    if isinstance(model.statistic, Score):
        worth = np.cumsum(np.diff(counts, axis=0, prepend=counts[:1])[1:] * model.statistic.rates.T, axis=0)
        worth = np.concatenate((np.zeros((1, len(inside))), worth))
        weighed = (worth[search.window_stops] - worth[search.window_starts]).T[:, only]
        return score_maximum_plainly(sign, fewer, weighed, inside)
    if isinstance(model.statistic, Subsets):
        return subset_maximum(sign, fewer, inside)
    return maximum_plainly(sign, fewer, inside)


def subset_maximum(sign: int, search: Search, inside: NDArray[np.int64]) -> float:
    """The largest ratio of the first so many places by priority, whichever."""
    best = 0.0
    for start, stop in pairwise(search.starts.tolist()):
        places = search.places[start:stop]
        for window, scale in enumerate(search.scales):
            due = search.weights[window if len(search.weights) > 1 else 0, places] * scale * search.unit
            counts = inside[places, window].astype(np.float64)
            best = max(best, best_prefix(sign, search, counts, due, np.arange(len(places)))[0])
    return best


@unhurried
@given(study=scans.studies())
def test_maxima_are_those_of_the_plain_search_to_the_last_replicate(study: Drawn) -> None:
    table, points, wanted = study
    model = scans.model_of(table, points, wanted)
    work = Work(model, wanted.rates, wanted.seed, LANES)
    counts = model.new_counts()
    maxima = work.run(0, counts)
    every = np.arange(len(model.windows.starts))
    for lane in (0, 1, LANES - 1):
        plain = max(
            plain_maximum(model, sign, layer, counts[:, :, lane].astype(np.int64), every) * layer.zones.compactness
            for layer in model.layers
            for sign in SIGNS[wanted.rates]
        )
        assert maxima[lane] == pytest.approx(plain, rel=1e-9, abs=1e-9)


@unhurried
@given(study=scans.studies())
def test_the_best_of_all_centres_is_that_of_the_plain_search(study: Drawn) -> None:
    table, points, wanted = study
    model = scans.model_of(table, points, wanted)
    observed = table.sum(axis=0, keepdims=True) if wanted.temporal else table
    first, last = model.windows.starts.min(), model.windows.stops.max()
    before = np.concatenate((np.zeros((1, len(observed)), np.int64), observed[:, first:last].T.cumsum(axis=0)))
    plain = max(
        plain_maximum(model, sign, layer, before, model.windows.reported) * layer.zones.compactness
        for layer in model.layers
        for sign in SIGNS[wanted.rates]
    )
    found = best_of_each_centre(model, wanted.rates, [f"{number:04}" for number in range(len(table))])
    assert max((each.statistic for each in found), default=0.0) == pytest.approx(plain, rel=1e-9, abs=1e-9)


@unhurried
@given(study=scans.studies())
def test_each_centres_best_is_that_of_the_plain_search(study: Drawn) -> None:
    table, points, wanted = study
    model = scans.model_of(table, points, replace(wanted, shape="circle"))
    if isinstance(model.statistic, Score):
        return
    search = model.layers[0].search
    centres = len(search.starts) - 1
    for sign in SIGNS[wanted.rates]:
        ratios, where = np.zeros(centres), np.zeros((centres, 2), np.int64)
        best_cylinders(sign, search, model.inside, ratios, where)
        plain = np.zeros(centres)
        for cylinder in cylinders_plainly(sign, search, model.inside):
            if cylinder.window in search.reported:
                observed, expected = cylinder.observed, cylinder.expected
                ratio = log_likelihood_ratio(observed, expected, search.total, search.population)
                plain[cylinder.centre] = max(plain[cylinder.centre], ratio)
        assert ratios == pytest.approx(plain, rel=1e-9, abs=1e-9)


@unhurried
@given(
    sign=st.sampled_from([1, -1]),
    counts=st.lists(st.integers(0, 6), min_size=1, max_size=7),
    due=st.lists(st.sampled_from([0.3, 0.5, 1.0, 2.5, 4.0]), min_size=7, max_size=7),
    model=st.sampled_from(["poisson", "expectation"]),
)
def test_the_best_subset_is_the_best_of_all_that_could_be_tried(
    sign: int, counts: list[int], due: list[float], model: str
) -> None:
    held, expected = np.array(counts, np.float64), np.array(due[: len(counts)])
    total = np.inf if model == "expectation" else 60.0
    basis = scans.model_of(np.ones((2, 2), np.int64), [(0.0, 0.0), (1.0, 0.0)], scans.settings_for(2))
    search = basis.layers[0].search._replace(total=total, population=np.inf, fewest=0)
    ratio, size = best_prefix(sign, search, held, expected, np.arange(len(counts)))
    assert ratio == pytest.approx(best_subset_plainly(sign, search, held, expected), rel=1e-9, abs=1e-9)
    assert (size > 0) == (ratio > 0)


@unhurried
@given(study=scans.studies())
def test_a_replicate_keeps_what_its_model_keeps(study: Drawn) -> None:
    table, points, wanted = study
    model = scans.model_of(table, points, wanted)
    counts = model.new_counts()
    model.chance.randomise(wanted.seed, 7, LANES, counts)
    covered = np.diff(counts, axis=0)
    first, last = model.windows.starts.min(), model.windows.stops.max()
    observed = table.sum(axis=0, keepdims=True) if wanted.temporal else table
    assert (counts[0] == 0).all()
    assert (covered >= 0).all()
    if wanted.model == "permutation" or wanted.time_trend == "stratified":
        assert (covered.sum(axis=1) == observed.sum(axis=0)[first:last, None]).all()
    if wanted.model == "permutation" or wanted.space_adjustment == "nonparametric":
        assert (covered.sum(axis=0) <= observed.sum(axis=1)[:, None]).all()
    if wanted.model == "bernoulli":
        controls = scans.background(*table.shape).controls
        assert controls is not None
        everyone = people(controls, scans.study_of(table, points), through_time=True)
        everyone = everyone.sum(axis=0, keepdims=True) if wanted.temporal else everyone
        assert (covered <= everyone[:, first:last].T[:, :, None]).all()
    if not wanted.model.startswith("expectation"):
        assert (covered.sum(axis=(0, 1)) <= table.sum()).all()


@unhurried
@given(study=scans.studies())
def test_a_replicate_is_the_same_in_any_lane(study: Drawn) -> None:
    table, points, wanted = study
    model = scans.model_of(table, points, wanted)
    here, there = model.new_counts(), model.new_counts()
    model.chance.randomise(wanted.seed, 0, LANES, here)
    model.chance.randomise(wanted.seed, 5, LANES - 5, there)
    assert (here[:, :, 5:] == there[:, :, : LANES - 5]).all()


@unhurried
@given(seed=st.integers(0, 2**32 - 1), hats=st.lists(st.integers(1, 6), min_size=1, max_size=3))
def test_cases_are_dealt_as_by_swapping(seed: int, hats: list[int]) -> None:
    chance = np.random.default_rng(seed)
    starts = np.cumsum([0, *hats])
    dealt = [np.arange(int(chance.integers(0, hat + 1))) for hat in hats]
    shuffle = Shuffle(
        tickets=chance.integers(0, 4, starts[-1]).astype(np.int32),
        bases=(4 * chance.integers(0, 3, sum(map(len, dealt)))).astype(np.int32),
        offsets=np.concatenate([start + some for start, some in zip(starts, dealt, strict=False)]),
        left=np.concatenate([hat - some for hat, some in zip(hats, dealt, strict=True)]).astype(np.uint32),
    )
    draws = chance.integers(0, shuffle.left).astype(np.uint32)
    ours, plain = np.zeros(12, np.int16), np.zeros(12, np.int16)
    deal(shuffle, draws, np.empty_like(shuffle.tickets), ours)
    deal_plainly(shuffle, draws, plain)
    assert ours.tolist() == plain.tolist()
