"""The zones that the settings ask for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.settings import ScanSettings
from lamplighter.scanning.shapes.circles import circles
from lamplighter.scanning.shapes.ellipses import ellipses
from lamplighter.scanning.shapes.zones import Zones, everywhere, reach
from lamplighter.scanning.study import Areas

MEDIUM = 0.5


def zones(areas: Areas, settings: ScanSettings, weights: NDArray[np.float64]) -> tuple[Zones, ...]:
    """Zones within the settings' limits; `weights` (areas,) are the cases or population whose share is limited."""
    if settings.temporal:
        return (everywhere(),)
    limits = reach(settings, weights)
    if settings.shape == "ellipse":
        penalty = MEDIUM if settings.noncompactness_penalty is None else settings.noncompactness_penalty
        return ellipses(areas, settings.coordinates, limits, penalty)
    return (circles(areas, settings.coordinates, limits),)
