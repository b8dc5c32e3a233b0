"""People write differently, and none of it makes a number wrong."""

from __future__ import annotations

import re

import pytest

from lamplighter.simulation.chance import chance
from lamplighter.simulation.voices import shares, voices, written

SENTENCES = [
    "there's a lot of people going to the flat at 3am",
    "because of the bloke in TU19 ABC I can't sleep",
    "they don't stop, ring 07700 900123",
]


def many(voice: str) -> list[str]:
    return [written(SENTENCES, voices()[voice], chance(seed, voice)) for seed in range(80)]


def test_shouting_is_in_capitals() -> None:
    assert all(text == text.upper() for text in many("shouting"))


def test_professionals_write_words_out() -> None:
    assert all("there is" in text.lower() and "can't" not in text for text in many("professional"))


def test_a_second_language_loses_articles() -> None:
    kept = sum(len(re.findall(r"\b(the|a)\b", text, re.IGNORECASE)) for text in many("second_language"))
    assert kept < 0.7 * 80 * len(re.findall(r"\b(the|a)\b", " ".join(SENTENCES)))


def test_teenagers_text() -> None:
    assert any("cos" in text for text in many("teenager"))
    assert all(text == text.lower() for text in many("teenager"))


@pytest.mark.parametrize("voice", sorted(voices()))
def test_plates_times_and_telephone_numbers_are_never_mistyped(voice: str) -> None:
    for text in many(voice):
        assert {"3am", "07700 900123"} <= {
            found.lower() for found in re.findall(r"3am|07700 900123", text, re.IGNORECASE)
        }
        assert "TU19" in text.upper()


def test_some_people_mistype() -> None:
    assert len(set(many("neighbour"))) > 5


def test_every_voice_has_a_share() -> None:
    assert set(shares()) == set(voices())
    assert min(shares().values()) > 0
