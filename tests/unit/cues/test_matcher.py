"""The phrase language finds what it says it finds."""

from __future__ import annotations

import pytest

from lamplighter.cues import Matcher
from lamplighter.cues.errors import PhraseNotUnderstood

CLASSES = {"caller": ("people|strangers", "taxi driver"), "hours": ("all hours", "day and night", "24 7")}


def found(pattern: str, text: str) -> list[str]:
    return [match.phrase for match in Matcher({"x": [pattern]}, CLASSES).find(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("stab", "He stabs, she stabbed, they were stabbing.", ["stabs", "stabbed", "stabbing"]),
        ("knife", "two KNIVES and a knife", ["KNIVES", "knife"]),
        ("didnt =come", "He didn’t come. She didn't come. They didnt coming", ["didn’t come", "didn't come"]),
        ("=left", "he left, she leaves", ["left"]),
        ("deal*", "a dealer dealing deals", ["dealer", "dealing", "deals"]),
        ("people|men shout", "men shouting", ["men shouting"]),
        ("people [2] shout", "people are always shouting", ["people are always shouting"]),
        ("people [1] shout", "people are always shouting", []),
        ("play loud? music", "play loud music, play music", ["play loud music", "play music"]),
        ("@caller [4] @hours", "A taxi driver came day and night", ["taxi driver came day and night"]),
        ("@caller ... (all hours|at night)", "strangers, I think, at night", ["strangers, I think, at night"]),
        ("e-scooter", "an e scooter and an e-scooter", ["e scooter", "e-scooter"]),
        ("#child year old", "a 14-year-old and a 40 year old", ["14-year-old"]),
        ("# men", "4 men, four men, more men", ["4 men", "four men"]),
        ("boy & car", "The car had a boy in it. A girl.", ["car had a boy"]),
        ("boy & car", "The car is red. A boy came.", []),
        ("boy && car", "The car is red. A boy came.", ["car is red. A boy"]),
    ],
)
def test_a_phrase_finds_its_words(pattern, text, expected):
    assert found(pattern, text) == expected


@pytest.mark.parametrize("text", ["People. All hours.", "people but all hours", "people never all hours"])
def test_a_gap_never_reaches_over_a_sentence_a_turn_or_a_denial(text):
    assert found("@caller [6] @hours", text) == []


@pytest.mark.parametrize("slip", ["canabis", "cannabiss", "cannbais", "cannnnabis", "CANNABIS", "cánnabis"])
def test_a_slip_of_spelling_is_forgiven(slip):
    assert found("cannabis", f"smell of {slip} here") == [slip]


def test_a_real_word_is_not_taken_for_a_slip():
    assert found("heroin", "The heroine of the play spoke of a herring.") == []


def test_short_words_are_taken_as_they_are():
    assert found("weed", "need seed wed") == []


def test_a_guard_cancels_only_what_it_overlaps():
    matcher = Matcher({"x": ["shot", "! shot of whisky"]})
    assert [match.start for match in matcher.find("a shot of whisky and a shot")] == [23]


def test_the_shorter_of_two_overlapping_matches_of_one_id_is_kept():
    matches = Matcher({"x": ["people", "people shouting"], "y": ["people shouting"]}).find("people shouting")
    assert sorted((match.id, match.phrase) for match in matches) == [("x", "people"), ("y", "people shouting")]


@pytest.mark.parametrize(
    "broken", ["", "!", "[3] people", "loud? & x", "(people", "people)", "@nobody", "a | | b", "&", "a &", "$$", "()"]
)
def test_a_phrase_that_is_not_understood_is_refused_and_quoted(broken):
    with pytest.raises(PhraseNotUnderstood):
        Matcher({"x": [broken]}, CLASSES)


def test_a_class_made_of_itself_is_refused():
    with pytest.raises(PhraseNotUnderstood, match="made of itself"):
        Matcher({"x": ["@a"]}, {"a": ["@b"], "b": ["@a"]})
