"""The real county: its pack built from the open tables beside the checkout, and its 32 real months imported."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from lamplighter.feeds import county
from lamplighter.feeds.police_uk import import_files
from lamplighter.feeds.recorded import Store
from lamplighter.places import Pack

pytestmark = pytest.mark.shared
DESCRIPTOR = Path(__file__).parents[3] / "docs" / "how-to" / "northamptonshire.yaml"


@pytest.fixture(scope="module")
def pack(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pack]:
    out = tmp_path_factory.mktemp("pack") / "northamptonshire.sqlite3"
    county.build(DESCRIPTOR, out, tables=shared / "data")
    with Pack.open(out) as opened:
        yield opened


@pytest.fixture(scope="module")
def store(shared: Path, pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("store") / "recorded.sqlite3"
    months = [shared / "data" / "police_uk_northants"]
    assert str(import_files(months, path, pack)) == (
        "200,572 rows read: 197,689 added, 1,097 repeated, 1,786 outside, 0 refused"
    )
    assert import_files(months, path, pack).added == 0
    with Store(path) as opened:
        yield opened


def test_the_county_has_its_areas_its_people_and_its_postcodes(pack: Pack) -> None:
    areas = pack.areas()
    assert len(areas) == 443
    assert 750_000 < sum(area.population or 0 for area in areas) < 800_000
    assert all(area.deprivation_decile and area.district for area in areas)
    assert pack.postcode("NN1 4LG") is not None
    assert len(pack.boundaries("district")["features"]) == 7


def test_an_area_centroid_lies_in_its_own_area_or_in_one_beside_it(pack: Pack) -> None:
    """The centroids are means of offence points, so a few lie over the line; no more than a few may."""
    elsewhere = [
        area.id for area in pack.areas() if (found := pack.area_at(area.lat, area.lon)) is None or found != area
    ]
    assert len(elsewhere) < 30


def test_the_two_examples_of_the_county_are_found(pack: Pack) -> None:
    assert pack.find("Euston Road NN4")[0].label == "Euston Road, Northampton"
    flats = pack.find("the flats behind the Co-op on High Street, Rushden")[0]
    assert (flats.label, flats.precision) == ("High Street, Rushden", "street")
    assert "could not be placed exactly" in flats.reason


def test_streets_of_one_name_lie_each_in_its_own_village(pack: Pack) -> None:
    streets = pack.places("name = 'High Street' AND kind = 'street'")
    assert len(streets) > 60
    assert Counter(street.town for street in streets)["Rushden"] == 1


def test_postcodes_lie_in_the_area_that_the_statistics_office_puts_them_in(pack: Pack, shared: Path) -> None:
    """An independent check of area_at: the postcode table's own LSOA of 2011, where that area still exists."""
    agree = total = 0
    with gzip.open(shared / "data" / "postcodes_nn" / "postcodes_northants.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["lat"] and pack.area(row["lsoa11"]):
                found = pack.area_at(float(row["lat"]), float(row["lon"]))
                total += 1
                agree += bool(found and found.id == row["lsoa11"])
    assert total > 15_000
    assert agree / total > 0.97


def test_every_month_is_there_and_rows_without_an_id_are_kept(store: Store) -> None:
    assert len(store.months()) == 32
    unnumbered = sum(offence.key.startswith("unnumbered:") for offence in store.offences())
    assert unnumbered > 56_000


def test_offences_of_years_with_other_areas_are_in_the_areas_of_the_pack(store: Store, pack: Pack) -> None:
    known = {area.id for area in pack.areas()}
    assert {count.area for count in store.monthly_counts()} <= known
    for year in ("2014", "2019", "2025"):
        months = store.monthly_counts(since=f"{year}-01", until=f"{year}-12")
        assert len({count.area for count in months}) > 430
