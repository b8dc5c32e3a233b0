"""The log-likelihood ratio of a cylinder: how much better an own rate inside explains the cases than one rate."""

from __future__ import annotations

import math

from lamplighter.scanning.kernels.compiled import kernel


@kernel
def log_likelihood_ratio(observed: float, expected: float, total: float) -> float:
    """Kulldorff's ratio for `observed` of `total` cases inside where `expected` are expected; 0 where they are equal.

    c ln(c / e) + (C - c) ln((C - c) / (C - e)). It is the Poisson ratio given the total, and the approximation by
    which the permutation model ranks cylinders (Kulldorff 1997; Kulldorff et al. 2005).
    """
    ratio = 0.0
    if observed > 0:
        ratio += observed * math.log(observed / expected)
    if observed < total:
        ratio += (total - observed) * math.log((total - observed) / (total - expected))
    return ratio
