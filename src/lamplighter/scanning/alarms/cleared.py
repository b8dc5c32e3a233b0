"""A record without what is known not to be chance, so that what was found once does not make everything look uneven."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.alarms.errors import RecordWrong
from lamplighter.scanning.alarms.record import Record

ROUNDS = 5
LEAST_KEPT = 0.1
"""Where nearly the whole county is set aside on a day, its total is taken for no more than ten times what is left."""
Floats = NDArray[np.float64]


def cleared(record: Record, aside: NDArray[np.bool_], *, seed: int) -> Record:
    """The record as it might have been: what is set aside gives way to what is usual of the place, by chance.

    Parameters
    ----------
    record : Record
        What was told.
    aside : array (areas, days)
        Where and when events are known not to be chance, by the day they were told.
    seed : int
        Of the events put in their place: Poisson, with the area's share and the county's total of everything else.

    Raises
    ------
    RecordWrong
        Where there is not one row for each area and one column for each day.
    """
    if aside.shape != (record.areas, record.days):
        raise RecordWrong(reason=f"what is set aside is not a table of {record.areas} areas by {record.days} days")
    if not aside.any():
        return record
    share, total = _of_the_rest(record.counts(), ~aside)
    area, day = np.nonzero(aside)
    put = np.random.default_rng(seed).poisson(share[area] * total[day])
    left = ~aside[record.area, record.told]
    rest = replace(record, area=record.area[left], on=record.on[left], told=record.told[left])
    return rest.with_events(np.repeat(area, put), np.repeat(day, put))


def _of_the_rest(counts: NDArray[np.int64], kept: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Shares (areas,) and totals (days,) that fit what is kept, each worked out from the other a few times in turn."""
    share: Floats = counts.sum(axis=1) / max(counts.sum(), 1)
    total: Floats = counts.sum(axis=0).astype(np.float64)
    for _ in range(ROUNDS):
        share = (counts * kept).sum(axis=1) / np.maximum((total * kept).sum(axis=1), 1.0)
        total = (counts * kept).sum(axis=0) / np.maximum((share[:, None] * kept).sum(axis=0), LEAST_KEPT)
    return share, total
