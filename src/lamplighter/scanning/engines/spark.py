"""Replicates as Spark jobs, for scans one machine is too small for; the same numbers to the last bit."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.engines.batches import Work
from lamplighter.scanning.errors import EngineMissing

MOST_A_TASK = 8
"""Batches a task runs, at most: enough to be worth sending."""


@dataclass(frozen=True)
class Spark:
    """Runs on the Spark session there is, or on a new one, which `spark-submit` or SPARK_HOME's settings place.

    The first job has a batch for each processor, every further one twice as many, so that whoever asks may stop early
    and little is done in vain.
    """

    def __call__(self, work: Work) -> Iterator[NDArray[np.float64]]:
        context = _context()
        sent = context.broadcast(work)
        left, size = list(work.batches), context.defaultParallelism
        while left:
            now, left = left[:size], left[size:]
            tasks = max(min(len(now), context.defaultParallelism), len(now) // MOST_A_TASK)
            done = dict(context.parallelize(now, tasks).mapPartitions(_task(sent)).collect())
            yield from (done[first] for first in now)
            size *= 2


def _task(sent: Any) -> Any:
    def run(batches: Iterable[int]) -> Iterator[tuple[int, NDArray[np.float64]]]:
        work: Work = sent.value
        counts = work.model.new_counts()
        return ((first, work.run(first, counts)) for first in batches)

    return run


def _context() -> Any:
    try:
        spark: Any = import_module("pyspark.sql")
    except ImportError:
        raise EngineMissing(engine="spark", package="pyspark") from None
    # Spark would look for any Python there is; unless somebody chose, the workers' is the one that runs this.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return spark.SparkSession.builder.appName("lamplighter scan").getOrCreate().sparkContext
