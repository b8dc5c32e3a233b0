"""The phrase language of the banks."""

from __future__ import annotations

import pytest

from lamplighter.simulation.chance import chance
from lamplighter.simulation.errors import SlotUnknown
from lamplighter.simulation.grammar import speak


def spoken(phrase: str, **slots: str) -> set[str]:
    draw = chance(1, phrase)
    return {speak(phrase, draw, slots.__getitem__) for _ in range(200)}


def test_a_choice_gives_each_of_its_options_and_nothing_else() -> None:
    assert spoken("a [big|small|] dog") == {"a big dog", "a small dog", "a  dog"}


def test_a_slot_is_filled_from_the_scene() -> None:
    assert spoken("they live at {house}", house="number 9") == {"they live at number 9"}


def test_choices_and_slots_stand_inside_choices() -> None:
    assert spoken("[{man} came|[two|three] came]", man="he") == {"he came", "two came", "three came"}


def test_a_bar_outside_a_choice_is_only_a_bar() -> None:
    assert spoken("either|or") == {"either|or"}


def test_a_choice_that_is_never_closed_is_refused() -> None:
    with pytest.raises(SlotUnknown):
        spoken("a [big|small dog")
