"""The best cylinder round each centre in the observed data."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.compiled import kernel
from lamplighter.scanning.kernels.likelihood import log_likelihood_ratio
from lamplighter.scanning.kernels.search import Search

TIE = 1e-9


@kernel
def _best_by_count(
    sign: int,
    search: Search,
    centre: int,
    inside: NDArray[np.int64],
    keys: NDArray[np.float64],
    where: NDArray[np.int64],
) -> int:
    """For each count, the first cylinder with the best expected count; says the largest count seen."""
    running, due = np.zeros(inside.shape[1], np.int64), np.zeros(inside.shape[1])
    several = search.weights.shape[0] > 1
    top = -1
    for step in range(search.starts[centre], search.starts[centre + 1]):
        for window in search.reported:
            running[window] += inside[search.places[step], window]
            count = running[window]
            due[window] += search.weights[window if several else 0, search.places[step]]
            key = due[window] * search.scales[window]
            counts_at_all = sign * (count - key * search.unit) > 0 and (sign < 0 or count >= search.fewest)
            if counts_at_all and sign * key < keys[count]:
                keys[count], where[count, 0], where[count, 1] = sign * key, step, window
                top = max(top, count)
    return top


@kernel
def best_cylinders(
    sign: int, search: Search, inside: NDArray[np.int64], ratios: NDArray[np.float64], where: NDArray[np.int64]
) -> None:
    """For each centre its largest ratio and the step and window that reach it, the smallest circle where several do.

    `inside` (places, windows) are the observed cases; `ratios` (centres,) and `where` (centres, 2) are improved on.
    """
    most = inside.sum(axis=0).max()
    keys = np.full(most + 1, np.inf)
    spots = np.empty((most + 1, 2), np.int64)
    for centre in range(ratios.size):
        top = _best_by_count(sign, search, centre, inside, keys, spots)
        for count in range(top + 1):
            if keys[count] < np.inf:
                ratio = log_likelihood_ratio(count, sign * keys[count] * search.unit, search.total, search.population)
                margin = TIE * ratio
                better = ratio > ratios[centre] + margin
                if better or (ratio > ratios[centre] - margin and spots[count, 0] < where[centre, 0]):
                    ratios[centre], where[centre, 0], where[centre, 1] = ratio, spots[count, 0], spots[count, 1]
                keys[count] = np.inf
