"""Danger is found in many voices, and everyday talk of killing time is not taken for it."""

from __future__ import annotations

import pytest

from lamplighter.cues import danger

IMMEDIATE = [
    "He's got a knife to her throat",
    "she cant breath he strangled her",
    "I am worried he is going to kill her",
    "They have locked a girl in the room",
    "They won't let her leave the house",
    "there is a man with a gun outside right now",
    "hes gonna kill my mum help",
    "she's taken an overdose",
    "The house is on fire",
    "He is being held there against his will",
    "someone just got stabbed",
    "I can hear her screaming for help",
    "Please send someone now",
    "he's beating her right now",
    "he said he would burn the house down with them in it",
    "There's a lad not breathing on the stairs",
    "a child left alone all night",
    "he is pointing a gun at people",
    "They dragged her into a van",
    "he tried to strangle me",
    "she says she wants to end it all tonight",
    "covered in blood",
    "he's outside with a machete",
    "he put his hands round her neck",
]
CALM = [
    "The noise is killing me",
    "my dog barks at the postman",
    "cars parked and I can't get out of my drive",
    "someone locked a bike to my gate",
    "We had a bonfire and the smoke alarm went off",
    "I'm dying to know when the bins are collected",
    "He took a shot of whisky",
    "nobody was hurt and there were no weapons",
    "I have never seen a knife or a gun there",
    "The neighbours fired up the barbecue",
    "It cost a bomb",
    "They are fitting new windows",
    "The students next door have parties",
]


@pytest.mark.parametrize("text", IMMEDIATE)
def test_danger_now_is_immediate(text):
    assert danger(text)[0].level == "immediate"


@pytest.mark.parametrize("text", CALM)
def test_everyday_talk_is_no_danger(text):
    assert danger(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "He keeps a machete under the bed",
        "There are kids in the house and it is filthy",
        "A girl has gone missing from the home",
        "He threatened to put my windows through",
        "She has learning difficulties",
        "He took their passports",
        "she is cutting herself",
        "he punches his wife",
    ],
)
def test_what_could_turn_bad_is_a_priority(text):
    assert danger(text)[0].level in {"priority", "immediate"}


def test_what_is_long_over_is_a_priority_at_most():
    assert {cue.level for cue in danger("Ten years ago he stabbed a man")} == {"priority"}


def test_hearsay_and_doubt_change_nothing():
    assert danger("Apparently he might be going to kill her")[0].level == "immediate"


def test_every_cue_says_why_and_slices_the_text():
    text = "He’s got a knife to her throat, and the kids are in the house."
    for cue in danger(text):
        assert text[cue.start : cue.end] == cue.phrase
        assert cue.why.endswith(".")


def test_a_denial_in_one_sentence_does_not_silence_another():
    cues = danger("Nobody had a knife yesterday. Today he held a knife to her neck.")
    assert cues[0].level == "immediate"
