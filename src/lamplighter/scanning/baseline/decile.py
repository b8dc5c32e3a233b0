"""Research only: what the deprivation decile would change, were it let in; it never is unless asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.baseline.backtest import TOP_SHARE, Estimate, resampled
from lamplighter.scanning.baseline.choosing import tune_history
from lamplighter.scanning.baseline.errors import SurroundingsUnusable
from lamplighter.scanning.baseline.expected import Expected
from lamplighter.scanning.baseline.history import History
from lamplighter.scanning.baseline.model import Baseline, fit_history
from lamplighter.scanning.baseline.probability import Floats

SHOWN = 1.0  # the least weight shown, as much as "every area alike": a table of no change would tell nothing


@dataclass(frozen=True)
class DecileRow:
    """One decile (0 where unknown), a period: counted, expected, and places taken among the highest ranked."""

    decile: int
    areas: int
    observed: float
    expected_without: float
    expected_with: float
    ranked_without: float
    ranked_with: float


@dataclass(frozen=True)
class DecileTable:
    """What deprivation changes: the weight the tuning chose and the one shown, the gain in log score, a row a decile."""

    chosen: float
    weight: float
    gain: Estimate
    rows: tuple[DecileRow, ...]


def with_deprivation(history: History, deciles: NDArray[np.int64], first: int, *, seed: int) -> DecileTable:
    """The periods from number `first` on, forecast without and with deprivation, each tuned on those before."""
    if not deciles.any():
        raise SurroundingsUnusable(reason="no deprivation decile is known of any area")
    let_in = replace(history, around=replace(history.around, deciles=deciles))
    without = fit_history(history, tune_history(history.until(first)))
    chosen = tune_history(let_in.until(first))
    weight = max(chosen.areas.deprivation, SHOWN)
    knowing = fit_history(let_in, replace(chosen, areas=replace(chosen.areas, deprivation=weight)))
    columns = range(first, len(history.calendar.days))
    plain, informed = (
        [each.expected(history.calendar.days[column]) for column in columns] for each in (without, knowing)
    )
    gain = resampled(_scores(knowing, informed, first) - _scores(without, plain, first), seed)
    return DecileTable(chosen.areas.deprivation, weight, gain, tuple(_rows(let_in, first, plain, informed)))


def _scores(baseline: Baseline, expected: list[Expected], first: int) -> Floats:
    counts = baseline.history.counts[:, first:].T
    return np.stack([each.log_score(column) for each, column in zip(expected, counts, strict=True)], axis=1)


def _rows(history: History, first: int, plain: list[Expected], informed: list[Expected]) -> list[DecileRow]:
    deciles = np.asarray(history.around.deciles)
    columns = [history.counts[:, first:].mean(axis=1), _mean(plain), _mean(informed), _ranked(plain), _ranked(informed)]
    totals = [np.bincount(deciles, values, 11) for values in columns]
    return [
        DecileRow(decile, int((deciles == decile).sum()), *(float(total[decile]) for total in totals))
        for decile in np.unique(deciles).tolist()
    ]


def _mean(expected: list[Expected]) -> Floats:
    return np.asarray(np.mean([each.mean for each in expected], axis=0))


def _ranked(expected: list[Expected]) -> Floats:
    """How often each area is among the highest ranked."""
    top = max(1, int(TOP_SHARE * len(expected[0].mean)))
    highest = [np.argsort(-each.mean, kind="stable")[:top] for each in expected]
    return np.bincount(np.concatenate(highest), minlength=len(expected[0].mean)) / len(expected)
