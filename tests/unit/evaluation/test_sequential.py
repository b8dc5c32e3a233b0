"""The weekly test keeps its false-alarm rate over the whole watch, finds what is planted, and equals the plain sum."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from lamplighter.evaluation import sequential
from lamplighter.evaluation.errors import ComparisonEmpty, WatchOver, WatchWrong, WeeksTooFew, WeeksUneven
from lamplighter.evaluation.sequential import Weeks, log_ratio, plan_test

Counts = NDArray[np.int64]


def counts(chance: np.random.Generator, mean: float | NDArray[np.float64], dispersion: float, weeks: int) -> Counts:
    """Weekly counts with the variance `dispersion` times the mean."""
    means = np.broadcast_to(np.asarray(mean, float), weeks)
    if dispersion > 1:
        means = chance.gamma(means / (dispersion - 1), dispersion - 1)
    return chance.poisson(means)


def alarms(*, watches: int, dispersion: float, allowed: float, later: float, busy: bool = False) -> int:
    """How many of so many watches of 26 weeks raise an alarm, the area at `later` times its former rate."""
    chance, raised = np.random.default_rng(5), 0
    for number in range(watches):
        activity = np.ones(78)
        if busy:
            start = int(chance.integers(0, 75))
            activity[start : start + 3] = 3.0
            activity *= 1 + 0.4 * np.sin(np.arange(78) / 52 * 2 * np.pi)
        change = np.where(np.arange(78) < 52, 1.0, later)
        target = counts(chance, 2 * activity * change, dispersion, 78).tolist()
        control = counts(chance, 40 * activity, dispersion, 78).tolist()
        test = plan_test(Weeks(target[:52], control[:52]), seed=number, allowed=allowed, replicates=199)
        raised += test.look(Weeks(target[52:], control[52:])).alarm_week is not None
    return raised


@pytest.mark.parametrize("dispersion", [1.0, 2.0])
@pytest.mark.parametrize("allowed", [1.0, 0.5])
def test_a_quiet_watch_alarms_no_more_often_than_stated(dispersion: float, allowed: float) -> None:
    # 150 watches at 5 %: 7.5 expected, 14 is the upper end of their 99 % interval.
    assert alarms(watches=150, dispersion=dispersion, allowed=allowed, later=allowed) <= 14


def test_weeks_busy_everywhere_raise_no_alarm() -> None:
    assert alarms(watches=100, dispersion=1.0, allowed=1.0, later=1.0, busy=True) <= 11


def test_a_threefold_rise_is_found() -> None:
    assert alarms(watches=30, dispersion=1.0, allowed=1.0, later=3.0) >= 28


def test_a_fall_raises_no_alarm() -> None:
    assert alarms(watches=30, dispersion=1.0, allowed=1.0, later=0.2) == 0


def test_the_planted_week_of_a_rise_is_recovered() -> None:
    test = plan_test(Weeks([2] * 52, [40] * 52), seed=1)
    look = test.look(Weeks([1] * 8 + [8] * 6, [40] * 14))
    assert look.since == 9
    assert look.alarm_week is not None
    assert look.alarm_week > 8
    assert look.observed == 48
    assert look.expected == pytest.approx(12)
    assert look.p_value == pytest.approx(0.001)


def test_an_alarm_once_raised_is_remembered() -> None:
    test = plan_test(Weeks([2] * 52, [40] * 52), seed=1)
    first = test.look(Weeks([2, 12, 12], [40] * 3))
    later = test.look(Weeks([2, 12, 12, *[0] * 12], [40] * 15))
    assert first.alarm_week == later.alarm_week == 2
    assert later.statistic >= first.statistic


def test_the_same_seed_gives_the_same_threshold() -> None:
    before = Weeks([1, 2, 3] * 6, [20, 30, 25] * 6)
    assert np.array_equal(plan_test(before, seed=3).maxima, plan_test(before, seed=3).maxima)
    assert not np.array_equal(plan_test(before, seed=3).maxima, plan_test(before, seed=4).maxima)


def test_the_alarm_is_raised_exactly_where_the_p_value_is_within_the_rate() -> None:
    chance = np.random.default_rng(3)
    for number in range(40):
        test = plan_test(Weeks([2, 3, 1] * 10, [30, 35, 25] * 10), seed=number, replicates=99)
        look = test.look(Weeks(chance.poisson(3.2, 20).tolist(), [30] * 20))
        assert (look.alarm_week is not None) == (look.p_value <= 0.05 + 1e-12)


def test_too_few_replicates_to_show_the_rate_never_alarm() -> None:
    assert plan_test(Weeks([2] * 20, [20] * 20), seed=1, replicates=9).threshold == math.inf


@pytest.mark.parametrize("allowed", [1.0, 0.5, 0.25])
def test_the_table_of_ratios_equals_the_plain_form(allowed: float) -> None:
    chance = np.random.default_rng(2)
    target, control = chance.poisson(1.0, (6, 9)).astype(float), chance.poisson(4.0, (6, 9)).astype(float)
    total, history = target + control, np.array([[n, n + m] for n, m in chance.poisson((8, 40), (6, 2))], float)
    table = sequential._ratios(history, target, total, allowed)
    for watch in range(6):
        for column, (start, end) in enumerate(zip(*np.triu_indices(9), strict=True)):
            some, every = (int(rows[watch, start : end + 1].sum()) for rows in (target, total))
            plain = log_ratio(int(history[watch, 0]), int(history[watch, 1]), some, every, allowed)
            assert table[watch, column] == pytest.approx(plain, abs=1e-9)


def test_what_cannot_be_watched_is_refused_with_the_reason() -> None:
    usual = Weeks([2] * 20, [20] * 20)
    with pytest.raises(WeeksUneven):
        Weeks([1, 2], [3])
    with pytest.raises(WeeksTooFew, match="at least 12"):
        plan_test(Weeks([1] * 11, [9] * 11), seed=1)
    with pytest.raises(ComparisonEmpty):
        plan_test(Weeks([1] * 20, [0] * 20), seed=1)
    with pytest.raises(WatchOver, match="planned for 26 weeks"):
        plan_test(usual, seed=1, replicates=9).look(Weeks([1] * 27, [1] * 27))
    for wrong in ({"weeks": 0}, {"false_alarm": 0.0}, {"allowed": 1.5}, {"replicates": 0}):
        with pytest.raises(WatchWrong):
            plan_test(usual, seed=1, **wrong)
