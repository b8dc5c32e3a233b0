"""Expected cases from people at risk, on studies small enough to work out by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import scans

from lamplighter.scanning import Cases, Population, scan
from lamplighter.scanning.errors import (
    AreaUnknown,
    NoPopulation,
    PopulationWrong,
    SettingMissing,
    StratumWithoutPopulation,
)
from lamplighter.scanning.periods import Periods, middle_date
from lamplighter.scanning.population import expected_cases
from lamplighter.scanning.study import gather

PLACES = scans.areas_at([(0, 0), (1, 0)])
YEARS = Periods("year", date(2001, 1, 1), date(2002, 12, 31))
CASES = Cases(["A0", "A1"], [date(2001, 1, 1), date(2002, 1, 1)], [6, 4])


def test_cases_are_expected_where_people_live() -> None:
    expected = expected_cases(Population(["A0", "A1"], [300, 100]), gather(CASES, PLACES, YEARS))
    assert expected == pytest.approx(np.array([[3.75, 3.75], [1.25, 1.25]]))


def test_population_changes_evenly_between_counts_and_stays_outside_them() -> None:
    counted = Population(["A0", "A0", "A1"], [100, 300, 200], [date(2001, 12, 31), date(2002, 1, 2), date(2001, 7, 1)])
    days = Periods("day", date(2001, 12, 30), date(2002, 1, 3))
    study = gather(Cases(["A0"], [date(2002, 1, 1)], [100]), PLACES, days)
    people = expected_cases(counted, study)
    # Noon by noon: 100, 150, 250, 300, 300 at the first place, 200 throughout at the second.
    assert people[0] / people[1] == pytest.approx(np.array([0.5, 0.75, 1.25, 1.5, 1.5]))


def test_each_stratum_has_its_own_rate() -> None:
    cases = Cases(["A0", "A1"], [date(2001, 1, 1)] * 2, [8, 2], [("old",), ("young",)])
    people = Population(["A0", "A1", "A0", "A1"], [10, 30, 50, 50], strata=[("old",), ("old",), ("young",), ("young",)])
    expected = expected_cases(people, gather(cases, PLACES, Periods("year", date(2001, 1, 1), date(2001, 12, 31))))
    assert expected.ravel() == pytest.approx([2 + 1, 6 + 1])


def test_cases_nobody_could_have_are_refused() -> None:
    study = gather(CASES, PLACES, YEARS)
    with pytest.raises(NoPopulation, match='"A1"'):
        expected_cases(Population(["A0", "A1"], [300, 0]), study)
    with pytest.raises(StratumWithoutPopulation, match="no covariates"):
        expected_cases(Population(["A0", "A1"], [0, 0]), study)
    with pytest.raises(AreaUnknown, match='A population names the area "A7"'):
        expected_cases(Population(["A7"], [1]), study)
    with pytest.raises(SettingMissing, match='"population"'):
        scan(scans.cases_of(np.ones((2, 3), np.int64)), PLACES, scans.settings_for(3, model="poisson"))


@pytest.mark.parametrize("sizes", [[-1.0], [float("nan")], [float("inf")], [1.0, 2.0]])
def test_a_population_that_is_no_number_of_people_is_refused(sizes: list[float]) -> None:
    with pytest.raises(PopulationWrong):
        Population(["A0"], sizes)


def test_a_population_of_a_year_is_that_of_its_first_of_july() -> None:
    assert middle_date("1973") == date(1973, 7, 1)
    assert middle_date("1973-02") == date(1973, 2, 15)
    assert middle_date("1973-02-03") == date(1973, 2, 3)
