"""Code words: read kindly, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from lamplighter.sealing import CodeWords, errors, mailbox_keys, make_words, read_words
from lamplighter.sealing.wordlist import COUNT, word_list
from lamplighter.sealing.words import check_word


def some_words() -> CodeWords:
    seven = [word_list()[at] for at in (11, 2_500, 7_432, 0, 999, 4_001, 6_000)]
    return CodeWords(" ".join([*seven, check_word(seven)]))


def test_made_words_are_eight_words_of_the_list() -> None:
    words = make_words().split()
    assert len(words) == 8
    assert set(words) <= set(word_list())


def test_made_words_are_not_made_twice() -> None:
    assert len({make_words() for _ in range(200)}) == 200


@pytest.mark.parametrize(
    "spelt",
    [
        lambda words: words.upper(),
        lambda words: words.title(),
        lambda words: "  " + words.replace(" ", "\n") + "\t",
        lambda words: words.replace(" ", ""),
        lambda words: words.replace(" ", "-"),
        lambda words: words.replace(" ", ", ") + ".",
        lambda words: " ".join(f"{number}. {word}" for number, word in enumerate(words.split(), 1)),
        lambda words: f"“{words}”",
        lambda words: "".join(chr(ord(letter) + 0xFEE0) if letter.isalpha() else letter for letter in words),
        lambda words: words[:3] + " " + words[3:],
    ],
)
def test_case_spacing_and_punctuation_do_not_matter(spelt: Callable[[str], str]) -> None:
    assert read_words(spelt(some_words())) == some_words()


def test_a_misspelt_word_is_corrected_when_the_check_word_confirms_it() -> None:
    words = some_words().split()
    words[1] = words[1][:-1]
    assert read_words(" ".join(words)) == some_words()


def test_two_slips_in_a_long_word_are_corrected_and_in_a_short_one_are_not() -> None:
    long = next(word for word in word_list() if len(word) == 9)
    short = next(word for word in word_list() if len(word) == 4)
    seven = [long, short, *word_list()[100:105]]
    words = " ".join([*seven, check_word(seven)])
    assert read_words(words.replace(long, long[1] + long[0] + long[2:-1])) == words
    with pytest.raises(errors.UnknownWords):
        read_words(words.replace(short, "q" + short[1:3] + "q"))


@pytest.mark.parametrize("typed", ["", "   ", "12345", "one two", "garden " * 9, "x" * 50])
def test_another_number_of_words_is_said(typed: str) -> None:
    with pytest.raises(errors.WrongNumberOfWords):
        read_words(typed)


def test_a_page_of_text_is_not_read_at_all() -> None:
    with pytest.raises(errors.WordsNotRecognised):
        read_words("garden " * 1_000)


def test_words_that_are_far_from_the_list_are_named() -> None:
    words = some_words().split()
    words[4] = "zzyzxq"
    with pytest.raises(errors.UnknownWords, match="zzyzxq"):
        read_words(" ".join(words))


def test_two_readings_that_both_confirm_are_asked_about_and_not_chosen() -> None:
    typed, readings = an_ambiguous_slip()
    with pytest.raises(errors.WordsUncertain) as uncertain:
        read_words(typed)
    assert all(reading in str(uncertain.value) for reading in readings)


def an_ambiguous_slip() -> tuple[str, list[str]]:
    """Misspell two words, each a slip away from two of the list, so that the check word confirms two corrections.

    The first two words weigh 2 and 3 in the check, so the two readings agree where 2(a - b) = 3(d - c).
    """
    places = {word: at for at, word in enumerate(word_list())}
    by_gap = {3 * (places[d] - places[c]) % COUNT: (slip, c, d) for slip, c, d in forks()}
    for slip, a, b in forks():
        if 2 * (places[a] - places[b]) % COUNT in by_gap:
            other, c, d = by_gap[2 * (places[a] - places[b]) % COUNT]
            rest = word_list()[200:205]
            check = check_word([a, c, *rest])
            return " ".join([slip, other, *rest, check]), [" ".join([*pair, *rest, check]) for pair in ((a, c), (b, d))]
    raise AssertionError("no ambiguous slip was found")


def forks() -> list[tuple[str, str, str]]:
    """Find what is left of two different words of the list when each loses one letter, with the two words."""
    shortened: dict[str, set[str]] = {}
    for word in word_list():
        for at in range(len(word)):
            shortened.setdefault(word[:at] + word[at + 1 :], set()).add(word)
    pairs = [(slip, min(words), max(words)) for slip, words in shortened.items() if len(words) == 2]
    return [*pairs, *((slip, second, first) for slip, first, second in pairs)]


def test_words_are_nothing_but_small_letters() -> None:
    assert all(re.fullmatch(r"[a-z]{4,9}", word) for word in word_list())


def test_the_same_words_give_the_same_mailbox_and_other_words_another() -> None:
    keys = mailbox_keys(some_words())
    assert keys == mailbox_keys(some_words())
    assert re.fullmatch(r"[0-9a-f]{32}", keys.mailbox)
    assert mailbox_keys(make_words()).mailbox != keys.mailbox


def test_a_mailbox_id_and_its_key_come_from_different_labels() -> None:
    keys = mailbox_keys(some_words())
    assert bytes.fromhex(keys.mailbox) != keys.private.seed[:16]
    assert keys.public_key == keys.private.public.raw


def test_printed_mailbox_keys_show_nothing_private() -> None:
    keys = mailbox_keys(some_words())
    assert keys.private.seed.hex() not in repr(keys)
    assert "OpeningKey" not in repr(keys)


def test_the_example_in_the_written_format_still_holds() -> None:
    """docs/sealing.md gives these to whoever writes another implementation; words given out depend on them."""
    words = read_words("aardvark capital drill green magnify pickax seesaw sanitary")
    keys = mailbox_keys(words)
    assert keys.mailbox == "fcd04b71cde5c39ddfef9ec0e98b7738"
    assert keys.private.seed.hex() == "94435213c6d076aef72be98e51788a958592ffcc786affe1699e4c4a1ce11d49"
    assert keys.private.public.key_id.hex() == "1fa7e6ae47770acf"
