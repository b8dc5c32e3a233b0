"""The gazetteer of a pack: towns, streets, landmarks, wards, outward codes and postcodes, each placed and named."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import cos, hypot, pi, radians, sqrt
from typing import TYPE_CHECKING

import numpy as np
import shapely

from lamplighter.feeds.boundaries import METRES_PER_DEGREE, Boundary, Cover
from lamplighter.feeds.gathering import Gathered, Located
from lamplighter.feeds.grid import metres
from lamplighter.feeds.streets import Point, Street
from lamplighter.places import Pack
from lamplighter.places.folding import fold
from lamplighter.places.gazetteer import Kind

if TYPE_CHECKING:
    from lamplighter.feeds.county import BuildReport

# "Old Duston" is called Duston and "Delapre and Briar Hill" either name, so each of these finds the ward.
WARD_PREFIX = re.compile(r"^(?:(?:New|Old|North|South|East|West|Great|Little)\s+)(?=\S{4})")
WARD_JOINT = re.compile(r"\s+and\s+|\s*&\s*|\s*,\s*")
POSTCODE_REACH_M = 400.0  # a street further than this from any postcode has no outward code we can vouch for


@dataclass(frozen=True)
class Entry:
    """One place of the gazetteer, before it has its area."""

    id: str
    kind: Kind
    name: str
    lat: float
    lon: float
    x: float
    y: float
    size: int
    town: str = ""
    district: str = ""
    aliases: tuple[str, ...] = ()
    spread_m: float = 0.0
    reach_m: float = 0.0
    outcodes: frozenset[str] = frozenset()
    points: tuple[Point, ...] = ()


def write(
    db: sqlite3.Connection, outlines: list[Boundary], gathered: Gathered, pack: Pack, report: BuildReport
) -> None:
    """Fills `place` and its indexes, `street_point` and `postcode`."""
    entries = [*_towns(gathered), *_streets(gathered), *_wards(outlines), *_outward(gathered), *_areas(gathered)]
    names: set[str] = set()
    for number, entry in enumerate(_with_unique_ids(entries), start=1):
        names |= _write_entry(db, number, entry, pack)
    db.executemany("INSERT INTO name_index (folded) VALUES (?)", [(name,) for name in sorted(names)])
    _write_postcodes(db, gathered, pack)
    kinds = Counter(entry.kind for entry in entries)
    report.counts |= {"towns": kinds["town"], "streets": kinds["street"], "landmarks": kinds["landmark"],
                      "wards, codes and other areas": kinds["area"], "postcodes": len(gathered.postcodes),
                      "postcodes without a place": len(gathered.unplaced)}  # fmt: skip


def _write_entry(db: sqlite3.Connection, number: int, entry: Entry, pack: Pack) -> set[str]:
    """Writes one place; returns the folded names that should be found even misspelt."""
    area = pack.area_at(entry.lat, entry.lon)
    district = entry.district or (area.district if area else "")
    db.execute(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, entry.id, entry.kind, entry.name, entry.town, district, entry.lat, entry.lon, entry.x, entry.y,
         area.id if area else "", entry.size, round(entry.spread_m, 1), round(entry.reach_m, 1),
         " ".join(sorted(entry.outcodes))),
    )  # fmt: skip
    db.execute("INSERT INTO place_box VALUES (?, ?, ?, ?, ?)", (number, *_box(entry)))
    points = [(number, p.lat, p.lon, p.x, p.y, p.weight) for p in sorted(entry.points, key=lambda p: (p.lat, p.lon))]
    db.executemany("INSERT INTO street_point VALUES (?, ?, ?, ?, ?, ?)", points)
    folded = {name for name in map(fold, (entry.name, *entry.aliases)) if name}
    db.executemany("INSERT INTO place_name VALUES (?, ?)", [(name, number) for name in sorted(folded)])
    coded = entry.id.startswith(("outcode:", "sector:", "area:"))
    return set() if coded else folded


def _box(entry: Entry) -> tuple[float, float, float, float]:
    if entry.points:
        lat, lon = [p.lat for p in entry.points], [p.lon for p in entry.points]
        return min(lon), max(lon), min(lat), max(lat)
    high = entry.spread_m / METRES_PER_DEGREE
    wide = high / cos(radians(entry.lat))
    return entry.lon - wide, entry.lon + wide, entry.lat - high, entry.lat + high


def _towns(gathered: Gathered) -> Iterator[Entry]:
    reach = dict(zip(gathered.settlements.names, gathered.settlements.reach_m, strict=True))
    for town in sorted(gathered.towns, key=lambda t: (t.row.text("name"), t.lat)):
        name, kind = town.row.text("name"), town.row.text("kind") or "town"
        around = float(reach.get(name, 600.0))
        parent = gathered.settlements.name_at(town.lat, town.lon, town.x, town.y) if kind == "area" else ""
        yield Entry(
            f"{kind}:{_slug(name)}", "area" if kind == "area" else "town", name, town.lat, town.lon, town.x, town.y,
            size=round(around), town=parent, spread_m=around, reach_m=around,
        )  # fmt: skip


def _streets(gathered: Gathered) -> Iterator[Entry]:
    codes = _NearestPostcode(gathered)
    for street in gathered.streets:
        centre = street.centre
        town = gathered.settlements.name_at(centre.lat, centre.lon, centre.x, centre.y)
        kind: Kind = "landmark" if street.landmark else "street"
        yield Entry(
            f"{kind}:{_slug(street.name, town)}", kind, street.name, centre.lat, centre.lon, centre.x, centre.y,
            size=len(street.points), town=town, spread_m=street.spread_m, outcodes=codes.around(street),
            points=street.points,
        )  # fmt: skip


class _NearestPostcode:
    """Finds the outward code of the postcode nearest to a point."""

    def __init__(self, gathered: Gathered) -> None:
        self._codes = list(gathered.postcodes)
        places = gathered.postcodes.values()
        self._tree = shapely.STRtree(shapely.points([p.x for p in places], [p.y for p in places]))

    def around(self, street: Street) -> frozenset[str]:
        """The outward codes around a street's points."""
        if not self._codes:
            return frozenset()
        points = shapely.points([p.x for p in street.points], [p.y for p in street.points])
        found = self._tree.query_nearest(points, max_distance=POSTCODE_REACH_M, all_matches=False)[1]
        return frozenset(self._codes[position].split()[0] for position in found)


def _wards(outlines: list[Boundary]) -> Iterator[Entry]:
    wards = [each for each in outlines if each.level == "ward"]
    districts = Cover([each for each in outlines if each.level == "district"])
    for ward in wards:
        lat, lon = ward.centre
        x, y = metres(np.array([lat]), np.array([lon]))
        within = districts.holding(lat, lon)
        square_metres = ward.shape.area * METRES_PER_DEGREE**2 * cos(radians(lat))
        radius = sqrt(square_metres / pi)
        district = within.name if within else ""
        yield Entry(
            f"ward:{_slug(ward.id)}", "area", ward.name, lat, lon, float(x[0]), float(y[0]), size=round(radius),
            town=district, district=district, aliases=_called(ward.name), spread_m=radius, reach_m=radius,
        )  # fmt: skip


def _called(name: str) -> tuple[str, ...]:
    """Other names people call a ward by.

    >>> _called("Delapre and Briar Hill"), _called("Old Duston")
    (('Delapre', 'Briar Hill'), ('Duston',))
    """
    parts = WARD_JOINT.split(name)
    return tuple(short for part in parts for short in {part, WARD_PREFIX.sub("", part)} if short != name)


def _outward(gathered: Gathered) -> Iterator[Entry]:
    """Outward codes (`NN4`) and sectors (`NN4 8`), each at the middle of its postcodes in use."""
    groups: dict[str, list[Located]] = defaultdict(list)
    for code, place in gathered.postcodes.items():
        if not place.row.text("terminated"):
            outward, inward = code.split()
            groups[outward].append(place)
            groups[f"{outward} {inward[0]}"].append(place)
    for code in sorted(groups):
        yield _code_entry(code, groups[code], gathered)


def _code_entry(code: str, places: list[Located], gathered: Gathered) -> Entry:
    x, y = float(np.mean([p.x for p in places])), float(np.mean([p.y for p in places]))
    middle = min(places, key=lambda p: (hypot(p.x - x, p.y - y), p.lat, p.lon))
    radius = float(np.quantile([hypot(p.x - middle.x, p.y - middle.y) for p in places], 0.9))
    kind = "sector" if " " in code else "outcode"
    return Entry(
        f"{kind}:{_slug(code)}", "area", code, middle.lat, middle.lon, middle.x, middle.y, size=len(places),
        town=gathered.settlements.name_at(middle.lat, middle.lon, middle.x, middle.y), spread_m=radius, reach_m=radius,
        outcodes=frozenset({code.partition(" ")[0]}),
    )  # fmt: skip


def _areas(gathered: Gathered) -> Iterator[Entry]:
    for area in gathered.areas:
        code = area.row.text("area")
        yield Entry(
            f"area:{_slug(code)}", "area", area.row.text("name") or code, area.lat, area.lon, area.x, area.y, size=1,
            town=gathered.settlements.name_at(area.lat, area.lon, area.x, area.y), aliases=(code,), spread_m=400.0, reach_m=800.0,
        )  # fmt: skip


def _with_unique_ids(entries: list[Entry]) -> Iterator[Entry]:
    """The largest keeps the plain id; others of the same id are numbered, so that ids stay while the tables do."""
    for_id: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for_id[entry.id].append(entry)
    for entry_id, group in for_id.items():
        group.sort(key=lambda e: (-e.size, e.lat, e.lon))
        for position, entry in enumerate(group, start=1):
            yield entry if position == 1 else replace(entry, id=f"{entry_id}-{position}")


def _write_postcodes(db: sqlite3.Connection, gathered: Gathered, pack: Pack) -> None:
    insert = "INSERT INTO postcode VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    for code, place in gathered.postcodes.items():
        area = pack.area_at(place.lat, place.lon)
        town = gathered.settlements.name_at(place.lat, place.lon, place.x, place.y)
        district = place.row.text("district") or (area.district if area else "")
        live = not place.row.text("terminated")
        db.execute(insert, (code, place.lat, place.lon, place.x, place.y, area.id if area else "", town, district,
                            place.row.text("ward"), live))  # fmt: skip
    for code, row in gathered.unplaced.items():
        live = not row.text("terminated")
        db.execute(insert, (code, None, None, None, None, "", "", row.text("district"), row.text("ward"), live))


def _slug(*names: str) -> str:
    return "-".join(fold(name).replace(" ", "-") for name in names if name)
