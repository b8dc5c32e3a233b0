from __future__ import annotations

import pytest

from lamplighter.desk.queue.wording import COMPLETENESS, NOVELTY, PROBABILITY, days_apart, distance, in_words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "remote chance"),
        (0.15, "highly unlikely"),
        (0.3, "unlikely"),
        (0.45, "realistic possibility"),
        (0.65, "likely"),
        (0.85, "highly likely"),
        (0.97, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_a_probability_is_said_on_the_yardstick(share: float, words: str) -> None:
    assert in_words(share, PROBABILITY) == words


def test_full_marks_have_words() -> None:
    assert in_words(1.0, COMPLETENESS) == "most of what is needed"
    assert in_words(1.0, NOVELTY) == "new"


@pytest.mark.parametrize(
    ("metres", "said"),
    [(0, "at the same spot"), (120, "about 100 m away"), (640, "about 650 m away"), (1840, "about 1.8 km away")],
)
def test_a_distance_is_said_no_finer_than_it_is_known(metres: float, said: str) -> None:
    assert distance(metres) == said


@pytest.mark.parametrize(("days", "said"), [(0, "the same day"), (1, "1 day later"), (-3, "3 days earlier")])
def test_days_apart_say_which_came_first(days: int, said: str) -> None:
    assert days_apart(days) == said
