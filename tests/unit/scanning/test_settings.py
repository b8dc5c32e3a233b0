"""Settings are read strictly: nothing is ignored, and what cannot be done is refused by name."""

from __future__ import annotations

from datetime import date

import pytest

from lamplighter.scanning.errors import (
    ModelUnfit,
    PeriodEmpty,
    SettingMissing,
    SettingUnknown,
    SettingUnused,
    SettingWrong,
)
from lamplighter.scanning.settings import read_settings

LEAST = {
    "coordinates": "lat_lon",
    "model": "permutation",
    "scan": "prospective",
    "start": "2001-11-01",
    "end": "2001-11-24",
}


def test_what_is_left_out_has_its_usual_value() -> None:
    settings = read_settings(LEAST | {"max_radius_km": None})
    assert settings.days == (date(2001, 11, 1), date(2001, 11, 24))
    assert (settings.rates, settings.max_share, settings.min_cases, settings.replicates) == ("high", 0.5, 2, 999)


def test_an_unknown_key_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingUnknown, match=r'"max_radius" is not known.*max_radius_km'):
        read_settings(LEAST | {"max_radius": 3})


@pytest.mark.parametrize("name", ["coordinates", "model", "scan", "start", "end"])
def test_a_setting_that_is_needed_is_asked_for(name: str) -> None:
    with pytest.raises(SettingMissing, match=f'"{name}"'):
        read_settings({key: value for key, value in LEAST.items() if key != name})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("rates", "highest"),
        ("max_share", 0),
        ("max_share", 1.5),
        ("max_share", float("nan")),
        ("max_radius_km", -1),
        ("max_radius_km", "3"),
        ("max_duration", 7.5),
        ("max_duration_share", 2),
        ("min_duration", 0),
        ("min_cases", True),
        ("replicates", 0),
        ("seed", -1),
        ("seed", 2**64),
        ("start", 20011101),
        ("covariates", "weekday"),
        ("time_unit", "week"),
        ("noncompactness_penalty", -0.5),
        ("max_neighbours", 0),
        ("overlap", "always"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(SettingWrong, match=f'"{name}"'):
        read_settings(LEAST | {name: value})


POISSON = LEAST | {"model": "poisson"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (LEAST | {"model": "bernoulli", "covariates": ["weekday"]}, "covariates"),
        (LEAST | {"time_trend": "log_linear"}, "time_trend"),
        (LEAST | {"space_adjustment": "nonparametric"}, "space_adjustment"),
        (POISSON | {"scan": "spatial", "time_trend": "log_linear"}, "time_trend"),
        (POISSON | {"time_trend": "stratified", "space_adjustment": "nonparametric"}, "time_trend"),
        (POISSON | {"scan": "temporal", "time_trend": "stratified"}, "time_trend"),
        (POISSON | {"scan": "spatial", "space_adjustment": "nonparametric"}, "space_adjustment"),
        (POISSON | {"scan": "retrospective", "prospective_since": "2001-11-17"}, "prospective_since"),
        (POISSON | {"scan": "temporal", "shape": "ellipse"}, "shape"),
        (LEAST | {"model": "expectation_negative_binomial", "shape": "subset"}, "shape"),
    ],
)
def test_settings_that_do_not_go_together_are_refused_by_name(written: dict[str, object], name: str) -> None:
    with pytest.raises(SettingUnused, match=f'"{name}" is given, but '):
        read_settings(written)


@pytest.mark.parametrize("scan", ["spatial", "temporal", "prospective_temporal"])
def test_the_permutation_model_makes_no_scan_of_places_or_times_alone(scan: str) -> None:
    with pytest.raises(ModelUnfit, match=f"cannot make a {scan} scan"):
        read_settings(LEAST | {"scan": scan})


def test_a_study_of_places_alone_needs_no_days() -> None:
    spatial = {"coordinates": "x_y", "model": "poisson", "scan": "spatial", "covariates": ["age", "sex"]}
    settings = read_settings(spatial)
    assert settings.timeless
    assert settings.covariates == ("age", "sex")


def test_a_study_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(PeriodEmpty, match="2001-10-01"):
        read_settings(LEAST | {"end": "2001-10-01"})
