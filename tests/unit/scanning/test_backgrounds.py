"""Controls and expected cases: what is compared with, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scans

from lamplighter.scanning import Controls, Expectation, Population, ScanSettings, scan
from lamplighter.scanning.controls import people
from lamplighter.scanning.errors import (
    AreaUnknown,
    ControlsUndated,
    ControlsWrong,
    ExpectationMissing,
    ExpectationRepeated,
    ExpectationUndated,
    ExpectationWrong,
    NothingExpected,
    NothingToCompare,
    SettingMissing,
)
from lamplighter.scanning.expectations import tables
from lamplighter.scanning.models.expectation import put_together

POINTS = [(0.0, 0.0), (1.0, 0.0), (9.0, 0.0)]
AREAS = scans.areas_at(POINTS)
TABLE = np.array([[1, 0, 2, 0], [0, 1, 1, 0], [1, 0, 0, 9]])
CASES = scans.cases_of(TABLE)
DAYS = [scans.FIRST.replace(day=day) for day in range(1, 5)]


def settings(**changes: object) -> ScanSettings:
    return scans.settings_for(4, max_share=1.0, replicates=99, **changes)


def expected(mean: float = 1.0, dispersion: float | None = None) -> Expectation:
    where = [area for area in AREAS.ids for _ in DAYS]
    extra = [] if dispersion is None else [dispersion] * 12
    return Expectation(where, [mean] * 12, DAYS * 3, extra)


def test_controls_are_added_to_cases_where_and_when_they_are() -> None:
    study = scans.study_of(TABLE, POINTS)
    everyone = people(Controls(["A1", "A1"], [5, 2], [DAYS[0], DAYS[0].replace(year=2030)]), study, through_time=True)
    assert (everyone - TABLE).tolist() == [[0] * 4, [5, 0, 0, 0], [0] * 4]


def test_a_bernoulli_cluster_has_the_ratio_of_its_share_of_cases() -> None:
    controls = Controls(list(AREAS.ids), [12, 12, 4])
    found = scan(CASES, AREAS, settings(model="bernoulli", scan="spatial"), controls=controls).clusters[0]
    assert (found.areas, found.observed) == (("A2",), 10)
    assert found.expected == pytest.approx(14 * 15 / 43)
    share, rest, every = 10 / 14, 5 / 29, 15 / 43
    ratio = 10 * math.log(share / every) + 4 * math.log((1 - share) / (1 - every))
    ratio += 5 * math.log(rest / every) + 24 * math.log((1 - rest) / (1 - every))
    assert found.test_statistic == pytest.approx(ratio)
    assert found.relative_risk == pytest.approx(share / rest)


def test_controls_that_cannot_be_compared_with_are_refused() -> None:
    with pytest.raises(SettingMissing, match='"controls"'):
        scan(CASES, AREAS, settings(model="bernoulli"))
    with pytest.raises(ControlsUndated, match="date them"):
        scan(CASES, AREAS, settings(model="bernoulli"), controls=Controls(["A0"], [3]))
    with pytest.raises(NothingToCompare):
        scan(CASES, AREAS, settings(model="bernoulli"), controls=Controls(["A0"], [0], [DAYS[0]]))
    with pytest.raises(AreaUnknown, match='A control names the area "B"'):
        scan(CASES, AREAS, settings(model="bernoulli"), controls=Controls(["B"], [1], [DAYS[0]]))
    for areas, counts in ((["A0"], [-1]), (["A0"], np.array([0.5])), (["A0", "A1"], [1])):
        with pytest.raises(ControlsWrong):
            Controls(areas, counts)


def test_an_expectation_based_cluster_has_the_ratio_of_its_own_cases_alone() -> None:
    found = scan(CASES, AREAS, settings(model="expectation_poisson", max_duration=2), expectation=expected())
    best = found.clusters[0]
    assert (best.areas, best.start, best.observed, best.expected) == (("A2",), DAYS[3], 9, 1.0)
    assert best.test_statistic == pytest.approx(9 * math.log(9) + 1 - 9)
    assert best.relative_risk == pytest.approx(9)


def test_a_rise_everywhere_at_once_is_found_where_it_is_not_expected() -> None:
    everywhere = scans.cases_of(np.full((3, 4), 5))
    found = scan(everywhere, AREAS, settings(model="expectation_poisson"), expectation=expected()).clusters[0]
    assert len(found.areas) == 3
    assert found.p_value == 0.01


def test_a_negative_binomial_score_weighs_what_varies_less() -> None:
    chosen = settings(model="expectation_negative_binomial", max_duration=1)
    best = scan(CASES, AREAS, chosen, expectation=expected(dispersion=0.5)).clusters[0]
    weight = 1 / (1 + 0.5)
    score = (9 * weight - weight) / math.sqrt(weight)
    assert (best.areas, best.observed) == (("A2",), 9)
    assert best.test_statistic == pytest.approx(score)
    assert best.log_likelihood_ratio == pytest.approx(score**2 / 2)


def test_more_dispersion_makes_the_same_cluster_less_surprising() -> None:
    chosen = settings(model="expectation_negative_binomial", max_duration=1)
    p_values = [
        scan(CASES, AREAS, chosen, expectation=expected(dispersion=extra)).clusters[0].p_value for extra in (0.1, 3.0)
    ]
    assert p_values[0] < p_values[1]


def test_undated_expectations_serve_a_scan_of_places_alone() -> None:
    study = scans.study_of(TABLE, POINTS)
    given = Expectation(list(AREAS.ids), [4.0, 4.0, 8.0], dispersion=[0.5, 0.0, 0.0])
    mean, extra = tables(given, study, through_time=False)
    assert mean.sum(axis=1) == pytest.approx([4, 4, 8])
    assert (mean + extra * mean**2).sum(axis=1) == pytest.approx([4 + 0.5 * 16, 4, 8])
    with pytest.raises(ExpectationUndated):
        tables(given, study, through_time=True)


def test_all_places_as_one_have_the_same_mean_and_variance() -> None:
    mean, extra = np.array([[2.0, 0.0], [3.0, 0.0]]), np.array([[0.5, 0.5], [0.1, 0.0]])
    together, spread = put_together(mean, extra)
    assert together.tolist() == [[5.0, 0.0]]
    assert (together + spread * together**2).ravel() == pytest.approx([2 + 2 + 3 + 0.9, 0.0])


def test_expectations_that_cannot_be_compared_with_are_refused() -> None:
    chosen = settings(model="expectation_poisson")
    with pytest.raises(SettingMissing, match='"baseline"'):
        scan(CASES, AREAS, chosen)
    with pytest.raises(ExpectationMissing, match='"A0" in the period of 2026-01-02'):
        scan(CASES, AREAS, chosen, expectation=Expectation(["A0"], [1.0], [DAYS[0]]))
    with pytest.raises(ExpectationRepeated, match='"A0"'):
        scan(CASES, AREAS, chosen, expectation=Expectation(["A0", "A0"], [1.0, 2.0], [DAYS[0]] * 2))
    with pytest.raises(NothingExpected, match='"A0" has cases in the period of 2026-01-01'):
        scan(CASES, AREAS, chosen, expectation=expected(0.0))
    for wrong in ([-1.0], [math.nan], [math.inf], [1.0, 2.0]):
        with pytest.raises(ExpectationWrong):
            Expectation(["A0"], wrong)


def test_a_scan_of_times_alone_takes_all_places_as_one() -> None:
    chosen = settings(model="poisson", scan="prospective_temporal", max_duration=1)
    found = scan(CASES, AREAS, chosen, population=Population(list(AREAS.ids), [5.0, 5.0, 5.0])).clusters[0]
    assert (found.centre, found.areas, found.start, found.observed) == ("All", ("All",), DAYS[3], 9)
    assert found.expected == pytest.approx(15 / 4)
    assert found.recurrence_interval_days is not None
