"""How much of a pattern is reporting and how much recording, in words that claim no more than is known."""

from __future__ import annotations

from datetime import date

import pytest

from lamplighter.desk.footholds.reporting import Side, Split

DAY = date(2026, 7, 1)


def side(seen: int, usual: float, high: int | None = None) -> Side:
    return Side("", DAY, DAY, seen, usual, 0 if high is not None else None, high)


@pytest.mark.parametrize(
    ("reporting", "recording", "said"),
    [
        (side(9, 1.5), side(8, 2.0), "Both rose"),
        (side(9, 1.5), side(4, 3.8), "All of it is reporting"),
        (side(2, 1.5), side(9, 1.5), "All of it is recording"),
        (side(9, 1.5), None, "nothing checks it"),
        (None, side(9, 1.5), "no tips of these days"),
        (side(2, 1.5), side(2, 1.5), "Neither"),
        (side(2, 1.5), None, "Reporting is only a little above"),
        (None, side(2, 1.5), "Recording is only a little above"),
        (None, None, "Nothing is known"),
    ],
)
def test_what_carries_a_pattern_is_said_plainly(reporting: Side | None, recording: Side | None, said: str) -> None:
    assert said in str(Split(reporting, recording))


def test_a_side_has_risen_when_it_is_above_its_interval_and_not_by_a_guess_then() -> None:
    assert not side(5, 2.0, high=5).has_risen
    assert side(6, 5.5, high=5).has_risen


def test_two_events_are_no_rise_however_few_are_usual() -> None:
    assert not side(2, 0.1).has_risen
    assert side(2, 3.0).above == 0
