"""Spells: a planted truth is learnt from a record, and made-up years have it again."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from lamplighter.scanning import Areas
from lamplighter.scanning.alarms import Record, Spells, Unevenness, Watch, made_up_years
from lamplighter.scanning.alarms.spells import falling

START = date(2024, 1, 1)
SIDE, DAYS = 7, 1095
AREAS = Areas(
    [f"A{row}" for row in range(SIDE**2)], np.array([(x, y) for x in range(SIDE) for y in range(SIDE)], float)
)
WATCH = Watch(AREAS, history=730, radius_km=1.0)
SHARES = np.linspace(1, 4, SIDE**2)
SHARES = SHARES / SHARES.sum()


def told(seed: int, spells: Spells, *, a_day: float = 25.0, days: int = DAYS, surge: slice | None = None) -> Record:
    draw = np.random.default_rng(seed)
    rate = np.full(days, a_day)
    if surge:
        rate[surge] *= 7
    counts = draw.poisson(SHARES[:, None] * rate * spells.draw(len(SHARES), days, draw))
    area, day = np.repeat(np.indices(counts.shape).reshape(2, -1), counts.ravel(), axis=1)
    return Record.by_arrival(START, days, len(SHARES), area, day)


@pytest.mark.parametrize("length", [14, 28, 56])
def test_the_variance_and_the_length_of_planted_spells_are_found(length: int) -> None:
    found = [Unevenness.of(told(seed, Spells((length,), (0.2,)))).spells() for seed in range(12)]
    lasting = [float(np.dot(one.lengths, one.variances) / sum(one.variances)) for one in found]
    assert np.mean([one.variance for one in found]) == pytest.approx(0.2, abs=0.03)
    assert np.mean(lasting) == pytest.approx(length, rel=0.25)


def test_even_areas_have_next_to_no_spells() -> None:
    found = [Unevenness.of(told(seed, Spells())).spells().variance for seed in range(8)]
    assert np.mean(found) < 0.02


def test_a_campaign_does_not_make_areas_look_uneven() -> None:
    surge = slice(900, 914)
    found = [Unevenness.of(told(seed, Spells((28,), (0.1,)), surge=surge)).spells().variance for seed in range(12)]
    assert np.mean(found) == pytest.approx(0.1, abs=0.025)


def test_years_made_up_after_a_record_are_as_uneven_as_it_is() -> None:
    truth = Spells((28,), (0.2,))
    records = [told(seed, truth) for seed in range(40, 48)]
    own = np.mean([WATCH.dispersion_of(record) for record in records])
    made = [
        WATCH.dispersion_of(year)
        for seed, record in enumerate(records)
        for year in made_up_years(WATCH, record, years=4, seed=seed)
    ]
    # Taking a window's variance for that of the spells, whose ends it does not know, made years a third too even.
    assert np.mean(made) == pytest.approx(own, rel=0.15)


def test_spells_drawn_again_are_spread_as_those_of_other_records_are() -> None:
    truth = Spells((28,), (0.15,))
    records = [Unevenness.of(told(seed, truth)) for seed in range(60, 84)]
    between = np.std([one.spells().variance for one in records])
    chance = np.random.default_rng(3)
    within = np.mean([np.std([one.drawn(chance).variance for _ in range(40)]) for one in records[:6]])
    assert 0.6 < within / between < 1.6


@pytest.mark.parametrize("length", [1, 2, 4])
def test_months_are_their_own_steps(length: int) -> None:
    found = [Unevenness.of(by_month(seed, Spells((length,), (0.1,)))).spells() for seed in range(10)]
    assert found[0].lengths == (1, 2, 4, 8)
    assert np.mean([one.variance for one in found]) == pytest.approx(0.1, abs=0.015)


def by_month(seed: int, spells: Spells) -> Record:
    draw = np.random.default_rng(seed)
    counts = draw.poisson(SHARES[:, None] * 600.0 * spells.draw(len(SHARES), 36, draw))
    area, month = np.repeat(np.indices(counts.shape).reshape(2, -1), counts.ravel(), axis=1)
    return Record.by_arrival(START, 36, len(SHARES), area, month, unit="month")


def test_a_record_too_short_for_long_spells_has_short_ones_only() -> None:
    assert Unevenness.of(told(1, Spells(), days=110)).spells().lengths == (7, 14)
    assert Unevenness.of(told(1, Spells(), days=10)).spells().lengths == (7,)


def test_an_empty_record_has_no_spells() -> None:
    empty = Record.by_arrival(START, 200, 3, [], [])
    assert Unevenness.of(empty).spells().variance == 0


def test_factors_are_one_on_average_and_hold_for_their_length() -> None:
    drawn = Spells((28,), (0.3,)).draw(4000, 70, np.random.default_rng(7))
    assert drawn.mean() == pytest.approx(1, abs=0.02)
    assert drawn.var() == pytest.approx(0.3, abs=0.02)
    changes = np.flatnonzero((np.diff(drawn, axis=1) != 0).any(axis=0))
    assert set(np.diff(changes).tolist()) == {28}


def test_the_autocovariance_that_is_fitted_is_that_of_what_is_drawn() -> None:
    chance = np.random.default_rng(9)
    length, lags = 4, 6
    seen = np.zeros(lags)
    for _ in range(300):
        weeks = Spells((length * 7,), (0.2,)).draw(100, 140, chance).reshape(100, -1, 7).mean(axis=2) - 1
        seen += [(weeks[:, : weeks.shape[1] - lag] * weeks[:, lag:]).mean() / 300 for lag in range(lags)]
    assert seen == pytest.approx(0.2 * falling(length * 7, lags, 7), abs=0.012)
