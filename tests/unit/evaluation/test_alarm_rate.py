"""Alarms a year in quiet years, against the budget that was stated."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from lamplighter.evaluation.alarm_rate import (
    AlarmRate,
    OverRecords,
    Seeds,
    made_up_rates,
    poisson_at_most,
    poisson_interval,
    watch_rate,
)
from lamplighter.evaluation.errors import YearsShared
from lamplighter.scanning import Areas
from lamplighter.scanning.alarms import Record, Spells, Watch

AREAS = Areas([f"A{row}" for row in range(16)], np.array([(x, y) for x in range(4) for y in range(4)], float))
WATCH = Watch(AREAS, history=200, radius_km=1.0)


def quiet(seed: int) -> Record:
    draw = np.random.default_rng(seed)
    told = np.repeat(np.arange(400), draw.poisson(8.0, 400))
    return Record.by_arrival(date(2024, 1, 1), 400, 16, draw.integers(0, 16, len(told)), told)


def test_the_interval_of_a_poisson_number_is_garwoods() -> None:
    # From the tables of Garwood (1936) and of Pearson & Hartley.
    for count, low, high in ((0, 0.0, 3.69), (1, 0.03, 5.57), (20, 12.22, 30.89), (100, 81.36, 121.63)):
        assert poisson_interval(count) == pytest.approx((low, high), abs=0.006)


def test_the_chance_of_a_poisson_number_adds_up() -> None:
    assert poisson_at_most(2, 1.5) == pytest.approx(np.exp(-1.5) * (1 + 1.5 + 1.125))


def test_years_that_teach_may_not_judge() -> None:
    with pytest.raises(YearsShared):
        Seeds(range(10), range(9, 20))


def test_a_budget_learnt_on_some_years_is_kept_on_others() -> None:
    found = watch_rate(WATCH, quiet, Seeds(range(30), range(100, 130)), budget=3.0)
    assert found.within
    assert found.interval[0] < found.a_year < found.interval[1]


def uneven(seed: int) -> Record:
    draw = np.random.default_rng(seed)
    counts = draw.poisson(0.5 * Spells((28,), (0.3,)).draw(16, 560, draw))
    area, day = np.repeat(np.indices(counts.shape).reshape(2, -1), counts.ravel(), axis=1)
    return Record.by_arrival(date(2024, 1, 1), 560, 16, area, day)


def test_levels_learnt_from_made_up_years_keep_the_budget_over_several_records_of_an_uneven_county() -> None:
    each = tuple(made_up_rates(WATCH, uneven, Seeds(range(12), range(100, 340)), budget=2.0, years=30))
    found = OverRecords(each)
    assert [rate.years for rate in each] == [each[0].years] * 12
    assert len({rate.level for rate in each}) == 12
    assert found.interval[0] < found.a_year < found.interval[1]
    assert found.within


def test_the_spread_between_records_leaves_out_what_chance_adds() -> None:
    alike = OverRecords(tuple(rate_of(count) for count in (90, 110, 100, 95, 105)))
    unlike = OverRecords(tuple(rate_of(count) for count in (50, 150, 100, 60, 140)))
    assert alike.spread == 0
    assert unlike.spread == pytest.approx(np.sqrt(np.var([0.5, 1.5, 1, 0.6, 1.4], ddof=1) - 0.01))
    assert alike.within


def rate_of(count: int) -> AlarmRate:
    return AlarmRate(100.0, count, 1.0, 12.0, 0.1, (0.0, 2.0))
