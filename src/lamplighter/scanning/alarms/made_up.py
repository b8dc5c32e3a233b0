"""Years in which nothing is hidden, made up after a county's own: what a level is learnt from where no simulation knows.

Each area keeps its share of the county's events and the county its total of each day, campaigns and Mondays included;
areas have spells of their own, as strong and as long as the county's record shows.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.alarms.record import Record
from lamplighter.scanning.alarms.spells import Spells, Unevenness
from lamplighter.scanning.alarms.watch import Watch
from lamplighter.scanning.baseline.calendar import Unit

A_ROUND: dict[Unit, int] = {"day": 364, "month": 12}
"""What repeats where a made-up record is longer than the county's: whole weeks, whole years."""


def made_up_years(
    watch: Watch, record: Record, *, years: int, seed: int, days: int = 0, spells: Spells | None = None
) -> Iterator[Record]:
    """So many records, each of its own chance, as long as the given one or of at least so many days.

    Parameters
    ----------
    watch : Watch
        What the years are for; it says what share of the county's events each area has.
    record : Record
        The county's own, with nothing in it that is known not to be chance (see `cleared`).
    years, seed : int
        How many, and what chance begins with.
    days : int
        The least number of periods. A record longer than the county's has the totals of a year before again, so that
        Mondays stay Mondays.
    spells : Spells, optional
        The areas' own. Left out, each year has spells that the record allows, different from year to year.

    Notes
    -----
    A record shows its areas' spells only so well. Years that all had the one estimate that fits best would leave that
    out: these are drawn from what is known (a predictive distribution; Rubin 1984, Annals of Statistics 12:1151-1172).
    """
    share = watch.usual(record)[0][-1]
    total = _repeated(record.counts().sum(axis=0), max(days, record.days), A_ROUND[record.unit])
    known = Unevenness.of(record)
    for year in range(years):
        chance = np.random.default_rng([seed, year])
        local = (spells or known.drawn(chance)).draw(record.areas, len(total), chance)
        made = chance.poisson(share[:, None] * total * local)
        area, day = np.repeat(np.indices(made.shape).reshape(2, -1), made.ravel(), axis=1)
        yield Record.by_arrival(record.start, len(total), record.areas, area, day, unit=record.unit)


def _repeated(total: NDArray[np.int64], days: int, around: int) -> NDArray[np.int64]:
    """The totals, and after them those of a year before, as often as needed."""
    while len(total) < days:
        total = np.concatenate([total, total[-around:]])[:days]
    return total
