"""A list of cues that is not right is refused with a sentence."""

from __future__ import annotations

import pytest

from lamplighter.cues.errors import CueListUnreadable
from lamplighter.cues.lists import cue_list, load_list


@pytest.mark.parametrize(
    "source",
    [
        "cues: [",
        "[]",
        "words: {}",
        "words: {}\ncues: {}\nmore: 1",
        "cues: {a: {level: immediate}}",
        "cues: {a: {level: immediate, phrases: x, why: 3}}",
    ],
)
def test_a_broken_list_is_refused_by_name(source):
    with pytest.raises(CueListUnreadable, match="made-up"):
        cue_list("made-up", source, "cues", ("level", "why"))


def test_every_cue_of_danger_has_a_plain_reason_and_a_known_level():
    listed = load_list("danger", "cues", ("level", "why"))
    assert len(listed.entries) > 15
    assert {entry["level"] for entry in listed.entries.values()} == {"immediate", "priority"}
    assert all(len(entry["why"].split()) >= 4 for entry in listed.entries.values())


def test_no_list_holds_a_protected_characteristic():
    wrong = {"black", "white", "asian", "muslim", "christian", "jewish", "polish", "romanian", "albanian", "gypsy"}
    words = {word for name in ("danger", "contexts") for word in _words(name)}
    # A black eye, and "black and blue", are injuries.
    assert words & wrong <= {"black"}


def _words(name: str) -> set[str]:
    listed = load_list(name, {"danger": "cues", "contexts": "contexts"}[name], _fields(name))
    text = " ".join(line for lines in (*listed.phrases.values(), *listed.words.values()) for line in lines)
    return set("".join(letter if letter.isalpha() else " " for letter in text.lower()).split())


def _fields(name: str) -> tuple[str, str]:
    return ("level", "why") if name == "danger" else ("label", "reach")
