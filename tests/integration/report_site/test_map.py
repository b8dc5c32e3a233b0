"""Finding the place on a map, with no script at all: pressed squares, a list, and a name in the form at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import report_house
import small_county
from report_house import House
from reporter import Reporter

WHERE = "Where is it?"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_county.build(tmp_path_factory.mktemp("county"))


@pytest.fixture
def house(tmp_path: Path, pack: Path) -> Iterator[House]:
    with report_house.house(tmp_path, pack) as opened:
        yield opened


def at_where(house: House) -> Reporter:
    person = house.visitor().begin().press().press().press().press(kinds=["not_sure"])
    person.press(story="Voices at night.")
    assert person.heading == WHERE
    return person


def gos(person: Reporter, start: str) -> list[str]:
    return [value for _name, value in person.page.buttons if value.startswith(start)]


def labelled(person: Reporter, name: str) -> str:
    (go,) = re.findall(rf'value="(map:[^"]*)">{name}</button>', person.body.decode())
    return str(go)


def test_a_town_is_picked_from_the_whole_county_and_what_was_typed_stays(house: House) -> None:
    person = at_where(house).press("map", online="A site, by the name of owl")
    assert person.heading == "Find the place"
    assert 'aria-label="Map of Smallshire"' in person.body.decode()
    person.press("pick:town:birch")
    assert person.heading == WHERE
    assert person.page.values["town"] == ["Birch"]
    assert person.page.values["street"] == [""]
    assert person.page.values["online"] == ["A site, by the name of owl"]


def test_squares_lead_nearer_until_a_street_can_be_picked_and_the_tip_is_as_exact_as_that(house: House) -> None:
    person = at_where(house).press("map")
    for _ in range(4):
        person.press(gos(person, "map:")[12])
    street = gos(person, "pick:street:")[0]
    person.press(street)
    assert person.page.values["street"] != [""]
    person.press()
    assert person.heading == "Did you mean one of these?"
    while person.heading != "Send it":
        person.press()
    person.press("plain")
    ((tip, _danger),) = house.tips()
    assert tip.place is not None
    assert (tip.place.candidate, tip.place.precision) == (street.removeprefix("pick:"), "street")


def test_one_can_go_further_out_and_to_every_side(house: House) -> None:
    person = at_where(house).press("map")
    person.press(gos(person, "map:")[0])
    for name in ("North", "South", "West", "East", "Further out"):
        before = person.body
        person.press(labelled(person, name))
        assert (person.status, person.heading) == (200, "Find the place")
        assert person.body != before
    assert "Map of Smallshire" in person.body.decode()


def test_going_back_to_writing_keeps_what_was_written(house: House) -> None:
    person = at_where(house).press("map", street="by the old mill")
    person.press("again")
    assert person.heading == WHERE
    assert person.page.values["street"] == ["by the old mill"]


@pytest.mark.parametrize(
    "go", ["map:", "map:999.0,999.0,9", "map:nan,1,1", "map:52.0,-1.0", "map:52.00000,-1.00000,3", "map:x"]
)
def test_a_window_nobody_drew_shows_one_of_the_county(house: House, go: str) -> None:
    person = at_where(house)
    person.post(person.page.action, {**person.page.values, "go": go})
    assert (person.status, person.heading) == (200, "Find the place")


@pytest.mark.parametrize("go", ["pick:", "pick:street:nowhere", "pick:' OR 1=1 --", "pick:town:\udcff"])
def test_a_place_the_county_does_not_have_changes_nothing(house: House, go: str) -> None:
    person = at_where(house).press("map", street="by the old mill")
    person.post(person.page.action, {**person.page.values, "go": go.encode(errors="replace").decode()})
    assert (person.status, person.heading) == (200, WHERE)
    assert person.page.values["street"] == ["by the old mill"]


def test_no_address_tells_what_was_looked_at(house: House) -> None:
    person = at_where(house).press("map")
    person.press(gos(person, "map:")[7])
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', person.body.decode())
    assert addresses
    assert not [each for each in addresses if re.search(r"\d\.\d|map|pick", each)]


def test_without_a_county_no_map_is_offered(tmp_path: Path) -> None:
    with report_house.house(tmp_path) as house:
        person = at_where(house)
        assert gos(person, "map") == []
        person.post(person.page.action, {**person.page.values, "go": "map"})
        assert person.heading == WHERE
