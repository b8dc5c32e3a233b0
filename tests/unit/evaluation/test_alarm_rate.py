"""Alarms a year in quiet years, against the budget that was stated."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from lamplighter.evaluation.alarm_rate import Seeds, made_up_rate, poisson_at_most, poisson_interval, watch_rate
from lamplighter.evaluation.errors import YearsShared
from lamplighter.scanning import Areas
from lamplighter.scanning.alarms import Record, Watch

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


def test_a_level_learnt_from_made_up_years_keeps_the_budget_too() -> None:
    found = made_up_rate(WATCH, quiet, Seeds(range(30), range(100, 130)), budget=3.0)
    assert found.alarms > 0
    assert found.a_year < 2 * found.budget
