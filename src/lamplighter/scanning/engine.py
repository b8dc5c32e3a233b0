"""One scan, from cases to clusters."""

from __future__ import annotations

import time
from datetime import date
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.clusters import Cylinder, apart, best_of_each_centre
from lamplighter.scanning.errors import SettingMissing
from lamplighter.scanning.inference import (
    Progress,
    gumbel_p_value,
    monte_carlo_p_value,
    recurrence_interval_days,
    replicate_maxima,
)
from lamplighter.scanning.models.model import Model
from lamplighter.scanning.models.permutation import permutation
from lamplighter.scanning.models.poisson import poisson
from lamplighter.scanning.periods import Periods
from lamplighter.scanning.population import Population, expected_cases
from lamplighter.scanning.result import Cluster, ScanResult
from lamplighter.scanning.settings import ScanSettings
from lamplighter.scanning.shapes.circles import circles
from lamplighter.scanning.study import Areas, Cases, Study, gather
from lamplighter.scanning.windows import windows

ANY_TIME = date(2000, 1, 1)


def scan(
    cases: Cases,
    areas: Areas,
    settings: ScanSettings,
    *,
    population: Population | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> ScanResult:
    """Finds the places and times with more (or fewer) cases than chance explains.

    Parameters
    ----------
    cases : Cases
        What happened where and when.
    areas : Areas
        The places, as points of shape (areas, 2): latitude and longitude in degrees, or x and y in kilometres.
    settings : ScanSettings
        The model, the limits of the search and the number of replicates.
    population : Population, optional
        The people at risk: the Poisson model needs them, the permutation model does not.
    threads : int, optional
        How many run side by side, one for each processor if left out. The answer is the same whatever the number.
    progress : callable, optional
        Called with the replicates done and the replicates in all.

    Returns
    -------
    ScanResult
        Clusters, best first, none at the same place and time as a better one, each with a p-value below 1.

    Raises
    ------
    AreaUnknown, NoCases, NoWindow, PointWrong
        Where a case names no area, nothing happened in the study period, no window fits, or a point is no place.
    NoPopulation, StratumWithoutPopulation
        Where there are cases without anyone they could have happened to.

    Notes
    -----
    The prospective space-time permutation scan statistic of Kulldorff, Heffernan, Hartman, Assunção and Mostashari
    (2005), "A space-time permutation scan statistic for disease outbreak detection", PLoS Medicine 2:e59, looking only
    at windows that reach the end of the study as in Kulldorff (2001), "Prospective time periodic geographical disease
    surveillance using a scan statistic", Journal of the Royal Statistical Society A 164:61-72.

    Examples
    --------
    Four villages on a line, each with a tip every other day, then three tips about one of them within two days:

    >>> from datetime import date, timedelta
    >>> import numpy as np
    >>> from lamplighter.scanning import Areas, Cases, ScanSettings, scan
    >>> areas = Areas(["Ash", "Birch", "Cedar", "Elder"], np.array([[0, 0], [1, 0], [9, 0], [10, 0]]))
    >>> first = date(2026, 3, 1)
    >>> where = [*areas.ids * 13, "Elder", "Elder", "Elder"]
    >>> when = [first + timedelta(days=day) for day in [*np.repeat(range(0, 26, 2), 4).tolist(), 26, 27, 27]]
    >>> settings = ScanSettings(coordinates="x_y", start=first, end=first + timedelta(days=27), max_duration=7)
    >>> found = scan(Cases(where, when), areas, settings).clusters[0]
    >>> found.areas, found.start.isoformat(), found.observed, round(found.expected, 2)
    (('Elder',), '2026-03-27', 3, 0.87)
    """
    began = time.perf_counter()
    study = gather(cases, areas, study_periods(cases, settings))
    model = build_model(study, settings, population)
    best = best_of_each_centre(model, settings.rates)
    maxima = replicate_maxima(model, settings, threads=threads, progress=progress)
    clusters = []
    for cylinder in apart(best):
        cluster = _cluster(cylinder, study, settings, maxima)
        if cluster.p_value >= 1:
            break
        clusters.append(cluster)
    seconds, release = time.perf_counter() - began, version("lamplighter")
    return ScanResult(tuple(clusters), settings.replicates, maxima, study.total, study.outside, seconds, release)


def study_periods(cases: Cases, settings: ScanSettings) -> Periods:
    """The study period cut up; from the first case to the last where a scan of places alone names no days."""
    if settings.timeless:
        days = cases.dates or [ANY_TIME]
        return Periods(settings.time_unit, min(days), max(days))
    return Periods(settings.time_unit, *settings.days)


def build_model(study: Study, settings: ScanSettings, population: Population | None = None) -> Model:
    """The settings' model of the study, ready to be searched."""
    looked_through = windows(settings, study.periods.count)
    if settings.model == "permutation":
        round_centres = circles(study.areas, settings, study.counts.sum(axis=1).astype(np.float64))
        return permutation(study, round_centres, looked_through, fewest=settings.min_cases)
    if population is None:
        raise SettingMissing(name="population", reason="the Poisson model expects cases of people")
    expected = expected_cases(population, study)
    round_centres = circles(study.areas, settings, expected.sum(axis=1))
    return poisson(study, expected, round_centres, looked_through, fewest=settings.min_cases)


def _cluster(cylinder: Cylinder, study: Study, settings: ScanSettings, maxima: NDArray[np.float64]) -> Cluster:
    ids = tuple(study.areas.ids[place] for place in cylinder.places)
    simulated, fitted = monte_carlo_p_value(cylinder.ratio, maxima), gumbel_p_value(cylinder.ratio, maxima)
    p_value = fitted if settings.p_value == "gumbel" and fitted is not None else simulated
    return Cluster(
        centre=ids[0],
        radius_km=cylinder.radius,
        areas=ids,
        start=None if settings.timeless else study.periods.first_day(cylinder.start),
        end=None if settings.timeless else study.periods.last_day(cylinder.stop - 1),
        observed=cylinder.observed,
        expected=cylinder.expected,
        relative_risk=_relative_risk(cylinder, study.total, settings),
        test_statistic=cylinder.ratio,
        log_likelihood_ratio=cylinder.ratio,
        p_value=p_value,
        gumbel_p_value=fitted,
        recurrence_interval_days=recurrence_interval_days(p_value, settings),
    )


def _relative_risk(cylinder: Cylinder, total: int, settings: ScanSettings) -> float | None:
    inside = cylinder.observed / cylinder.expected
    if settings.model == "permutation":
        return inside
    outside = (total - cylinder.observed) / (total - cylinder.expected)
    return inside / outside if outside > 0 else None
