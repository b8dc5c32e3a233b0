"""The scan equals a slow, plain one that was written from the mathematics alone, cylinder by cylinder."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import plain_scan
import pytest
import scans
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from plain_scan import Found, Problem

from lamplighter.scanning import Areas, Cases, Cluster, Controls, Population, ScanResult, ScanSettings, scan
from lamplighter.scanning.errors import NoPopulation, NoWindow, StratumWithoutPopulation

unhurried = settings(deadline=None, max_examples=150)
SCANS = {
    "permutation": ["prospective", "retrospective"],
    "poisson": ["prospective", "retrospective", "spatial", "temporal", "prospective_temporal"],
    "bernoulli": ["prospective", "retrospective", "spatial", "temporal", "prospective_temporal"],
}


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Small studies of all kinds, ties, empty places and places at one point among them."""
    model = draw(st.sampled_from(sorted(SCANS)))
    strata = draw(st.integers(1, 3)) if model != "bernoulli" else 1
    places, days = draw(st.integers(1, 6)), draw(st.integers(1, 8))
    shape = (strata, places, days)
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    cases = chance.poisson(draw(st.sampled_from([0.2, 0.7, 3.0])), shape).astype(np.int64)
    if draw(st.booleans()):
        cases[0, draw(st.integers(0, places - 1)), -draw(st.integers(1, days)) :] += draw(st.integers(0, 6))
    cases[0, 0, 0] += not cases.any()
    spots = st.tuples(st.integers(-3, 3), st.integers(-3, 3))
    points = draw(st.lists(spots, min_size=places, max_size=places))
    return Problem(
        cases,
        [(float(x), float(y)) for x, y in points],
        model,
        draw(st.sampled_from(SCANS[model])),
        people=np.repeat(chance.integers(0, 60, (strata, places, 1)), days, axis=2) + 1.0
        if model == "poisson"
        else None,
        controls=chance.integers(0, 4, (places, days)) if model == "bernoulli" else None,
        rates=draw(st.sampled_from(["high", "low", "both"])),
        max_share=draw(st.sampled_from([0.1, 0.3, 0.5, 1.0])),
        max_radius_km=draw(st.sampled_from([None, 1.0, 2.5])),
        max_duration=draw(st.sampled_from([None, 1, 3, 20])),
        max_duration_share=draw(st.sampled_from([None, 0.3, 0.5, 1.0])),
        min_duration=draw(st.sampled_from([1, 1, 2])),
        min_cases=draw(st.integers(1, 4)),
    )


def asked(problem: Problem, **changes: object) -> ScanSettings:
    limits = ("rates", "max_share", "max_radius_km", "max_duration", "max_duration_share", "min_duration", "min_cases")
    given = {name: getattr(problem, name) for name in limits}
    covariates = ("kind",) if len(problem.cases) > 1 else ()
    days = problem.cases.shape[2]
    since = scans.FIRST if problem.scan.startswith("prospective") and days % 2 else None
    given |= {"model": problem.model, "scan": problem.scan, "covariates": covariates, "prospective_since": since}
    return scans.settings_for(days, **given | changes)


def answered(problem: Problem, wanted: ScanSettings | None = None) -> ScanResult:
    """The engine's answer to the same question."""
    several = len(problem.cases) > 1
    strata, places, days = np.nonzero(problem.cases)
    kinds = [(f"kind {stratum}",) for stratum in strata] if several else ()
    dates = [scans.FIRST + timedelta(days=int(day)) for day in days]
    cases = Cases([f"A{place}" for place in places], dates, problem.cases[strata, places, days], kinds)
    areas = Areas([f"A{place}" for place in range(len(problem.points))], np.array(problem.points))
    return scan(
        cases, areas, wanted or asked(problem), population=population(problem), controls=controls(problem), threads=1
    )


def lived(chance: np.random.Generator, shape: tuple[int, int, int]) -> NDArray[np.float64]:
    """People of each day at noon, between a number at the start of the study and another at its end."""
    strata, places, days = shape
    first, last = chance.integers(1, 60, (2, strata, places, 1)).astype(float)
    return first + (last - first) * (np.arange(days) + 0.5) / days


def population(problem: Problem) -> Population | None:
    """The numbers at the start and at the end that lie on the line through the days."""
    if problem.people is None:
        return None
    strata, places, days = problem.people.shape
    slope = problem.people[:, :, 1] - problem.people[:, :, 0] if days > 1 else np.zeros((strata, places))
    rows = [
        (f"A{place}", (f"kind {kind}",), scans.FIRST + timedelta(days=day), size)
        for kind in range(strata)
        for place in range(places)
        for day in (0, days)
        for size in [problem.people[kind, place, 0] + slope[kind, place] * (day - 0.5)]
    ]
    names, kinds, dates, sizes = zip(*rows, strict=True)
    return Population(names, sizes, dates, kinds if strata > 1 else ())


def controls(problem: Problem) -> Controls | None:
    if problem.controls is None:
        return None
    places, days = np.nonzero(problem.controls)
    dates = [scans.FIRST + timedelta(days=int(day)) for day in days]
    return Controls([f"A{place}" for place in places], problem.controls[places, days], dates)


def same(one: float, other: float) -> bool:
    return one == pytest.approx(other, rel=1e-8, abs=1e-9)


def what(cluster: Cluster, problem: Problem) -> tuple[frozenset[int], int, int]:
    """A cluster's places and days as the plain scan counts them."""
    assert cluster.start is not None
    assert cluster.end is not None
    everywhere = frozenset(range(len(problem.points)))
    places = everywhere if cluster.areas == ("All",) else frozenset(int(area[1:]) for area in cluster.areas)
    return places, (cluster.start - scans.FIRST).days, (cluster.end - scans.FIRST).days + 1


def plain(problem: Problem) -> list[Found]:
    """Every cylinder that stands out, best first; drawn anew where no window fits at all."""
    assume(any(True for _ in plain_scan.windows(problem)))
    assume(problem.controls is None or problem.controls.any())
    return sorted(plain_scan.cylinders(problem), key=lambda each: -each.ratio)


@unhurried
@given(problem=problems())
def test_the_best_cluster_is_the_best_of_every_cylinder_tried_by_hand(problem: Problem) -> None:
    every = plain(problem)
    result = answered(problem)
    best = every[0].ratio if every else 0.0
    if not result.clusters:
        # Left out only where every replicate reaches it, so that its p-value is 1.
        assert best <= result.maxima.min() * (1 + 1e-8)
        return
    cluster = result.clusters[0]
    assert same(cluster.test_statistic, best)
    equals = [each for each in every if same(each.ratio, best)]
    twins = [each for each in equals if (each.places, each.start, each.stop) == what(cluster, problem)]
    assert twins
    assert cluster.observed == twins[0].observed
    assert same(cluster.expected, twins[0].expected)
    assert cluster.relative_risk is None if twins[0].risk is None else same(cluster.relative_risk or 0.0, twins[0].risk)
    reached = int((result.maxima >= cluster.test_statistic * (1 - 1e-9)).sum())
    assert cluster.p_value == (1 + reached) / (1 + result.replicates)


@unhurried
@given(problem=problems())
def test_the_other_clusters_are_the_best_of_their_centres_that_meet_no_better_one(problem: Problem) -> None:
    every = plain(problem)
    bests: dict[int, Found] = {}
    for each in every:
        bests.setdefault(each.centre, each)
    ranked = sorted(bests.values(), key=lambda each: (-round(each.ratio, 9), len(each.places), f"A{each.centre}"))
    # Where a centre has two that are equally good, either may be taken, and what follows differs.
    assume(all(not same(each.ratio, bests[each.centre].ratio) for each in every if each is not bests[each.centre]))
    kept: list[Found] = []
    for each in ranked:
        if not any(meets(each, better) for better in kept):
            kept.append(each)
    clusters = answered(problem).clusters
    assert [what(cluster, problem) for cluster in clusters] == [
        (each.places, each.start, each.stop) for each in kept[: len(clusters)]
    ]


def meets(one: Found, other: Found) -> bool:
    return bool(one.places & other.places) and one.start <= other.stop and other.start <= one.stop


@unhurried
@given(problem=problems(), later=st.integers(0, 7))
def test_earlier_analyses_change_no_cluster_only_how_often_one_is_expected(problem: Problem, later: int) -> None:
    assume(problem.scan.startswith("prospective"))
    every = plain(problem)
    days = problem.cases.shape[2]
    since = scans.FIRST + timedelta(days=later % days)
    analyses = days - later % days
    for cluster in answered(problem, asked(problem, prospective_since=since)).clusters[:1]:
        assert same(cluster.test_statistic, every[0].ratio)
        share = 1 - (1 - cluster.p_value) ** (1 / analyses)
        assert same(cluster.recurrence_interval_days or 0.0, 1 / share)


def replicate(problem: Problem, chance: np.random.Generator) -> Problem:
    """The same study with cases as chance alone would have them, made the slow way."""
    made = np.zeros_like(problem.cases)
    for stratum, cases in enumerate(problem.cases):
        places, days = (np.repeat(index, cases[np.nonzero(cases)]) for index in np.nonzero(cases))
        if problem.model == "permutation":
            np.add.at(made[stratum], (places, chance.permutation(days)), 1)
    if problem.model == "poisson":
        due = sum(cases.sum() * lived / lived.sum() for cases, lived in zip(problem.cases, problem.people, strict=True))
        shares = due.ravel() / due.sum()
        return replace(
            problem,
            cases=chance.multinomial(problem.cases.sum(), shares).reshape(1, *due.shape),
            people=due[None],
        )
    if problem.model == "bernoulli":
        everyone = (problem.cases[0] + problem.controls).ravel()
        drawn = chance.multivariate_hypergeometric(everyone, problem.cases.sum())
        made = drawn.reshape(problem.cases.shape)
        return replace(problem, cases=made, controls=everyone.reshape(problem.controls.shape) - made[0])
    return replace(problem, cases=made)


def largest(problem: Problem, heavy: list[float], stops: range) -> float:
    """The best statistic of windows that end at any of the stops; zones are those of the observed study."""
    best = 0.0
    for stop in stops:
        until = replace(problem, scan="retrospective")
        for centre, places in zones_by(problem, heavy):
            for start, end in plain_scan.windows(until):
                if end == stop:
                    best = max(best, plain_scan.weighed(problem, centre, places, start, end).ratio)
    return best


def zones_by(problem: Problem, heavy: list[float]) -> list[tuple[int, list[int]]]:
    """Zones whose share is of what was observed: shuffling cases does not change what may be looked at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_scan, "weights", lambda _problem: heavy)
        return list(plain_scan.zones(problem))


@pytest.mark.parametrize("model", sorted(SCANS))
@pytest.mark.parametrize("since", [None, 3])
def test_maxima_are_distributed_as_those_of_replicates_made_the_slow_way(model: str, since: int | None) -> None:
    chance = np.random.default_rng(11)
    strata, places, days = 1 if model == "bernoulli" else 2, 5, 6
    problem = Problem(
        chance.poisson(0.8, (strata, places, days)).astype(np.int64),
        [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (3.0, 3.0), (4.0, 3.0)],
        model,
        "prospective",
        people=lived(chance, (strata, places, days)) if model == "poisson" else None,
        controls=chance.integers(0, 4, (places, days)) if model == "bernoulli" else None,
        max_share=0.6,
        max_duration=3,
        min_cases=1,
    )
    first = None if since is None else scans.FIRST + timedelta(days=since)
    ours = answered(problem, asked(problem, prospective_since=first, replicates=999)).maxima
    stops = range(days if since is None else since + 1, days + 1)
    heavy = plain_scan.weights(problem)
    plainly = np.array([largest(replicate(problem, chance), heavy, stops) for _ in range(300)])
    at = np.concatenate((ours, plainly))
    gaps = [abs((ours <= x * (1 + 1e-9)).mean() - (plainly <= x * (1 + 1e-9)).mean()) for x in at]
    # Passed once in a thousand by chance, less often with ties; the seeds are fixed.
    assert max(gaps) < 1.95 * np.sqrt(1 / len(ours) + 1 / len(plainly))


@pytest.mark.parametrize("model", sorted(SCANS))
def test_what_the_plain_scan_refuses_the_scan_refuses_too(model: str) -> None:
    cases = np.zeros((2, 3, 4), np.int64)
    cases[0, 0, 0] = cases[1, 2, 3] = 1
    whole = Problem(cases if model != "bernoulli" else cases[:1], [(0, 0), (1, 0), (2, 0)], model, "prospective",
                    people=np.ones((2, 3, 4)), controls=np.ones((3, 4), np.int64), max_duration=2, min_duration=3)  # fmt: skip
    if model != "poisson":
        whole = replace(whole, people=None)
    if model != "bernoulli":
        whole = replace(whole, controls=None)
    with pytest.raises(NoWindow):
        answered(whole)
    if model == "poisson":
        nobody = replace(whole, min_duration=1, people=np.array([[[0.0] * 4] * 3, [[1.0] * 4] * 3]))
        with pytest.raises((NoPopulation, StratumWithoutPopulation)):
            answered(nobody)
