"""Where it is: looked up on this site, offered for choice, and never picked in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import report_house
import small_county
from report_house import House
from reporter import Reporter


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_county.build(tmp_path_factory.mktemp("county"))


@pytest.fixture
def house(tmp_path: Path, pack: Path) -> Iterator[House]:
    with report_house.house(tmp_path, pack) as opened:
        yield opened


def at_where(house: House) -> Reporter:
    person = house.visitor().begin().press().press().press().press(kinds=["not_sure"])
    return person.press(story="Voices at night.")


def sent(house: House, person: Reporter) -> None:
    while person.heading != "Send it":
        person.press()
    person.press("plain")
    assert person.heading == "Thank you. Your report is kept."


def test_a_street_of_two_towns_is_offered_as_two_with_the_reason(house: House) -> None:
    person = at_where(house).press(street="High Street")
    assert person.heading == "Did you mean one of these?"
    assert "High Street, Alder" in person.text
    assert "High Street, Birch" in person.text
    assert "None of these: keep my own words" in person.text
    # Nothing of ours is picked for them in silence.
    assert person.page.values["candidate"] == ["own_words"]


def test_the_place_picked_travels_with_the_reporter_s_own_words(house: House) -> None:
    person = at_where(house).press(street="the flats on High Street", town="Birch")
    chosen = house.worker.pack.find("the flats on High Street, Birch")[0]
    person.press(candidate=chosen.id)
    sent(house, person)
    ((tip, _),) = house.tips()
    assert tip.place is not None
    assert (tip.place.text, tip.place.candidate) == ("the flats on High Street, Birch", chosen.id)
    assert (tip.place.label, tip.place.lat, tip.place.precision) == (chosen.label, chosen.lat, chosen.precision)


@pytest.mark.parametrize("answer", [{"candidate": "own_words"}, {}])
def test_whoever_picks_none_keeps_their_words_and_no_point_is_made_up(house: House, answer: dict[str, str]) -> None:
    person = at_where(house).press(street="High Street").press(**answer)
    sent(house, person)
    ((tip, _),) = house.tips()
    assert tip.place is not None
    assert (tip.place.text, tip.place.candidate, tip.place.lat, tip.place.precision) == (
        "High Street",
        "",
        None,
        "unknown",
    )


def test_a_place_nobody_knows_is_kept_as_it_was_written(house: House) -> None:
    person = at_where(house).press(street="behind the old kiln by the broken wall")
    assert person.heading != "Where is it?"
    sent(house, person)
    ((tip, _),) = house.tips()
    assert tip.place is not None
    assert tip.place.text == "behind the old kiln by the broken wall"


@pytest.mark.parametrize(("typed", "sentence"), [("ZP1 1A", "not a postcode"), ("ZP77 7ZZ", "not a postcode we know")])
def test_a_wrong_postcode_is_one_clear_sentence_and_keeps_everything(house: House, typed: str, sentence: str) -> None:
    person = at_where(house).press(postcode=typed, street="High Street")
    assert (person.status, person.heading) == (422, "Where is it?")
    assert sentence in person.text
    assert "#postcode" in person.page.links
    assert (person.page.values["postcode"], person.page.values["street"]) == ([typed], ["High Street"])


def test_a_wrong_postcode_is_told_in_the_language_of_the_page(house: House) -> None:
    page = house.visitor().get("/pl/o").press("begin").press("plain", story="Krzyki w nocy.", postcode="ZP1 1A")
    assert "nie jest kod pocztowy" in page.text
    assert "is not a postcode" not in page.text


def test_the_first_part_of_a_postcode_is_kept_and_offers_its_places(house: House) -> None:
    person = at_where(house).press(postcode="zp1")
    sent(house, person)
    ((tip, _),) = house.tips()
    assert tip.place is not None
    assert (tip.place.postcode, tip.place.text) == ("ZP1", "ZP1")


def test_a_postcode_is_written_the_usual_way(house: House) -> None:
    person = at_where(house).press(postcode="zp11ab")
    sent(house, person.press(candidate="own_words"))
    ((tip, _),) = house.tips()
    assert tip.place is not None
    assert tip.place.postcode == "ZP1 1AB"


def test_a_place_that_was_not_offered_cannot_be_picked(house: House) -> None:
    person = at_where(house).press(street="High Street").press(candidate="street:nowhere")
    assert person.status == 422
    assert "Pick from the answers on the list" in person.text


def test_after_a_change_of_words_the_places_are_offered_again(house: House) -> None:
    person = at_where(house).press(street="High Street").press(candidate="own_words")
    while person.heading != "Check your answers":
        person.press()
    person.press("change:where").press(street="Euston Road")
    assert person.heading == "Did you mean one of these?"
    assert "Euston Road" in person.text
    assert person.press().heading == "Check your answers"


def test_the_open_data_behind_the_places_is_thanked(house: House) -> None:
    assert "Postcodes made up for tests." in house.visitor().get("/en/attribution").text
