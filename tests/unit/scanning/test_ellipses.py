"""Ellipses: directions, stretches, penalties."""

from __future__ import annotations

import numpy as np
import pytest
import scans

from lamplighter.scanning.shapes.choice import zones
from lamplighter.scanning.shapes.ellipses import DIRECTIONS, squeezed

ROAD = scans.areas_at([(float(east), 0.0) for east in range(6)] + [(float(east), 2.5) for east in range(6)])


def test_there_is_an_ellipse_for_each_stretch_and_direction() -> None:
    found = zones(ROAD, scans.settings_for(3, shape="ellipse", max_share=1.0), np.ones(12))
    assert [each.stretch for each in found] == [1.0, *DIRECTIONS]
    assert [len(each.angles) for each in found] == [12, *(12 * number for number in DIRECTIONS.values())]
    assert all((each.centres == np.tile(np.arange(12), len(each.angles) // 12)).all() for each in found)


def test_a_long_ellipse_follows_the_road_before_it_crosses_the_field() -> None:
    along = zones(ROAD, scans.settings_for(3, shape="ellipse", max_share=0.5), np.ones(12))[-1]
    assert along.angles[0] == 0
    assert sorted(along.places[: along.starts[1]].tolist()) == [0, 1, 2, 3, 4, 5]


def test_points_on_one_ellipse_are_equally_far_when_squeezed() -> None:
    turn, stretch = 0.6, 3.0
    circle = np.exp(1j * np.linspace(0, 6, 7))
    ellipse = (circle.real * stretch + 1j * circle.imag) * np.exp(1j * turn)
    points = squeezed(np.column_stack((ellipse.real, ellipse.imag)), turn, stretch)
    assert np.hypot(*points.T) == pytest.approx(np.ones(7))


@pytest.mark.parametrize(("penalty", "compactness"), [(None, 0.8), (0.5, 0.8), (1.0, 0.64), (0.0, 1.0)])
def test_the_penalty_makes_a_stretched_ratio_smaller(penalty: float | None, compactness: float) -> None:
    settings = scans.settings_for(3, shape="ellipse", noncompactness_penalty=penalty)
    found = {each.stretch: each.compactness for each in zones(ROAD, settings, np.ones(12))}
    assert found[1.0] == 1.0
    assert found[4.0] == pytest.approx(compactness)


def test_the_radius_limits_the_long_axis() -> None:
    settings = scans.settings_for(3, shape="ellipse", max_radius_km=2.5, max_share=1.0)
    for each in zones(ROAD, settings, np.ones(12)):
        assert (each.distances * each.stretch).max() <= 2.5 + 1e-9


def test_a_county_on_the_globe_is_laid_flat() -> None:
    there = scans.areas_at([(52.0, 0.0), (52.01, 0.0), (52.0, 0.01)])
    settings = scans.settings_for(3, shape="ellipse", coordinates="lat_lon", max_share=1.0)
    circles, *stretched = zones(there, settings, np.ones(3))
    squashed = next(each for each in stretched if each.stretch == 2.0)
    north = np.flatnonzero(squashed.angles == 90)[0]
    steps = slice(squashed.starts[north], squashed.starts[north + 1])
    nearer = dict(zip(squashed.places[steps].tolist(), squashed.distances[steps].tolist(), strict=True))
    away = dict(zip(circles.places[:3].tolist(), circles.distances[:3].tolist(), strict=True))
    assert nearer[1] == pytest.approx(away[1] / 2, rel=1e-3)
    assert nearer[2] == pytest.approx(away[2], rel=1e-3)
