"""Replicates on Spark are those of this machine, to the last bit; without Spark a sentence says what is missing."""

from __future__ import annotations

import importlib.util
import sys

import numpy as np
import pytest
import scans

from lamplighter.scanning import scan
from lamplighter.scanning.engines.local import Local
from lamplighter.scanning.engines.spark import Spark
from lamplighter.scanning.errors import EngineMissing

POINTS = [(0.0, 0.0), (1.0, 0.0), (2.0, 1.0), (5.0, 0.0)]


def table() -> np.ndarray:
    counts = np.random.default_rng(4).poisson(2, (4, 12))
    counts[1, 9:] += 3
    return counts.astype(np.int64)


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark comes with lamplighter[spark] only")
@pytest.mark.parametrize("p_value", ["monte_carlo", "sequential"])
def test_spark_gives_the_same_numbers_as_this_machine(p_value: str) -> None:
    settings = scans.settings_for(12, replicates=700, p_value=p_value)
    cases, areas = scans.cases_of(table()), scans.areas_at(POINTS)
    there, here = (scan(cases, areas, settings, engine=engine) for engine in (Spark(), Local(1)))
    assert there.maxima.tolist() == here.maxima.tolist()
    assert there.clusters == here.clusters


def test_without_spark_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(EngineMissing, match="needs the package pyspark"):
        scan(scans.cases_of(table()), scans.areas_at(POINTS), scans.settings_for(12), engine=Spark())
