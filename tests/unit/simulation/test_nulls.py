"""Null years: nothing planted, the right numbers, the same for the same seed."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import simulated

from lamplighter.simulation import FULL, PLAIN, Rhythm, null_year, null_years

START = date(2025, 1, 1)


def test_the_same_seed_is_the_same_year_and_another_is_another() -> None:
    ground = simulated.ground_of()
    one, two, other = (null_year(ground, seed=seed, start=START) for seed in (1, 1, 2))
    assert np.array_equal(one.told, two.told)
    assert not np.array_equal(one.told, other.told)


@pytest.mark.parametrize("rhythm", [PLAIN, Rhythm(surge=False)])
def test_a_year_without_a_campaign_holds_about_8_400_tips(rhythm: Rhythm) -> None:
    totals = [
        year.told.sum()
        for year in null_years(simulated.ground_of(), first_seed=1, years=20, start=START, rhythm=rhythm)
    ]
    assert np.mean(totals) == pytest.approx(8395, rel=0.02)


def test_a_plain_year_is_poisson() -> None:
    years = null_years(simulated.ground_of(), first_seed=1, years=200, start=START, rhythm=PLAIN)
    monthly = np.array([year.told[:, :30].sum(axis=1) for year in years])
    mean = monthly.mean(axis=0)
    assert (monthly.var(axis=0, ddof=1) / mean).mean() == pytest.approx(1.0, abs=0.02)


def test_without_delay_a_tip_is_told_on_the_day() -> None:
    year = null_year(simulated.ground_of(), seed=4, start=START, rhythm=PLAIN)
    assert np.array_equal(year.noticed, year.told)


def test_with_delay_the_newest_days_are_thin_until_their_tips_have_come() -> None:
    year = null_year(simulated.ground_of(), seed=4, start=START, rhythm=Rhythm(surge=False))
    early, late = year.known_by(200), year.known_by(364)
    assert early[:, 194:].sum() < 0.85 * late[:, 194:201].sum()
    assert np.all(early <= late[:, :201])


def test_every_tip_told_is_counted_once() -> None:
    year = null_year(simulated.ground_of(), seed=5, start=START, rhythm=FULL)
    assert year.told.sum() == len(year.area) == len(year.told_on)
    assert year.told_on.min() >= 0
    assert year.told_on.max() < 365


def test_a_launch_that_is_given_is_kept() -> None:
    year = null_year(simulated.ground_of(), seed=6, start=START, launch=date(2025, 7, 1))
    assert year.told[:, 181:188].sum() > 5 * year.told[:, 150:157].sum()
