"""A made-up county and a made-up year in it, whose truth is known: the measure of every engine in the house."""

from __future__ import annotations

from lamplighter.simulation.county import county
from lamplighter.simulation.errors import SimulationError
from lamplighter.simulation.footholds import PLANS, Plan
from lamplighter.simulation.ground import Ground, read
from lamplighter.simulation.nulls import NullYear, null_year, null_years
from lamplighter.simulation.rhythm import FULL, PLAIN, Rhythm
from lamplighter.simulation.stream import Stream, stream

__all__ = [
    "FULL",
    "PLAIN",
    "PLANS",
    "Ground",
    "NullYear",
    "Plan",
    "Rhythm",
    "SimulationError",
    "Stream",
    "county",
    "null_year",
    "null_years",
    "read",
    "stream",
]
