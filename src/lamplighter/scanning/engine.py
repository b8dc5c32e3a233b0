"""One scan, from cases to clusters."""

from __future__ import annotations

import time
from datetime import date
from importlib.metadata import version

from lamplighter.scanning.building import Background, build_model
from lamplighter.scanning.clusters import Cylinder, apart, best_of_each_centre
from lamplighter.scanning.controls import Controls
from lamplighter.scanning.engines.batches import Engine, Work
from lamplighter.scanning.engines.local import Local
from lamplighter.scanning.expectations import Expectation
from lamplighter.scanning.inference import Maxima, Progress, gathered, recurrence_interval_days
from lamplighter.scanning.periods import Periods
from lamplighter.scanning.population import Population
from lamplighter.scanning.result import Cluster, ScanResult
from lamplighter.scanning.settings import ScanSettings
from lamplighter.scanning.study import Areas, Cases, Study, gather

ANY_TIME = date(2000, 1, 1)
ALL = "All"
"""What a scan of times alone calls all places together."""


def scan(  # noqa: PLR0913  # what cases are compared with differs from model to model, and each is named
    cases: Cases,
    areas: Areas,
    settings: ScanSettings,
    *,
    population: Population | None = None,
    controls: Controls | None = None,
    expectation: Expectation | None = None,
    threads: int | None = None,
    engine: Engine | None = None,
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
        The people at risk: the Poisson model needs them.
    controls : Controls, optional
        People who are no cases: the Bernoulli model needs them.
    expectation : Expectation, optional
        Cases expected of each area in each period: the expectation-based models need them.
    threads : int, optional
        How many run side by side, one for each processor if left out. The answer is the same whatever the number.
    engine : Engine, optional
        Where replicates run, `lamplighter.scanning.engines.local.Local` if left out. The answer is the same wherever.
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
    NoPopulation, StratumWithoutPopulation, NothingExpected, NothingToCompare
        Where there are cases without anyone they could have happened to, or with no one else.

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
    model = build_model(study, settings, Background(population, controls, expectation))
    best = best_of_each_centre(model, settings.rates, areas.ids)
    work = Work(model, settings.rates, settings.seed, settings.replicates)
    maxima = gathered((engine or Local(threads))(work), settings, best[0].statistic if best else 0.0, progress)
    clusters = []
    for cylinder in apart(best, in_time=settings.overlap == "other_times"):
        cluster = _cluster(cylinder, study, settings, model.total, maxima)
        if cluster.p_value >= 1:
            break
        clusters.append(cluster)
    return ScanResult(
        clusters=tuple(clusters),
        replicates=len(maxima.values),
        maxima=maxima.values,
        cases=study.total,
        outside=study.outside,
        seconds=time.perf_counter() - began,
        version=version("lamplighter"),
    )


def study_periods(cases: Cases, settings: ScanSettings) -> Periods:
    """The study period cut up; one period with all cases in it where a scan of places alone names no days."""
    if settings.timeless:
        days = cases.dates or [ANY_TIME]
        return Periods(settings.time_unit, min(days), max(days))
    return Periods(settings.time_unit, *settings.days)


def _cluster(cylinder: Cylinder, study: Study, settings: ScanSettings, total: float, maxima: Maxima) -> Cluster:
    ids = study.areas.ids
    fitted, p_value = maxima.gumbel_p_value(cylinder.statistic), maxima.p_value(cylinder.statistic)
    if settings.p_value == "gumbel" and fitted is not None:
        p_value = fitted
    scored = settings.model == "expectation_negative_binomial"
    return Cluster(
        centre=ALL if settings.temporal else ids[cylinder.centre],
        radius_km=cylinder.radius,
        areas=(ALL,) if settings.temporal else tuple(ids[place] for place in cylinder.places),
        start=None if settings.timeless else study.periods.first_day(cylinder.start),
        end=None if settings.timeless else study.periods.last_day(cylinder.stop - 1),
        observed=cylinder.observed,
        expected=cylinder.expected,
        relative_risk=_relative_risk(cylinder, total, settings),
        test_statistic=cylinder.statistic,
        log_likelihood_ratio=cylinder.ratio**2 / 2 if scored else cylinder.ratio,
        p_value=p_value,
        gumbel_p_value=fitted,
        recurrence_interval_days=recurrence_interval_days(p_value, settings, study.periods),
        stretch=cylinder.stretch,
        angle_degrees=cylinder.angle if cylinder.stretch > 1 else None,
    )


def _relative_risk(cylinder: Cylinder, total: float, settings: ScanSettings) -> float | None:
    inside = cylinder.observed / cylinder.expected
    if settings.model not in ("poisson", "bernoulli"):
        return inside
    if cylinder.observed >= total or cylinder.expected >= total:
        return None
    return inside / ((total - cylinder.observed) / (total - cylinder.expected))
