from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import small_county
from small_county import at

from lamplighter.places import Pack
from lamplighter.places.drawing import Mark, county_svg

SVG = "{http://www.w3.org/2000/svg}"


def test_the_map_names_itself_and_says_its_marks_in_words(pack: Pack) -> None:
    root = ET.fromstring(county_svg(pack, [Mark(*at(1, 1), "Near Mill Lane")], title="Where", description=""))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Where"
    assert "1, Near Mill Lane" in (root.findtext(f"{SVG}desc") or "")


def test_marks_are_numbered_and_a_radius_is_drawn_to_scale(pack: Pack) -> None:
    marks = [Mark(*at(1, 1), "point", style="tip"), Mark(*at(2, 2), "circle", radius_km=1.0, style="foothold")]
    root = ET.fromstring(county_svg(pack, marks, width=640))
    groups = list(root.iter(f"{SVG}g"))
    assert [group.findtext(f"{SVG}text") for group in groups] == ["1", "2"]
    radii = [float(circle.get("r", "0")) for group in groups for circle in group.iter(f"{SVG}circle")]
    assert radii[1] == pytest.approx((640 - 24) / 4, rel=0.02)  # the county is four kilometres across


def test_labels_cannot_break_out_of_the_picture(pack: Pack) -> None:
    nasty = "</title><script>alert(1)</script>\"'& \x00\ud800\uffff"
    svg = county_svg(pack, [Mark(*at(1, 1), nasty)], title=nasty, description=nasty)
    root = ET.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert "<script" not in svg


def test_the_map_asks_for_nothing_else_and_has_no_inline_style(pack: Pack) -> None:
    svg = county_svg(pack, [Mark(*at(1, 1), "x")])
    assert not re.search(r"\sstyle=|<style|href|url\(|@import|<image|\son\w+=", svg)
    assert re.findall(r"https?://[^\"\s]+", svg) == ["http://www.w3.org/2000/svg"]


def test_a_county_without_boundaries_shows_its_areas_as_dots(tmp_path: Path) -> None:
    with small_county.pack(tmp_path, boundaries={}) as bare:
        root = ET.fromstring(county_svg(bare))
    assert len([c for c in root.iter(f"{SVG}circle") if c.get("class") == "county-map-area"]) == 5


def test_a_mark_without_a_place_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="finite"):
        Mark(float("nan"), 0.0, "nowhere")
