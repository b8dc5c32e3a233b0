"""Years in which nothing is hidden, made up after a county's own: what a level is learnt from where no simulation knows.

Each area keeps its share of the county's events and the county its total of each day, campaigns and Mondays included;
areas have spells of their own, as uneven as the county's record shows.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lamplighter.scanning.alarms.record import Record
from lamplighter.scanning.alarms.watch import Watch


def made_up_years(watch: Watch, record: Record, *, years: int, seed: int) -> Iterator[Record]:
    """So many records as long as the given one, each of its own chance."""
    counts, dispersion = record.counts(), watch.dispersion_of(record)
    share = watch.usual(record)[0][-1]
    total = counts.sum(axis=0)
    for year in range(years):
        draw = np.random.default_rng([seed, year])
        spells = np.ones((record.areas, record.days // watch.longest + 2))
        if dispersion:
            spells = draw.gamma(1 / dispersion, dispersion, spells.shape)
        offset = int(draw.integers(watch.longest))
        local = np.repeat(spells, watch.longest, axis=1)[:, offset : offset + record.days]
        made = draw.poisson(share[:, None] * total * local)
        area, day = np.repeat(np.indices(made.shape).reshape(2, -1), made.ravel(), axis=1)
        yield Record.by_arrival(record.start, record.days, record.areas, area, day, unit=record.unit)
