"""A window on the county stays on it, its squares cover it, and what lies in it can be named from far and from near."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_county import at

from lamplighter.places import Pack
from lamplighter.places.closeup import WIDTH, window_svg
from lamplighter.places.window import ACROSS, NEARER, Window, closest, places_in, squares, whole, window

SVG = "{http://www.w3.org/2000/svg}"


def names(pack: Pack, shown: Window) -> list[str]:
    return [place.name for place in places_in(pack, shown)]


def test_the_whole_county_names_its_towns_and_no_street(pack: Pack) -> None:
    assert whole(pack).box(pack) == pytest.approx(pack.box)
    named = places_in(pack, whole(pack))
    assert [place.name for place in named if place.kind == "town"] == ["Alder", "Birch"]
    assert "street" not in {place.kind for place in named}


def test_close_by_the_streets_nearest_to_the_middle_come_first_and_the_town_last(pack: Pack) -> None:
    named = places_in(pack, window(pack, *at(1, 1), closest(pack)))
    assert named[0].kind == "street"
    assert named[-1].name == "Alder"


def test_where_no_town_is_in_sight_the_nearest_can_still_be_picked(pack: Pack) -> None:
    assert names(pack, window(pack, *at(3.9, 0.1), closest(pack)))[-1] in {"Alder", "Birch"}


def test_the_squares_cover_what_is_shown_and_each_is_a_step_nearer(pack: Pack) -> None:
    found = list(squares(pack, whole(pack)))
    assert len(found) == ACROSS * ACROSS
    assert {square.level for square in found} == {1}
    assert found[0].lat > found[-1].lat
    assert found[0].lon < found[-1].lon
    west, south, east, north = pack.box
    wide, high = (east - west) / NEARER, (north - south) / NEARER
    assert wide >= (east - west) / ACROSS
    assert max(found[0].box(pack)[3], north) - north <= high / 2


@given(st.floats(-200, 200), st.floats(-400, 400), st.integers(-5, 20))
def test_whatever_is_asked_for_the_window_is_in_the_county(pack: Pack, lat: float, lon: float, level: int) -> None:
    found = window(pack, lat, lon, level)
    west, south, east, north = pack.box
    assert west <= found.lon <= east
    assert south <= found.lat <= north
    assert 0 <= found.level <= closest(pack)


def test_moving_stays_as_near_and_stops_at_the_edge(pack: Pack) -> None:
    start = window(pack, *at(2, 2), 1)
    assert start.moved(pack, 0.5, 0).lon > start.lon
    assert start.moved(pack, 0, -0.5).lat < start.lat
    assert start.moved(pack, 99, 99).box(pack)[0] < pack.box[2]
    assert start.moved(pack, 1, 1).level == 1


def test_the_drawing_tells_where_a_pixel_lies_and_names_what_can_be_picked(pack: Pack) -> None:
    shown = window(pack, *at(2, 2), 1)
    root = ET.fromstring(window_svg(pack, shown, places_in(pack, shown), "Map of Alder & Birch"))
    west, south, east, north = shown.box(pack)
    width, height = map(float, root.get("viewBox", "").split()[2:])
    assert width == WIDTH
    assert float(root.get("data-west", "")) + width / float(root.get("data-across", "")) == pytest.approx(
        east, abs=1e-4
    )
    assert float(root.get("data-north", "")) - height / float(root.get("data-up", "")) == pytest.approx(south, abs=1e-3)
    assert float(root.get("data-north", "")) == pytest.approx(north, abs=1e-5)
    assert west < east
    assert root.get("aria-label") == "Map of Alder & Birch"
    assert [each.text for each in root.iter(f"{SVG}text")] == names(pack, shown)


def test_a_drawing_has_no_script_style_or_address(pack: Pack) -> None:
    drawn = window_svg(pack, whole(pack), places_in(pack, whole(pack)), '"><script>')
    assert "<script" not in drawn
    assert "style=" not in drawn
    assert "href" not in drawn
    assert len(drawn) < 20_000
