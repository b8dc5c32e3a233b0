"""Replicates on Spark are those of this machine, to the last bit; without Spark a sentence says what is missing."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import scans

from lamplighter.scanning import scan
from lamplighter.scanning.engines.spark import Spark
from lamplighter.scanning.errors import EngineMissing

POINTS = [(0.0, 0.0), (1.0, 0.0), (2.0, 1.0), (5.0, 0.0)]


def table() -> np.ndarray:
    counts = np.random.default_rng(4).poisson(2, (4, 12))
    counts[1, 9:] += 3
    return counts.astype(np.int64)


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark comes with lamplighter[spark] only")
@pytest.mark.parametrize("p_value", ["monte_carlo", "sequential"])
def test_spark_gives_the_same_numbers_as_this_machine(tmp_path: Path, p_value: str) -> None:
    (tmp_path / "areas.csv").write_text("area,x,y\n" + "".join(f"A{n},{x},{y}\n" for n, (x, y) in enumerate(POINTS)))
    rows = (f"A{place},2026-01-{day + 1:02},{count}\n" for (place, day), count in np.ndenumerate(table()))
    (tmp_path / "cases.csv").write_text("area,date,cases\n" + "".join(rows))
    chosen = {"cases": "cases.csv", "areas": "areas.csv", "coordinates": "x_y", "model": "permutation"}
    span = {"scan": "prospective", "start": "2026-01-01", "end": "2026-01-12", "replicates": 700, "p_value": p_value}
    (tmp_path / "run.json").write_text(json.dumps(chosen | span))
    there, here = (scanned(tmp_path, engine) for engine in ("spark", "local"))
    assert there["maxima"] == here["maxima"]
    assert there["clusters"] == here["clusters"]


def scanned(folder: Path, engine: str) -> dict[str, object]:
    """The result of the command, in a process of its own: Spark leaves sockets open until the process ends."""
    asked = ["scan", "--settings", str(folder / "run.json"), "--out", str(folder / f"{engine}.json")]
    command = [str(Path(sys.executable).with_name("lamplighter")), *asked, "--engine", engine]
    environment = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1"}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    found: dict[str, object] = json.loads((folder / f"{engine}.json").read_text())
    return found


def test_without_spark_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(EngineMissing, match="needs the package pyspark"):
        scan(scans.cases_of(table()), scans.areas_at(POINTS), scans.settings_for(12), engine=Spark())
