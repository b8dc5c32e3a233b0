"""One scan, from cases to clusters."""

from __future__ import annotations

import time
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.clusters import Cylinder, apart, best_of_each_centre
from lamplighter.scanning.inference import (
    Progress,
    gumbel_p_value,
    monte_carlo_p_value,
    recurrence_interval_days,
    replicate_maxima,
)
from lamplighter.scanning.models.model import Model
from lamplighter.scanning.models.permutation import permutation
from lamplighter.scanning.periods import Periods
from lamplighter.scanning.result import Cluster, ScanResult
from lamplighter.scanning.settings import ScanSettings
from lamplighter.scanning.shapes.circles import circles
from lamplighter.scanning.study import Areas, Cases, Study, gather
from lamplighter.scanning.windows import windows


def scan(
    cases: Cases,
    areas: Areas,
    settings: ScanSettings,
    *,
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
    study = gather(cases, areas, Periods(settings.time_unit, *settings.days))
    model = build_model(study, settings)
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


def build_model(study: Study, settings: ScanSettings) -> Model:
    """The settings' model of the study, ready to be searched."""
    weights = study.counts.sum(axis=1).astype(np.float64)
    return permutation(
        study,
        circles(study.areas, settings, weights),
        windows(settings, study.periods.count),
        fewest=settings.min_cases,
    )


def _cluster(cylinder: Cylinder, study: Study, settings: ScanSettings, maxima: NDArray[np.float64]) -> Cluster:
    ids = tuple(study.areas.ids[place] for place in cylinder.places)
    simulated, fitted = monte_carlo_p_value(cylinder.ratio, maxima), gumbel_p_value(cylinder.ratio, maxima)
    p_value = fitted if settings.p_value == "gumbel" and fitted is not None else simulated
    return Cluster(
        centre=ids[0],
        radius_km=cylinder.radius,
        areas=ids,
        start=study.periods.first_day(cylinder.start),
        end=study.periods.last_day(cylinder.stop - 1),
        observed=cylinder.observed,
        expected=cylinder.expected,
        relative_risk=cylinder.observed / cylinder.expected,
        test_statistic=cylinder.ratio,
        log_likelihood_ratio=cylinder.ratio,
        p_value=p_value,
        gumbel_p_value=fitted,
        recurrence_interval_days=recurrence_interval_days(p_value, settings),
    )
