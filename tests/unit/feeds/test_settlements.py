from __future__ import annotations

import numpy as np

from lamplighter.feeds.boundaries import Cover
from lamplighter.feeds.settlements import LEAST_REACH_M, settle

NO_WARDS = Cover([])


def test_a_large_town_reaches_further_than_a_village() -> None:
    town = np.random.default_rng(1).uniform(-2000, 2000, size=(2, 900))
    village = np.array([[9000.0], [0.0]])
    points = np.concatenate([town, village], axis=1)
    settled = settle(("Town", "Village"), (np.array([0.0, 9000.0]), np.zeros(2)), (points[0], points[1]), NO_WARDS)
    assert settled.reach_m[0] > 2000
    assert settled.reach_m[1] == LEAST_REACH_M
    assert settled.name_at(0, 0, 4500.0, 0.0) == "Town"
    assert settled.name_at(0, 0, 8000.0, 0.0) == "Village"


def test_a_suburb_reaches_at_most_half_way_to_its_town() -> None:
    points = np.random.default_rng(1).uniform(-3000, 3000, size=(2, 3000))
    settled = settle(("Town", "Suburb"), (np.array([0.0, 2000.0]), np.zeros(2)), (points[0], points[1]), NO_WARDS)
    assert settled.reach_m[1] <= 1000


def test_without_towns_there_is_no_name() -> None:
    nothing = np.empty(0)
    settled = settle((), (nothing, nothing), (np.zeros(3), np.zeros(3)), NO_WARDS)
    assert settled.name_at(0, 0, 1.0, 1.0) == ""
