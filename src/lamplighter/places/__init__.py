"""From words to places and back: a county pack is read, never written, and never guesses in silence."""

from __future__ import annotations

from lamplighter.places.errors import (
    PackFormatUnknown,
    PackMissing,
    PackUnreadable,
    PlacesError,
    PostcodeElsewhere,
    PostcodeMalformed,
)
from lamplighter.places.gazetteer import Area, Candidate, PlaceMention
from lamplighter.places.pack import Pack

__all__ = [
    "Area",
    "Candidate",
    "Pack",
    "PackFormatUnknown",
    "PackMissing",
    "PackUnreadable",
    "PlaceMention",
    "PlacesError",
    "PostcodeElsewhere",
    "PostcodeMalformed",
]
