"""The bench says how many tips it took and how long each."""

from __future__ import annotations

from lamplighter.triage import bench


def test_the_bench_has_the_agreed_keys():
    measured = bench(5)
    assert set(measured) == {"tips", "median_ms", "p95_ms"}
    assert measured["tips"] == 5
    assert 0 < measured["median_ms"] <= measured["p95_ms"]
