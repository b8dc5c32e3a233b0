"""Puts offences in areas by their coordinates, never by the area code of their file, whose areas change with the years."""

from __future__ import annotations

from lamplighter.feeds.recorded import Store
from lamplighter.places import Pack


class Placer:
    """Places points with one pack, each distinct point once: a month has many offences at each of its map points."""

    def __init__(self, pack: Pack | None) -> None:
        self._pack = pack
        self._known: dict[tuple[float, float], str | None] = {}

    def place(self, lat: float | None, lon: float | None) -> tuple[str, bool]:
        """The area of a point and whether it counts as outside; no place at all is outside."""
        if lat is None or lon is None:
            return "", True
        if self._pack is None:
            return "", False
        if (lat, lon) not in self._known:
            area = self._pack.area_at(lat, lon)
            self._known[lat, lon] = area.id if area else None
        area_id = self._known[lat, lon]
        return area_id or "", area_id is None

    def place_again(self, store: Store) -> None:
        """Places all offences anew when the store was filled with another pack, or with none."""
        if self._pack is None:
            store.remember("pack", "")  # rows to come will have no area, so the next pack must place all again
            return
        if store.meta("pack") == self._pack.version:
            return
        points = store.db.execute("SELECT DISTINCT lat, lon FROM offence WHERE lat IS NOT NULL").fetchall()
        store.db.execute("BEGIN IMMEDIATE")
        try:
            store.db.execute("CREATE TEMP TABLE placed (lat, lon, area, outside, PRIMARY KEY (lat, lon)) WITHOUT ROWID")
            rows = [(lat, lon, *self.place(lat, lon)) for lat, lon in points]
            store.db.executemany("INSERT INTO placed VALUES (?, ?, ?, ?)", rows)
            store.db.execute(
                "UPDATE offence SET area = placed.area, outside = placed.outside FROM placed"
                " WHERE offence.lat = placed.lat AND offence.lon = placed.lon"
            )
            store.db.execute("DROP TABLE placed")
            store.remember("pack", self._pack.version)
        except BaseException:
            store.db.execute("ROLLBACK")
            raise
        store.db.execute("COMMIT")
