"""Circles on the globe and in the plane, and their limits."""

from __future__ import annotations

import numpy as np
import pytest
import scans
from numpy.typing import NDArray

from lamplighter.scanning import Areas, ScanSettings
from lamplighter.scanning.shapes.choice import zones
from lamplighter.scanning.shapes.circles import EARTH_RADIUS_KM
from lamplighter.scanning.shapes.zones import Zones


def places_of(found: Zones, centre: int) -> list[int]:
    return [int(place) for place in found.places[found.starts[centre] : found.starts[centre + 1]]]


def circles(areas: Areas, settings: ScanSettings, weights: NDArray[np.float64]) -> Zones:
    (found,) = zones(areas, settings, weights)
    return found


LINE = scans.areas_at([(0, 0), (1, 0), (3, 0), (7, 0)])


def test_a_circle_takes_in_the_nearest_first() -> None:
    found = circles(LINE, scans.settings_for(3, max_share=1.0), np.ones(4))
    assert places_of(found, 2) == [2, 1, 0, 3]
    assert found.distances[found.starts[2] : found.starts[3]].tolist() == [0, 2, 3, 4]


def test_a_circle_stops_at_its_radius_and_at_its_share() -> None:
    near = circles(LINE, scans.settings_for(3, max_share=1.0, max_radius_km=2.0), np.ones(4))
    assert places_of(near, 2) == [2, 1]
    few = circles(LINE, scans.settings_for(3, max_share=0.5), np.array([1.0, 2.0, 1.0, 2.0]))
    assert [places_of(few, centre) for centre in range(4)] == [[0, 1], [1, 0], [2, 1], [3, 2]]


def test_a_place_with_more_than_the_share_has_no_circle() -> None:
    found = circles(LINE, scans.settings_for(3, max_share=0.5), np.array([9.0, 1.0, 1.0, 1.0]))
    assert places_of(found, 0) == []


def test_a_centre_comes_before_others_at_its_own_point() -> None:
    twins = scans.areas_at([(0, 0), (0, 0)])
    found = circles(twins, scans.settings_for(3, max_share=1.0), np.ones(2))
    assert [places_of(found, 0), places_of(found, 1)] == [[0, 1], [1, 0]]


def test_distances_on_the_globe_follow_the_great_circle() -> None:
    pole_and_equator = scans.areas_at([(90, 0), (0, 0), (0, 90)])
    found = circles(pole_and_equator, scans.settings_for(3, max_share=1.0, coordinates="lat_lon"), np.ones(3))
    quarter = EARTH_RADIUS_KM * np.pi / 2
    assert found.distances.reshape(3, 3)[:, 1:] == pytest.approx(np.full((3, 2), quarter))
