"""Replicates on this machine, a batch a thread: the kernels let go of Python's lock."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import local

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.engines.batches import Work


@dataclass(frozen=True)
class Local:
    """Runs on so many threads, one for each processor if left out."""

    threads: int | None = None

    def __call__(self, work: Work) -> Iterator[NDArray[np.float64]]:
        workers = min(self.threads or os.cpu_count() or 1, len(work.batches))
        if workers == 1:
            counts = work.model.new_counts()
            return (work.run(first, counts) for first in work.batches)
        return _side_by_side(work, workers)


def _side_by_side(work: Work, workers: int) -> Iterator[NDArray[np.float64]]:
    room = local()

    def run(first: int) -> NDArray[np.float64]:
        if not hasattr(room, "counts"):
            room.counts = work.model.new_counts()
        return work.run(first, room.counts)

    # Never far ahead of who asks, so that little is done in vain where they stop early.
    waiting: deque[Future[NDArray[np.float64]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for first in work.batches:
            waiting.append(pool.submit(run, first))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
