"""Years in which nothing is hidden, made up after a county's own: what a level is learnt from where no simulation knows.

Each area keeps its share of the county's events and the county its total of each day, campaigns and Mondays included;
areas have spells of their own, as uneven as the county's record shows.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.alarms.record import Record
from lamplighter.scanning.alarms.watch import Watch
from lamplighter.scanning.baseline.calendar import Unit

A_ROUND: dict[Unit, int] = {"day": 364, "month": 12}
"""What repeats where a made-up record is longer than the county's: whole weeks, whole years."""


def made_up_years(
    watch: Watch, record: Record, *, years: int, seed: int, days: int = 0, dispersion: float | None = None
) -> Iterator[Record]:
    """So many records, each of its own chance, as long as the given one or of at least so many days.

    A longer one has the county's totals of a year before again, so that Mondays stay Mondays. The areas' own
    unevenness is that of the record where no dispersion is given.
    """
    share = watch.usual(record)[0][-1]
    total = _repeated(record.counts().sum(axis=0), max(days, record.days), A_ROUND[record.unit])
    uneven = watch.dispersion_of(record) if dispersion is None else dispersion
    for year in range(years):
        draw = np.random.default_rng([seed, year])
        spells = np.ones((record.areas, len(total) // watch.longest + 2))
        if uneven:
            spells = draw.gamma(1 / uneven, uneven, spells.shape)
        offset = int(draw.integers(watch.longest))
        local = np.repeat(spells, watch.longest, axis=1)[:, offset : offset + len(total)]
        made = draw.poisson(share[:, None] * total * local)
        area, day = np.repeat(np.indices(made.shape).reshape(2, -1), made.ravel(), axis=1)
        yield Record.by_arrival(record.start, len(total), record.areas, area, day, unit=record.unit)


def _repeated(total: NDArray[np.int64], days: int, around: int) -> NDArray[np.int64]:
    """The totals, and after them those of a year before, as often as needed."""
    while len(total) < days:
        total = np.concatenate([total, total[-around:]])[:days]
    return total
