"""Did what was expected come true? Periods a tuning never saw, each forecast from those before it, against counting."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.baseline.calendar import first_day
from lamplighter.scanning.baseline.choosing import tune_history
from lamplighter.scanning.baseline.errors import HistoryTooShort
from lamplighter.scanning.baseline.expected import Expected
from lamplighter.scanning.baseline.history import History
from lamplighter.scanning.baseline.model import Baseline, fit_history
from lamplighter.scanning.baseline.probability import Floats
from lamplighter.scanning.baseline.rivals import RIVALS, WINDOW
from lamplighter.scanning.baseline.tuning import told

REPLICATES = 4000
TOP_SHARE = 0.05
LEVEL = 0.9


@dataclass(frozen=True)
class Estimate:
    """A mean with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Coverage:
    """How often the 90 % interval held what was counted.

    Attributes
    ----------
    randomised : the share of probability between .05 and .95, where the count's own probability is spread evenly from
        P(count < observed) to P(count <= observed): .90 if the distributions are right, however few are expected.
    plain, plain_expected : how often the interval of whole counts held it, and how often it should by its own account.
    """

    randomised: Estimate
    plain: float
    plain_expected: float


@dataclass(frozen=True)
class Comparison:
    """The baseline against counting, over periods the tuning never saw; scores are means over areas and periods."""

    periods: tuple[str, ...]
    areas: int
    events: int
    score: float
    rivals: dict[str, float]
    gains: dict[str, Estimate]
    coverage: Coverage
    top_areas: int
    caught: float
    caught_by_counting: float
    caught_gain: Estimate
    tuning: dict[str, float]
    tuned_by: int

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def split(history: History, tune_until: str | None = None) -> int:
    """How many periods may be used for tuning: those up to `tune_until`, or all but the last six."""
    calendar = history.calendar
    names = [calendar.name(day) for day in calendar.days]
    last = None if tune_until is None else first_day(tune_until, calendar.unit)
    before = len(names) - WINDOW if last is None else sum(day <= last for day in calendar.days)
    if before < WINDOW or before == len(names):
        until = tune_until or (names[before - 1] if before > 0 else "the last six")
        raise HistoryTooShort(before=max(before, 0), until=until, after=len(names) - max(before, 0), least=WINDOW)
    return before


def backtest(history: History, tune_until: str | None = None, *, seed: int = 1) -> Comparison:
    """Tunes on the first periods, then forecasts each later one from all before it, and compares with counting."""
    first = split(history, tune_until)
    return compare(fit_history(history, tune_history(history.until(first))), first, seed=seed)


def compare(baseline: Baseline, first: int, *, seed: int) -> Comparison:
    """The comparison over the periods from number `first` on."""
    history = baseline.history
    columns = range(first, len(history.calendar.days))
    observed = history.counts[:, first:]
    ours = [baseline.expected(history.calendar.days[column]) for column in columns]
    scores = _scores(ours, observed)
    theirs = {name: [rule(_window(history, column)) for column in columns] for name, rule in RIVALS.items()}
    rival_scores = {name: _scores(expected, observed) for name, expected in theirs.items()}
    top = max(1, int(TOP_SHARE * len(observed)))
    caught = catches([each.mean for each in ours], observed, top)
    counted = catches([each.mean for each in theirs["poisson"]], observed, top)
    return Comparison(
        periods=tuple(history.calendar.name(history.calendar.days[column]) for column in columns),
        areas=len(observed),
        events=int(observed.sum()),
        score=float(scores.mean()),
        rivals={name: float(each.mean()) for name, each in rival_scores.items()},
        gains={name: resampled(scores - each, seed) for name, each in rival_scores.items()},
        coverage=_coverage(ours, observed, seed),
        top_areas=top,
        caught=float(caught.mean()),
        caught_by_counting=float(counted.mean()),
        caught_gain=resampled((caught - counted)[None, :], seed),
        tuning=told(baseline.tuning),
        tuned_by=baseline.tuning.periods,
    )


def _window(history: History, column: int) -> NDArray[np.int64]:
    return history.counts[:, column - WINDOW : column]


def _scores(expected: list[Expected], observed: NDArray[np.int64]) -> Floats:
    return np.stack([each.log_score(column) for each, column in zip(expected, observed.T, strict=True)], axis=1)


def resampled(values: Floats, seed: int) -> Estimate:
    """The mean of (areas, periods) with its interval: whole periods and whole areas are drawn again, both at once.

    Areas of one period rise together and an area stays itself, so single cells must not be drawn (Owen 2007, "The
    pigeonhole bootstrap", Annals of Applied Statistics 1:386-411).
    """
    areas, periods = values.shape
    rng = np.random.default_rng(seed)
    by_area = rng.multinomial(areas, np.full(areas, 1 / areas), REPLICATES)
    by_period = rng.multinomial(periods, np.full(periods, 1 / periods), REPLICATES)
    means = ((by_area @ values) * by_period).sum(axis=1) / values.size
    low, high = np.quantile(means, (0.025, 0.975))
    return Estimate(float(values.mean()), float(low), float(high))


def catches(ranks: list[Floats], observed: NDArray[np.int64], top: int) -> Floats:
    """The share of each period's events in the `top` areas ranked highest before it (periods,)."""
    return np.array([_caught(rank, column, top) for rank, column in zip(ranks, observed.T, strict=True)])


def _caught(rank: Floats, events: NDArray[np.int64], top: int) -> float:
    """Areas that tie for the last places count in part, as if drawn by lot."""
    last = np.sort(rank)[-top]
    above, level = rank > last, rank == last
    part = (top - above.sum()) / level.sum()
    return float((events[above].sum() + part * events[level].sum()) / max(events.sum(), 1))


def _coverage(expected: list[Expected], observed: NDArray[np.int64], seed: int) -> Coverage:
    pairs = list(zip(expected, observed.T, strict=True))
    randomised = np.stack([held(each, column) for each, column in pairs], axis=1)
    intervals = [each.interval(LEVEL) for each in expected]
    plain = [
        ((low <= column) & (column <= high)).mean() for (low, high), column in zip(intervals, observed.T, strict=True)
    ]
    should = [
        (each.transform(high)[1] - each.transform(low)[0]).mean()
        for each, (low, high) in zip(expected, intervals, strict=True)
    ]
    return Coverage(resampled(randomised, seed), float(np.mean(plain)), float(np.mean(should)))


def held(expected: Expected, observed: NDArray[np.int64]) -> Floats:
    """How much of each count's own probability lies in the central 90 %, as if its randomised PIT were drawn for ever."""
    below, at = expected.transform(observed)
    low, high = (1 - LEVEL) / 2, (1 + LEVEL) / 2
    return np.asarray((np.clip(at, low, high) - np.clip(below, low, high)) / np.maximum(at - below, 1e-300))
