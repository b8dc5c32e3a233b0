"""Words of a report stand for the day they were made; any other words stand for one too, and for no future one."""

from __future__ import annotations

from datetime import date, timedelta
from math import log2

from hypothesis import given
from hypothesis import strategies as st

from lamplighter.sealing import CodeWords, made_on, make_words, read_words
from lamplighter.sealing.wordlist import COUNT, word_list
from lamplighter.sealing.words import CYCLE_DAYS, RANDOM_WORDS, SHARE, check_word

days = st.dates(date(2026, 1, 1), date(2060, 1, 1))
sevens = st.lists(st.sampled_from(word_list()), min_size=RANDOM_WORDS, max_size=RANDOM_WORDS)


@given(days, st.integers(0, CYCLE_DAYS - 2))
def test_words_tell_the_day_they_were_made_for_two_and_a_half_years(day: date, later: int) -> None:
    assert made_on(make_words(day), today=day + timedelta(days=later)) == day


@given(days)
def test_words_of_a_day_are_words_like_any_others(day: date) -> None:
    words = make_words(day)
    assert read_words(words) == words


@given(sevens, days)
def test_words_that_were_never_given_out_stand_for_a_day_too(seven: list[str], today: date) -> None:
    words = CodeWords(" ".join([*seven, check_word(seven)]))
    assert today - timedelta(days=CYCLE_DAYS) < made_on(words, today=today) <= today


@given(days)
def test_a_clock_put_back_by_a_day_does_not_make_words_old(day: date) -> None:
    assert made_on(make_words(day), today=day - timedelta(days=1)) == day - timedelta(days=1)


def test_whoever_knows_the_day_still_cannot_try_the_words() -> None:
    assert log2(COUNT ** (RANDOM_WORDS - 1) * SHARE) > 80


def test_the_seventh_word_is_as_free_as_its_day_allows() -> None:
    day = date(2027, 5, 3)
    sums = {sum(word_list().index(word) for word in make_words(day).split()[:7]) % COUNT for _ in range(200)}
    assert sums == {day.toordinal() % CYCLE_DAYS * SHARE + place for place in range(SHARE)}
