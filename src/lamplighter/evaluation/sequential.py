"""A weekly test whether an area draws more than its share again, with one false-alarm rate for the whole watch.

It is a maximised likelihood ratio against a comparison area: every week it looks at each run of weeks up to now. Weeks
busy everywhere (a campaign, a summer) cancel. The threshold is the share of made-up quiet watches that would reach it,
made from the weeks before, as uneven as those were.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.evaluation.errors import (
    ComparisonEmpty,
    CountNotWhole,
    WatchOver,
    WatchWrong,
    WeeksTooFew,
    WeeksUneven,
)

Numbers = NDArray[np.float64]
FEWEST_WEEKS = 12
"""Weeks before the closing that are needed to see how uneven weeks are."""
CAUTION = -1.2816
"""The dispersion used is one that only 1 in 10 quiet histories would hide: the normal quantile of 0.1."""
TIE = 1e-9


@dataclass(frozen=True)
class Weeks:
    """Counts a week, oldest first, of the watched area and of the one it is compared with."""

    target: Sequence[int]
    control: Sequence[int]

    def __post_init__(self) -> None:
        if len(self.target) != len(self.control):
            raise WeeksUneven(target=len(self.target), control=len(self.control))
        for count in (*self.target, *self.control):
            if int(count) != count or count < 0:
                raise CountNotWhole(count=count)

    def __len__(self) -> int:
        return len(self.target)


@dataclass(frozen=True)
class Look:
    """What the test saw up to now."""

    week: int
    """Weeks watched."""
    statistic: float
    """The largest log likelihood ratio of any look so far."""
    p_value: float
    """The share of quiet watches that reach it at any time of the whole watch."""
    alarm_week: int | None
    """The first week whose look reached the threshold, from 1; None where none did."""
    since: int
    """The first week, from 1, of the run of weeks up to now that stands out most."""
    observed: int
    """Counted in the watched area in that run."""
    expected: float
    """Allowed there in that run, at the most a quiet watch allows, by the comparison's counts."""


@dataclass(frozen=True)
class WeeklyTest:
    """A test made ready before the first week; `look` may be asked each week.

    Notes
    -----
    The maximised sequential probability ratio test of Kulldorff and others (2011), Sequential Analysis 30:58, in the
    binomial form that carries the uncertainty of the weeks before (Li and Kulldorff 2010, Statistics in Medicine
    29:284), over every run of weeks up to the present (Lai 1995, Journal of the Royal Statistical Society B 57:613).
    """

    before: Weeks
    weeks: int
    false_alarm: float
    allowed: float
    dispersion: float
    maxima: Numbers
    """(replicates,) the largest statistic of each quiet watch, smallest first."""

    @property
    def threshold(self) -> float:
        """The statistic from which the alarm is raised; infinite where the replicates are too few to say."""
        most = int(self.false_alarm * (len(self.maxima) + 1)) - 1
        return float(np.nextafter(self.maxima[-most - 1], np.inf)) if most >= 0 else math.inf

    def look(self, after: Weeks) -> Look:
        """What stands out in the weeks since, the newest last.

        Raises
        ------
        WatchOver
            Where there are more weeks than were planned for, or none.
        """
        if not 0 < len(after) <= self.weeks:
            raise WatchOver(planned=self.weeks, given=len(after))
        target, total = _totals(after)
        table = _ratios(_before(self.before), target[None], total[None], self.allowed)[0]
        starts, ends = np.triu_indices(len(after))
        reached = np.unique(ends[table >= self.threshold])
        last = np.flatnonzero(ends == len(after) - 1)
        since = int(starts[last[int(np.argmax(table[last]))]])
        statistic = float(table.max())
        p_value = (1 + int((self.maxima >= statistic * (1 - TIE)).sum())) / (len(self.maxima) + 1)
        observed, seen = int(target[since:].sum()), int(total[since:].sum() - target[since:].sum())
        expected = self.allowed * seen * sum(self.before.target) / sum(self.before.control)
        alarm_week = int(reached[0]) + 1 if len(reached) else None
        return Look(len(after), statistic, p_value, alarm_week, since + 1, observed, expected)


def plan_test(
    before: Weeks,
    *,
    seed: int,
    weeks: int = 26,
    false_alarm: float = 0.05,
    allowed: float = 1.0,
    replicates: int = 999,
) -> WeeklyTest:
    """Learns from the weeks before how high the statistic climbs in a quiet watch, and keeps the threshold.

    Parameters
    ----------
    before : Weeks
        Counts before the closing, at least twelve weeks.
    seed : int
        Of the quiet watches that are made up.
    weeks : int
        How long the watch lasts; the false-alarm rate holds for all its looks together.
    false_alarm : float
        The chance of an alarm at any time of a quiet watch.
    allowed : float
        What share of the former rate, against the comparison, is still quiet: 1 for an area that was not touched, less
        for a place that was closed and should stay below it.
    replicates : int
        Quiet watches made up.

    Raises
    ------
    WatchWrong, WeeksTooFew, ComparisonEmpty
    """
    _check(weeks, false_alarm, allowed, replicates)
    if len(before) < FEWEST_WEEKS:
        raise WeeksTooFew(given=len(before), needed=FEWEST_WEEKS)
    if not sum(before.control):
        raise ComparisonEmpty
    dispersion = _dispersion(before)
    chance = np.random.default_rng(seed)
    history, target, total = _quiet_watches(before, weeks, allowed, dispersion, replicates, chance)
    maxima = np.sort(_ratios(history, target, total, allowed).max(axis=1))
    return WeeklyTest(before, weeks, false_alarm, allowed, dispersion, maxima)


def log_ratio(before: int, before_total: int, after: int, after_total: int, allowed: float) -> float:
    """The plain form of one entry: the log likelihood ratio that the odds rose above `allowed` times the former."""
    joint = before + after
    if joint in (0, before_total + after_total):
        return 0.0
    odds = float(_joint_odds(np.array(before_total), np.array(after_total), np.array(joint), allowed))
    quiet_before, quiet_after = odds / (1 + odds), allowed * odds / (1 + allowed * odds)
    if after <= after_total * quiet_after:
        return 0.0
    free = _log_likelihood(before, before_total, before / before_total)
    free += _log_likelihood(after, after_total, after / after_total)
    quiet = _log_likelihood(before, before_total, quiet_before) + _log_likelihood(after, after_total, quiet_after)
    return free - quiet


def _log_likelihood(some: int, total: int, share: float) -> float:
    part = some * math.log(share) if some else 0.0
    return part + ((total - some) * math.log(1 - share) if total > some else 0.0)


def _ratios(history: Numbers, target: Numbers, total: Numbers, allowed: float) -> Numbers:
    """(watches, runs of weeks) the log likelihood ratio of each run, in the order of `np.triu_indices`."""
    starts, ends = np.triu_indices(target.shape[1])
    some, every = (_run_sums(counts, starts, ends) for counts in (target, total))
    before, before_total = history[:, 0, None], history[:, 1, None]
    joint = before + some
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = _joint_odds(before_total, every, joint, allowed)
        quiet_before, quiet_after = odds / (1 + odds), allowed * odds / (1 + allowed * odds)
        ratio = _excess(before, before_total, quiet_before) + _excess(some, every, quiet_after)
        rose = (some > every * quiet_after) & (joint > 0) & (joint < before_total + every)
    return np.where(rose, ratio, 0.0)


def _run_sums(counts: Numbers, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> Numbers:
    sums = np.concatenate([np.zeros((len(counts), 1)), np.cumsum(counts, axis=1)], axis=1)
    return np.asarray(sums[:, ends + 1] - sums[:, starts])


def _joint_odds(before_total: Numbers, after_total: Numbers, joint: Numbers, allowed: float) -> Numbers:
    """The former odds that fit both times best if the later ones were `allowed` times as high: a quadratic's root."""
    square = allowed * (before_total + after_total - joint)
    linear = before_total + after_total * allowed - joint * (1 + allowed)
    return np.asarray((-linear + np.sqrt(linear**2 + 4 * square * joint)) / (2 * square))


def _excess(some: Numbers, total: Numbers, quiet: Numbers) -> Numbers:
    """How much better the observed share explains the counts than the quiet one."""
    rest = total - some
    hit = np.where(some > 0, some * np.log(np.where(some > 0, some / (total * quiet), 1.0)), 0.0)
    return np.asarray(
        hit + np.where(rest > 0, rest * np.log(np.where(rest > 0, rest / (total * (1 - quiet)), 1.0)), 0.0)
    )


def _quiet_watches(
    before: Weeks, weeks: int, allowed: float, dispersion: float, replicates: int, chance: np.random.Generator
) -> tuple[Numbers, Numbers, Numbers]:
    """Histories (watches, 2) and weeks (watches, weeks) as they come if nothing changed but by `allowed`."""
    _, total = _totals(before)
    share = (sum(before.target) + 0.5) / (total.sum() + 1)
    history = _uneven(np.broadcast_to(total, (replicates, len(total))), share, dispersion, chance)
    later = chance.choice(total, (replicates, weeks))
    odds = allowed * share / (1 - share)
    target = _uneven(later, odds / (1 + odds), dispersion, chance)
    sums = np.stack([history.sum(axis=1), np.full(replicates, total.sum())], axis=1)
    return sums, target, later


def _uneven(total: Numbers, share: float, dispersion: float, chance: np.random.Generator) -> Numbers:
    """Counts out of each total with that share, varying `dispersion` times as much as a binomial (beta-binomial)."""
    alike = min((dispersion - 1) / max(float(total.mean()) - 1, 1.0), 0.5)
    if alike <= 0:
        return np.asarray(chance.binomial(total.astype(np.int64), share), np.float64)
    size = 1 / alike - 1
    shares = chance.beta(share * size, (1 - share) * size, total.shape)
    return np.asarray(chance.binomial(total.astype(np.int64), shares), np.float64)


def _dispersion(before: Weeks) -> float:
    """How many times more than binomial the weeks before vary, on the cautious side; at least 1."""
    target, total = _totals(before)
    busy = total > 0
    share = (target.sum() + 0.5) / (total.sum() + 1)
    squares = (target - total * share)[busy] ** 2 / (total[busy] * share * (1 - share))
    freedom = int(busy.sum()) - 1
    if freedom < 1:  # a single busy week shows no unevenness
        return 1.0
    spread = 2 / (9 * freedom)
    low = freedom * (1 - spread + CAUTION * math.sqrt(spread)) ** 3  # Wilson and Hilferty's chi-square quantile
    return max(1.0, float(squares.sum()) / low)


def _totals(weeks: Weeks) -> tuple[Numbers, Numbers]:
    target = np.asarray(weeks.target, np.float64)
    return target, target + np.asarray(weeks.control, np.float64)


def _before(weeks: Weeks) -> Numbers:
    return np.array([[sum(weeks.target), sum(weeks.target) + sum(weeks.control)]], np.float64)


def _check(weeks: int, false_alarm: float, allowed: float, replicates: int) -> None:
    rules = (
        ("weeks", weeks, weeks >= 1, "1 or more"),
        ("false-alarm rate", false_alarm, 0 < false_alarm < 1, "above 0 and below 1"),
        ("allowed share", allowed, 0 < allowed <= 1, "above 0, at most 1"),
        ("number of replicates", replicates, replicates >= 1, "1 or more"),
    )
    for name, value, fits, expected in rules:
        if not fits:
            raise WatchWrong(name=name, value=value, expected=expected)
