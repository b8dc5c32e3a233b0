from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import small_county

from lamplighter.feeds import county
from lamplighter.feeds.errors import (
    ColumnMissing,
    DescriptorMissing,
    DescriptorRefused,
    NoAreas,
    TableUnreadable,
    ValueRefused,
)
from lamplighter.places import Pack


def tables(**changes: Any) -> dict[str, Any]:
    return {"tables": {**small_county.DESCRIPTOR["tables"], **changes}}


def rows(pack: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(pack)) as db:
        return db.execute(sql).fetchall()


def test_the_same_tables_give_the_same_file(tmp_path: Path) -> None:
    folder = small_county.write(tmp_path / "in")
    first, second = tmp_path / "a.sqlite3", tmp_path / "b.sqlite3"
    one, two = county.build(folder, first), county.build(folder, second)
    assert first.read_bytes() == second.read_bytes()
    assert one.version == two.version == Pack.open(first).version


def test_the_version_changes_when_a_table_does(tmp_path: Path) -> None:
    folder = small_county.write(tmp_path)
    before = county.build(folder, tmp_path / "pack.sqlite3").version
    with (folder / "streets.csv").open("a") as file:
        file.write("New Road,52.005,-0.99,1\n")
    assert county.build(folder, tmp_path / "pack.sqlite3").version != before


def test_a_descriptor_may_stand_apart_from_its_tables(tmp_path: Path) -> None:
    folder = small_county.write(tmp_path / "tables")
    apart = (folder / "county.yaml").rename(tmp_path / "small.yaml")
    report = county.build(apart, tmp_path / "pack.sqlite3", tables=folder)
    assert (report.name, report.counts["areas"], report.counts["towns"]) == ("Smallshire", 5, 2)


def test_a_gzip_table_is_read_as_a_plain_one(tmp_path: Path) -> None:
    folder = small_county.write(tmp_path, **tables(streets={"files": "streets.csv.gz"}))
    (folder / "streets.csv.gz").write_bytes(gzip.compress((folder / "streets.csv").read_bytes()))
    county.build(folder, tmp_path / "pack.sqlite3")
    assert rows(tmp_path / "pack.sqlite3", "SELECT count(*) FROM place WHERE name = 'High Street'") == [(2,)]


def test_what_is_missing_is_said_and_the_rest_is_built(tmp_path: Path) -> None:
    only_areas = {"tables": {"areas": {"files": "areas.csv"}, "towns": {"files": "gone.csv"}}, "boundaries": {}}
    folder = small_county.write(tmp_path, **only_areas)
    report = county.build(folder, tmp_path / "pack.sqlite3")
    assert report.counts["areas"] == 5
    for sentence in ("No table of postcodes.", "No table of streets.", "No deprivation table.",
                     "The table of towns, gone.csv, is not there.", "5 areas have no population."):  # fmt: skip
        assert sentence in report.notes


def test_points_of_one_name_near_each_other_are_one_street_in_its_town(tmp_path: Path) -> None:
    found = rows(
        small_county.build(tmp_path), "SELECT id, size, town FROM place WHERE name = 'High Street' ORDER BY id"
    )
    assert found == [("street:high-st-alder", 2, "Alder"), ("street:high-st-birch", 1, "Birch")]


def test_a_point_named_like_a_town_is_no_street(tmp_path: Path) -> None:
    report = county.build(small_county.write(tmp_path), tmp_path / "pack.sqlite3")
    assert rows(tmp_path / "pack.sqlite3", "SELECT kind FROM place WHERE name = 'Alder'") == [("town",)]
    assert "1 street names are names of towns and were left out: Alder." in report.notes


def test_what_lies_far_outside_is_left_out_and_counted(tmp_path: Path) -> None:
    report = county.build(small_county.write(tmp_path), tmp_path / "pack.sqlite3")
    assert "1 street points lie more than 0.5 km outside and were left out." in report.notes
    assert rows(tmp_path / "pack.sqlite3", "SELECT count(*) FROM place WHERE name IN ('Far Away', 'Lonely Road')") == [
        (0,)
    ]
    assert rows(tmp_path / "pack.sqlite3", "SELECT count(*) FROM postcode WHERE postcode LIKE 'YY%'") == [(0,)]


def test_a_street_knows_the_outward_codes_around_it(tmp_path: Path) -> None:
    found = rows(small_county.build(tmp_path), "SELECT outcodes FROM place WHERE id = 'street:euston-road-alder'")
    assert found == [("ZP1",)]


def test_households_become_people_by_their_size_and_the_mean_where_it_is_not_known(tmp_path: Path) -> None:
    sized = {"files": "homes.csv", "household_size": {"files": "sizes.csv"}}
    folder = small_county.write(tmp_path, **tables(population=sized))
    (folder / "homes.csv").write_text("area,households\nA1,100\nA1,50\nA2,100\n")
    (folder / "sizes.csv").write_text('area,persons,households\nA1,"3,000","1,000"\nA9,1000,1000\n')
    county.build(folder, tmp_path / "pack.sqlite3")
    assert rows(tmp_path / "pack.sqlite3", "SELECT id, population FROM area WHERE population IS NOT NULL") == [
        ("A1", 450),
        ("A2", 200),
    ]


def test_population_tables_are_tried_in_order(tmp_path: Path) -> None:
    folder = small_county.write(tmp_path, **tables(population=[{"files": "new.csv"}, {"files": "areas.csv"}]))
    (folder / "new.csv").write_text("area,population\nA1,9\n")
    county.build(folder, tmp_path / "pack.sqlite3")
    assert rows(tmp_path / "pack.sqlite3", "SELECT population FROM area WHERE id IN ('A1', 'A2')") == [(9,), (1600,)]


def test_a_district_in_the_table_wins_over_the_polygon(tmp_path: Path) -> None:
    folder = small_county.write(tmp_path)
    text = (folder / "areas.csv").read_text().splitlines()
    (folder / "areas.csv").write_text("\n".join([text[0] + ",district", *(f"{line},High" for line in text[1:])]))
    county.build(folder, tmp_path / "pack.sqlite3")
    assert rows(tmp_path / "pack.sqlite3", "SELECT DISTINCT district FROM area") == [("High",)]


@pytest.mark.parametrize(
    ("change", "error", "sentence"),
    [
        ({"colour": "red"}, DescriptorRefused, "colour"),
        (tables(areas={"files": "areas.csv", "columns": {"area": "code"}}), ColumnMissing, "no column “code”"),
        (tables(areas={"files": "gone.csv"}), NoAreas, "gone.csv"),
        (tables(deprivation={"files": "areas.csv", "columns": {"decile": "population"}}), ValueRefused, "1 to 10"),
        (tables(deprivation={"files": "areas.csv", "columns": {"decile": "name"}}), ValueRefused, "a number"),
        (tables(towns={"files": "areas.geojson"}), TableUnreadable, "not a list"),
        ({"boundaries": {"area": {"files": "towns.json"}}}, TableUnreadable, "feature collection"),
        ({"boundaries": {"area": {"files": "areas.geojson", "id": "code"}}}, TableUnreadable, "no property “code”"),
    ],
)
def test_what_is_wrong_with_an_input_is_a_sentence(
    tmp_path: Path, change: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    out = tmp_path / "out" / "pack.sqlite3"
    with pytest.raises(error, match=sentence):
        county.build(small_county.write(tmp_path, **change), out)
    assert not out.parent.exists() or list(out.parent.iterdir()) == []


def test_a_failed_build_leaves_the_old_pack_as_it_was(tmp_path: Path) -> None:
    pack = small_county.build(tmp_path)
    before = pack.read_bytes()
    (tmp_path / "areas.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TableUnreadable):
        county.build(tmp_path, pack)
    assert pack.read_bytes() == before


def test_no_descriptor_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DescriptorMissing, match=r"county\.yaml"):
        county.build(tmp_path, tmp_path / "pack.sqlite3")
    (tmp_path / "county.yaml").write_text("name: [")
    with pytest.raises(DescriptorRefused, match="not YAML"):
        county.build(tmp_path, tmp_path / "pack.sqlite3")
