"""With a county pack, a tip's places are those of the county, by their ids."""

from __future__ import annotations

import small_county

from lamplighter.triage import assess


def test_a_street_of_the_county_is_a_place_with_its_id(tmp_path):
    text = "Cars stop outside the house on Mill Lane, Alder, all night. ZP1 1AA is near."
    with small_county.pack(tmp_path) as pack:
        found = assess(text, pack=pack)
        places = [mention for mention in found.mentions if mention.type == "place"]
        named = [mention for mention in places if pack.candidate(mention.value)]
    assert named
    assert all(text[mention.start : mention.end] == mention.text for mention in places)


def test_a_place_the_pack_does_not_know_is_still_found_by_its_form(tmp_path):
    with small_county.pack(tmp_path) as pack:
        found = assess("They deal on Nowhere Crescent, QQ9 9ZZ", pack=pack)
    assert "nowhere crescent" in [mention.value for mention in found.mentions if mention.type == "place"]
