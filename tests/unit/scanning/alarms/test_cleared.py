"""A record without what is known not to be chance teaches what chance does."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from lamplighter.scanning import Areas
from lamplighter.scanning.alarms import Record, Unevenness, Watch, cleared
from lamplighter.scanning.alarms.errors import RecordWrong

START, SIDE, DAYS = date(2024, 1, 1), 6, 420
AREAS = Areas(
    [f"A{row}" for row in range(SIDE**2)], np.array([(x, y) for x in range(SIDE) for y in range(SIDE)], float)
)
WATCH = Watch(AREAS, history=200, radius_km=1.0)


def quiet(seed: int, a_day: float = 15.0) -> Record:
    draw = np.random.default_rng(seed)
    told = np.repeat(np.arange(DAYS), draw.poisson(a_day, DAYS))
    return Record.by_arrival(START, DAYS, SIDE**2, draw.integers(0, SIDE**2, len(told)), told)


def with_a_foothold(record: Record) -> tuple[Record, np.ndarray]:
    days = np.arange(300, 390)
    aside = np.zeros((SIDE**2, DAYS), np.bool_)
    aside[np.ix_([7, 8], days)] = True
    return record.with_events(np.tile([7, 8], 270), np.repeat(days, 6)), aside


def test_what_is_set_aside_gives_way_to_what_is_usual_there() -> None:
    before = quiet(1)
    found, aside = with_a_foothold(before)
    after = cleared(found, aside, seed=1)
    put, usual = after.counts()[aside].sum(), before.counts().sum() / SIDE**2 / DAYS * aside.sum()
    assert put == pytest.approx(usual, rel=0.3)
    assert (after.counts()[~aside] == before.counts()[~aside]).all()


def test_a_foothold_set_aside_does_not_make_the_county_look_uneven() -> None:
    before = quiet(2)
    found, aside = with_a_foothold(before)
    after = cleared(found, aside, seed=2)
    for learn in (WATCH.dispersion_of, lambda record: Unevenness.of(record).spells().variance):
        even, uneven = learn(before), learn(found)
        assert uneven > even + 0.05
        assert learn(after) == pytest.approx(even, abs=0.02)


def test_with_nothing_set_aside_a_record_stays_as_it_is() -> None:
    record = quiet(3)
    assert cleared(record, np.zeros((SIDE**2, DAYS), np.bool_), seed=1) is record


def test_a_whole_county_set_aside_for_some_days_is_survived() -> None:
    record, aside = quiet(4), np.zeros((SIDE**2, DAYS), np.bool_)
    aside[:, 100:110] = True
    assert cleared(record, aside, seed=1).counts()[:, 100:110].sum() == 0


def test_what_is_set_aside_has_a_row_for_each_area_and_a_column_for_each_day() -> None:
    with pytest.raises(RecordWrong, match="36 areas by 420 days"):
        cleared(quiet(5), np.zeros((3, 3), np.bool_), seed=1)
