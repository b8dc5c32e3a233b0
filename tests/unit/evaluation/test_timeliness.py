"""How soon each method finds what is planted, all at one budget."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from lamplighter.evaluation.rivals import RISE, RIVALS, Seen, cusum, hotspotting, over_days, signals, weekly_counts
from lamplighter.evaluation.timeliness import ENGINE, Calibrated, Plant, Setting, Versus, compare, paired
from lamplighter.scanning import Areas
from lamplighter.scanning.alarms import Record, Watch

AREAS = Areas([f"A{row}" for row in range(16)], np.array([(x, y) for x in range(4) for y in range(4)], float))
WATCH = Watch(AREAS, history=200, radius_km=1.0)


def quiet(seed: int) -> Record:
    draw = np.random.default_rng(seed)
    told = np.repeat(np.arange(400), draw.poisson(4.0, 400))
    return Record.by_arrival(date(2024, 1, 1), 400, 16, draw.integers(0, 16, len(told)), told)


def planted(seed: int) -> Plant:
    return Plant(quiet(seed).with_events([5] * 60, np.repeat(np.arange(300, 330), 2)), frozenset([5]), 300, 30)


def given(counts: list[list[float]]) -> Seen:
    """Two areas a kilometre and a half apart, alike, watched from the second day on."""
    table = np.array(counts)
    away = np.array([[0.0, 1.5], [1.5, 0.0]])
    return Seen(table, table.sum(axis=1), np.full((len(table) - 1, 2), 0.5), away)


def test_a_strong_rise_in_one_area_is_found_by_every_method_but_raw_counts_of_busy_areas() -> None:
    calibrated = Calibrated.on(WATCH, quiet, range(1, 25), 3.0)
    found = calibrated.days_to_find(planted(100))
    assert found[ENGINE] < 10
    assert all(found[name] <= 30 for name in RIVALS if name != "weekly counts")


def test_no_rival_is_both_better_and_worse_than_the_engine() -> None:
    calibrated = Calibrated.on(WATCH, quiet, range(1, 25), 3.0)
    cell = compare(calibrated, [planted(seed) for seed in range(100, 106)], Setting(1, 14.0))
    assert cell.share_found == 1.0
    for rival in cell.rivals:
        assert rival.days_sooner[1] <= rival.days_sooner[0] <= rival.days_sooner[2]
        assert not (rival.engine_better and rival.engine_worse)


def test_pairs_that_always_differ_alike_leave_no_doubt() -> None:
    assert paired(np.arange(20) + 3.0, np.arange(20.0), np.mean) == pytest.approx((3.0, 3.0, 3.0))


def test_a_foothold_never_found_counts_as_found_the_day_after_its_last() -> None:
    calibrated = Calibrated(WATCH, 0.0, dict.fromkeys((ENGINE, *RIVALS), np.inf))
    assert set(calibrated.days_to_find(planted(7)).values()) == {31}


def test_days_are_added_up_the_newest_first() -> None:
    assert over_days(np.array([1.0, 0.0, 2.0]), np.array([1.0, 0.5])).tolist() == [1.0, 0.5, 2.0]


def test_a_week_is_seven_days() -> None:
    counts = [[1.0, 0.0]] * 9
    assert weekly_counts(given(counts))[-1].round().tolist() == [7.0, 0.0]


def test_a_cusum_grows_where_more_comes_than_its_due_and_never_falls_below_nought() -> None:
    counts = [[0.0, 0.0], [0.1, 0.0], [0.1, 0.0], [0.0, 0.2]]
    up, down = 0.1 * np.log(RISE) - 0.05 * (RISE - 1), -0.1 * (RISE - 1)
    assert cusum(given(counts))[:, 0] == pytest.approx([max(up, 0), max(2 * up, 0), max(max(2 * up, 0) + down, 0)])
    lone = given([[0.0, 0.0], [1.0, 0.0], [1.0, 0.0]])
    alone = Seen(lone.counts, lone.total, np.array([[0.01, 0.99]] * 2), lone.away_km)
    rise = np.log(RISE) - 0.01 * (RISE - 1)
    assert cusum(alone)[:, 0] == pytest.approx([rise, 2 * rise])


def test_hotspotting_forgets_with_the_weeks() -> None:
    counts = [[0.0, 0.0]] + [[5.0, 1.0]] + [[1.0, 1.0]] * 20
    risk = hotspotting(given(counts))
    assert risk[0, 0] > risk[7, 0] > risk[-1, 0]


def test_signals_are_the_highest_areas_first() -> None:
    day = signals(np.array([[1.0, 5.0, 3.0]]))[0]
    assert [(each.statistic, *each.areas) for each in day] == [(5.0, 1), (3.0, 2), (1.0, 0)]


def test_a_rival_is_better_only_where_the_interval_says_so() -> None:
    middle, low, high = paired(np.array([0.0, 3.0, 2.0, 5.0, 1.0]), np.full(5, 2.0), np.mean)
    assert low < middle < high
    assert middle == pytest.approx(0.2)
    versus = Versus("any", 5.0, 0.5, (1.0, -0.5, 2.0), (0.1, 0.01, 0.2))
    assert versus.engine_better
    assert not versus.engine_worse
    worse = Versus("any", 5.0, 0.5, (-1.0, -2.0, -0.5), (0.1, 0.01, 0.2))
    assert worse.engine_worse
    assert not worse.engine_better
