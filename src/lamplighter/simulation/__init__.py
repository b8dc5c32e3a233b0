"""A made-up county and a made-up year in it, whose truth is known: the measure of every engine in the house."""

from __future__ import annotations

from lamplighter.simulation.county import county

__all__ = ["county"]
