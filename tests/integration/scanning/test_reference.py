"""The engine beside the reference program: every permutation and Poisson run in circles, to the printed digit."""

from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lamplighter.scanning import ScanResult, run_file

RUNS = [
    "nyc01_stp_prosp_3km_7d",
    "nyc03_stp_retro_3km_7d",
    "nyc06_stp_prosp_mincases3_mintime2",
    "nyc08_stp_prosp_low",
    *(f"nyc_daily_1_{day}" for day in (14, 16, 18, 20, 22)),
    "nm01_poisson_retro_st",
    "nm02_poisson_spatial",
    "nm04_poisson_prosp_st",
    "nm09_poisson_retro_st_both",
    "ny01_poisson_circ_cartesian",
]
SEED = 1


def answer(shared: Path, name: str) -> dict[str, Any]:
    answers = json.loads((shared / "benchmarks/scan/answers.json").read_text())
    return next(run for run in answers if run["run"] == name)


def scanned(shared: Path, folder: Path, name: str) -> ScanResult:
    """Our own scan with the settings of a run of the benchmark."""
    settings = answer(shared, name)["settings"] | {"seed": SEED}
    for table in ("cases", "areas", "population"):
        settings[table] = settings[table] and str(shared / "benchmarks/scan" / settings[table])
    (folder / "run.json").write_text(json.dumps(settings))
    return run_file(folder / "run.json", folder / "result.json")


def three_deviations(p_value: float, replicates: int) -> float:
    return 3 * math.sqrt(p_value * (1 - p_value) / replicates)


def printed_day(text: str) -> date:
    return date(*map(int, text.split("/")))


@pytest.mark.shared
@pytest.mark.parametrize("name", RUNS)
def test_every_cluster_is_the_reference_programs(shared: Path, tmp_path: Path, name: str) -> None:
    theirs, ours = answer(shared, name)["clusters"], scanned(shared, tmp_path, name).clusters
    # Where a p-value is all but 1, it is chance whether a cluster stays below 1 and is listed.
    sure = [cluster for cluster in theirs if cluster["p_value"] < 0.999]
    assert len(ours) >= len(sure)
    for cluster, expected in zip(ours, theirs, strict=False):
        first, last = map(printed_day, expected["time"].split(" to ")) if expected["time"] else (None, None)
        radius = float(expected["centre_radius"].split("/")[1].removesuffix("km"))
        assert list(cluster.areas) == expected["areas"]
        assert (cluster.start, cluster.end) == (first, last)
        assert cluster.observed == expected["observed"]
        assert cluster.expected == pytest.approx(expected["expected"], abs=0.005)
        statistic = expected["test_statistic"] or expected["log_likelihood_ratio"]
        assert cluster.test_statistic == pytest.approx(statistic, abs=5e-7)
        assert cluster.relative_risk == pytest.approx(
            expected["relative_risk"] or expected["observed_over_expected"], abs=0.005 + 1e-9
        )
        assert cluster.radius_km == pytest.approx(radius, abs=0.005)


@pytest.mark.shared
@pytest.mark.parametrize("name", RUNS)
def test_the_best_clusters_p_value_is_the_reference_programs(shared: Path, tmp_path: Path, name: str) -> None:
    expected, result = answer(shared, name)["clusters"][0], scanned(shared, tmp_path, name)
    tolerance = three_deviations(expected["p_value"], result.replicates)
    assert result.clusters[0].p_value == pytest.approx(expected["p_value"], abs=tolerance)


@pytest.mark.shared
@pytest.mark.parametrize("name", RUNS)
def test_simulated_maxima_are_distributed_as_the_reference_programs(shared: Path, tmp_path: Path, name: str) -> None:
    path = shared / "benchmarks/scan/maxima" / f"{name}.llr.txt"
    theirs = np.sort(np.loadtxt(path, skiprows=1).round(6))
    ours = np.sort(scanned(shared, tmp_path, name).maxima.round(6))
    both = np.concatenate((theirs, ours))
    shares = [np.searchsorted(sample, both, side="right") / len(sample) for sample in (theirs, ours)]
    # Two-sample Kolmogorov-Smirnov at one in ten thousand: the reference's own sample is not quite of independent
    # numbers (the two halves of nm02's maxima differ by seven standard errors).
    limit = math.sqrt(-math.log(0.0001 / 2) / 2 * (1 / len(theirs) + 1 / len(ours)))
    assert np.abs(shares[0] - shares[1]).max() < limit


@pytest.mark.shared
def test_a_prospective_run_has_the_recurrence_interval_of_its_p_value(shared: Path, tmp_path: Path) -> None:
    cluster = scanned(shared, tmp_path, RUNS[0]).clusters[0]
    assert cluster.recurrence_interval_days == pytest.approx(1 / cluster.p_value)
    assert round(cluster.recurrence_interval_days or 0) == 5
    written = json.loads((tmp_path / "result.json").read_text())["clusters"][0]
    assert (written["centre"], written["start"], written["end"]) == ("11418", "2001-11-22", "2001-11-24")
