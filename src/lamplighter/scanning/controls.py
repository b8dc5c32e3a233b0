"""Controls: people who might have been cases and were not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.errors import AreaUnknown, ControlsUndated, ControlsWrong
from lamplighter.scanning.study import Study


@dataclass(frozen=True)
class Controls:
    """How many controls, each row in one area on one day; the days are needed for a scan through time.

    Parameters
    ----------
    areas : sequence of str
        The area of each row.
    counts : sequence of int
        How many controls each row stands for.
    dates : sequence of datetime.date, optional
        The day of each row.
    """

    areas: Sequence[str]
    counts: Sequence[int] | NDArray[np.int64]
    dates: Sequence[date] = ()

    def __post_init__(self) -> None:
        counts = np.asarray(self.counts)
        whole = counts.dtype.kind in "iu" or counts.size == 0
        if not whole or counts.shape != (len(self.areas),) or (counts < 0).any():
            raise ControlsWrong
        if len(self.dates) not in (0, len(self.areas)):
            raise ControlsWrong
        object.__setattr__(self, "counts", counts.astype(np.int64))


def people(controls: Controls, study: Study, *, through_time: bool) -> NDArray[np.int64]:
    """Cases and controls of each place and period, of shape (places, periods); controls outside are left out."""
    if not controls.dates and through_time and study.counts.shape[1] > 1:
        raise ControlsUndated
    index, total = study.areas.index, study.counts.copy()
    dates = controls.dates or [study.periods.first_day(0)] * len(controls.areas)
    for area, day, count in zip(controls.areas, dates, np.asarray(controls.counts).tolist(), strict=True):
        if area not in index:
            raise AreaUnknown(where="A control", area=area)
        period = study.periods.number(day)
        if 0 <= period < total.shape[1]:
            total[index[area], period] += count
    return total
