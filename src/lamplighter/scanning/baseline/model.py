"""The baseline: what to expect of every area in a period, learned from what was counted before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lamplighter.scanning.baseline import county, shares
from lamplighter.scanning.baseline.calendar import Unit, first_day, year_angle
from lamplighter.scanning.baseline.choosing import tune_history
from lamplighter.scanning.baseline.county import CountyState, Forecast
from lamplighter.scanning.baseline.errors import ObservedUnusable, PeriodUnknown
from lamplighter.scanning.baseline.expected import Expected
from lamplighter.scanning.baseline.history import History
from lamplighter.scanning.baseline.probability import Floats
from lamplighter.scanning.baseline.shares import Shares, ShareState
from lamplighter.scanning.baseline.surroundings import Surroundings
from lamplighter.scanning.baseline.tuning import Tuning

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Baseline:
    """Expected counts of one kind of event by area and period; made by `fit`.

    Attributes
    ----------
    history : what it was learned from.
    tuning : how quickly it forgets and how far it shrinks.
    learning : why alarms have to wait, in a sentence; empty where there is enough history.
    forecasts, before : for each period of the history, the county's total and the areas' shares as forecast before it.
    county, areas : what is known after the last period.
    """

    history: History
    tuning: Tuning
    learning: str
    forecasts: tuple[Forecast, ...]
    before: tuple[Shares, ...]
    county: CountyState
    areas: ShareState

    def expected(self, period: date | str | None = None, *, total: int | None = None) -> Expected:
        """What was or is to be expected in a period, from what came before it.

        Parameters
        ----------
        period : a period of the history, which gives what was expected before it was counted, or one after the last;
            the next one if left out.
        total : the county's total of the period where it is known. Areas are then expected to share it, so that
            where all areas rise together (a campaign, a busy weekend) none stands out.

        Raises
        ------
        PeriodUnknown
            A period missing from the history, or before it.
        """
        forecast, known = self._foreseen(period)
        mean, uncertain = forecast.mean, forecast.variance
        if total is not None:
            if total < 0:
                raise ObservedUnusable(areas=len(known.share))
            mean, uncertain = max(float(total), 1e-9), 0.0
        dispersion = self.tuning.areas.dispersion + 1 / known.backing + uncertain
        return Expected(mean * known.share, dispersion, "learning" if self.learning else "ready")

    def interval(
        self, level: float, period: date | str | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:  # fmt: skip
        """Lowest and highest count of the central interval of a period, (areas,) each; see `Expected.interval`."""
        return self.expected(period).interval(level)

    def log_score(self, observed: ArrayLike, period: date | str | None = None) -> Floats:
        """Log probability of the counts observed in a period (areas,); see `Expected.log_score`."""
        return self.expected(period).log_score(observed)

    @property
    def level(self) -> float:
        """Events a day in the whole county after the last period, without season, weekday and surge."""
        return float(np.exp(self.county.state[county.LEVEL]))

    @property
    def trend(self) -> float:
        """How many times as many a year from now, if the trend of the last period went on."""
        return float(np.exp(12 * self.county.state[county.TREND]))

    def season(self, day: date) -> float:
        """How many times the yearly mean is usual at a day's time of year."""
        angle = year_angle(day, 0.0)
        return float(np.exp(self.county.state[county.SEASON] @ [np.cos(angle), np.sin(angle)]))

    @property
    def weekdays(self) -> dict[str, float]:
        """How many times the mean of the week is usual on each weekday; all 1 where periods are months."""
        effects = self.county.state[county.WEEKDAYS]
        return {name: float(np.exp(county.weekday_contrast(number) @ effects)) for number, name in enumerate(WEEKDAYS)}

    @property
    def surges(self) -> tuple[date, ...]:
        """The first days of periods in which the whole county rose all at once."""
        return tuple(
            day for day, forecast in zip(self.history.calendar.days, self.forecasts, strict=True) if forecast.surge
        )

    def _foreseen(self, period: date | str | None) -> tuple[Forecast, Shares]:
        calendar = self.history.calendar
        day = calendar.following() if period is None else first_day(period, calendar.unit)
        if day in calendar.days:
            column = calendar.days.index(day)
            return self.forecasts[column], self.before[column]
        if day < calendar.days[-1]:
            raise PeriodUnknown(period=calendar.name(day), last=calendar.name(calendar.days[-1]))
        return self.county.at(day).forecast(), self.areas.at(day).shares()


def fit(
    counts: ArrayLike,
    periods: Sequence[date | str],
    *,
    unit: Literal["day", "month"] = "month",
    surroundings: Surroundings | None = None,
    alongside: ArrayLike | None = None,
    tuning: Tuning | None = None,
) -> Baseline:
    """Learns what to expect of each area from what it, its surroundings and the county counted.

    Parameters
    ----------
    counts : array (areas, periods)
        Whole numbers of events of one kind. Periods without data are left out, not given as 0.
    periods : sequence (periods,)
        Days or texts (``2025-07``, ``2025-07-01``), in order; gaps are allowed.
    unit : "day" or "month"
        How long each period is. Weekdays are learned from days only.
    surroundings : Surroundings, optional
        Neighbours (or coordinates) and people.
    alongside : array (areas, periods), optional
        Counts of other kinds in the same areas and periods: they say where much happens while this kind is still thin.
    tuning : Tuning, optional
        From `tune`; if left out it is chosen by the history itself.

    Returns
    -------
    Baseline
        Its `learning` says so where there is too little history for alarms.

    Raises
    ------
    CountsUnusable, PeriodsUnusable, SurroundingsUnusable
        Each a sentence that says what is wrong.

    Examples
    --------
    >>> import numpy as np
    >>> months = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
    >>> counts = np.random.default_rng(1).poisson([[2.0], [10.0]], (2, 24))
    >>> baseline = fit(counts, months, surroundings=Surroundings.of(coordinates=[[0, 0], [0, 1]]))
    >>> baseline.learning
    ''
    >>> expected = baseline.expected("2025-01")
    >>> expected.state, round(float(expected.mean.sum()))
    ('ready', 12)
    """
    history = History.of(counts, periods, unit=unit, around=surroundings, alongside=alongside)
    return fit_history(history, tuning or tune_history(history))


def fit_history(history: History, tuning: Tuning) -> Baseline:
    """The baseline of a history that is checked already."""
    days = history.calendar
    totals = list(county.follow(history.totals, days, tuning.county))
    areas = list(shares.follow(history.counts, history.beside, days, history.around, tuning.areas))
    return Baseline(
        history=history,
        tuning=tuning,
        learning=history.learning,
        forecasts=tuple(forecast for _, forecast in totals),
        before=tuple(known for _, known in areas),
        county=totals[-1][0],
        areas=areas[-1][0],
    )


def tune(
    counts: ArrayLike,
    periods: Sequence[date | str],
    *,
    unit: Unit = "month",
    surroundings: Surroundings | None = None,
    alongside: ArrayLike | None = None,
) -> Tuning:
    """Chooses how quickly to forget and how far to shrink, by how well each past period was forecast from those before.

    Arguments are those of `fit`. Only forecasts of one period ahead are judged, by their log score, over the last year
    of the history; where there is too little to judge by, the defaults stay.
    """
    return tune_history(History.of(counts, periods, unit=unit, around=surroundings, alongside=alongside))
