"""Where the concern is, as precisely as the reporter chose to say, and no more precisely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lamplighter.tips import checks
from lamplighter.tips.errors import BadPlace

Precision = Literal["address", "street", "postcode", "area", "town", "unknown"]

PRECISIONS: tuple[Precision, ...] = ("address", "street", "postcode", "area", "town", "unknown")
MAX_POSTCODE = 16
MAX_CANDIDATE = 128
MAX_LABEL = 300


@dataclass(frozen=True, kw_only=True)
class TipPlace:
    """A place in the reporter's words, and the place on the map they picked for it, if they picked one."""

    text: str = ""
    postcode: str = ""
    candidate: str = ""
    label: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: Precision = "unknown"

    def __post_init__(self) -> None:
        checks.text("place.text", self.text)
        checks.text("place.postcode", self.postcode, MAX_POSTCODE)
        checks.text("place.candidate", self.candidate, MAX_CANDIDATE)
        checks.text("place.label", self.label, MAX_LABEL)
        checks.choice("place.precision", self.precision, PRECISIONS)
        object.__setattr__(self, "lat", checks.number("place.lat", self.lat))
        object.__setattr__(self, "lon", checks.number("place.lon", self.lon))
        _check_point(self.lat, self.lon)


def _check_point(lat: float | None, lon: float | None) -> None:
    if lat is None and lon is None:
        return
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        raise BadPlace
