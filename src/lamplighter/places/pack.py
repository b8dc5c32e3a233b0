"""A county pack, opened read-only: one open pack serves every thread, each on its own connection."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from lamplighter.places import finding, postcodes, stories
from lamplighter.places.connections import ReadOnly
from lamplighter.places.errors import PackFormatUnknown, PackUnreadable, PostcodeElsewhere, PostcodeMalformed
from lamplighter.places.gazetteer import METRES_PER_DEGREE, Area, Candidate, Place, PlaceMention, metres_between
from lamplighter.places.outlines import Outline, outline
from lamplighter.places.schema import FORMAT

Level = Literal["area", "ward", "district"]
SLIVER_M = 200.0  # how far outside every polygon still counts as inside: simplified boundaries leave gaps


class Pack:
    """Everything known of one county's geography; the interface of docs/county-pack.md."""

    def __init__(self, connections: ReadOnly) -> None:
        self._connection = connections
        self._meta = self._read_meta()
        self.name: str = self._meta["name"]
        self.version: str = self._meta["version"]
        self._outline = lru_cache(maxsize=4096)(self._read_outline)

    @classmethod
    def open(cls, path: Path) -> Pack:
        """Opens a pack; raises a sentence when there is none, or none that this version reads."""
        return cls(ReadOnly(Path(path)))

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    @cached_property
    def attribution(self) -> list[str]:
        """The sentences the open data must be credited with, each with its licence."""
        rows = self.query("SELECT sentence, licence, link FROM attribution ORDER BY position")
        return [
            " ".join(filter(None, (sentence, licence and f"({licence})", link))) for sentence, licence, link in rows
        ]

    @cached_property
    def postcode_areas(self) -> list[str]:
        """The letters that the county's postcodes begin with."""
        letters: list[str] = json.loads(self._meta["postcode_areas"])
        return letters

    # What somebody wrote

    def find(self, text: str, limit: int = 5) -> tuple[Candidate, ...]:
        """The places the words may mean, best first; empty when nothing is found."""
        return finding.find(self, text, limit)

    def find_in_story(self, text: str) -> tuple[PlaceMention, ...]:
        """The words of a story that name places, in order, each with what it may mean."""
        return stories.find_in_story(self, text)

    def candidate(self, candidate_id: str) -> Candidate | None:
        """The candidate that an id of an earlier answer stands for, None if the pack does not have it."""
        return finding.by_id(self, candidate_id)

    # Postcodes

    def normal_postcode(self, text: str) -> str | None:
        """A well-formed postcode in its normal form, None for anything else. Says nothing about the county."""
        return postcodes.normal(text)

    def check_postcode(self, text: str) -> str:
        """The normal form of a postcode of this county, or of its first part; otherwise raises the sentence that says what is wrong."""
        part = postcodes.first_part(text)
        if part and part.partition(" ")[0] in self.outcodes:
            return part
        code = postcodes.normal(text)
        if code is None:
            area = (self.postcode_areas or ["ZP"])[0]
            raise PostcodeMalformed(text=text.strip()[:20], example=f"{area}4 8AB", part=f"{area}4")
        if self.postcode(code) is None:
            raise PostcodeElsewhere(postcode=code, county=self.name)
        return code

    def postcode(self, code: str) -> sqlite3.Row | None:
        """The row of one postcode in normal form; its lat is None where it is known but not placed."""
        rows = self.query("SELECT * FROM postcode WHERE postcode = ?", (code,))
        return rows[0] if rows else None

    # Areas

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return {row["id"]: Area(*row) for row in self.query("SELECT * FROM area ORDER BY id")}

    def areas(self) -> tuple[Area, ...]:
        """Every area, by id."""
        return tuple(self._areas.values())

    @cached_property
    def area_names(self) -> frozenset[str]:
        """The names of every area, which no resident uses."""
        return frozenset(area.name for area in self._areas.values())

    def area(self, area_id: str) -> Area | None:
        """One area by id."""
        return self._areas.get(area_id)

    def area_at(self, lat: float, lon: float) -> Area | None:
        """The area a point lies in, None outside the county; docs/county-pack.md gives the rule."""
        if not self._has_polygons:
            area = self._nearest(lat, lon, self._areas.values())
            return area if area and metres_between(lat, lon, area.lat, area.lon) <= self._reach_m else None
        found = self._polygon_at("area", lat, lon)
        if found is None:
            return None
        return self._areas.get(found.id) or self._nearest(lat, lon, self._without_polygon or self._areas.values())

    def boundaries(self, level: Level = "area") -> dict[str, Any]:
        """The polygons of one level as a GeoJSON feature collection, each with its id and name."""
        rows = self.query("SELECT id, name, geometry FROM boundary WHERE level = ? ORDER BY number", (level,))
        features = [
            {"type": "Feature", "id": row["id"], "properties": {"id": row["id"], "name": row["name"]},
             "geometry": json.loads(row["geometry"])}
            for row in rows
        ]  # fmt: skip
        return {"type": "FeatureCollection", "features": features}

    def boundaries_in(self, level: Level, box: tuple[float, float, float, float]) -> list[dict[str, Any]]:
        """The polygons of one level that reach into a box (least lon, least lat, greatest lon, greatest lat)."""
        west, south, east, north = box
        rows = self.query(
            "SELECT geometry FROM boundary_box JOIN boundary USING (number) WHERE level = ? AND min_lon <= ? AND"
            " max_lon >= ? AND min_lat <= ? AND max_lat >= ? ORDER BY boundary.number",
            (level, east, west, north, south),
        )
        return [{"geometry": json.loads(row["geometry"])} for row in rows]

    def boundary_at(self, level: Level, lat: float, lon: float) -> str | None:
        """The name of the ward or district around a point, None outside all of them."""
        found = self._polygon_at(level, lat, lon)
        return found.name if found else None

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """The extent of the county: least lon, least lat, greatest lon, greatest lat."""
        row = self.query(
            "SELECT min(min_lon), min(min_lat), max(max_lon), max(max_lat) FROM boundary_box",
        )[0]
        if row[0] is not None:
            return tuple(row)
        return tuple(self.query("SELECT min(lon), min(lat), max(lon), max(lat) FROM area")[0])

    def counts(self) -> dict[str, int]:
        """How many places of each kind, postcodes, areas and people the pack knows."""
        kinds = {f"{row[0]} places": row[1] for row in self.query("SELECT kind, count(*) FROM place GROUP BY kind")}
        people = sum(area.population or 0 for area in self.areas())
        codes = self.query("SELECT count(*) FROM postcode WHERE lat IS NOT NULL")[0][0]
        return {"areas": len(self._areas), "people": people, "postcodes": codes, **kinds}

    # The gazetteer

    def places(self, where: str, values: Iterable[object] = ()) -> list[Place]:
        """Places by an SQL condition on the table `place` (written in this room, never from outside)."""
        rows = self.query(f"SELECT * FROM place WHERE {where}", values)  # noqa: S608 (conditions are this room's own)
        return [Place(**{**dict(row), "outcodes": frozenset(row["outcodes"].split())}) for row in rows]

    def nearest_street(self, lat: float, lon: float, within_m: float = 2000.0) -> Place | None:
        """The street nearest to a point, to name the point by; None if there is none within reach."""
        rows = self.query(
            "SELECT place, lat, lon FROM street_point WHERE place IN (SELECT number FROM place_box WHERE min_lon <= ?"
            " AND max_lon >= ? AND min_lat <= ? AND max_lat >= ?)"
            " AND place IN (SELECT number FROM place WHERE kind = 'street')",
            _around(lat, lon, within_m),
        )
        near = [(metres_between(lat, lon, row["lat"], row["lon"]), row["place"]) for row in rows]
        distance, number = min(near, default=(within_m + 1, 0))
        return self.places("number = ?", (number,))[0] if distance <= within_m else None

    @cached_property
    def names(self) -> frozenset[str]:
        """Every folded name of the gazetteer."""
        return frozenset(row[0] for row in self.query("SELECT DISTINCT folded FROM place_name"))

    @cached_property
    def town_names(self) -> frozenset[str]:
        """The folded names of towns."""
        sql = "SELECT folded FROM place_name JOIN place ON place.number = place_name.place WHERE kind = 'town'"
        return frozenset(row[0] for row in self.query(sql))

    @cached_property
    def names_by_initial(self) -> dict[str, list[str]]:
        """The folded names that may be misspelt, by their first letter."""
        names: dict[str, list[str]] = {}
        for row in self.query("SELECT folded FROM name_index ORDER BY rowid"):
            names.setdefault(row[0][0], []).append(row[0])
        return names

    @cached_property
    def outcodes(self) -> frozenset[str]:
        """The outward codes of the county's postcodes."""
        rows = self.query("SELECT id FROM place WHERE id LIKE 'outcode:%'")
        return frozenset(row[0].removeprefix("outcode:").upper() for row in rows)

    def query(self, sql: str, values: Iterable[object] = ()) -> list[sqlite3.Row]:
        """Rows of the pack, on this thread's connection."""
        cursor = self._connection().cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql, tuple(values)).fetchall()

    # Inside

    def _read_meta(self) -> dict[str, str]:
        path = self._connection.path
        try:
            meta = {row[0]: row[1] for row in self.query("SELECT key, value FROM meta")}
        except sqlite3.DatabaseError:
            raise PackUnreadable(path=path) from None
        if meta.get("format") != str(FORMAT):
            raise PackFormatUnknown(path=path, found=meta.get("format"), known=FORMAT)
        return meta

    @cached_property
    def _reach_m(self) -> float:
        return 1000 * float(self._meta["reach_km"])

    @cached_property
    def _has_polygons(self) -> bool:
        return bool(self.query("SELECT 1 FROM boundary WHERE level = 'area' LIMIT 1"))

    @cached_property
    def _without_polygon(self) -> list[Area]:
        """The areas newer than the boundaries."""
        drawn = {row[0] for row in self.query("SELECT id FROM boundary WHERE level = 'area'")}
        return [area for area in self._areas.values() if area.id not in drawn]

    @staticmethod
    def _nearest(lat: float, lon: float, areas: Iterable[Area]) -> Area | None:
        return min(areas, key=lambda a: (metres_between(lat, lon, a.lat, a.lon), a.id), default=None)

    def _polygon_at(self, level: Level, lat: float, lon: float) -> Outline | None:
        """The polygon that holds the point or, failing that, lies nearest within the sliver."""
        rows = self.query(
            "SELECT boundary.number FROM boundary_box JOIN boundary USING (number) WHERE level = ? AND"
            " min_lon <= ? AND max_lon >= ? AND min_lat <= ? AND max_lat >= ? ORDER BY boundary.number",
            (level, *_around(lat, lon, SLIVER_M)),
        )
        near = [self._outline(row[0]) for row in rows]
        for each in near:
            if each.holds(lat, lon):
                return each
        away = [(each.metres_from(lat, lon), each.id, each) for each in near]
        distance, _, nearest = min(away, default=(SLIVER_M + 1, "", None))
        return nearest if distance <= SLIVER_M else None

    def _read_outline(self, number: int) -> Outline:
        row = self.query("SELECT id, name, geometry FROM boundary WHERE number = ?", (number,))[0]
        return outline(row["id"], row["name"], json.loads(row["geometry"]))


def _around(lat: float, lon: float, metres: float) -> tuple[float, float, float, float]:
    """The values of an R-tree overlap query: a box around a point, with room for the narrowing of longitude."""
    high = metres / METRES_PER_DEGREE
    wide = 2 * high
    return lon + wide, lon - wide, lat + high, lat - high
