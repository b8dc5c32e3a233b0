"""Draws a window on the county: its outlines cut to what is shown, the names that fit, and nothing that needs a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lamplighter.places.drawing import Sheet, path_of, safe, sheet_of
from lamplighter.places.window import AREAS_WITHIN_M, Box, Window

if TYPE_CHECKING:
    from lamplighter.places.gazetteer import Place
    from lamplighter.places.pack import Level, Pack

WIDTH = 360
FINEST = 2  # pixels
BESIDE = 20  # pixels beyond the edge to which what is not shown is pushed, so that it costs nothing to send
NEAR_AN_EDGE = 45  # pixels
INK = {"district": ("#6b6b6b", 1.4), "area": ("#c4c4c4", 0.8)}


def window_svg(pack: Pack, shown: Window, named: Iterable[Place], title: str) -> str:
    """The window as one SVG element. `data-` attributes tell a script where a pixel lies on the ground."""
    box = shown.box(pack)
    sheet = sheet_of(box, WIDTH, edge=0)
    size = f'viewBox="0 0 {sheet.width} {sheet.height}"'
    ground = (
        f'data-west="{box[0]:.6f}" data-north="{box[3]:.6f}" data-across="{sheet.across:.3f}" data-up="{sheet.up:.3f}"'
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map__sheet" role="img" {size} {ground} aria-label="{safe(title)}">',
        f'<rect width="{sheet.width}" height="{sheet.height}" fill="#ffffff"/>',
        *_outlines(pack, sheet, box, shown),
        *(_name(sheet, place) for place in named),
        "</svg>",
    ]
    return "\n".join(parts)


def _outlines(pack: Pack, sheet: Sheet, box: Box, shown: Window) -> Iterator[str]:
    def within(lat: float, lon: float) -> tuple[float, float]:
        x, y = sheet.point(lat, lon)
        return min(max(x, -BESIDE), sheet.width + BESIDE), min(max(y, -BESIDE), sheet.height + BESIDE)

    levels: tuple[Level, ...] = ("area", "district") if shown.metres(pack) <= AREAS_WITHIN_M else ("district",)
    for level in levels:
        stroke, thick = INK[level]
        shapes = [each["geometry"] for each in pack.boundaries_in(level, box)]
        path = " ".join(path_of(shape, within, finest=FINEST) for shape in shapes)
        if path:
            yield f'<path d="{path}" fill="none" stroke="{stroke}" stroke-width="{thick}" stroke-linejoin="round"/>'


def _name(sheet: Sheet, place: Place) -> str:
    x, y = sheet.point(place.lat, place.lon)
    size = {"town": 14, "area": 12}.get(place.kind, 11)
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="#3b3b3b"/><text x="{x:.1f}" y="{y - 5:.1f}" text-anchor="{_anchor(sheet, x)}"'
        f' font-family="sans-serif" font-size="{size}" fill="#1d1d1b" stroke="#ffffff" stroke-width="3"'
        f' paint-order="stroke">{safe(place.name)}</text>'
    )


def _anchor(sheet: Sheet, x: float) -> str:
    """A name near an edge is written towards the middle."""
    if x < NEAR_AN_EDGE:
        return "start"
    return "end" if x > sheet.width - NEAR_AN_EDGE else "middle"
