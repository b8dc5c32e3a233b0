"""The made-up county is nowhere, whole, and shaped like an English one."""

from __future__ import annotations

import csv
import gzip
import json
import re
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely import Point

from lamplighter.simulation import county
from lamplighter.simulation.banks import bank
from lamplighter.simulation.errors import CountyTooSmall
from lamplighter.simulation.geography import Geography, lay_out
from lamplighter.simulation.townscape import Townscape, build

SMALL = 60_000
POSTCODE = re.compile(r"ZP\d{1,2} \d[ABD-HJLNP-UW-Z]{2}")


@pytest.fixture(scope="module")
def geography() -> Geography:
    return lay_out(1, 750_000)


@pytest.fixture(scope="module")
def townscape(geography: Geography) -> Townscape:
    return build(1, geography)


def written(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    county(tmp_path / "one", seed=5, population=SMALL)
    county(tmp_path / "two", seed=5, population=SMALL)
    assert written(tmp_path / "one") == written(tmp_path / "two")


def test_another_seed_is_another_county(tmp_path: Path) -> None:
    county(tmp_path / "one", seed=5, population=SMALL)
    county(tmp_path / "two", seed=6, population=SMALL)
    assert written(tmp_path / "one")["areas.csv"] != written(tmp_path / "two")["areas.csv"]


@pytest.mark.parametrize("population", [SMALL, 200_000, 750_000])
def test_people_add_up_and_every_area_has_the_size_of_an_lsoa(population: int) -> None:
    people = [area.population for area in lay_out(2, population).areas]
    assert sum(people) == population
    assert min(people) >= 1000
    assert max(people) <= 3000


def test_750_000_people_live_in_440_areas_and_two_districts(geography: Geography) -> None:
    assert len(geography.areas) == 440
    assert len(geography.districts) == 2
    assert len(geography.settlements) >= 20


def test_areas_fill_the_county_without_overlap(geography: Geography) -> None:
    whole = shapely.union_all([area.polygon for area in geography.areas])
    assert whole.geom_type == "Polygon"
    assert not whole.interiors
    assert sum(area.polygon.area for area in geography.areas) == pytest.approx(whole.area)


def test_wards_and_districts_are_made_of_whole_areas(geography: Geography) -> None:
    for zones, key in ((geography.wards, "ward"), (geography.districts, "district")):
        for zone in zones:
            members = [area.polygon.area for area in geography.areas if getattr(area, key) == zone.id]
            assert zone.polygon.area == pytest.approx(sum(members))


def test_streets_landmarks_and_postcodes_lie_in_their_area(geography: Geography, townscape: Townscape) -> None:
    every = (*townscape.streets, *townscape.kinds_of_place, *townscape.landmarks, *townscape.postcodes)
    outside = [p for p in every if geography.areas[p.area].polygon.distance(Point(p.x, p.y)) > 1]
    # A long street may run a little way into the next area.
    assert len(outside) < 0.05 * len(every)
    assert all(geography.areas[p.area].polygon.distance(Point(p.x, p.y)) < 300 for p in outside)


def test_there_are_thousands_of_streets_and_about_fifteen_thousand_postcodes(townscape: Townscape) -> None:
    assert len({(point.area, point.name) for point in townscape.streets}) > 5000
    assert 14_000 < len(townscape.postcodes) < 17_000


def test_every_postcode_is_unique_well_formed_and_in_an_area_code_nobody_uses(townscape: Townscape) -> None:
    codes = [postcode.code for postcode in townscape.postcodes]
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if not POSTCODE.fullmatch(code)] == []


def test_the_county_lies_in_the_open_sea(tmp_path: Path) -> None:
    county(tmp_path, seed=1)
    with gzip.open(tmp_path / "streets.csv.gz", "rt", encoding="utf-8") as file:
        points = [(float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)]
    features = json.loads((tmp_path / "districts.geojson").read_text(encoding="utf-8"))["features"]
    corners = shapely.get_coordinates([shapely.from_geojson(json.dumps(f["geometry"])) for f in features])
    points += [(lat, lon) for lon, lat in corners]
    # East of 1.9 E between 53.2 and 53.8 N there is no land; the nearest is the coast of Norfolk, 40 km off.
    assert all(53.2 < lat < 53.8 and 1.9 < lon < 2.6 for lat, lon in points)


def test_neighbours_are_alike_in_deprivation_but_not_the_same(geography: Geography) -> None:
    points = np.array([(area.x, area.y) for area in geography.areas])
    decile = np.array([area.decile for area in geography.areas])
    gaps = np.hypot(*(points[:, None] - points).transpose(2, 0, 1))
    np.fill_diagonal(gaps, np.inf)
    beside = np.abs(decile - decile[gaps.argmin(axis=1)]).mean()
    anywhere = np.abs(decile[:, None] - decile).mean()
    assert 0.5 < beside < 0.7 * anywhere
    assert np.bincount(decile)[1:].tolist() == [44] * 10


def test_a_county_of_a_village_is_refused_with_a_sentence() -> None:
    with pytest.raises(CountyTooSmall, match=r"needs at least 30,000 people; 500 were asked for"):
        lay_out(1, 500)


def test_no_town_bears_the_name_of_a_real_one(shared: Path) -> None:
    real = json.loads((shared / "data/places/geonames_bbox_northants.json").read_text(encoding="utf-8"))
    names = {place["name"].casefold() for place in real}
    assert len(names) > 100
    assert names.isdisjoint(name.casefold() for name, _ in bank("county")["settlements"])
