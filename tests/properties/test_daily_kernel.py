"""The daily kernel against its plain version, on any small record."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplighter.scanning.kernels.daily import Days, fill_strongest, strongest_plainly

PLACES, FIRST, WATCHED = 4, 6, 3


@st.composite
def small_days(draw: st.DrawFn) -> Days:
    seed = draw(st.integers(0, 10_000))
    chance = np.random.default_rng(seed)
    events = draw(st.integers(0, 40))
    told = np.sort(chance.integers(0, FIRST + WATCHED, events)).astype(np.int32)
    shares = chance.dirichlet(np.ones(PLACES), WATCHED)
    rows = [chance.permutation(PLACES)[: chance.integers(1, PLACES + 1)] for _ in range(PLACES)]
    return Days(
        area=chance.integers(0, PLACES, events).astype(np.int32),
        on=(told - chance.integers(0, 4, events)).astype(np.int32),
        told=told,
        shares=shares,
        spread=chance.choice([0.0, 0.3], (WATCHED, PLACES)),
        starts=np.cumsum([0, *map(len, rows)]),
        places=np.concatenate(rows).astype(np.int32),
        first=FIRST,
        longest=draw(st.integers(1, FIRST)),
        fewest=draw(st.integers(1, 3)),
        penalty=draw(st.sampled_from([0.0, 0.5])),
        floor=draw(st.sampled_from([0.0, 1.0])),
    )


@settings(max_examples=200)
@given(small_days())
def test_every_days_strongest_cluster_is_that_of_the_plain_search(days: Days) -> None:
    found = np.full((WATCHED, PLACES, 6), -1.0)
    fill_strongest(days, found)
    for number in range(WATCHED):
        plain = strongest_plainly(days, number)
        assert np.isclose(max(found[number, 0, 1], 0.0), plain, rtol=1e-9, atol=1e-9)
