"""Which points are in a county or near enough to its edge to be worth a name."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from lamplighter.feeds.boundaries import Boundary
from lamplighter.feeds.grid import Floats, metres


class Edge:
    """The county's outline in metres or, without boundaries, discs around its area centroids."""

    def __init__(self, outlines: list[Boundary], centroids: tuple[Floats, Floats], reach_m: float) -> None:
        shapes = [each.shape for each in outlines if each.level == "area"] or [each.shape for each in outlines]
        if shapes:
            self._shape = shapely.transform(shapely.union_all(shapes), _to_metres)
        else:
            self._shape = shapely.union_all(shapely.points(*centroids)).buffer(reach_m)
        shapely.prepare(self._shape)

    def within(self, x: Floats, y: Floats, margin_m: float) -> npt.NDArray[np.bool_]:
        """Whether each point is inside or at most `margin_m` metres outside."""
        near: npt.NDArray[np.bool_] = shapely.dwithin(self._shape, shapely.points(x, y), margin_m)
        return near


def _to_metres(points: Floats) -> Floats:
    return np.column_stack(metres(points[:, 1], points[:, 0]))
