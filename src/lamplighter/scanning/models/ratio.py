"""Cylinders ranked by their log-likelihood ratio."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.maxima import find_maxima
from lamplighter.scanning.kernels.observed import best_cylinders
from lamplighter.scanning.kernels.search import Search
from lamplighter.scanning.models.model import Candidate, Counts, Layer


@dataclass(frozen=True)
class Ratio:
    """The ratio of `kernels.likelihood`, whatever the model's totals."""

    def raise_maxima(self, sign: int, search: Search, counts: Counts, maxima: NDArray[np.float64]) -> None:
        find_maxima(sign, search, counts, maxima)

    def candidates(self, sign: int, layer: Layer, inside: NDArray[np.int64]) -> list[Candidate]:
        rows = len(layer.search.starts) - 1
        ratios, where = np.zeros(rows), np.zeros((rows, 2), np.int64)
        best_cylinders(sign, layer.search, inside, ratios, where)
        return prefixes(layer, ratios, where)


def prefixes(layer: Layer, ratios: NDArray[np.float64], where: NDArray[np.int64]) -> list[Candidate]:
    """Candidates that are a row's zone out to some step; `where` (rows, 2) are the search's step and window."""
    found = []
    for row in np.flatnonzero(ratios > 0).tolist():
        step, window = where[row].tolist()
        whole = slice(layer.zones.starts[row], layer.steps[step] + 1)
        places, radius = layer.zones.places[whole], float(layer.zones.distances[whole][-1])
        found.append(Candidate(row, places, radius, window, float(ratios[row])))
    return found
