"""The check word: for any words at all, no single wrong word and no swap of two goes unnoticed."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplighter.sealing import errors, read_words
from lamplighter.sealing.wordlist import COUNT, word_list
from lamplighter.sealing.words import RANDOM_WORDS, WEIGHTS, WORDS, check_word

sevens = st.lists(st.sampled_from(word_list()), min_size=RANDOM_WORDS, max_size=RANDOM_WORDS)


def with_check(seven: list[str]) -> list[str]:
    return [*seven, check_word(seven)]


def confirmed(words: list[str]) -> bool:
    return check_word(words[:RANDOM_WORDS]) == words[-1]


def test_the_weights_can_hide_no_slip_and_no_swap() -> None:
    """The sum is zero modulo a prime, so it is enough that weights are not zero and no two are equal."""
    weights = [weight % COUNT for weight in (*WEIGHTS, -1)]
    assert len(weights) == WORDS
    assert 0 not in weights
    assert len(set(weights)) == len(weights)


@given(sevens, st.integers(0, WORDS - 1))
def test_any_one_wrong_word_is_noticed_whichever_it_is(seven: list[str], at: int) -> None:
    words = with_check(seven)
    wrong = [[*words[:at], other, *words[at + 1 :]] for other in word_list()[::37] if other != words[at]]
    assert not any(confirmed(each) for each in wrong)


def test_every_wrong_word_at_every_place_is_noticed_for_one_set_of_words() -> None:
    words = with_check(list(word_list()[5:4_200:600]))
    for at in range(WORDS):
        passing = [other for other in word_list() if confirmed([*words[:at], other, *words[at + 1 :]])]
        assert passing == [words[at]]


@given(sevens)
def test_any_swap_of_two_different_words_is_noticed(seven: list[str]) -> None:
    words = with_check(seven)
    for one, other in combinations(range(WORDS), 2):
        swapped = words.copy()
        swapped[one], swapped[other] = words[other], words[one]
        assert confirmed(swapped) == (words[one] == words[other])


@given(sevens)
def test_words_that_do_not_belong_together_are_refused(seven: list[str]) -> None:
    words = with_check(seven)
    with pytest.raises(errors.WordsDoNotBelongTogether):
        read_words(" ".join([*words[:-1], next(word for word in word_list() if word != words[-1])]))


@given(sevens, st.integers(0, WORDS - 1), st.data())
def test_one_slip_of_the_pen_never_gives_other_words(seven: list[str], at: int, data: st.DataObject) -> None:
    words = with_check(seven)
    slipped = data.draw(slips(words[at]))
    assert reading(" ".join([*words[:at], slipped, *words[at + 1 :]])) in {" ".join(words), "uncertain"}


def slips(word: str) -> st.SearchStrategy[str]:
    """Give the word with one letter dropped, changed or added, or two swapped."""
    at, letter = st.integers(0, len(word) - 1), st.sampled_from("abcdefghijklmnopqrstuvwxyz")
    return st.one_of(
        at.map(lambda n: word[:n] + word[n + 1 :]),
        st.builds(lambda n, new: word[:n] + new + word[n + 1 :], at, letter),
        st.builds(lambda n, new: word[:n] + new + word[n:], at, letter),
        at.map(lambda n: word[:n] + word[n + 1 : n + 2] + word[n] + word[n + 2 :]),
    )


def reading(typed: str) -> str:
    try:
        return read_words(typed)
    except errors.WordsUncertain:
        return "uncertain"
    except errors.WordsNotRecognised:
        return "refused"


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused_by_a_sentence(typed: str) -> None:
    read = reading(typed)
    assert read in {"uncertain", "refused"} or confirmed(read.split())
