from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
import small_county
from small_county import at

from lamplighter.places import (
    Pack,
    PackFormatUnknown,
    PackMissing,
    PackUnreadable,
    PostcodeElsewhere,
    PostcodeMalformed,
)


def area_id(pack: Pack, x_km: float, y_km: float) -> str | None:
    found = pack.area_at(*at(x_km, y_km))
    return found.id if found else None


def test_a_point_is_in_the_polygon_of_its_area(pack: Pack) -> None:
    assert [area_id(pack, 0.1, 0.1), area_id(pack, 2.1, 1.9), area_id(pack, 3.9, 3.9)] == ["A1", "A2", "A4"]


def test_in_a_polygon_since_split_the_nearest_new_area_counts(pack: Pack) -> None:
    assert [area_id(pack, 0.4, 3.9), area_id(pack, 1.9, 2.1)] == ["A3", "A5"]


def test_just_outside_every_polygon_counts_as_inside_and_further_does_not(pack: Pack) -> None:
    assert [area_id(pack, -0.15, 1.0), area_id(pack, -0.3, 1.0), area_id(pack, 50, 50)] == ["A1", None, None]


@pytest.mark.parametrize("place", [(float("nan"), 0.0), (1e300, -1e300), (float("inf"), 0.0)])
def test_an_impossible_point_is_nowhere(pack: Pack, place: tuple[float, float]) -> None:
    assert pack.area_at(*place) is None


def test_without_polygons_the_nearest_centroid_within_reach_counts(tmp_path: Path) -> None:
    with small_county.pack(tmp_path, boundaries={}, reach_km=2.0) as bare:
        assert [area_id(bare, 0.1, 0.1), area_id(bare, 3.9, 3.9), area_id(bare, 6, 6)] == ["A1", "A4", None]
        assert bare.area_at(float("nan"), 0.0) is None


def test_areas_carry_people_deprivation_and_district(pack: Pack) -> None:
    area = pack.area("A1")
    assert area is not None
    assert (area.population, area.deprivation_decile, area.district, area.near) == (1500, 1, "Low District", "Alder")
    assert [each.id for each in pack.areas()] == ["A1", "A2", "A3", "A4", "A5"]
    assert pack.area("none") is None


def test_what_is_not_known_of_an_area_is_none_and_not_nought(pack: Pack) -> None:
    by_id = {area.id: area for area in pack.areas()}
    assert by_id["A5"].population is None
    assert by_id["A4"].deprivation_decile is None


def test_metres_are_on_the_national_grid(pack: Pack) -> None:
    a1, a2 = pack.area("A1"), pack.area("A2")
    assert a1 is not None
    assert a2 is not None
    assert a2.x - a1.x == pytest.approx(2000, rel=0.01)
    assert 400_000 < a1.x < 600_000


def test_boundaries_are_geojson_by_level(pack: Pack) -> None:
    assert [feature["id"] for feature in pack.boundaries("area")["features"]] == ["A1", "A2", "A4", "OLD3"]
    assert pack.boundaries("ward")["features"][0]["properties"]["name"] == "Old Cedar and Dogwood"
    assert len(pack.boundaries("district")["features"]) == 1
    assert pack.boundary_at("ward", *at(3, 1)) == "Old Cedar and Dogwood"


def test_a_postcode_is_normal_or_none(pack: Pack) -> None:
    assert pack.normal_postcode(" zp1-1ab ") == "ZP1 1AB"
    assert pack.normal_postcode("ZP1 1A") is None


def test_the_first_part_of_a_postcode_of_the_county_is_enough(pack: Pack) -> None:
    outward = min(pack.outcodes)
    assert pack.check_postcode(f" {outward.lower()} ") == outward
    assert pack.check_postcode(f"{outward} 1") == f"{outward} 1"
    with pytest.raises(PostcodeMalformed):
        pack.check_postcode("YY9")


def test_a_malformed_postcode_and_one_from_elsewhere_get_different_sentences(pack: Pack) -> None:
    assert pack.check_postcode("zp11ab") == "ZP1 1AB"
    with pytest.raises(PostcodeMalformed, match=r"is not a postcode\. One looks like ZP4 8AB\. The first part, ZP4"):
        pack.check_postcode("ZP1 1A")
    with pytest.raises(PostcodeElsewhere, match="YY9 9BB is not a postcode we know in Smallshire"):
        pack.check_postcode("yy99bb")


def test_a_point_is_named_by_the_street_nearest_to_it(pack: Pack) -> None:
    near = pack.nearest_street(*at(1.2, 0.75))
    assert near is not None
    assert near.label == "Mill Lane, Alder"
    assert pack.nearest_street(*at(50, 50)) is None


def test_the_credits_name_each_source_once(pack: Pack) -> None:
    assert pack.attribution == ["Made up for tests. (CC0)", "Postcodes made up for tests."]


def test_no_pack_and_no_true_pack_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(PackMissing, match="lamplighter county build"):
        Pack.open(tmp_path / "none.sqlite3")
    (tmp_path / "text.sqlite3").write_text("not a database at all" * 100)
    with pytest.raises(PackUnreadable):
        Pack.open(tmp_path / "text.sqlite3")


def test_a_pack_of_another_format_says_to_build_it_again(tmp_path: Path) -> None:
    path = small_county.build(tmp_path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE meta SET value = '99' WHERE key = 'format'")
        db.commit()
    with pytest.raises(PackFormatUnknown, match="Build the pack again"):
        Pack.open(path)


def test_a_pack_cannot_be_written_through(pack: Pack) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        pack.query("DELETE FROM area")


def test_one_pack_serves_many_threads(pack: Pack) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(pack.find("High St, Birch")[0].label)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["High Street, Birch"] * 8
