"""Measuring: every rate is a number of times something was really done."""

from __future__ import annotations

from lamplighter.sealing import bench


def test_every_rate_is_measured_and_named_by_its_unit() -> None:
    rates = bench(seconds=0.01)
    assert {"seals_per_second", "derivations_per_second"} <= set(rates)
    assert all(name.endswith("_per_second") and rate > 0 for name, rate in rates.items())
