"""The phrase banks: complete, sayable, and about nobody real."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from lamplighter.signs.catalogue import KIND_IDS, signs
from lamplighter.simulation.banks import bank
from lamplighter.simulation.chance import chance
from lamplighter.simulation.forms import ANSWERS
from lamplighter.simulation.ground import Spot
from lamplighter.simulation.scene import Scene
from lamplighter.simulation.telling import told_of
from lamplighter.simulation.voices import voices
from lamplighter.tips import Tip

STREET = Spot("street:elm-road-drayle", "street", "Elm Road", "Drayle", "Elm Road, Drayle", 53.5, 2.2)


def scene(kind: str, seed: int = 1) -> Scene:
    return Scene(chance(seed, kind), STREET, "The Hare and Bell", kind)


def phrases(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for branch in tree.values():
            yield from phrases(branch)
    elif isinstance(tree, list):
        for branch in tree:
            yield from phrases(branch)


@pytest.mark.parametrize("kind", KIND_IDS)
def test_every_sign_of_the_catalogue_has_its_own_wordings(kind: str) -> None:
    assert set(told_of(kind)) == {sign.id for sign in signs() if sign.kinds[0] == kind}
    assert all(told_of(kind).values())


@pytest.mark.parametrize("kind", KIND_IDS)
def test_every_phrase_of_a_kind_can_be_said(kind: str) -> None:
    for seed in range(5):
        said = [scene(kind, seed).say(phrase) for phrase in phrases(bank(kind))]
        assert all(text and not set(text) & set("{}[]") for text in said)


def test_every_other_phrase_can_be_said() -> None:
    for tree in (bank("unrelated"), bank("voices")["openers"], bank("people")["occupants"], bank("people")["houses"]):
        said = [scene("cuckooing").say(phrase) for phrase in phrases(tree)]
        assert not any(set(text) & set("{}[]") for text in said)


@pytest.mark.parametrize("kind", KIND_IDS)
def test_no_wording_of_a_sign_only_repeats_the_catalogue(kind: str) -> None:
    catalogue = {sign.sentence.strip(".").casefold() for sign in signs()}
    assert catalogue.isdisjoint(phrase.casefold() for phrase in phrases(bank(kind)["signs"]))


def test_every_part_of_every_voice_has_words_for_every_kind() -> None:
    for voice in voices().values():
        parts = [part for part in voice.parts if part not in {"signs", "signs_self"}]
        for kind in KIND_IDS:
            assert [p for p in parts if not (bank(kind)["says"].get(p) or bank("voices")["openers"].get(p))] == []


def test_the_short_questions_are_those_of_the_tip() -> None:
    assert set(ANSWERS) <= {field.name for field in fields(Tip)}


def test_a_scene_remembers_what_it_said() -> None:
    one = scene("drug_supply")
    assert one.fill("nick") == one.fill("nick")
    assert len({one.fill("count") for _ in range(50)}) > 1


def test_what_happens_at_a_given_street_is_said_of_that_street() -> None:
    said = {scene("drug_supply", seed).fill("place") for seed in range(60)}
    assert all("Elm R" in place for place in said)
    assert len(said) > 30
