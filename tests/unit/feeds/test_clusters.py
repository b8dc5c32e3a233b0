"""Clusters leave as GeoJSON that lies where they lie, and as CSV that a spreadsheet opens."""

from __future__ import annotations

import csv
import itertools
import json
import math
from pathlib import Path
from typing import Any

import pytest

from lamplighter.feeds.clusters import write_csv, write_geojson
from lamplighter.feeds.errors import NoLatitude, PlaceUnknown, ResultUnreadable

CLUSTER = {
    "centre": "Ash", "radius_km": 2.5, "areas": ["Ash", "Birch"], "start": "2026-03-01", "end": "2026-03-07",
    "observed": 6, "expected": 1.5, "relative_risk": 4.2, "test_statistic": 5.1, "log_likelihood_ratio": 5.1,
    "p_value": 0.01, "gumbel_p_value": 0.009, "recurrence_interval_days": 100.0,
}  # fmt: skip
ALONE = CLUSTER | {"centre": "Cedar", "areas": ["Cedar"], "radius_km": 0.0, "start": None, "end": None}


def result(folder: Path, content: Any = None) -> Path:
    path = folder / "result.json"
    path.write_text(json.dumps({"clusters": [CLUSTER, ALONE]} if content is None else content), encoding="utf-8")
    return path


def places(folder: Path, text: str = "area,lat,lon\nAsh,52.24,-0.9\nBirch,52.25,-0.89\nCedar,52.6,-0.5\n") -> Path:
    path = folder / "areas.csv"
    path.write_text(text, encoding="utf-8")
    return path


def features(folder: Path) -> list[dict[str, Any]]:
    assert write_geojson(result(folder), places(folder), folder / "out.geojson") == 2
    found: list[dict[str, Any]] = json.loads((folder / "out.geojson").read_text(encoding="utf-8"))["features"]
    return found


def test_each_cluster_has_a_centre_its_areas_and_a_circle_if_it_has_any_width(tmp_path: Path) -> None:
    roles = [(each["properties"]["cluster"], each["properties"]["role"]) for each in features(tmp_path)]
    assert roles == [(1, "centre"), (1, "circle"), (1, "area"), (1, "area"), (2, "centre"), (2, "area")]


def test_longitude_comes_first_and_the_numbers_go_with_the_cluster(tmp_path: Path) -> None:
    centre = features(tmp_path)[0]
    assert centre["geometry"] == {"type": "Point", "coordinates": [-0.9, 52.24]}
    assert centre["properties"]["observed"] == 6
    assert centre["properties"]["recurrence_interval_days"] == 100.0


def test_the_circle_is_closed_anticlockwise_and_as_wide_as_the_cluster(tmp_path: Path) -> None:
    ring = features(tmp_path)[1]["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring)) > 0
    for longitude, latitude in ring:
        half = math.sin(math.radians(latitude - 52.24) / 2) ** 2
        half += (
            math.cos(math.radians(latitude))
            * math.cos(math.radians(52.24))
            * math.sin(math.radians(longitude + 0.9) / 2) ** 2
        )
        assert 2 * 6367 * math.asin(math.sqrt(half)) == pytest.approx(2.5, abs=1e-4)


def test_the_tables_have_one_row_a_cluster_and_one_a_place(tmp_path: Path) -> None:
    clusters, members = write_csv(result(tmp_path), tmp_path / "out.csv")
    with clusters.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["cluster"], row["centre"], row["places"], row["start"]) for row in rows] == [
        ("1", "Ash", "2", "2026-03-01"),
        ("2", "Cedar", "1", ""),
    ]
    with members.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == [["1", "Ash", "yes"], ["1", "Birch", "no"], ["2", "Cedar", "yes"]]
    assert members.name == "out_places.csv"


def test_what_cannot_be_drawn_says_why(tmp_path: Path) -> None:
    with pytest.raises(NoLatitude):
        write_geojson(result(tmp_path), places(tmp_path, "area,x,y\nAsh,1,2\n"), tmp_path / "out")
    with pytest.raises(PlaceUnknown, match="Birch"):
        write_geojson(result(tmp_path), places(tmp_path, "area,lat,lon\nAsh,52.24,-0.9\n"), tmp_path / "out")
    wrong: list[Any] = [[], {}, {"clusters": [{}]}, {"clusters": "none"}]
    for content in wrong:
        with pytest.raises(ResultUnreadable):
            write_csv(result(tmp_path, content), tmp_path / "out")
    with pytest.raises(ResultUnreadable):
        write_csv(tmp_path / "nothing.json", tmp_path / "out")
