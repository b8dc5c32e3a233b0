"""Subsets of neighbourhoods ranked by their log-likelihood ratio: footholds of any shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.search import Search
from lamplighter.scanning.kernels.subsets import best_subsets, find_subset_maxima
from lamplighter.scanning.models.model import Candidate, Counts, Layer


@dataclass(frozen=True)
class Subsets:
    """The best subset of each centre's neighbours, which need not hold the centre itself."""

    def raise_maxima(self, sign: int, search: Search, counts: Counts, maxima: NDArray[np.float64]) -> None:
        find_subset_maxima(sign, search, counts, maxima)

    def candidates(self, sign: int, layer: Layer, inside: NDArray[np.int64]) -> list[Candidate]:
        rows = len(layer.search.starts) - 1
        ratios, windows = np.zeros(rows), np.zeros(rows, np.int64)
        chosen = np.zeros(len(layer.search.places), np.bool_)
        best_subsets(sign, layer.search, inside, ratios, windows, chosen)
        found = []
        for row in np.flatnonzero(ratios > 0).tolist():
            begin, end = layer.search.starts[row : row + 2]
            steps = layer.steps[begin + np.flatnonzero(chosen[begin:end])]
            places, radius = layer.zones.places[steps], float(layer.zones.distances[steps].max())
            found.append(Candidate(row, places, radius, int(windows[row]), float(ratios[row])))
        return found
