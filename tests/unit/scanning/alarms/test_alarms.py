"""Alarms: runs of days at one place, under a budget that is learnt and kept."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from lamplighter.scanning import Areas
from lamplighter.scanning.alarms import (
    Alarm,
    Budget,
    Record,
    Signal,
    Spells,
    Watch,
    Yardstick,
    alarms,
    dated,
    independent,
    learn,
    made_up_years,
    rates,
    together,
)
from lamplighter.scanning.alarms.budget import rate
from lamplighter.scanning.alarms.errors import BudgetWrong, RecordWrong, StillLearning, YearsTooFew
from lamplighter.scanning.alarms.runs import count_alarms

START = date(2024, 1, 1)
SIDE = 5
AREAS = Areas(
    [f"A{row}" for row in range(SIDE**2)], np.array([(x, y) for x in range(SIDE) for y in range(SIDE)], float)
)
HISTORY, DAYS = 200, 340


def watch(**changes: object) -> Watch:
    return Watch(AREAS, history=HISTORY, radius_km=1.5, **changes)  # type: ignore[arg-type]  # any of its fields


def quiet(seed: int, *, a_day: float = 12.0, days: int = DAYS) -> Record:
    draw = np.random.default_rng(seed)
    told = np.repeat(np.arange(days), draw.poisson(a_day, days))
    return Record.by_arrival(START, days, len(AREAS.ids), draw.integers(0, len(AREAS.ids), len(told)), told)


def signal(statistic: float, *areas: int) -> Signal:
    return Signal(statistic, frozenset(areas))


def test_a_planted_rise_is_the_strongest_cluster_and_names_its_areas_and_count() -> None:
    record = quiet(1).with_events([7] * 24, np.arange(300, 324))
    best = watch().run(record, 0.0)[323 - HISTORY][0]
    assert 7 in best.areas
    assert best.observed >= 24
    assert best.statistic > max(each[0].statistic for each in watch().run(quiet(1), 0.0) if each)
    assert best.expected < best.observed


def test_a_rise_of_the_whole_county_moves_no_statistic_above_those_of_a_usual_day() -> None:
    draw = np.random.default_rng(5)
    days = np.repeat(np.arange(330, 337), 84)
    surge = quiet(2).with_events(draw.integers(0, len(AREAS.ids), len(days)), days)
    best = [max(day, key=lambda each: each.statistic).statistic if day else 0 for day in watch().run(surge, 0.0)]
    assert max(best[130:]) < 10


def test_days_not_all_told_yet_raise_nothing_where_all_areas_wait_alike() -> None:
    whole = quiet(3)
    late = np.minimum(whole.told + np.random.default_rng(4).geometric(0.2, len(whole.told)), DAYS - 1)
    record = Record(START, DAYS, len(AREAS.ids), whole.area, whole.told, late)
    best = [day[0].statistic for day in watch().run(record, 0.0) if day]
    assert max(best, default=0.0) < 12


def test_clusters_of_one_day_share_no_area_and_come_best_first() -> None:
    record = quiet(6).with_events([0] * 8 + [24] * 8, np.tile(np.arange(320, 328), 2))
    for day in watch().run(record, 0.0):
        members = [area for each in day for area in each.areas]
        assert len(members) == len(set(members))
        assert [each.statistic for each in day] == sorted((each.statistic for each in day), reverse=True)


def test_uneven_areas_raise_the_dispersion_and_even_ones_do_not() -> None:
    spells = np.random.default_rng(8).gamma(2, 0.5, (len(AREAS.ids), DAYS // 28 + 1)).repeat(28, axis=1)[:, :DAYS]
    counts = np.random.default_rng(9).poisson(spells * 0.5)
    area, told = np.repeat(np.indices(counts.shape).reshape(2, -1), counts.ravel(), axis=1)
    uneven = Record.by_arrival(START, DAYS, len(AREAS.ids), area, told)
    assert watch().dispersion_of(uneven) > 0.2
    assert watch().dispersion_of(quiet(10)) < 0.1


def test_an_alarm_lasts_while_its_areas_overlap_and_the_same_place_later_is_another() -> None:
    days = [[signal(9, 1, 2)], [signal(9, 2, 3), signal(9, 8)], [signal(3, 3)], [signal(9, 3)]]
    found = alarms(days, 5.0)
    assert [(each.first, each.last, sorted(each.areas)) for each in found] == [
        (0, 1, [1, 2, 3]),
        (1, 1, [8]),
        (3, 3, [3]),
    ]
    assert count_alarms(days, 5.0) == 3


def test_a_level_learnt_on_some_years_keeps_to_its_budget_on_others() -> None:
    engine = watch()
    teach = [engine.run(quiet(seed), 0.0) for seed in range(100, 160)]
    judge = [engine.run(quiet(seed), 0.0) for seed in range(200, 260)]
    level = learn(teach, 3.0)
    assert level.alarms_a_year <= 3.0
    assert 1.5 < rate(judge, level.statistic) < 5.0


def test_too_few_years_teach_no_level() -> None:
    with pytest.raises(YearsTooFew, match="at least 20"):
        learn([[[signal(9, 1)]] * 365], 1.0)


def test_years_made_up_after_a_record_have_its_shares_and_totals() -> None:
    record = quiet(11, a_day=30.0)
    made = list(made_up_years(watch(), record, years=4, seed=1))
    told = sum(len(year.told) for year in made)
    assert abs(told / 4 / len(record.told) - 1) < 0.05
    assert not np.array_equal(made[0].counts(), made[1].counts())


def test_one_source_counts_once_an_area_and_four_weeks_and_an_unknown_source_each_time() -> None:
    days = [date(2026, 1, day) for day in (1, 5, 30, 5, 6)]
    assert independent(list("AAAAA"), days, ["s", "s", "s", "", ""]).tolist() == [True, False, True, True, True]


def test_copies_from_one_source_raise_no_cluster() -> None:
    days = [date.fromordinal(START.toordinal() + day) for day in range(300, 320)]
    kept = independent(["A7"] * 20, days, ["neighbour"] * 20)
    assert kept.sum() == 1


def test_alarms_of_two_streams_at_one_place_and_time_are_one_carried_by_both() -> None:
    tips = alarms([[signal(9, 1)], [signal(9, 1, 2)]], 5.0)
    recorded = alarms([[], [signal(9, 2)], [signal(9, 7)]], 5.0)
    found = together({"tips": tips, "recorded": recorded})
    assert [(each.first, each.last, each.carried_by) for each in found] == [
        (0, 1, ("tips", "recorded")),
        (2, 2, ("recorded",)),
    ]


def test_recorded_crime_is_watched_by_the_month_and_its_alarms_meet_those_of_days() -> None:
    draw = np.random.default_rng(13)
    told = np.repeat(np.arange(48), draw.poisson(120, 48))
    months = Record.by_arrival(START, 48, 25, draw.integers(0, 25, len(told)), told, unit="month")
    monthly = Watch(AREAS, history=24, longest=3, radius_km=1.5)
    record = months.with_events([7] * 40, np.repeat([40, 41], 20))
    found = dated(alarms(monthly.run(record, 0.0), 10.0), record, 24)
    assert [date.fromordinal(each.first) for each in found] == [date(2027, 5, 1)]
    assert date.fromordinal(found[0].last) >= date(2027, 6, 30)
    tip = Alarm(date(2027, 6, 9).toordinal(), date(2027, 6, 12).toordinal(), frozenset([7]), signal(20, 7))
    assert together({"tips": [tip], "recorded": found})[0].carried_by == ("recorded", "tips")


def test_a_level_for_months_is_in_alarms_a_year_too() -> None:
    years = [[[signal(10.0 + month, 1)] if month % 2 else [] for month in range(12)]] * 5
    assert learn(years, 4.0, periods=12).alarms_a_year == 4.0


def test_the_streams_parts_make_up_the_budget() -> None:
    assert Budget(2.0, (0.75, 0.25)).of(0) == 1.5
    with pytest.raises(BudgetWrong):
        Budget(1.0, (0.5, 0.6))
    with pytest.raises(BudgetWrong):
        Budget(0.0)


def test_a_record_whose_events_are_told_before_they_happen_is_refused() -> None:
    with pytest.raises(RecordWrong):
        Record(START, 10, 2, np.array([0]), np.array([5]), np.array([4]))
    with pytest.raises(RecordWrong):
        Record.by_arrival(START, 10, 2, [2], [4])


def test_with_too_little_history_alarms_wait() -> None:
    with pytest.raises(StillLearning):
        Watch(AREAS, history=40, radius_km=1.5).run(quiet(12, a_day=0.1, days=60), 0.0)


def test_a_joint_alarm_names_the_alarms_it_is_made_of() -> None:
    tips, recorded = [Alarm(3, 5, frozenset({1}), signal(9, 1))], [Alarm(1, 4, frozenset({1, 2}), signal(9, 1, 2))]
    assert together({"tips": tips, "recorded": recorded})[0].parts == (("recorded", 0), ("tips", 0))


def test_years_longer_than_the_record_repeat_its_weeks() -> None:
    record = quiet(14, a_day=30.0)
    (made,) = made_up_years(watch(), record, years=1, seed=2, days=DAYS + 60, spells=Spells())
    assert made.days == DAYS + 60
    late = made.counts()[:, DAYS:].sum()
    assert abs(late / record.counts()[:, -364:][:, :60].sum() - 1) < 0.15


def test_chance_makes_fewer_alarms_the_higher_the_level_and_never_none_at_all() -> None:
    engine = watch()
    years = [engine.run(quiet(seed), 0.0) for seed in range(300, 330)]
    found = rates(years)
    assert list(found.a_year) == sorted(found.a_year, reverse=True)
    level = learn(years, 6.0)
    assert 3.0 < found.at(level.statistic) < 9.0
    assert found.at(1000.0) == pytest.approx(1 / found.years)


def test_what_is_usual_of_a_place_is_its_share_from_before_with_an_interval_around_it() -> None:
    record = quiet(15).with_events([7] * 24, np.arange(DAYS - 24, DAYS))
    yardstick = Yardstick(watch(), record, 0.0)
    risen, before = yardstick.usual([7], DAYS - 24, DAYS - 1), yardstick.usual([7], DAYS - 60, DAYS - 40)
    assert risen.seen >= 24
    assert risen.expected == pytest.approx(12.0 * 24 / 25, rel=0.35)
    assert risen.low < risen.expected < risen.high < risen.seen
    assert before.low <= before.seen <= before.high


def test_what_is_usual_is_what_the_daily_run_compared_with() -> None:
    record = quiet(16).with_events([7] * 24, np.arange(DAYS - 24, DAYS))
    best = watch().run(record, 0.01)[-1][0]
    usual = Yardstick(watch(), record, 0.01).usual(sorted(best.areas), DAYS - best.length, DAYS - 1)
    assert (usual.seen, usual.expected) == (best.observed, pytest.approx(best.expected))
    assert best.centre in best.areas


def test_what_gathers_slowly_in_one_quiet_area_has_no_longest_window() -> None:
    days = np.arange(220, DAYS, 5)
    spread = np.random.default_rng(15).choice(np.delete(np.arange(25), 7), 4000)
    quiet_area = Record.by_arrival(START, DAYS, 25, spread, np.random.default_rng(16).integers(0, DAYS, 4000))
    record = quiet_area.with_events([7] * len(days), days)
    today = int(days[-1]) - HISTORY
    slow = next(each for each in watch(longest=28).run(record, 0.0)[today] if 7 in each.areas)
    circles_only = [each for each in watch(longest=28, head_start=None).run(record, 0.0)[today] if 7 in each.areas]
    assert (slow.length > 28, slow.centre) == (True, 7)
    assert all(each.statistic < slow.statistic for each in circles_only)
