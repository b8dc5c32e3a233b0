"""A tip as one text: in reading order, and every answer where its section says it is."""

from __future__ import annotations

from lamplighter.tips import Tip, TipPlace, full_text, sections

TIP = Tip(
    language="en",
    story="Lights all night.",
    place=TipPlace(text="the corner house"),
    vehicles="grey van",
    hazards="two dogs",
)


def test_the_story_comes_first_without_a_heading() -> None:
    assert full_text(TIP).startswith("Lights all night.\n\nPlace:\nthe corner house\n\nVehicles:\ngrey van")


def test_every_section_lies_where_it_says_in_the_full_text() -> None:
    text = full_text(TIP)
    assert [text[part.start : part.end] for part in sections(TIP)] == [part.text for part in sections(TIP)]
    assert [part.field for part in sections(TIP)] == ["story", "place", "vehicles", "hazards"]


def test_sections_still_lie_right_without_a_story() -> None:
    tip = Tip(language="en", when="Fridays", people="a tall man")
    text = full_text(tip)
    assert [text[part.start : part.end] for part in sections(tip)] == ["Fridays", "a tall man"]


def test_a_tip_that_says_nothing_reads_as_nothing() -> None:
    assert full_text(Tip(language="en")) == ""
