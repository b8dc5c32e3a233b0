"""How many tips come when and from where, and what each complication does to that."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
import simulated

from lamplighter.simulation.chance import array_chance
from lamplighter.simulation.rhythm import FULL, PLAIN, Rhythm, Span, delays, expected, surge, weights

MONDAY = date(2026, 1, 5)
YEAR = Span(MONDAY, MONDAY + timedelta(days=363))


def days(rhythm: Rhythm, span: Span = YEAR) -> np.ndarray:
    """Expected tips of one area a day."""
    mean = expected(np.array([1.0]), 750_000.0, span, rhythm, array_chance(1, "rhythm"))
    return np.asarray(mean[0])


def test_a_plain_year_is_flat_at_23_tips_a_day_for_750_000_people() -> None:
    assert days(PLAIN) == pytest.approx(np.full(364, 23.0))


def test_fewer_write_at_weekends() -> None:
    by_weekday = days(Rhythm(season=False, overdispersion=False, surge=False)).reshape(52, 7).mean(axis=0)
    assert by_weekday[5:].max() < 0.9 * by_weekday[:5].min()
    assert by_weekday.mean() == pytest.approx(23.0)


def test_more_write_in_summer() -> None:
    year = days(Rhythm(weekday=False, overdispersion=False, surge=False))
    assert year[170:220].mean() > 1.2 * year[:30].mean()


def test_the_launch_week_brings_seven_times_the_usual_and_a_month_later_little_is_left() -> None:
    times = surge(MONDAY, 60, MONDAY + timedelta(days=20))
    assert times[:20] == pytest.approx(np.ones(20))
    assert times[20:27].mean() == pytest.approx(7.0)
    assert times[50] < 1.2
    assert np.all(np.diff(times[20:]) < 0)


def test_no_campaign_no_surge() -> None:
    assert surge(MONDAY, 10, None) == pytest.approx(np.ones(10))


def test_ups_and_downs_scatter_counts_more_than_chance_alone() -> None:
    span, shares = Span(MONDAY, MONDAY + timedelta(days=27)), np.full(440, 1 / 440)
    draw = array_chance(3, "spread")
    means = expected(shares, 750_000.0, span, Rhythm(weekday=False, season=False, surge=False), draw).sum(axis=1)
    assert 0.05 < means.var() / means.mean() ** 2 < 0.2


def test_reporting_is_as_uneven_as_residents_real_reports_are() -> None:
    """In the real reports of one county the busiest 5 % of areas sent 15 %, the busiest 20 % sent 44 %."""
    shares = np.sort(weights(simulated.ground_of()))[::-1]
    assert shares.sum() == pytest.approx(1)
    assert 0.12 < shares[:22].sum() < 0.2
    assert 0.37 < shares[:88].sum() < 0.5


def test_half_tell_the_same_day_and_the_rest_within_weeks() -> None:
    waited = delays(20_000, FULL, array_chance(1, "delays"))
    assert 0.5 < (waited == 0).mean() < 0.6
    assert 1 < waited.mean() < 4
    assert not delays(50, PLAIN, array_chance(1, "delays")).any()
