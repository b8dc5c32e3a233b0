"""The page that thanks somebody is made once, and nobody's words are kept with it."""

from __future__ import annotations

import report_house
from reporter import whole_journey

from lamplighter.report_site import lastpage


def test_two_people_get_the_same_page_and_each_her_own_words(house: report_house.House) -> None:
    pages = [whole_journey(house.visitor(), story="Voices at night.") for _ in range(2)]
    assert len(pages[0].words) == len(pages[1].words) == 8
    assert pages[0].words != pages[1].words
    assert without_words(pages[0].body, pages[0].words) == without_words(pages[1].body, pages[1].words)


def test_what_is_remembered_of_the_last_page_holds_no_words(house: report_house.House) -> None:
    person = whole_journey(house.visitor(), story="Voices at night.")
    remembered = repr(lastpage._made)
    assert "Thank you" in remembered
    assert not [word for word in person.words if f"<li>{word}</li>" in remembered]


def test_no_more_pages_are_remembered_than_the_limit(house: report_house.House) -> None:
    lastpage._made.clear()
    whole_journey(house.visitor(), story="Voices at night.")
    lastpage._made.update({("made up", number): () for number in range(lastpage.MOST_REMEMBERED)})
    lastpage._made.pop(next(iter(lastpage._made)))
    assert whole_journey(house.visitor(), story="Voices at night.", choice="plain").words == []
    assert len(lastpage._made) <= lastpage.MOST_REMEMBERED


def test_danger_is_looked_for_again_when_the_story_is_changed(house: report_house.House) -> None:
    person = whole_journey(house.visitor(), story="Voices at night.", choice="back")
    person.press("change:story").press(story="He has a knife and is going to kill her tonight.")
    if "danger" in person.heading:
        person.press("on")
    assert person.press().heading == "Send it"
    person.press("plain")
    assert [flag for _tip, flag in house.tips()] == [True]


def without_words(body: bytes, words: list[str]) -> bytes:
    for word in words:
        body = body.replace(f"<li>{word}</li>".encode(), b"", 1)
    # What fills the page up makes good for shorter words.
    return b" ".join(body.split())
