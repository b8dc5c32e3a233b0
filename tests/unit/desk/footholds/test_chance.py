"""Chance in words that a commander can use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplighter.desk.footholds.chance import Chance, span


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1096, "expected by chance about once in 3 years"),
        (250, "expected by chance about once in 8 months"),
        (40, "expected by chance about once in 6 weeks"),
        (365, "expected by chance about once in 12 months"),
        (5, "expected by chance within any two weeks"),
    ],
)
def test_a_recurrence_interval_is_said_in_its_natural_unit(days: float, said: str) -> None:
    assert str(Chance(days, p_value=0.5, replicates=999)) == said


def test_what_no_replicate_reached_is_rarer_than_the_number_says() -> None:
    assert str(Chance(1000, p_value=0.001, replicates=999)).endswith("less often than about once in 3 years")
    assert not Chance(500, p_value=0.002, replicates=999).is_the_least_seen


def test_made_up_years_see_no_further_than_they_are_many() -> None:
    kept = {"furthest_days": 300 * 365.25}
    assert str(Chance.of(300 * 365.25, None, kept)).endswith("less often than about once in 300 years")
    assert str(Chance.of(3 * 365.25, None, kept)).endswith("by chance about once in 3 years")


@given(st.floats(14, 10**6))
def test_no_length_of_time_is_nought_of_anything(days: float) -> None:
    assert int(span(days).split()[0]) >= 1
