"""Draws a county as an SVG picture that needs nothing else: no script, style sheet, font or address.

Colours are presentation attributes beside classes, so the picture can stand in a page of the strictest policy, in a PDF,
or alone; a title and a description say in words what it shows, mark by mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import cos, hypot, isfinite, radians
from typing import TYPE_CHECKING, Any, Literal

from lamplighter.places.gazetteer import METRES_PER_DEGREE

if TYPE_CHECKING:
    from lamplighter.places.pack import Pack

Style = Literal["foothold", "tip", "place"]
COLOURS: dict[Style, tuple[str, str]] = {
    "foothold": ("#b3261e", "0.25"),
    "tip": ("#1d4e89", "0.9"),
    "place": ("#3b3b3b", "0.9"),
}
EDGE = 12  # pixels of air around the county
FINEST = 1.2  # pixels
MOST_TOWNS = 10
MOST_IN_WORDS = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to show on a map: a point or, with a radius, a circle."""

    lat: float
    lon: float
    label: str
    radius_km: float | None = None
    style: Style = "place"

    def __post_init__(self) -> None:
        if not all(map(isfinite, (self.lat, self.lon, self.radius_km or 0.0))):
            raise ValueError(f"A mark needs finite numbers: {self!r}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Degrees to pixels: north up, one scale both ways at the county's middle latitude."""

    west: float
    north: float
    across: float
    up: float
    width: int
    height: int
    edge: int = EDGE

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        return self.edge + (lon - self.west) * self.across, self.edge + (self.north - lat) * self.up

    def pixels(self, km: float) -> float:
        return km * 1000 / METRES_PER_DEGREE * self.up


def county_svg(pack: Pack, marks: Sequence[Mark] = (), width: int = 640, title: str = "", description: str = "") -> str:
    """A map of the county with its districts (or areas) and numbered marks, as one SVG element.

    The numbers follow the order of `marks`, so that a table beside the map can refer to them.
    """
    sheet = sheet_of(pack.box, width)
    shown = title or f"Map of {pack.name}"
    name, size = safe(shown), f'width="{sheet.width}" height="{sheet.height}"'
    view = f'viewBox="0 0 {sheet.width} {sheet.height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="county-map" role="img" {size} {view} aria-label="{name}">',
        f"<title>{name}</title>",
        f"<desc>{safe(description or _in_words(pack, marks))}</desc>",
        f'<rect class="county-map-sheet" {size} fill="#ffffff"/>',
        *_outlines(pack, sheet),
        *_towns(pack, sheet),
        *(_mark(sheet, number, mark) for number, mark in enumerate(marks, start=1)),
        "</svg>",
    ]
    return "\n".join(parts)


def sheet_of(box: tuple[float, float, float, float], width: int, edge: int = EDGE) -> Sheet:
    """The sheet on which a box (least lon, least lat, greatest lon, greatest lat) is so many pixels wide."""
    west, south, east, north = box
    inner = max(width, 4 * edge) - 2 * edge
    across = inner / max(east - west, 1e-6)
    up = across / cos(radians((north + south) / 2))
    height = round(2 * edge + max(north - south, 1e-6) * up)
    return Sheet(west, north, across, up, inner + 2 * edge, height, edge)


def _outlines(pack: Pack, sheet: Sheet) -> Iterable[str]:
    """Districts over thin areas; without any boundary, a dot at each area's centroid."""
    areas, districts = pack.boundaries("area")["features"], pack.boundaries("district")["features"]
    for level, features, stroke, thick in (("area", areas, "#d0d0d0", 0.5), ("district", districts, "#6b6b6b", 1.2)):
        if features:
            path = " ".join(path_of(feature["geometry"], sheet.point) for feature in features)
            yield (
                f'<path class="county-map-{level}" d="{path}" fill="none" stroke="{stroke}" stroke-width="{thick}"'
                ' stroke-linejoin="round"/>'
            )
    if not areas and not districts:
        for area in pack.areas():
            x, y = sheet.point(area.lat, area.lon)
            yield f'<circle class="county-map-area" cx="{x:.1f}" cy="{y:.1f}" r="1.5" fill="#c0c0c0"/>'


def _towns(pack: Pack, sheet: Sheet) -> Iterable[str]:
    """The names of the largest towns, so that a reader knows where they are looking."""
    for town in pack.places("kind = 'town' AND area != '' ORDER BY reach_m DESC, number LIMIT ?", (MOST_TOWNS,)):
        x, y = sheet.point(town.lat, town.lon)
        yield (
            f'<text class="county-map-town" x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-family="sans-serif"'
            f' font-size="11" fill="#444444" stroke="#ffffff" stroke-width="2" paint-order="stroke">{safe(town.name)}</text>'
        )


def path_of(
    geometry: dict[str, Any], point: Callable[[float, float], tuple[float, float]], finest: float = FINEST
) -> str:
    """The outline as the data of an SVG path, without what an eye cannot tell apart."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = (_thinned([point(lat, lon) for lon, lat in ring[:-1]], finest) for polygon in polygons for ring in polygon)
    return "".join(_steps(ring) for ring in rings if len(ring) > 2)


def _steps(ring: Sequence[tuple[float, float]]) -> str:
    """A closed ring in tenths of a pixel, each point by its step from the one before, which halves the text."""
    at = [(round(10 * x), round(10 * y)) for x, y in ring]
    steps = " ".join(f"{(b[0] - a[0]) / 10:g} {(b[1] - a[1]) / 10:g}" for a, b in pairwise(at))
    return f"M{at[0][0] / 10:g} {at[0][1] / 10:g}l{steps}z"


def _thinned(ring: Sequence[tuple[float, float]], finest: float) -> list[tuple[float, float]]:
    """Leaves out points nearer to the last kept one than an eye can tell apart."""
    kept: list[tuple[float, float]] = []
    for at in ring:
        if not kept or hypot(at[0] - kept[-1][0], at[1] - kept[-1][1]) >= finest:
            kept.append(at)
    return kept


def _mark(sheet: Sheet, number: int, mark: Mark) -> str:
    """A circle, its number, and its words as a tooltip that screen readers also find."""
    x, y = sheet.point(mark.lat, mark.lon)
    colour, opacity = COLOURS[mark.style]
    radius = max(5.0, sheet.pixels(mark.radius_km)) if mark.radius_km else 5.0
    return (
        f'<g class="county-map-mark county-map-{mark.style}"><title>{number}. {safe(mark.label)}</title>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" fill-opacity="{opacity}"'
        f' stroke="{colour}" stroke-width="1.5"/>'
        f'<text x="{x:.1f}" y="{y - radius - 3:.1f}" text-anchor="middle" font-family="sans-serif" font-size="12"'
        f' font-weight="bold" fill="#1a1a1a" stroke="#ffffff" stroke-width="3" paint-order="stroke">{number}</text></g>'
    )


def _in_words(pack: Pack, marks: Sequence[Mark]) -> str:
    named = "; ".join(f"{number}, {mark.label}" for number, mark in enumerate(marks[:MOST_IN_WORDS], start=1))
    more = len(marks) - MOST_IN_WORDS
    if not marks:
        return f"Outline map of {pack.name}."
    return f"Outline map of {pack.name} with {len(marks)} marked: {named}{f'; and {more} more' if more > 0 else ''}."


def safe(text: str) -> str:
    """Escaped for XML; characters that XML cannot hold at all are left out."""
    kept = "".join(
        c for c in text if c in "\t\n" or (" " <= c < "\ud800") or (c >= "\ue000" and c not in "\ufffe\uffff")
    )
    return escape(kept, quote=True)
