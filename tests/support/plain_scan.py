"""A scan as the mathematics of docs/algorithms/scanning.md has it: every cylinder, one by one, by sums over lists.

Nothing here comes from the engine. It is slow on purpose, and says only what the best cylinders of the observed cases are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import hypot, log

import numpy as np
from numpy.typing import NDArray

SAME = 1e-9


@dataclass(frozen=True)
class Problem:
    """Cases (strata, places, days) at points of a plane, what they are compared with, and what is looked for."""

    cases: NDArray[np.int64]
    points: list[tuple[float, float]]
    model: str
    scan: str
    people: NDArray[np.float64] | None = None  # (strata, places, days): Poisson
    controls: NDArray[np.int64] | None = None  # (places, days): Bernoulli
    rates: str = "high"
    max_share: float = 0.5
    max_radius_km: float | None = None
    max_duration: int | None = None
    max_duration_share: float | None = None
    min_duration: int = 1
    min_cases: int = 2


@dataclass(frozen=True)
class Found:
    """One cylinder: `start` and `stop` are its first day and the day after its last."""

    centre: int
    places: frozenset[int] = field(compare=True)
    start: int = 0
    stop: int = 0
    observed: int = 0
    expected: float = 0.0
    risk: float | None = None
    ratio: float = 0.0


def cylinders(problem: Problem) -> Iterator[Found]:
    """Every cylinder that stands out the way that is asked for."""
    for centre, places in zones(problem):
        for start, stop in windows(problem):
            found = weighed(problem, centre, places, start, stop)
            if found.ratio > 0:
                yield found


def zones(problem: Problem) -> Iterator[tuple[int, list[int]]]:
    """Each centre with its nearest places, one more at a time, as long as they hold no more than the share."""
    every = list(range(len(problem.points)))
    if problem.scan in ("temporal", "prospective_temporal"):
        yield 0, every
        return
    heavy = weights(problem)
    for centre in every:
        x, y = problem.points[centre]
        away = [hypot(problem.points[place][0] - x, problem.points[place][1] - y) for place in every]
        order = sorted(every, key=lambda place: (place != centre, away[place], place))
        for size in range(1, len(order) + 1):
            places = order[:size]
            too_far = problem.max_radius_km is not None and away[places[-1]] > problem.max_radius_km
            if too_far or sum(heavy[place] for place in places) > problem.max_share * sum(heavy) * (1 + SAME):
                break
            yield centre, places


def weights(problem: Problem) -> list[float]:
    """What a zone may hold only a share of, over the whole study: cases, expected cases, or people."""
    if problem.model == "poisson":
        return [expected(problem, [place], 0, problem.cases.shape[2]) for place in range(problem.cases.shape[1])]
    held = problem.cases.sum(axis=(0, 2)).astype(float)
    return list(held + problem.controls.sum(axis=1) if problem.controls is not None else held)


def windows(problem: Problem) -> Iterator[tuple[int, int]]:
    days = problem.cases.shape[2]
    if problem.scan == "spatial":
        yield 0, days
        return
    limits = [days]
    if problem.max_duration is not None:
        limits.append(problem.max_duration)
    if problem.max_duration_share is not None:
        limits.append(max(1, int(problem.max_duration_share * days + SAME)))
    if len(limits) == 1:
        limits.append(max(1, days // 2))
    for start in range(days):
        for stop in range(start + 1, days + 1):
            fits = problem.min_duration <= stop - start <= min(limits)
            if fits and (stop == days or not problem.scan.startswith("prospective")):
                yield start, stop


def expected(problem: Problem, places: list[int], start: int, stop: int) -> float:
    """Cases expected in a cylinder, stratum by stratum."""
    total = 0.0
    for stratum, cases in enumerate(problem.cases):
        every = cases.sum()
        if not every:
            continue
        if problem.model == "permutation":
            total += cases[places].sum() * cases[:, start:stop].sum() / every
        elif problem.model == "poisson":
            assert problem.people is not None
            lived = problem.people[stratum]
            total += every * lived[places, start:stop].sum() / lived.sum()
        else:
            assert problem.controls is not None
            everyone = cases + problem.controls
            total += every * everyone[places, start:stop].sum() / everyone.sum()
    return float(total)


def weighed(problem: Problem, centre: int, places: list[int], start: int, stop: int) -> Found:
    """The cylinder with its ratio; nought where it is not of the kind asked for."""
    every = int(problem.cases.sum())
    c = int(problem.cases[:, places, start:stop].sum())
    e = expected(problem, places, start, stop)
    high = c > e * (1 + SAME) and c >= problem.min_cases and problem.rates in ("high", "both")
    low = c < e * (1 - SAME) and problem.rates in ("low", "both")
    ratio = 0.0
    if high or low:
        ratio = times_log(c, c, e) + times_log(every - c, every - c, every - e)
        if problem.model == "bernoulli":
            assert problem.controls is not None
            n = c + int(problem.controls[places, start:stop].sum())
            well, rest = n - c, int(problem.controls.sum()) - (n - c)
            ratio += times_log(well, well, n - e) + times_log(
                rest, rest, every + problem.controls.sum() - n - (every - e)
            )
    risk = c / e if e else None
    if e and problem.model in ("poisson", "bernoulli"):
        risk = None if c >= every or e >= every else (c / e) / ((every - c) / (every - e))
    return Found(centre, frozenset(places), start, stop, c, e, risk, ratio)


def times_log(times: float, above: float, below: float) -> float:
    """times ln(above / below), and nought where there is nothing."""
    return times * log(above / below) if times > 0 else 0.0
