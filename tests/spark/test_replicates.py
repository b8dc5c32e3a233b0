"""Replicates on Spark are those of this machine, to the last bit. Runs where Spark is installed: `make spark`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

POINTS = [(0.0, 0.0), (1.0, 0.0), (2.0, 1.0), (5.0, 0.0)]
SPAN = {"scan": "prospective", "start": "2026-01-01", "end": "2026-01-12"}


@pytest.mark.parametrize(
    "chosen",
    [
        {"model": "permutation", "replicates": 700},
        {"model": "permutation", "replicates": 700, "p_value": "sequential"},
        {"model": "poisson", "replicates": 2999, "population": "population.csv"},
    ],
    ids=["permutation", "sequential", "poisson"],
)
def test_spark_gives_the_same_numbers_as_this_machine(tmp_path: Path, chosen: dict[str, object]) -> None:
    write_tables(tmp_path)
    run = {"cases": "cases.csv", "areas": "areas.csv", "coordinates": "x_y"} | SPAN | chosen
    (tmp_path / "run.json").write_text(json.dumps(run))
    there, here = (scanned(tmp_path, engine) for engine in ("spark", "local"))
    assert there["maxima"] == here["maxima"]
    assert there["clusters"] == here["clusters"]


def write_tables(folder: Path) -> None:
    counts = np.random.default_rng(4).poisson(2, (4, 12))
    counts[1, 9:] += 3
    areas = "".join(f"A{number},{x},{y}\n" for number, (x, y) in enumerate(POINTS))
    cases = "".join(f"A{place},2026-01-{day + 1:02},{count}\n" for (place, day), count in np.ndenumerate(counts))
    (folder / "areas.csv").write_text("area,x,y\n" + areas)
    (folder / "cases.csv").write_text("area,date,cases\n" + cases)
    (folder / "population.csv").write_text("area,population\nA0,900\nA1,1100\nA2,1000\nA3,700\n")


def scanned(folder: Path, engine: str) -> dict[str, object]:
    """The result of the command, in a process of its own: Spark leaves sockets open until the process ends."""
    asked = ["scan", "--settings", str(folder / "run.json"), "--out", str(folder / f"{engine}.json")]
    command = [str(Path(sys.executable).with_name("lamplighter")), *asked, "--engine", engine]
    environment = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1"}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    found: dict[str, object] = json.loads((folder / f"{engine}.json").read_text())
    return found
