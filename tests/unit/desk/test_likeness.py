from __future__ import annotations

import math

import numpy as np
import pytest

from lamplighter.desk.queue.likeness import Known, collect, metres_from, point

CHANCE = np.random.default_rng(7)
SKETCH = CHANCE.integers(0, 2**32, 64, dtype=np.uint32)
LAT, LON = 52.0, -1.0
NOWHERE = (math.nan, math.nan)


def sketch(shared: int) -> bytes:
    """A sketch of which this many of 64 numbers are those of SKETCH."""
    other = CHANCE.integers(0, 2**32, 64, dtype=np.uint32)
    other[:shared] = SKETCH[:shared]
    return other.astype("<u4").tobytes()


def known(
    key: str, *, day: int = 100, where: tuple[float, float] = (LAT, LON), kind: str = "x", shared: int = 0
) -> Known:
    return Known(key, day, *where, kind, sketch(shared))


ONE = Known("one", 100, LAT, LON, "cuckooing", SKETCH.astype("<u4").tobytes())


def like(*others: Known) -> list[str]:
    return [found.key for found in collect(others).like(ONE)]


def test_a_near_copy_counts_wherever_it_says_it_is() -> None:
    assert like(known("copy", shared=40, where=NOWHERE)) == ["copy"]


def test_the_same_kind_at_the_same_place_and_time_counts() -> None:
    assert like(known("same", kind="cuckooing")) == ["same"]
    assert like(known("far", kind="cuckooing", where=(LAT + 0.01, LON))) == []
    assert like(known("long ago", kind="cuckooing", day=20)) == []
    assert like(known("another kind", kind="drug_supply")) == []


def test_two_tips_with_no_sign_of_any_kind_are_not_alike_for_that() -> None:
    nothing = Known("nothing", 100, LAT, LON, "none", sketch(0))
    assert collect([Known("other", 100, LAT, LON, "none", sketch(0))]).like(nothing) == []


def test_a_vague_place_is_near_nothing() -> None:
    assert point(LAT, LON, "street") == (LAT, LON)
    assert all(math.isnan(part) for part in point(LAT, LON, "town"))
    assert all(math.isnan(part) for part in point(None, None, "street"))
    assert like(known("vague", kind="cuckooing", where=NOWHERE)) == []


def test_a_tip_is_not_like_itself() -> None:
    assert collect([ONE]).like(ONE) == []


def test_the_likeliest_comes_first_and_says_in_what_it_is_like() -> None:
    found = collect([known("near", kind="cuckooing", day=97), known("copy", kind="cuckooing", shared=60)]).like(ONE)
    assert [other.key for other in found] == ["copy", "near"]
    assert (found[1].days, found[1].metres, found[1].same_kind) == (-3, 0, True)
    assert found[0].words == pytest.approx(60 / 64)


def test_tips_without_words_are_not_near_copies_of_one_another() -> None:
    blank = b"\xff" * 256
    earlier = collect([Known("ticked only", 100, *NOWHERE, "none", blank)])
    assert earlier.like(Known("another", 100, *NOWHERE, "none", blank)) == []
    assert earlier.most_wording(blank) == 0


def test_what_is_held_grows_by_one_tip_at_a_time() -> None:
    earlier = collect([known(str(number)) for number in range(600)])
    assert earlier.most_wording(ONE.sketch) == 0
    earlier.add(ONE)
    assert earlier.most_wording(ONE.sketch) == 1
    assert earlier.wording(ONE.sketch).shape == (601,)


def test_a_hundredth_of_a_degree_north_is_about_1113_metres() -> None:
    assert metres_from(LAT, LON, np.array([LAT + 0.01]), np.array([LON]))[0] == pytest.approx(1113.2)
