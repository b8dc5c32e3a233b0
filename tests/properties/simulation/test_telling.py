"""Whoever tells of whatever, the tip is valid and nobody real can be rung up."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from lamplighter.signs.catalogue import KIND_IDS
from lamplighter.simulation.chance import chance
from lamplighter.simulation.forms import Ticks, fill_in
from lamplighter.simulation.grammar import speak
from lamplighter.simulation.ground import Spot
from lamplighter.simulation.scene import Scene, phone, plate
from lamplighter.simulation.telling import tell
from lamplighter.simulation.voices import voices
from lamplighter.simulation.whereabouts import WAYS, tell_place
from lamplighter.tips import dump, full_text, parse

STREET = Spot("street:long-acre-drayle", "street", "Long Acre", "Drayle", "Long Acre, Drayle", 53.5, 2.2)
POSTCODE = Spot("postcode:zp34qt", "postcode", "ZP3 4QT", "Drayle", "ZP3 4QT", 53.5, 2.2)
SEEDS = st.integers(min_value=0, max_value=2**40)
PLAIN = st.text(alphabet=st.characters(exclude_characters="[]{}|"), max_size=30)


@given(
    SEEDS, st.sampled_from(KIND_IDS), st.sampled_from(sorted(voices())), st.sampled_from(sorted(WAYS)), st.booleans()
)
def test_every_tip_is_a_valid_document(seed: int, kind: str, voice: str, way: str, danger: bool) -> None:
    scene = Scene(chance(seed, "tip"), STREET, "The Hare and Bell", kind)
    told = tell(kind, voices()[voice], scene, danger=danger)
    tip = fill_in(
        told.story, Ticks((kind,), told.signs, danger), voices()[voice], scene, tell_place(way, scene, (POSTCODE,))
    )
    assert parse(dump(tip)) == tip
    assert not set(full_text(tip)) & set("{}[]|")


@given(SEEDS)
def test_every_telephone_number_is_reserved_for_drama(seed: int) -> None:
    digits = re.sub(r"\D", "", phone(chance(seed, "phone")))
    assert re.fullmatch(r"(07700|447700)900\d{3}|01632960\d{3}", digits)


@given(SEEDS)
def test_every_number_plate_has_the_current_shape_and_a_letter_never_issued(seed: int) -> None:
    assert re.fullmatch(r"[JTU][A-HJ-PR-Y]\d{2} [A-HJ-PR-Z]{3}", plate(chance(seed, "plate")))


@given(SEEDS, PLAIN, st.lists(PLAIN, min_size=1, max_size=4), PLAIN)
def test_a_phrase_is_said_as_one_of_its_options(seed: int, before: str, options: list[str], after: str) -> None:
    said = speak(f"{before}[{'|'.join(options)}]{after}", chance(seed, "phrase"), str)
    assert said in {before + option + after for option in options}
