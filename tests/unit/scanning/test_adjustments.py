"""What is taken as given is gone from what can be found: a trend, every period's level, every place's."""

from __future__ import annotations

import numpy as np
import pytest
import scans

from lamplighter.scanning import Population, scan
from lamplighter.scanning.adjustments import adjusted, slope

POINTS = [(0.0, 0.0), (1.0, 0.0), (9.0, 0.0), (10.0, 0.0)]
PEOPLE = Population(["A0", "A1", "A2", "A3"], [100.0] * 4)


def test_the_slope_of_an_exact_trend_is_found() -> None:
    expected = np.full(30, 5.0)
    observed = np.round(1e7 * np.exp(0.05 * np.arange(30))).astype(np.int64)
    assert slope(expected, observed) == pytest.approx(0.05, abs=1e-6)
    assert slope(np.exp(0.05 * np.arange(30)), observed) == pytest.approx(0, abs=1e-6)


def test_cases_at_one_end_only_still_have_a_finite_trend() -> None:
    observed = np.array([0, 0, 0, 7])
    settings = scans.settings_for(4, model="poisson", time_trend="log_linear")
    due = adjusted(np.ones((2, 4)), np.stack([observed, observed]), settings)
    assert np.isfinite(due).all()
    assert due.sum() == pytest.approx(14)
    assert due[:, 3].sum() == pytest.approx(14, abs=0.01)


def test_each_period_or_place_keeps_its_level() -> None:
    observed = np.array([[4, 0, 2], [1, 0, 3]])
    by_time = adjusted(np.ones((2, 3)), observed, scans.settings_for(3, model="poisson", time_trend="stratified"))
    assert by_time.sum(axis=0).tolist() == [5, 0, 5]
    nonparametric = scans.settings_for(3, model="poisson", space_adjustment="nonparametric")
    by_place = adjusted(np.ones((2, 3)), observed, nonparametric)
    assert by_place.sum(axis=1) == pytest.approx([6, 4])


@pytest.mark.parametrize(
    ("changes", "table"),
    [
        ({"time_trend": "log_linear"}, np.tile(np.round(3 * np.exp(0.1 * np.arange(20))), (4, 1))),
        ({"time_trend": "stratified"}, np.tile([2] * 15 + [9] * 5, (4, 1))),
        ({"space_adjustment": "nonparametric"}, np.array([[9] * 20, *[[2] * 20] * 3])),
    ],
)
def test_what_is_adjusted_for_is_not_found_and_is_without(changes: dict[str, str], table: np.ndarray) -> None:
    cases, areas = scans.cases_of(table.astype(np.int64)), scans.areas_at(POINTS)
    basis = {"model": "poisson", "replicates": 99}
    plain = scan(cases, areas, scans.settings_for(20, **basis), population=PEOPLE)
    without = scan(cases, areas, scans.settings_for(20, **basis, **changes), population=PEOPLE)
    assert plain.clusters[0].p_value == 0.01
    assert all(cluster.p_value > 0.2 for cluster in without.clusters)


def test_a_weekday_rhythm_of_one_place_is_found_unless_weekdays_are_strata() -> None:
    week = np.array([[9, 1, 1, 1, 1, 1, 1], [1, 3, 3, 3, 3, 3, 3]])
    table = np.tile(week, (1, 4))[:, :22]
    cases = scans.cases_of(table)
    strata = [(str(day.weekday()),) for day in cases.dates]
    named = type(cases)(cases.areas, cases.dates, cases.counts, strata)
    areas = scans.areas_at(POINTS[:2])
    settings = scans.settings_for(22, max_share=1.0, max_duration=1, replicates=99)
    assert scan(cases, areas, settings).clusters[0].areas == ("A0",)
    assert scan(cases, areas, settings).clusters[0].p_value <= 0.05
    assert scan(named, areas, settings).clusters == ()


def test_expected_cases_are_summed_over_strata() -> None:
    table = np.array([[1, 2, 0, 3], [2, 0, 4, 1]])
    cases = scans.cases_of(table)
    strata = [("odd" if day.day % 2 else "even",) for day in cases.dates]
    named = type(cases)(cases.areas, cases.dates, cases.counts, strata)
    settings = scans.settings_for(4, scan="retrospective", max_share=1.0, max_duration=4, rates="both")
    found = scan(named, scans.areas_at(POINTS[:2]), settings, threads=1)
    for cluster in found.clusters:
        assert cluster.start is not None
        assert cluster.end is not None
        days = np.arange((cluster.start - scans.FIRST).days, (cluster.end - scans.FIRST).days + 1)
        rows = [int(area[1:]) for area in cluster.areas]
        due = 0.0
        for parity in (0, 1):
            part = table[:, parity::2]
            due += part[rows].sum() * table[:, days[days % 2 == parity]].sum() / part.sum()
        assert cluster.expected == pytest.approx(due)
