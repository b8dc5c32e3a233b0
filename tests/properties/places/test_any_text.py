"""Whatever is typed, a pack answers with sound candidates or none, and never with a house that was not typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
import small_county
from hypothesis import given
from hypothesis import strategies as st

from lamplighter.places import Pack, folding, postcodes
from lamplighter.places.drawing import Mark, county_svg

PIECES = ["High Street", "high st", "Alder", "birch", "ZP1", "zp1 1ab", "ZPI IAB", "Euston Road", "12", "flat 3", "the green",
          "St. Mary's", ",", "\n", ".", "near", "Old Cedar", "supermarket", "Eustn", "“", "\x00", "\ud800"]  # fmt: skip
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=25).map(" ".join),
)
anything = st.characters(codec=None)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pack]:
    with small_county.pack(tmp_path_factory.mktemp("county")) as opened:
        yield opened


@given(text=texts)
def test_candidates_are_ranked_reasoned_and_come_back_by_id(pack: Pack, text: str) -> None:
    found = pack.find(text)
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert len({c.id for c in found}) == len(found) <= 5
    for each in found:
        assert 0 < each.score <= 1
        assert each.reason.endswith(".")
        assert each.precision != "address"
        again = pack.candidate(each.id)
        assert again is not None
        assert (again.lat, again.lon) == (each.lat, each.lon)


@given(text=texts)
def test_every_number_of_a_street_label_was_typed(pack: Pack, text: str) -> None:
    for each in pack.find(text):
        if each.kind == "street":
            own = pack.candidate(each.id)
            assert own is not None
            typed = (
                set(re.findall(r"\d+", text)) | set(re.findall(r"\d+", own.label)) | set(re.findall(r"\d+", "ZP1 ZP2"))
            )
            assert set(re.findall(r"\d+", each.label)) <= typed


@given(text=texts)
def test_mentions_stand_where_they_say_and_do_not_overlap(pack: Pack, text: str) -> None:
    end = 0
    for mention in pack.find_in_story(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= end
        assert mention.candidates
        end = mention.end


@given(text=st.text(alphabet=anything, max_size=60))
def test_a_normal_postcode_is_its_own_normal_form(text: str) -> None:
    normal = postcodes.normal(text)
    assert normal is None or postcodes.normal(normal) == normal
    for reading in postcodes.readings(text):
        assert postcodes.normal(reading) == reading


@given(text=st.text(alphabet=anything, max_size=80))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folding.fold(folding.fold(text)) == folding.fold(text)


@given(label=st.text(alphabet=anything, max_size=60), title=st.text(alphabet=anything, max_size=60))
def test_a_map_is_well_formed_whatever_its_labels_say(pack: Pack, label: str, title: str) -> None:
    ET.fromstring(county_svg(pack, [Mark(*small_county.at(1, 1), label)], title=title))


@given(lat=st.floats(), lon=st.floats())
def test_any_point_is_in_an_area_or_in_none(pack: Pack, lat: float, lon: float) -> None:
    found = pack.area_at(lat, lon)
    assert found is None or found in pack.areas()
