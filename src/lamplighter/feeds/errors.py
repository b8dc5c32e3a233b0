"""What can go wrong when data comes in, one class a failure; each docstring is the sentence shown."""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class FeedsError(LamplighterError):
    """The data could not be taken in."""


class DescriptorMissing(FeedsError):
    """There is no county descriptor at {path}. Write a county.yaml there; docs/county-pack.md says how."""


class DescriptorRefused(FeedsError):
    """{path} is not a county descriptor we understand: {problem}"""


class TableUnreadable(FeedsError):
    """The table {path} could not be read: {problem}"""


class ColumnMissing(FeedsError):
    """The table {path} has no column “{column}”. It has: {columns}. Map it under `columns` in the descriptor."""


class ValueRefused(FeedsError):
    """{path}, line {line}: {column} should be {wanted}, not “{value}”."""


class NothingToImport(FeedsError):
    """There is no monthly CSV file (.csv, .csv.gz or .zip) at {path}."""


class StoreUnreadable(FeedsError):
    """{path} is not a store of recorded crime."""


class NoAreas(FeedsError):
    """The county has no areas: the table `areas` in {path} is empty."""


class ResultUnreadable(FeedsError):
    """{path} is not the result of a scan: {problem}"""


class PlaceUnknown(FeedsError):
    """The result names the area “{area}”, which is not in {path}. Give the table of areas the scan was made with."""


class NoLatitude(FeedsError):
    """{path} has no latitude and longitude, and GeoJSON needs them. Give a table of the same areas with lat and lon."""
