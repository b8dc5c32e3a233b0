"""How many events the whole county expects: level, trend, season, weekday and surges, followed period by period.

A dynamic generalised linear model for the county's total: West, Harrison & Migon (1985), "Dynamic generalized linear
models and Bayesian forecasting", JASA 80:73-83. Missing periods only make the level less certain. A total that is far
too high all at once is a surge, which fades within days and leaves the level as it was; one that stays is a new level
(the intervention of West & Harrison 1997, chapter 11; Noufaily et al. 2013 down-weight such periods instead).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.baseline.calendar import MONTH, Calendar, year_angle
from lamplighter.scanning.baseline.probability import Floats, log_probability
from lamplighter.scanning.baseline.tuning import CountyTuning

LEVEL, TREND, SEASON, SURGE = 0, 1, slice(2, 4), 4
WEEKDAYS = slice(5, 11)
TREND_SPREAD = 0.01  # of the trend a month, on the log scale, before anything is seen
TREND_HALF_LIFE = 365.0  # days in which a trend fades by half: none goes on for ever
WEEKDAY_SPREAD = 0.2
SURGE_HALF_LIFE = 5.0  # days in which what a campaign brought halves
SURGE_SPREAD = 1.5  # on the log scale: a campaign may bring many times the usual number
SURGES = 0.01  # of periods, before anything is seen
STAYS = 28.0  # days after which what began as a surge is taken for a new level
NEW_LEVEL = 0.5  # how far a level may move at once, on the log scale: a gap in the history, or a surge that stays
FADED = 0.1  # of a surge on the log scale: less is over
GAP = 62.0  # days without a period after which the level may have moved
FIRST = 7  # periods whose mean is the first guess of the level


@dataclass(frozen=True)
class Forecast:
    """The county's total of one period, as forecast before it: log mean, its variance, and whether a surge came."""

    log_mean: float
    variance: float
    surge: bool = False

    @property
    def mean(self) -> float:
        return math.exp(self.log_mean)


@dataclass(frozen=True)
class CountyState:
    """What is known of the county after a period: state (11,), covariance (11, 11), and when a surge began."""

    tuning: CountyTuning
    calendar: Calendar
    day: date
    state: Floats
    spread: Floats
    surge_began: date | None = None

    @classmethod
    def start(cls, totals: NDArray[np.int64], calendar: Calendar, tuning: CountyTuning) -> CountyState:
        """What is assumed before the first period."""
        spans = np.array([calendar.length(day) for day in calendar.days[:FIRST]])
        state = np.zeros(WEEKDAYS.stop)
        state[LEVEL] = math.log((totals[:FIRST].sum() + 0.5) / spans.sum())
        weekdays = WEEKDAY_SPREAD if calendar.unit == "day" else 0.0
        sds = [1.0, TREND_SPREAD, tuning.season_spread, tuning.season_spread, 0.0, *[weekdays] * 6]
        return cls(tuning, calendar, calendar.days[0], state, np.diag(np.square(sds)))

    def at(self, day: date) -> CountyState:
        """The same knowledge, as old as it is by `day`."""
        months = (day - self.day).days / MONTH
        faded = 0.5 ** (months * MONTH / TREND_HALF_LIFE)
        move = np.eye(len(self.state))
        move[LEVEL, TREND] = (1 - faded) / -math.log(0.5 ** (MONTH / TREND_HALF_LIFE))
        move[TREND, TREND] = faded
        move[SURGE, SURGE] = 0.5 ** (months * MONTH / SURGE_HALF_LIFE)
        spread = move @ self.spread @ move.T
        spread[TREND, TREND] += (1 - faded**2) * TREND_SPREAD**2
        # A long gap counts as one new level: to let the drift explain it would teach every month to drift too far.
        spread[LEVEL, LEVEL] += self.tuning.drift * min(months, GAP / MONTH)
        spread[LEVEL, LEVEL] += NEW_LEVEL**2 if months * MONTH > GAP else 0.0
        return replace(self, day=day, state=move @ self.state, spread=spread)

    def forecast(self) -> Forecast:
        """The total expected in the period that starts on this day."""
        design = self._design()
        log_mean = float(design @ self.state) + math.log(self.calendar.length(self.day))
        return Forecast(log_mean, float(design @ self.spread @ design) + self.tuning.noise)

    def learn(self, total: int) -> tuple[CountyState, Forecast]:
        """What is known once the period's total is, and what had been forecast."""
        forecast = self.forecast()
        if not _surprises(total, forecast):
            return replace(self, surge_began=self._still_surging()).updated(total, forecast), forecast
        began = self._still_surging() or self.day
        stays = (self.day - began).days >= STAYS
        spread = self.spread.copy()
        spread[LEVEL if stays else SURGE, LEVEL if stays else SURGE] += (NEW_LEVEL if stays else SURGE_SPREAD) ** 2
        moved = replace(self, spread=spread, surge_began=began)
        return moved.updated(total, moved.forecast()), replace(forecast, surge=True)

    def _still_surging(self) -> date | None:
        """When the surge that still lifts the totals began, None if none does."""
        return self.surge_began if self.state[SURGE] > FADED else None

    def updated(self, total: int, forecast: Forecast) -> CountyState:
        """The gamma prior of the total's mean meets the count; the state follows by linear Bayes."""
        shape = 1 / forecast.variance
        moved = math.log((shape + total) / (shape + forecast.mean))
        gain = self.spread @ self._design() / forecast.variance
        kept = forecast.variance - 1 / (shape + total)
        return replace(self, state=self.state + gain * moved, spread=self.spread - np.outer(gain, gain) * kept)

    def _design(self) -> Floats:
        row = np.zeros(len(self.state))
        angle = year_angle(self.day, self.calendar.length(self.day))
        row[LEVEL] = row[SURGE] = 1.0
        row[SEASON] = math.cos(angle), math.sin(angle)
        if self.calendar.unit == "day":
            row[WEEKDAYS] = weekday_contrast(self.day.weekday())
        return row


def weekday_contrast(weekday: int) -> Floats:
    """Six numbers for seven days, so that the effects add to nothing and the level stays the mean of a week."""
    return np.full(6, -1.0) if weekday == 6 else np.eye(6)[weekday]


def _chances(total: int, forecast: Forecast) -> Floats:
    """Log probabilities of the total together with "as usual" and with "a surge" (2,)."""
    spreads = np.array([forecast.variance, forecast.variance + SURGE_SPREAD**2])
    return log_probability(np.full(2, float(total)), np.full(2, forecast.mean), spreads) + np.log([1 - SURGES, SURGES])


def _surprises(total: int, forecast: Forecast) -> bool:
    """Whether the total is above the forecast and more likely a surge than chance."""
    usual, surge = _chances(total, forecast)
    return bool(total > forecast.mean and surge > usual)


def follow(
    totals: NDArray[np.int64], calendar: Calendar, tuning: CountyTuning
) -> Iterator[tuple[CountyState, Forecast]]:
    """For each period: what is known after it, and what had been forecast before it."""
    state = CountyState.start(totals, calendar, tuning)
    for day, total in zip(calendar.days, totals, strict=True):
        state, forecast = state.at(day).learn(int(total))
        yield state, forecast


def log_score(total: int, forecast: Forecast) -> float:
    """How well a total was forecast, surges allowed for: so no noise need be supposed to explain one."""
    return float(np.logaddexp(*_chances(total, forecast)))
