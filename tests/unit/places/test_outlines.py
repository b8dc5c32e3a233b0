from __future__ import annotations

import pytest

from lamplighter.places.outlines import outline

SQUARE = [[0.0, 50.0], [1.0, 50.0], [1.0, 51.0], [0.0, 51.0], [0.0, 50.0]]
HOLE = [[0.4, 50.4], [0.6, 50.4], [0.6, 50.6], [0.4, 50.6], [0.4, 50.4]]


def test_a_hole_is_outside() -> None:
    ring = outline("x", "X", {"type": "Polygon", "coordinates": [SQUARE, HOLE]})
    assert ring.holds(50.1, 0.1)
    assert not ring.holds(50.5, 0.5)
    assert not ring.holds(52.0, 0.5)


def test_each_part_of_a_multipolygon_counts() -> None:
    other = [[2.0, 50.0], [3.0, 50.0], [3.0, 51.0], [2.0, 50.0]]
    both = outline("x", "X", {"type": "MultiPolygon", "coordinates": [[SQUARE], [other]]})
    assert both.holds(50.5, 0.5)
    assert both.holds(50.2, 2.8)
    assert not both.holds(50.5, 1.5)


def test_distance_is_to_the_nearest_edge_in_metres() -> None:
    square = outline("x", "X", {"type": "Polygon", "coordinates": [SQUARE]})
    assert square.metres_from(49.99, 0.5) == pytest.approx(1113, rel=0.01)
