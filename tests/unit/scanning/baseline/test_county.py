"""Level, trend, season, weekday and surges are planted and found again."""

from __future__ import annotations

from datetime import date

import numpy as np
import planted
import pytest

from lamplighter.scanning.baseline import Baseline, CountyTuning, Tuning, fit


def daily(totals: np.ndarray, seed: int = 1) -> Baseline:
    """A baseline of a small county of twenty areas, these being the totals expected each day."""
    rng = np.random.default_rng(seed)
    counts = planted.counted(totals * rng.gamma(100, 0.01, len(totals)), planted.shares(20, rng), 0.1, rng)
    return fit(counts, planted.days(len(totals)), unit="day", tuning=Tuning(CountyTuning(drift=0.001, noise=0.01)))


def usual(days: int) -> np.ndarray:
    return np.array([25 * planted.WEEK[day.weekday()] * planted.season(day, 0.15) for day in planted.days(days)])


def test_level_season_and_weekdays_are_found_in_days() -> None:
    baseline = daily(usual(1000))
    assert baseline.level == pytest.approx(25, rel=0.12)
    assert list(baseline.weekdays.values()) == pytest.approx(planted.WEEK, rel=0.08)
    assert baseline.season(date(2024, 7, 15)) == pytest.approx(np.exp(0.15), abs=0.07)
    assert baseline.season(date(2024, 1, 15)) == pytest.approx(np.exp(-0.15), abs=0.07)
    assert len(baseline.surges) <= 4


def test_level_trend_and_season_are_found_in_months() -> None:
    rng = np.random.default_rng(2)
    months = planted.months(60)
    totals = np.array([800 * 1.01**i * planted.season(month, 0.2) for i, month in enumerate(months)])
    baseline = fit(planted.counted(totals, planted.shares(30, rng), 0.05, rng), months)
    assert baseline.trend == pytest.approx(1.01**12, abs=0.06)
    assert baseline.level * 30.44 == pytest.approx(800 * 1.01**59, rel=0.1)
    assert baseline.season(date(2025, 7, 1)) == pytest.approx(np.exp(0.2), abs=0.08)
    assert baseline.weekdays == dict.fromkeys(baseline.weekdays, 1.0)


def test_a_campaign_is_a_surge_that_fades_and_leaves_the_level_as_it_was() -> None:
    totals = usual(700)
    totals[600:] *= 1 + 8 * 0.5 ** (np.arange(100) / 5)
    baseline = daily(totals)
    launch = planted.days(700)[600]
    assert launch in baseline.surges
    # About one day in a thousand is taken for a surge by chance.
    assert sum(not 0 <= (day - launch).days < 21 for day in baseline.surges) <= 3
    assert baseline.level == pytest.approx(25, rel=0.15)


def test_a_level_that_stays_high_is_learned_within_two_months() -> None:
    totals = usual(700)
    totals[600:] *= 2
    assert daily(totals).level == pytest.approx(50, rel=0.2)


def test_a_gap_of_years_with_another_way_of_recording_does_no_harm() -> None:
    rng = np.random.default_rng(3)
    months = planted.months(12, date(2014, 1, 1)) + planted.months(8, date(2024, 1, 1))
    totals = np.array([3000.0] * 12 + [1000.0] * 8)
    baseline = fit(planted.counted(totals, planted.shares(30, rng), 0.05, rng), months)
    assert baseline.expected("2024-09").mean.sum() == pytest.approx(1000, rel=0.1)


def test_when_all_areas_rise_together_none_stands_out_once_the_total_is_known() -> None:
    baseline = daily(usual(400))
    tomorrow = planted.days(401)[-1]
    share = baseline.expected(tomorrow).mean / baseline.expected(tomorrow).mean.sum()
    known = baseline.expected(tomorrow, total=200)
    assert known.mean == pytest.approx(200 * share)
    assert (known.dispersion < baseline.expected(tomorrow).dispersion).all()
