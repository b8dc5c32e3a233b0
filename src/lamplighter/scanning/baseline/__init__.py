"""Baselines: what to expect of each area in a period, so that what breaks it can be seen.

Learned from an area's own counts, its surroundings, other kinds of event and the county's level, trend, season,
weekdays and surges; never from who lives there.
"""

from __future__ import annotations

from lamplighter.scanning.baseline.expected import Expected
from lamplighter.scanning.baseline.model import Baseline, fit, tune
from lamplighter.scanning.baseline.surroundings import Surroundings
from lamplighter.scanning.baseline.tuning import AreaTuning, CountyTuning, Tuning

__all__ = ["AreaTuning", "Baseline", "CountyTuning", "Expected", "Surroundings", "Tuning", "fit", "tune"]
