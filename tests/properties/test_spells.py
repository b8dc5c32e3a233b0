"""Whatever a record holds: spells have no negative variance, fit best, and clearing touches only what is set aside."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lamplighter.scanning.alarms import Record, Unevenness, cleared
from lamplighter.scanning.alarms.spells import falling, none_negative

COUNTS = arrays(np.int64, st.tuples(st.integers(1, 5), st.integers(7, 120)), elements=st.integers(0, 6))


def record_of(counts: np.ndarray) -> Record:
    area, day = np.repeat(np.indices(counts.shape).reshape(2, -1), counts.ravel(), axis=1)
    return Record.by_arrival(date(2024, 1, 1), counts.shape[1], counts.shape[0], area, day)


@settings(deadline=None, max_examples=60)
@given(COUNTS, st.integers(0, 1000))
def test_spells_of_any_record_are_finite_and_never_negative(counts: np.ndarray, seed: int) -> None:
    known, chance = Unevenness.of(record_of(counts)), np.random.default_rng(seed)
    for spells in (known.spells(), known.drawn(chance)):
        assert all(np.isfinite(variance) and variance >= 0 for variance in spells.variances)
        factors = spells.draw(counts.shape[0], 40, chance)
        assert np.isfinite(factors).all()
        assert (factors >= 0).all()


@settings(deadline=None)
@given(arrays(np.float64, 12, elements=st.floats(-1, 1)), arrays(np.float64, 3, elements=st.floats(0, 1)))
def test_no_other_variances_fit_better(wanted: np.ndarray, other: np.ndarray) -> None:
    columns = np.stack([falling(length, 12, 1) for length in (2, 4, 8)], axis=1)
    found = none_negative(columns, wanted)
    assert (found >= 0).all()
    error, others = (((columns @ each - wanted) ** 2).sum() for each in (found, other))
    assert error <= others + 1e-6


@settings(deadline=None, max_examples=60)
@given(COUNTS, st.data())
def test_clearing_touches_only_what_is_set_aside(counts: np.ndarray, data: st.DataObject) -> None:
    aside = data.draw(arrays(np.bool_, counts.shape))
    after = cleared(record_of(counts), aside, seed=1).counts()
    assert (after[~aside] == counts[~aside]).all()
    if not counts[~aside].any():
        assert not after.any() or not aside.any()
