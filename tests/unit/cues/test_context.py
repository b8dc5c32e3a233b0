"""What is denied, told, long ago, only feared or about somewhere else is known as such, and nothing else is."""

from __future__ import annotations

import pytest

from lamplighter.cues import contexts


def at(text: str, phrase: str) -> frozenset[str]:
    start = text.index(phrase)
    return contexts(text).at(start, start + len(phrase))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("I have never seen drugs there", "drugs"),
        ("There is no sign of drugs", "drugs"),
        ("I didn't see any drugs or knives", "knives"),
        ("I don’t think he is dealing drugs", "dealing"),
        ("no fights, no drugs, nothing", "drugs"),
        ("There have never been any fights, shouting, or drugs", "drugs"),
        ("He isn't a dealer", "dealer"),
        ("It has nothing to do with drugs", "drugs"),
        ("we lived there without any drugs", "drugs"),
        ("nobody deals drugs here", "deals drugs"),
        ("She does not have bruises", "bruises"),
        ("I've not once noticed strangers", "strangers"),
        ("I've no reason to think they sell drugs", "sell drugs"),
    ],
)
def test_what_is_denied_is_negated(text, phrase):
    assert "negated" in at(text, phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("I have never seen drugs there, but people come all night", "people come"),
        ("I can't sleep because of the drugs", "drugs"),
        ("I don't know why he sells drugs", "sells drugs"),
        ("I don't want my name known. He sells drugs", "sells drugs"),
        ("I have never seen so many people", "people"),
        ("It is not only drugs", "drugs"),
        ("No doubt they sell drugs", "drugs"),
        ("He won't stop hitting her", "hitting"),
        ("Nobody does anything about the drugs", "drugs"),
        ("She never goes out and he hits her", "hits"),
        ("no weapons\ndrugs sold daily", "drugs"),
        ("They don't work, they sell drugs", "sell drugs"),
        ("It's drugs, isn't it", "drugs"),
    ],
)
def test_what_is_not_plainly_denied_stands(text, phrase):
    assert "negated" not in at(text, phrase)


@pytest.mark.parametrize(
    ("label", "text", "phrase"),
    [
        ("hearsay", "Apparently he hits her", "hits"),
        ("hearsay", "My neighbour told me he hits her", "hits"),
        ("hearsay", "I heard that he hits her", "hits"),
        ("hearsay", "People say there are drugs", "drugs"),
        ("hearsay", "He hits her, according to my sister", "hits"),
        ("past", "He used to sell drugs", "sell drugs"),
        ("past", "They sold drugs there years ago", "sold drugs"),
        ("past", "The previous tenant sold drugs", "sold drugs"),
        ("past", "Back in 2012 he hit her", "hit her"),
        ("hypothetical", "He might sell drugs", "sell drugs"),
        ("hypothetical", "What if he hits her?", "hits"),
        ("hypothetical", "I am worried that he hits her", "hits"),
        ("elsewhere", "I watched a documentary about county lines", "county lines"),
        ("elsewhere", "What are the signs of cuckooing?", "cuckooing"),
        ("elsewhere", "I am writing an essay about modern slavery", "modern slavery"),
    ],
)
def test_how_a_thing_is_meant_is_known(label, text, phrase):
    assert label in at(text, phrase)


@pytest.mark.parametrize(
    ("label", "text", "phrase"),
    [
        ("past", "I am used to the noise but he sells drugs", "drugs"),
        ("past", "The flat is being used to sell drugs", "drugs"),
        ("past", "They sold drugs years ago but now he beats his wife", "beats"),
        ("hearsay", "I saw him hit her", "hit"),
        ("past", "It has gone on since last year: he hits her", "hits"),
        ("elsewhere", "After your leaflet about cuckooing I looked again. He sells drugs", "drugs"),
    ],
)
def test_a_context_reaches_no_further_than_its_thought(label, text, phrase):
    assert label not in at(text, phrase)


def test_a_plain_sentence_has_no_context():
    assert at("He sells drugs from the flat", "drugs") == frozenset()
