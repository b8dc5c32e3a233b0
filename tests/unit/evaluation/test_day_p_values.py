"""P-values of single days are as often small as they say."""

from __future__ import annotations

from datetime import date

import numpy as np

from lamplighter.evaluation.day_p_values import day_p_values, summary
from lamplighter.scanning import Areas, ScanSettings
from lamplighter.scanning.alarms import Record

START = date(2024, 1, 1)
AREAS = Areas([f"A{row}" for row in range(9)], np.array([(x, y) for x in range(3) for y in range(3)], float))
SETTINGS = ScanSettings(
    coordinates="x_y", start=START, end=START, max_radius_km=1.0, max_duration=7, min_cases=1, replicates=99
)


def quiet(seed: int) -> Record:
    draw = np.random.default_rng(seed)
    return Record.by_arrival(START, 190, 9, draw.integers(0, 9, 300), draw.integers(0, 190, 300))


def test_where_nothing_is_hidden_p_values_are_spread_evenly() -> None:
    found = day_p_values(AREAS, quiet, range(150), SETTINGS)
    share, low, high = found.share(0.2)
    assert low - 0.04 <= share <= high
    assert found.smirnov < 0.2


def test_a_planted_foothold_has_a_small_p_value() -> None:
    found = day_p_values(
        AREAS, lambda seed: quiet(seed).with_events([4] * 12, np.repeat([186, 187, 188, 189], 3)), range(5), SETTINGS
    )
    assert found.at_most[0.05] == 5


def test_the_distance_from_even_is_that_of_kolmogorov_and_smirnov() -> None:
    assert summary([0.25, 0.5, 0.75, 1.0]).smirnov == 0.0
    assert summary([0.01] * 4).smirnov == 0.99
    assert summary([0.01, 0.03, 0.1, 0.9]).at_most == {0.01: 1, 0.05: 2, 0.2: 3}
