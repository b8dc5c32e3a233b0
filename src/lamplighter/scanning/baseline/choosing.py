"""Chooses a tuning by forecasts: how well each period of the last year was told from those before it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.baseline import county, shares
from lamplighter.scanning.baseline.history import History
from lamplighter.scanning.baseline.probability import Floats, log_probability
from lamplighter.scanning.baseline.tuning import AREA_LISTS, COUNTY_LISTS, AreaTuning, CountyTuning, Tuning, choose

JUDGED = {"day": 365, "month": 12}  # the last so many periods are judged
HEAD_START = {"day": 28, "month": 3}  # but not the first ones, which nothing could be learned from
LEAST_JUDGED = {"day": 56, "month": 3}


def judged(history: History) -> range:
    """The numbers of the periods whose forecasts a tuning is judged by; empty where there are too few."""
    unit, periods = history.calendar.unit, len(history.calendar.days)
    found = range(max(HEAD_START[unit], periods - JUDGED[unit]), periods)
    return found if len(found) >= LEAST_JUDGED[unit] else range(0)


def tune_history(history: History) -> Tuning:
    """The tuning whose forecasts of the judged periods score best; the defaults where there are too few."""
    columns = judged(history)
    if not columns or not history.totals.any():
        return Tuning()
    of_county = choose(CountyTuning(), COUNTY_LISTS, lambda choice: _county_score(history, choice))
    forecasts = [forecast for _, forecast in county.follow(history.totals, history.calendar, of_county)]
    score = _area_scorer(history, columns, forecasts)
    return Tuning(of_county, choose(AreaTuning(), _lists(history), score), len(columns))


def _county_score(history: History, tuning: CountyTuning) -> float:
    """All periods are judged but the first ones: the county's totals are few, one a period."""
    steps = county.follow(history.totals, history.calendar, tuning)
    scores = [county.log_score(int(total), told) for total, (_, told) in zip(history.totals, steps, strict=True)]
    return sum(scores[min(HEAD_START[history.calendar.unit], len(scores) - 1) :])


def _lists(history: History) -> dict[str, tuple[float, ...]]:
    """The lists worth climbing: none for what is not known of the areas."""
    around = history.around
    unknown = {
        "near": (around.neighbours < 0).all(),
        "population": around.population is None,
        "alongside": not history.beside.any(),
        "deprivation": around.deciles is None,
    }
    return {name: values for name, values in AREA_LISTS.items() if not unknown.get(name)}


class _Scorer:
    """The total log score of the judged periods under a tuning of the areas."""

    def __init__(self, history: History, columns: range, forecasts: list[county.Forecast]) -> None:
        self.history, self.columns = history, columns
        self.observed: NDArray[np.int64] = history.counts[:, columns.start : columns.stop].T
        self.mean = np.array([forecasts[column].mean for column in columns])[:, None]
        self.variance = np.array([forecasts[column].variance for column in columns])[:, None]
        self._foreseen = cache(self._follow)

    def __call__(self, tuning: AreaTuning) -> float:
        # What an area's counts vary by does not change the shares, so they are followed once for all dispersions.
        share, backing = self._foreseen(replace(tuning, dispersion=0.0))
        spread = tuning.dispersion + 1 / backing + self.variance
        return float(log_probability(self.observed, self.mean * share, spread).sum())

    def _follow(self, tuning: AreaTuning) -> tuple[Floats, Floats]:
        history = self.history
        steps = shares.follow(history.counts, history.beside, history.calendar, history.around, tuning)
        known = [before for column, (_, before) in enumerate(steps) if column in self.columns]
        return np.array([each.share for each in known]), np.array([each.backing for each in known])


_area_scorer = _Scorer
