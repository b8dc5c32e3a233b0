"""The engine on studies small enough to work out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scans

from lamplighter.scanning import Areas, Cases, scan
from lamplighter.scanning.errors import AreaRepeated, AreaUnknown, CountsWrong, NoAreas, NoCases, PointWrong

LINE = [(0.0, 0.0), (1.0, 0.0), (9.0, 0.0), (10.0, 0.0)]


def planted() -> np.ndarray:
    """Two cases a day at each of four places for 20 days, and six more at the last place on the last two days."""
    table = np.full((4, 20), 2, np.int64)
    table[3, 18:] += 3
    return table


def test_a_planted_cluster_is_found_where_and_when_it_was_planted() -> None:
    result = scan(scans.cases_of(planted()), scans.areas_at(LINE), scans.settings_for(20, replicates=199))
    cluster = result.clusters[0]
    assert cluster.areas == ("A3",)
    assert (cluster.start, cluster.end) == (scans.FIRST.replace(day=19), scans.FIRST.replace(day=20))
    assert cluster.observed == 10
    assert cluster.expected == pytest.approx(46 * 22 / 166)
    assert cluster.relative_risk == pytest.approx(10 * 166 / (46 * 22))
    due = 46 * 22 / 166
    ratio = 10 * math.log(10 / due) + 156 * math.log(156 / (166 - due))
    assert cluster.test_statistic == cluster.log_likelihood_ratio == pytest.approx(ratio)
    assert cluster.recurrence_interval_days == pytest.approx(1 / cluster.p_value)


def test_a_place_that_fell_silent_is_found_by_a_scan_for_low_rates() -> None:
    table = np.full((4, 20), 2, np.int64)
    table[1, 16:] = 0
    result = scan(scans.cases_of(table), scans.areas_at(LINE), scans.settings_for(20, rates="low", replicates=99))
    assert result.clusters[0].areas == ("A1",)
    assert result.clusters[0].observed == 0
    assert result.clusters[0].relative_risk == 0


def test_both_rates_find_the_stronger_of_the_two() -> None:
    settings = scans.settings_for(20, rates="both", replicates=99)
    cases, areas = scans.cases_of(planted()), scans.areas_at(LINE)
    assert scan(cases, areas, settings).clusters[0].areas == ("A3",)


def test_a_retrospective_scan_finds_what_is_over_and_has_no_recurrence_interval() -> None:
    table = np.full((4, 20), 2, np.int64)
    table[0, 5:7] += 6
    found = scan(scans.cases_of(table), scans.areas_at(LINE), scans.settings_for(20, scan="retrospective")).clusters[0]
    assert found.areas == ("A0",)
    assert (found.start, found.end) == (scans.FIRST.replace(day=6), scans.FIRST.replace(day=7))
    assert found.recurrence_interval_days is None


def test_cases_outside_the_period_are_counted_and_left_out() -> None:
    cases = scans.cases_of(planted())
    result = scan(cases, scans.areas_at(LINE), scans.settings_for(18, replicates=9))
    assert result.outside == 22


def test_one_place_alone_has_no_cluster() -> None:
    result = scan(scans.cases_of(np.array([[1, 2, 3]])), scans.areas_at(LINE[:1]), scans.settings_for(3))
    assert result.clusters == ()
    assert result.maxima.max() == 0


def test_one_case_alone_has_no_cluster() -> None:
    table = np.zeros((4, 5), np.int64)
    table[2, 4] = 1
    assert scan(scans.cases_of(table), scans.areas_at(LINE), scans.settings_for(5)).clusters == ()


def test_counts_past_sixteen_bits_are_counted_rightly() -> None:
    table = planted() * 1000
    result = scan(scans.cases_of(table), scans.areas_at(LINE), scans.settings_for(20, max_duration=20, replicates=9))
    assert result.clusters[0].observed == 10_000
    assert result.clusters[0].expected == pytest.approx(46 * 22 / 166 * 1000)
    assert 0 < result.maxima.max() < 40


def test_progress_is_told_until_all_replicates_are_done() -> None:
    told: list[tuple[int, int]] = []
    settings = scans.settings_for(20, replicates=130)
    scan(scans.cases_of(planted()), scans.areas_at(LINE), settings, progress=lambda *step: told.append(step))
    assert told == [(64, 130), (128, 130), (130, 130)]


def test_an_unknown_area_is_named() -> None:
    with pytest.raises(AreaUnknown, match='A case names the area "elsewhere"'):
        scan(Cases(["elsewhere"], [scans.FIRST]), scans.areas_at(LINE), scans.settings_for(3))


def test_negative_fractional_or_unequal_counts_are_refused() -> None:
    for areas, counts in ((["A0"], np.array([-1])), (["A0"], np.array([0.5])), (["A0", "A1"], np.array([1]))):
        with pytest.raises(CountsWrong):
            Cases(areas, [scans.FIRST] * len(areas), counts)
    with pytest.raises(CountsWrong):
        Cases(["A0", "A1"], [scans.FIRST], np.array([1, 2]))


def test_areas_without_names_or_with_one_name_twice_are_refused() -> None:
    with pytest.raises(NoAreas):
        scans.areas_at([])
    with pytest.raises(AreaRepeated, match='"here"'):
        Areas(["here", "here"], np.zeros((2, 2)))
    with pytest.raises(PointWrong, match="one pair of numbers"):
        Areas(["here", "there"], np.zeros((1, 2)))


def test_a_latitude_past_the_pole_is_refused() -> None:
    settings = scans.settings_for(3, coordinates="lat_lon")
    with pytest.raises(PointWrong, match="degrees"):
        scan(Cases(["A0"], [scans.FIRST]), scans.areas_at([(91.0, 0.0)]), settings)


def test_a_period_without_cases_is_refused() -> None:
    with pytest.raises(NoCases):
        scan(Cases([], []), scans.areas_at(LINE), scans.settings_for(3))
