from __future__ import annotations

from lamplighter.tips import Tip, TipPlace, full_text, place_words

PLACE = TipPlace(
    text="the flats on Gordon Street",
    postcode="ZP1 2DS",
    candidate="",
    label="",
    lat=None,
    lon=None,
    precision="unknown",
)


def test_a_postcode_that_was_typed_is_part_of_the_place() -> None:
    tip = Tip(language="en", story="Callers all night.", place=PLACE)
    assert place_words(tip) == "the flats on Gordon Street, ZP1 2DS"
    assert "ZP1 2DS" in full_text(tip)


def test_a_tip_without_a_place_has_no_words_for_it() -> None:
    assert place_words(Tip(language="en", story="Callers all night.", kinds=("cuckooing",))) == ""
