"""Spells: how much, and for how long at a time, areas have more or less than their usual share of the county's events.

Learnt from how an area's weeks go together, which chance alone does not make them do, and drawn for made-up years.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.alarms.record import Record
from lamplighter.scanning.baseline.calendar import Unit

Floats = NDArray[np.float64]
STEP: dict[Unit, int] = {"day": 7, "month": 1}
"""Periods counted together: weeks, so that Mondays do not matter, or months."""
LONGEST = 32  # steps
TIMES_AS_LONG = 4
"""A record has to be so many times as long as a spell to tell it from an area's usual share."""
CAUTION = 0.4
"""How much less a busy week counts, for its size: it is one spell, however many events it has."""
ROUNDS, ENOUGH = 2000, 1e-9


@dataclass(frozen=True)
class Spells:
    """Factors on an area's rate, a product of independent ones: gamma numbers with mean 1, each held for its length.

    Parameters
    ----------
    lengths : how many periods (days or months) a spell of each kind lasts.
    variances : the variance of each kind's factors.
    """

    lengths: tuple[int, ...] = ()
    variances: tuple[float, ...] = ()

    @property
    def variance(self) -> float:
        """Of one period's factor.

        >>> round(Spells((7, 28), (0.1, 0.1)).variance, 2)
        0.21
        """
        return float(np.prod(1 + np.array(self.variances)) - 1)

    def draw(self, areas: int, periods: int, chance: np.random.Generator) -> Floats:
        """Factors (areas, periods); all areas change on the same days, which are different each time."""
        made = np.ones((areas, periods))
        for length, variance in zip(self.lengths, self.variances, strict=True):
            if variance > 0:
                held = chance.gamma(1 / variance, variance, (areas, periods // length + 2))
                offset = int(chance.integers(length))
                made *= np.repeat(held, length, axis=1)[:, offset : offset + periods]
        return made


@dataclass(frozen=True)
class Unevenness:
    """What a record tells of its areas' spells, an area a row, so that areas can be drawn again.

    Parameters
    ----------
    excess, weight : arrays (areas, lags)
        Sums over pairs of steps so far apart: how far both were above their share together, and how much that would be
        if factors had variance 1. The first lag is 0.
    steps : how many steps the record has.
    unit : of the record.

    Notes
    -----
    Given their rates, counts of different weeks are independent, so that the covariance of counts is that of the rates
    (Cox 1955, Journal of the Royal Statistical Society B 17:129-164); in a week's own variance the Poisson part is
    known. Spells that change on any day alike have an autocovariance that falls in a straight line to 0 at their length.
    The variances of spells of 1, 2, 4, ... steps are those, none below 0, whose sum fits the record's autocovariance best.
    An area's share is that of the same record; what this takes off is put back.
    """

    excess: Floats
    weight: Floats
    steps: int
    unit: Unit

    @classmethod
    def of(cls, record: Record) -> Unevenness:
        """By moments from all of a record, the whole weeks or the months that end with its last."""
        step = STEP[record.unit]
        steps = record.days // step
        counts = record.counts()[:, record.days - steps * step :].reshape(record.areas, steps, step).sum(axis=2)
        total, every = counts.sum(axis=0), max(counts.sum(), 1)
        share = counts.sum(axis=1) / every
        due = share[:, None] * total
        less = 1 / (1 + CAUTION * due)
        above, mean, totals = (counts - due) * less, due * less, total * less
        # What is due is worked out from the same counts: of an area's share, and of a county that the area is part of.
        poisson, compared = share * (1 - share), 1 - 2 * share + (share**2).sum()
        lags = range(max(min(LONGEST, steps // TIMES_AS_LONG), 1))
        excess = np.stack([_pairs(above, lag) + poisson / every * _pairs(totals, lag) for lag in lags], axis=1)
        excess[:, 0] -= poisson * (total * less**2).sum(axis=1)
        return cls(excess, np.stack([compared * _pairs(mean, lag) for lag in lags], axis=1), steps, record.unit)

    def spells(self, weights: Floats | None = None) -> Spells:
        """The spells that fit best; each area counts as often as its weight (areas,) says."""
        of = np.ones(len(self.excess)) if weights is None else weights
        each = of @ self.weight
        seen = np.divide(of @ self.excess, each, out=np.zeros_like(each), where=each > 0)
        step = STEP[self.unit]
        lengths = tuple(step * 2**power for power in range(LONGEST.bit_length()) if 2**power <= len(seen))
        # An area's share is its mean over the record, which takes in its spells too.
        falls = [falling(length, len(seen), step) - length / (self.steps * step) for length in lengths]
        return Spells(lengths, tuple(none_negative(np.stack(falls, axis=1), seen).tolist()))

    def drawn(self, chance: np.random.Generator) -> Spells:
        """Spells that the record allows as well: its areas weighed by chance (Rubin 1981, Annals of Statistics 9:130-134)."""
        return self.spells(chance.exponential(size=len(self.excess)))


def _pairs(values: Floats, lag: int) -> Floats:
    """Sums over a row's pairs so many steps apart (rows,)."""
    return np.asarray((values[:, : values.shape[1] - lag] * values[:, lag:]).sum(axis=1))


def falling(length: int, lags: int, step: int = 1) -> Floats:
    """The autocovariance (lags,) of the means of steps of so many periods, of spells that last `length` periods, variance 1.

    Two periods are in one spell with a chance of 1 - apart / length, or 0; a step's mean takes in all its pairs.

    >>> falling(2, 3).tolist()
    [1.0, 0.5, 0.0]
    >>> falling(28, 6, step=7).round(3).tolist()
    [0.918, 0.75, 0.5, 0.25, 0.041, 0.0]
    """
    period = np.arange(step)
    apart = np.arange(lags)[:, None, None] * step + period[:, None] - period
    return np.asarray(np.maximum(1 - np.abs(apart) / length, 0.0).mean(axis=(1, 2)))


def none_negative(columns: Floats, wanted: Floats) -> Floats:
    """The least squares solution (columns,) without negative parts, by going round the coordinates until nothing moves.

    >>> none_negative(np.eye(2), np.array([1.0, -1.0])).tolist()
    [1.0, 0.0]
    """
    square, right = columns.T @ columns, columns.T @ wanted
    found = np.zeros(len(right))
    for _ in range(ROUNDS):
        before = found.copy()
        for at in range(len(found)):
            found[at] = max(0.0, found[at] + (right[at] - square[at] @ found) / square[at, at])
        if np.abs(found - before).max() < ENOUGH:
            break
    return found
