"""Recorded crime has the shape of the published months."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date
from functools import cache

import numpy as np
import pytest
import simulated

from lamplighter.simulation.banks import bank
from lamplighter.simulation.offences import COLUMNS, months_of


@cache
def rows() -> list[dict[str, str]]:
    found = []
    for path in sorted((simulated.told().folder / "police_uk").iterdir()):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            found += list(reader)
            assert tuple(reader.fieldnames or ()) == COLUMNS
    return found


def test_there_is_a_file_for_each_complete_month() -> None:
    names = sorted(path.name for path in (simulated.told().folder / "police_uk").iterdir())
    assert names == [f"2026-{month:02d}-sallowshire-street.csv" for month in range(4, 11)]
    assert months_of(date(2026, 1, 20), date(2026, 3, 30)) == [date(2026, 1, 1), date(2026, 2, 1)]


def test_about_75_000_offences_a_year() -> None:
    assert len(rows()) / 7 * 12 == pytest.approx(75_000, rel=0.12)


def test_categories_come_in_real_proportions() -> None:
    count = Counter(row["Crime type"] for row in rows())
    categories = bank("offences")["categories"]
    assert set(count) == set(categories)
    for name, traits in categories.items():
        assert count[name] / len(rows()) == pytest.approx(traits["share"], rel=0.3)


def test_anti_social_behaviour_has_neither_a_crime_id_nor_an_outcome() -> None:
    for row in rows():
        blank = row["Crime type"] == "Anti-social behaviour"
        assert (row["Crime ID"] == "") == (row["Last outcome category"] == "") == blank
    ids = [row["Crime ID"] for row in rows() if row["Crime ID"]]
    assert len(set(ids)) == len(ids)
    assert {len(crime) for crime in ids} == {64}


def test_offences_stand_on_snap_points_of_the_area_they_name() -> None:
    pack = simulated.pack_of()
    placed = [row for row in rows() if row["Latitude"]]
    assert 0.003 < 1 - len(placed) / len(rows()) < 0.02
    assert all(row["Location"].startswith("On or near ") for row in placed)
    some = placed[::400]
    right = 0
    for row in some:
        area = pack.area_at(float(row["Latitude"]), float(row["Longitude"]))
        right += area is not None and area.id == row["LSOA code"]
    assert right > 0.93 * len(some)


def test_drugs_gather_in_few_areas_and_shoplifting_at_shops() -> None:
    by_area: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows():
        by_area[row["Crime type"]][row["LSOA code"]] += 1
    drugs = sorted(by_area["Drugs"].values(), reverse=True)
    assert 0.2 < sum(drugs[:22]) / sum(drugs) < 0.45
    places = Counter(row["Location"] for row in rows() if row["Crime type"] == "Shoplifting")
    assert places.most_common(1)[0][0] == "On or near Supermarket"


def test_summer_brings_more_anti_social_behaviour() -> None:
    count = Counter(row["Month"] for row in rows() if row["Crime type"] == "Anti-social behaviour")
    assert count["2026-07"] > 1.1 * count["2026-10"]


def test_a_foothold_adds_offences_where_it_is() -> None:
    ended = next(f for f in simulated.told().truth["footholds"] if f["end"])
    added = sum(count for month in ended["offences"].values() for count in month.values())
    assert added > 0
    where = {key.split(" ")[0] for month in ended["offences"].values() for key in month}
    assert where <= set(ended["areas"])


def test_counts_scatter_more_than_chance_alone_but_not_wildly() -> None:
    areas = simulated.ground_of().areas
    index, months = {area: i for i, area in enumerate(areas)}, sorted({row["Month"] for row in rows()})
    counts = np.zeros((len(areas), len(months)))
    for row in rows():
        if row["Crime type"] == "Violence and sexual offences" and row["LSOA code"]:
            counts[index[row["LSOA code"]], months.index(row["Month"])] += 1
    fitted = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    dispersion = ((counts - fitted) ** 2 / fitted).sum() / ((len(areas) - 1) * (len(months) - 1))
    assert 1.1 < dispersion < 2
