"""The settings of a scan: each one checked, and none ignored. What does not go together is refused by name."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from lamplighter.scanning.errors import (
    ModelUnfit,
    PeriodEmpty,
    SettingMissing,
    SettingUnknown,
    SettingUnused,
    SettingWrong,
)
from lamplighter.scanning.periods import TimeUnit, read_date

Model = Literal["permutation", "poisson", "bernoulli", "expectation_poisson", "expectation_negative_binomial"]
Scan = Literal["prospective", "retrospective", "spatial", "temporal", "prospective_temporal"]
Rates = Literal["high", "low", "both"]
Coordinates = Literal["lat_lon", "x_y"]
PValue = Literal["monte_carlo", "sequential", "gumbel"]

CHOICES: dict[str, tuple[str, ...]] = {
    "coordinates": ("lat_lon", "x_y"),
    "model": ("permutation", "poisson", "bernoulli", "expectation_poisson", "expectation_negative_binomial"),
    "scan": ("prospective", "retrospective", "spatial", "temporal", "prospective_temporal"),
    "rates": ("high", "low", "both"),
    "time_unit": ("day", "month", "year"),
    "shape": ("circle", "ellipse", "subset"),
    "overlap": ("never", "other_times"),
    "time_trend": ("none", "log_linear", "stratified"),
    "space_adjustment": ("none", "nonparametric"),
    "p_value": ("monte_carlo", "sequential", "gumbel"),
}
NEGATIVE_BINOMIAL = "expectation_negative_binomial"
NUMBERS: dict[str, tuple[type, float, float, str]] = {
    "max_share": (float, 0, 1, "a number above 0, at most 1"),
    "max_radius_km": (float, 0, float("inf"), "a number above 0"),
    "max_duration": (int, 0, float("inf"), "a whole number, 1 or more"),
    "max_duration_share": (float, 0, 1, "a number above 0, at most 1"),
    "min_duration": (int, 0, float("inf"), "a whole number, 1 or more"),
    "min_cases": (int, 0, float("inf"), "a whole number, 1 or more"),
    "max_neighbours": (int, 0, float("inf"), "a whole number, 1 or more"),
    "noncompactness_penalty": (float, math.nextafter(0, -1), float("inf"), "a number, 0 or more"),
    "replicates": (int, 0, 10_000_000, "a whole number from 1 to 10,000,000"),
    "seed": (int, -1, 2**64 - 1, "a whole number from 0 to 2^64 - 1"),
}


@dataclass(frozen=True, kw_only=True)
class ScanSettings:
    """What to scan for; the names and meanings are those of the settings file.

    Raises
    ------
    SettingWrong, SettingMissing, SettingUnused, ModelUnfit, PeriodEmpty
        Where a value is not allowed, is needed or does not go with the others.
    """

    coordinates: Coordinates = "lat_lon"
    model: Model = "permutation"
    scan: Scan = "prospective"
    rates: Rates = "high"
    time_unit: TimeUnit = "day"
    start: date | None = None
    end: date | None = None
    max_share: float = 0.5
    """The most of all cases (or population) a circle may hold."""
    max_radius_km: float | None = None
    """Also a circle's limit; with ``x_y`` in the unit of the coordinates."""
    max_duration: int | None = None
    """The longest window in periods."""
    max_duration_share: float | None = None
    """The longest window as a share of the study; 0.5 where neither limit is given."""
    min_duration: int = 1
    min_cases: int = 2
    """The fewest cases a cluster of high rates may hold."""
    shape: Literal["circle", "ellipse", "subset"] = "circle"
    noncompactness_penalty: float | None = None
    """Of ellipses: the power to which their compactness makes the ratio smaller; 0.5 if left out, 0 for no penalty."""
    max_neighbours: int = 12
    """Of how many areas nearest a centre, itself included, a subset may be chosen."""
    overlap: Literal["never", "other_times"] = "other_times"
    """Whether an area may be in two clusters reported: never, or at times that neither meet nor adjoin."""
    covariates: tuple[str, ...] = ()
    time_trend: Literal["none", "log_linear", "stratified"] = "none"
    space_adjustment: Literal["none", "nonparametric"] = "none"
    prospective_since: date | None = None
    replicates: int = 999
    p_value: PValue = "monte_carlo"
    seed: int = 1

    def __post_init__(self) -> None:
        for name, choices in CHOICES.items():
            _check_choice(name, getattr(self, name), choices)
        for name in NUMBERS:
            _check_number(name, getattr(self, name), optional=_default(name) is None)
        self._check_together()

    def _check_together(self) -> None:
        if self.model == "permutation" and self.scan not in ("prospective", "retrospective"):
            raise ModelUnfit(scan=self.scan)
        for name, used, reason in self._uses():
            if getattr(self, name) != _default(name) and not used:
                raise SettingUnused(name=name, reason=reason)
        if not self.timeless and self.days[1] < self.days[0]:
            raise PeriodEmpty(start=self.start, end=self.end)

    def _uses(self) -> tuple[tuple[str, bool, str], ...]:
        """Settings that go with some others only: which, whether they do here, and why not."""
        poisson, through_time = self.model == "poisson", self.scan != "spatial"
        one_adjustment = "none" in (self.time_trend, self.space_adjustment)
        return (
            ("covariates", self.model in ("poisson", "permutation"), "this model has no covariates"),
            ("time_trend", poisson, "only the Poisson model is adjusted for time; give a baseline its own trend"),
            ("time_trend", through_time, "a scan of places alone knows no time"),
            ("time_trend", one_adjustment, "with places adjusted too this is the permutation model: choose that"),
            ("time_trend", self.time_trend != "stratified" or not self.temporal, "then no time can stand out"),
            ("space_adjustment", poisson, "only the Poisson model is adjusted for space"),
            (
                "space_adjustment",
                through_time and not self.temporal,
                "then no place can stand out, or none is looked at",
            ),
            ("prospective_since", self.prospective, "only a prospective scan has earlier analyses"),
            ("shape", not self.temporal, "a scan of times alone has no shapes"),
            ("shape", self.shape != "subset" or self.model != NEGATIVE_BINOMIAL, "subsets are not ranked by scores"),
        )

    @property
    def prospective(self) -> bool:
        """Whether only what is still going on at the end is looked for."""
        return self.scan in ("prospective", "prospective_temporal")

    @property
    def temporal(self) -> bool:
        """Whether the scan is of times alone, all places as one."""
        return self.scan in ("temporal", "prospective_temporal")

    @property
    def timeless(self) -> bool:
        """Whether the study is of places alone: a spatial scan of cases of no particular time."""
        return self.scan == "spatial" and self.start is None and self.end is None

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of the study."""
        if self.start is None or self.end is None:
            missing = "start" if self.start is None else "end"
            raise SettingMissing(name=missing, reason="a scan through time has a first and a last day")
        return self.start, self.end


def read_settings(written: Mapping[str, object]) -> ScanSettings:
    """Settings from the keys of a settings file; a key that is null counts as left out, an unknown key is refused."""
    known = {field.name for field in fields(ScanSettings)}
    for name in written:
        if name not in known:
            raise SettingUnknown(name=name, known=", ".join(sorted(known)))
    given = {name: value for name, value in written.items() if value is not None}
    for name in ("coordinates", "model", "scan"):
        if name not in given:
            raise SettingMissing(name=name, reason=f"choose one of {', '.join(CHOICES[name])}")
    unit = given.get("time_unit", "day")
    _check_choice("time_unit", unit, CHOICES["time_unit"])
    for name in ("start", "end", "prospective_since"):
        if name in given:
            given[name] = _read_day(name, given[name])
    if "covariates" in given:
        given["covariates"] = _read_names("covariates", given["covariates"])
    return ScanSettings(**given)  # type: ignore[arg-type]  # each value is checked as the settings are made


def _default(name: str) -> object:
    return ScanSettings.__dataclass_fields__[name].default


def _check_choice(name: str, value: object, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise SettingWrong(name=name, value=_shown(value), expected=f"one of {', '.join(choices)}")


def _check_number(name: str, value: object, *, optional: bool) -> None:
    if value is None and optional:
        return
    kind, above, most, expected = NUMBERS[name]
    right_kind = isinstance(value, int if kind is int else (int, float)) and not isinstance(value, bool)
    if not right_kind or not above < value <= most:  # type: ignore[operator]  # a number by now
        raise SettingWrong(name=name, value=_shown(value), expected=expected)


def _read_day(name: str, value: object) -> date:
    if not isinstance(value, str):
        raise SettingWrong(name=name, value=_shown(value), expected='a day in quotes, like "2001-11-01"')
    return read_date(value, "day")


def _read_names(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingWrong(name=name, value=_shown(value), expected="a list of column names")
    return tuple(value)


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
