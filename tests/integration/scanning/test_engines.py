"""Without Spark a sentence says what is missing; what Spark answers is tested in tests/spark."""

from __future__ import annotations

import sys

import numpy as np
import pytest
import scans

from lamplighter.scanning import scan
from lamplighter.scanning.engines.spark import Spark
from lamplighter.scanning.errors import EngineMissing


def test_without_spark_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    table, points = np.ones((2, 12), np.int64), [(0.0, 0.0), (1.0, 0.0)]
    with pytest.raises(EngineMissing, match="needs the package pyspark"):
        scan(scans.cases_of(table), scans.areas_at(points), scans.settings_for(12), engine=Spark())
