"""From a study and what is known of the background to the model that is searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.adjustments import adjusted
from lamplighter.scanning.controls import Controls, people
from lamplighter.scanning.errors import NothingToCompare, SettingMissing
from lamplighter.scanning.expectations import Expectation, tables
from lamplighter.scanning.models.bernoulli import bernoulli
from lamplighter.scanning.models.expectation import expectation, put_together
from lamplighter.scanning.models.model import Model, Statistic
from lamplighter.scanning.models.permutation import permutation
from lamplighter.scanning.models.poisson import poisson
from lamplighter.scanning.models.ratio import Ratio
from lamplighter.scanning.models.subset import Subsets
from lamplighter.scanning.population import Population, expected_cases
from lamplighter.scanning.settings import ScanSettings
from lamplighter.scanning.shapes.choice import zones
from lamplighter.scanning.study import Study
from lamplighter.scanning.windows import windows

Number = TypeVar("Number", np.int64, np.float64)


@dataclass(frozen=True)
class Background:
    """What cases are compared with: each model but the permutation model needs one of these."""

    population: Population | None = None
    controls: Controls | None = None
    expectation: Expectation | None = None


def build_model(study: Study, settings: ScanSettings, background: Background) -> Model:
    """The settings' model of the study, ready to be searched."""
    if settings.model == "permutation":
        shapes = zones(study.areas, settings, study.counts.sum(axis=1).astype(np.float64))
        looked_through = windows(settings, study.periods)
        return permutation(study, shapes, looked_through, _statistic(settings), fewest=settings.min_cases)
    if settings.model == "poisson":
        return _poisson(study, settings, background.population)
    if settings.model == "bernoulli":
        return _bernoulli(study, settings, background.controls)
    return _expectation(study, settings, background.expectation)


def _poisson(study: Study, settings: ScanSettings, population: Population | None) -> Model:
    if population is None:
        raise SettingMissing(name="population", reason="the Poisson model expects cases of people")
    expected = expected_cases(population, study)
    shapes = zones(study.areas, settings, expected.sum(axis=1))
    observed = _placed(study.counts, settings)
    expected = adjusted(_placed(expected, settings), observed, settings)
    return poisson(observed, expected, shapes, windows(settings, study.periods), settings, _statistic(settings))


def _bernoulli(study: Study, settings: ScanSettings, controls: Controls | None) -> Model:
    if controls is None:
        raise SettingMissing(name="controls", reason="the Bernoulli model compares cases with controls")
    everyone = people(controls, study, through_time=settings.scan != "spatial")
    if everyone.sum() == study.total:
        raise NothingToCompare
    shapes = zones(study.areas, settings, everyone.sum(axis=1).astype(np.float64))
    observed, everyone = _placed(study.counts, settings), _placed(everyone, settings)
    return bernoulli(observed, everyone, shapes, windows(settings, study.periods), settings, _statistic(settings))


def _expectation(study: Study, settings: ScanSettings, given: Expectation | None) -> Model:
    if given is None:
        raise SettingMissing(name="baseline", reason="an expectation-based model is told what to expect")
    expected, dispersion = tables(given, study, through_time=settings.scan != "spatial")
    if settings.model == "expectation_poisson":
        dispersion = np.zeros(expected.shape)
    shapes = zones(study.areas, settings, expected.sum(axis=1))
    if settings.temporal:
        expected, dispersion = put_together(expected, dispersion)
    observed = _placed(study.counts, settings)
    looked_through = windows(settings, study.periods)
    return expectation(observed, expected, dispersion, shapes, looked_through, settings, _statistic(settings))


def _placed(values: NDArray[Number], settings: ScanSettings) -> NDArray[Number]:
    """The values (places, periods), all places as one where the scan is of times alone."""
    return values.sum(axis=0, keepdims=True) if settings.temporal else values


def _statistic(settings: ScanSettings) -> Statistic:
    return Subsets() if settings.shape == "subset" else Ratio()
