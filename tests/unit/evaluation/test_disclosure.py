"""No published figure may let a neighbour work out who was found, helped or who told us."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplighter.evaluation.disclosure import FEWER, LEAST_SHOWN, Period, overlapping, shown, small_numbers_in
from lamplighter.evaluation.errors import CountBelowZero


@given(st.integers(min_value=0, max_value=LEAST_SHOWN - 1))
def test_every_count_under_five_looks_the_same(count: int) -> None:
    assert shown(count) == shown(0)
    assert shown(count).value == FEWER
    assert shown(count).reason


@given(st.integers(min_value=LEAST_SHOWN, max_value=10**9))
def test_a_count_of_five_or_more_is_told_exactly(count: int) -> None:
    assert int(shown(count).value.replace(",", "")) == count
    assert not shown(count).hidden


def test_a_count_below_nought_is_refused_with_a_sentence() -> None:
    with pytest.raises(CountBelowZero, match="cannot be -1"):
        shown(-1)


days = st.dates(date(2026, 1, 1), date(2026, 3, 1))
periods = st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair)))


@given(periods, periods)
def test_periods_overlap_exactly_when_they_share_a_day(one: Period, other: Period) -> None:
    def held(period: Period) -> set[int]:
        return set(range(period.first.toordinal(), period.last.toordinal() + 1))

    assert bool(overlapping(one, [other])) == bool(held(one) & held(other))


@pytest.mark.parametrize(
    "text",
    ["two children were moved to safety", "We made 3 arrests.", "One woman", "a raid: four men", "1 adult"],
)
def test_a_small_number_of_anything_in_free_text_is_found(text: str) -> None:
    assert small_numbers_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "over 12 weeks", "within two weeks", "every one of you", "14 homes", "in the next three months", "£3 million",
        "0300 126 7000", "one in five", "on 3 May", "between 09:2 and", "one or more", "twenty-one homes",
    ],
)  # fmt: skip
def test_times_and_larger_numbers_are_left_alone(text: str) -> None:
    assert small_numbers_in(text) == ()
