"""Forms of one word share a key, and words that only look alike do not."""

from __future__ import annotations

import pytest

from lamplighter.cues.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        "drop drops dropped dropping",
        "carry carries carried carrying",
        "visit visits visited visiting",
        "man men",
        "use used using uses",
        "go went gone going",
        "travel travelled travelling travels",
        "kill killed killing kills",
        "house houses",
        "watch watches watched watching",
        "knife knives",
        "beg begs begged begging",
        "come came coming comes",
        "live lived living lives",
        "smoke smoked smoking smokes",
    ],
)
def test_the_forms_of_a_word_share_a_key(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["even evening", "us using", "wed weed", "need ned", "hundred hund", "thing th"])
def test_words_that_look_alike_keep_apart(pair):
    one, other = pair.split()
    assert stem(one) != stem(other)
