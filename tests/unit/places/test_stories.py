from __future__ import annotations

from lamplighter.places import Pack

STORY = (
    "Different lads come every night to a flat on Euston Road in Alder. The old man who lives there never comes out. "
    "A black car waits by the green van. They moved from High Street. That was in Birch, near ZP2 2AB."
)


def test_each_mention_stands_where_the_story_says_it(pack: Pack) -> None:
    for mention in pack.find_in_story(STORY):
        assert STORY[mention.start : mention.end] == mention.text


def test_places_are_found_in_the_order_of_the_story(pack: Pack) -> None:
    found = [mention.text for mention in pack.find_in_story(STORY)]
    assert found == ["Euston Road", "Alder", "High Street", "Birch", "ZP2 2AB"]


def test_ordinary_words_are_not_places(pack: Pack) -> None:
    assert pack.find_in_story("He parked on the green, by the old close, and drank from a high glass.") == ()


def test_a_street_is_looked_for_in_the_town_of_its_own_sentence(pack: Pack) -> None:
    story = "I live in Alder. Last week it was on High Street in Birch."
    street = next(mention for mention in pack.find_in_story(story) if mention.text == "High Street")
    assert street.candidates[0].label == "High Street, Birch"


def test_a_street_without_a_town_in_its_sentence_takes_those_of_the_story(pack: Pack) -> None:
    story = "It is on High Street. My sister lives in Birch too."
    assert pack.find_in_story(story)[0].candidates[0].label == "High Street, Birch"


def test_a_place_named_after_the_first_20000_characters_is_not_read(pack: Pack) -> None:
    assert pack.find_in_story("x " * 10_000 + "Euston Road, Alder") == ()
