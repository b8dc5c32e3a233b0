"""What can go wrong with a place, one class a failure; each docstring is the sentence shown."""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class PlacesError(LamplighterError):
    """The place could not be read."""


class PackMissing(PlacesError):
    """There is no county pack at {path}. Build one with: lamplighter county build FOLDER --out {path}"""


class PackUnreadable(PlacesError):
    """{path} is not a county pack."""


class PackFormatUnknown(PlacesError):
    """{path} is a county pack of format {found}; this version reads format {known}. Build the pack again."""


class PostcodeMalformed(PlacesError):
    """“{text}” is not a postcode. One looks like {example}. The first part, {part}, is enough if you do not know the rest."""


class PostcodeElsewhere(PlacesError):
    """{postcode} is not a postcode we know in {county}. Check it, or describe the place in words instead."""
