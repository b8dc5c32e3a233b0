"""Recorded crime counted by area and month for the baseline, with what the county pack knows of the areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.errors import LamplighterError
from lamplighter.feeds.recorded import Store
from lamplighter.places import Pack
from lamplighter.places.gazetteer import Area
from lamplighter.scanning.baseline import Surroundings
from lamplighter.scanning.baseline.calendar import Calendar
from lamplighter.scanning.baseline.history import History

PLENTY = 10.0  # events a month: a month without any, among such months, was not recorded


class KindNotRecorded(LamplighterError):
    """The store has no offence of the kind "{kind}" in an area of the county pack. It has: {known}."""


@dataclass(frozen=True)
class RecordedCounts:
    """All kinds of one store, (areas, months) each."""

    months: tuple[str, ...]
    by_kind: dict[str, NDArray[np.int64]]
    around: Surroundings

    def history(self, kind: str) -> History:
        """One kind beside the sum of all others; months in which the kind was not recorded are left out."""
        if kind not in self.by_kind:
            raise KindNotRecorded(kind=kind, known=", ".join(self.by_kind) or "nothing")
        own = self.by_kind[kind]
        others = np.sum([counts for name, counts in self.by_kind.items() if name != kind], axis=0, dtype=np.int64)
        totals = own.sum(axis=0)
        usual = totals[totals > 0].mean()
        kept = np.flatnonzero((totals > 0) | (usual < PLENTY))
        calendar = Calendar.read([self.months[column] for column in kept], "month")
        return History(own[:, kept], (others + np.zeros_like(own))[:, kept], calendar, self.around)


def read(store: Store, pack: Pack) -> RecordedCounts:
    """Every kind in the store by area of the pack."""
    areas, months = pack.areas(), tuple(store.months())
    rows, columns = {area.id: row for row, area in enumerate(areas)}, {month: i for i, month in enumerate(months)}
    by_kind = {}
    for kind in store.categories():
        counts = np.zeros((len(areas), len(months)), np.int64)
        for cell in store.monthly_counts([kind]):
            if cell.area in rows:
                counts[rows[cell.area], columns[cell.month]] = cell.count
        if counts.any():
            by_kind[kind] = counts
    return RecordedCounts(months, by_kind, _around(areas))


def deciles(pack: Pack) -> NDArray[np.int64]:
    """The deprivation decile of each area of the pack, 0 where unknown: for research only."""
    return np.array([area.deprivation_decile or 0 for area in pack.areas()], dtype=np.int64)


def _around(areas: tuple[Area, ...]) -> Surroundings:
    known = [area.population for area in areas if area.population]
    usual = sum(known) / max(len(known), 1)
    return Surroundings.of(
        coordinates=[[area.x, area.y] for area in areas],
        population=[float(usual if area.population is None else area.population) for area in areas] if known else None,
    )
