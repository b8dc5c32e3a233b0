"""The benchmark prints what the contracts say, whether or not the real loads are at hand."""

from __future__ import annotations

from lamplighter.scanning import bench

KEYS = ["name", "places", "periods", "cases", "replicates"]
MEASURED = ["cpu_seconds", "wall_seconds", "compile_seconds", "test_statistic"]


def test_made_up_loads_have_the_sizes_and_keys_of_the_contract() -> None:
    loads = bench(replicates=19)["loads"]
    assert [list(load) for load in loads] == [KEYS + MEASURED + ["model", "threads"]] * 12
    sizes = [(load["places"], load["periods"], load["cases"]) for load in loads]
    assert sizes == [(245, 365, 2_000), (245, 365, 20_000), (1_000, 90, 2_000), (1_000, 90, 20_000)] * 3
    ran = [(load["model"], load["threads"]) for load in loads[::4]]
    assert ran == [("permutation", 1), ("permutation", 2), ("poisson", 1)]
    assert all(float(str(load[key])) > 0 for load in loads for key in MEASURED[:2] + MEASURED[3:])
