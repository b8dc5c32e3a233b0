"""What can go wrong when a scan is asked for, one class a failure, each saying what to change."""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class ScanError(LamplighterError):
    """The scan could not be made."""


class SettingsUnreadable(ScanError):
    """The settings file {path} could not be read as JSON: {reason}."""


class SettingUnknown(ScanError):
    """The setting "{name}" is not known. Settings are: {known}."""


class SettingMissing(ScanError):
    """The setting "{name}" is needed: {reason}."""


class SettingWrong(ScanError):
    """The setting "{name}" is {value}, but it must be {expected}."""


class SettingUnused(ScanError):
    """The setting "{name}" is given, but {reason}; leave it out."""


class TableUnreadable(ScanError):
    """The table {path} could not be read: {reason}."""


class ColumnMissing(ScanError):
    """The table {path} has no column "{column}". It needs the columns {needed}."""


class RowWrong(ScanError):
    """The table {path}, line {line}: {reason}."""


class AreaUnknown(ScanError):
    """{where} names the area "{area}", which is not among the areas."""


class AreaRepeated(ScanError):
    """The area "{area}" is given more than once among the areas."""


class PointWrong(ScanError):
    """The area "{area}" has the point {point}, which is not {expected}."""


class CountsWrong(ScanError):
    """The cases must be whole numbers, none negative, one count and one date for each area named."""


class DateWrong(ScanError):
    """The date "{text}" cannot be used: this scan needs {expected}."""


class PeriodEmpty(ScanError):
    """The study period ends on {end}, before it starts on {start}."""


class NoCases(ScanError):
    """There are no cases in the study period, so there is nothing to scan."""


class NoAreas(ScanError):
    """There are no areas, so there is nothing to scan."""


class NoWindow(ScanError):
    """No window of at least {shortest} periods fits below the longest duration allowed, {longest}."""


class NoPopulation(ScanError):
    """The area "{area}" has cases but no population, so no number of cases can be expected there."""


class PopulationWrong(ScanError):
    """The population must be finite numbers, none negative, one for each area named, with a date for each or none."""


class StratumWithoutPopulation(ScanError):
    """There are cases with the covariates {stratum}, but no population with them."""


class ModelUnfit(ScanError):
    """The permutation model asks whether place and time are connected, so it cannot make a {scan} scan."""


class ControlsWrong(ScanError):
    """The controls must be whole numbers, none negative, one for each area named, with a date for each or none."""


class ControlsUndated(ScanError):
    """The controls have no dates, so it cannot be said how many there were at any time; scan places alone, or date them."""


class ExpectationWrong(ScanError):
    """Expected cases and dispersions must be finite numbers, none negative, one for each area named."""


class ExpectationUndated(ScanError):
    """The expected cases have no dates, but this scan looks through time; date them, or scan places alone."""


class ExpectationRepeated(ScanError):
    """The expected cases of the area "{area}" in the period of {day} are given more than once."""


class ExpectationMissing(ScanError):
    """How many cases to expect of the area "{area}" in the period of {day} is not given."""


class NothingExpected(ScanError):
    """The area "{area}" has cases in the period of {day}, where none are expected."""


class NothingToCompare(ScanError):
    """There are cases but not one control, so nothing can be more or less common among the cases."""


class EngineMissing(ScanError):
    """The engine "{engine}" needs the package {package}, which is not installed: pip install 'lamplighter[{engine}]'."""
