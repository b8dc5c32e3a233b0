"""Expected cases given from outside: a baseline learnt from history, say, of each area and period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.errors import (
    AreaUnknown,
    ExpectationMissing,
    ExpectationRepeated,
    ExpectationUndated,
    ExpectationWrong,
    NothingExpected,
)
from lamplighter.scanning.study import Study


@dataclass(frozen=True)
class Expectation:
    """How many cases each area should have in each period, each row one area in one period.

    Parameters
    ----------
    areas : sequence of str
        The area of each row.
    expected : sequence of float
        Expected cases, 0 where there can be none.
    dates : sequence of datetime.date, optional
        A day of the period of each row; leave empty for a study of places alone.
    dispersion : sequence of float, optional
        How much more counts vary than Poisson counts: their variance is expected + dispersion * expected^2.
    """

    areas: Sequence[str]
    expected: Sequence[float] | NDArray[np.float64]
    dates: Sequence[date] = ()
    dispersion: Sequence[float] | NDArray[np.float64] = ()

    def __post_init__(self) -> None:
        for name in ("expected", "dispersion"):
            numbers = np.asarray(getattr(self, name), np.float64)
            lengths = (len(self.areas),) if name == "expected" else (0, len(self.areas))
            if numbers.ndim != 1 or len(numbers) not in lengths or not (np.isfinite(numbers) & (numbers >= 0)).all():
                raise ExpectationWrong
            object.__setattr__(self, name, numbers)
        if len(self.dates) not in (0, len(self.areas)):
            raise ExpectationWrong


def tables(
    expectation: Expectation, study: Study, *, through_time: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Expected cases and dispersion, each of shape (places, periods); rows outside the study are left out.

    Undated rows are of the whole study: in a scan of places alone it does not matter how they fall in time.
    """
    periods = study.counts.shape[1]
    if expectation.dates or periods == 1:
        return _filled(expectation, study, study.counts)
    if through_time:
        raise ExpectationUndated
    expected, dispersion = _filled(expectation, study, study.counts.sum(axis=1, keepdims=True))
    return np.repeat(expected / periods, periods, axis=1), np.repeat(dispersion * periods, periods, axis=1)


def _filled(
    expectation: Expectation, study: Study, counts: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    index = study.areas.index
    expected: NDArray[np.float64] = np.full(counts.shape, np.nan)
    dispersion = np.zeros(counts.shape)
    dates = expectation.dates or [study.periods.first_day(0)] * len(expectation.areas)
    extra = expectation.dispersion if len(expectation.dispersion) else np.zeros(len(expectation.areas))
    for area, day, mean, more in zip(expectation.areas, dates, expectation.expected, extra, strict=True):
        if area not in index:
            raise AreaUnknown(where="An expectation", area=area)
        place, period = index[area], study.periods.number(day)
        if 0 <= period < expected.shape[1]:
            if not np.isnan(expected[place, period]):
                raise ExpectationRepeated(area=area, day=day)
            expected[place, period], dispersion[place, period] = mean, more
    _check(expected, counts, study)
    return expected, dispersion


def _check(expected: NDArray[np.float64], counts: NDArray[np.int64], study: Study) -> None:
    for wrong, error in ((np.isnan(expected), ExpectationMissing), ((expected == 0) & (counts > 0), NothingExpected)):
        if wrong.any():
            place, period = divmod(int(wrong.argmax()), counts.shape[1])
            raise error(area=study.areas.ids[place], day=study.periods.first_day(period))
