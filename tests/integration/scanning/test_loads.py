"""The four loads for speed: the same best cluster as the reference program finds (how fast is for `make bench`)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lamplighter.scanning.run import read_run, scan_run

LOADS = ["245x365_2000", "245x365_20000", "1000x90_2000", "1000x90_20000"]


@pytest.mark.shared
@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize("model", ["permutation", "poisson"])
def test_the_best_cluster_of_a_load_is_the_reference_programs(shared: Path, load: str, model: str) -> None:
    folder = shared / "benchmarks/scan/loads"
    answers = json.loads((folder / "answers.json").read_text())
    answer = next(each for each in answers if (each["load"], each["model"]) == (load, model))
    run = read_run(folder / load / f"{model}.json")
    cluster = scan_run(replace(run, settings=replace(run.settings, replicates=63))).clusters[0]
    assert cluster.test_statistic == pytest.approx(answer["test_statistic"], abs=5e-7)
    assert cluster.observed == answer["observed"]
    assert cluster.expected == pytest.approx(answer["expected"], abs=0.005)
    first, last = (date(*map(int, day.split("-"))) for day in answer["time"].split(" to "))
    assert (cluster.start, cluster.end) == (first, last)
