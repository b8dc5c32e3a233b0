"""The log-likelihood ratio of a cylinder: how much better an own rate inside explains the cases than one rate.

One function serves three models, each a limit of the next: cases chosen among a finite population (Bernoulli), cases
given their number (Poisson), and cases of which only the expected number is known (expectation-based).
"""

from __future__ import annotations

import math

import numpy as np

from lamplighter.scanning.kernels.compiled import kernel


@kernel
def _excess(observed: float, expected: float) -> float:
    """O ln(o / e), 0 where nothing is observed."""
    return observed * math.log(observed / expected) if observed > 0 else 0.0


@kernel
def log_likelihood_ratio(observed: float, expected: float, total: float, population: float) -> float:
    """Kulldorff's ratio for `observed` of `total` cases inside where `expected` are expected; 0 where they are equal.

    c ln(c / e) + (C - c) ln((C - c) / (C - e)) where `population` is infinite: the Poisson ratio given the total, and
    the approximation by which the permutation model ranks cylinders (Kulldorff 1997; Kulldorff et al. 2005). In a
    finite population the same is added for those who are no cases (Bernoulli). Where `total` is infinite too the
    second term tends to e - c (expectation-based: Neill 2009).
    """
    if total == np.inf:
        return _excess(observed, expected) + expected - observed
    ratio = _excess(observed, expected) + _excess(total - observed, total - expected)
    if population < np.inf:
        inside = expected * (population / total)
        # Rounding must not leave less than nobody where all inside, or all outside, are cases.
        others = max(inside - observed, 0.0)
        rest = max(population - total - others, 0.0)
        ratio += _excess(others, inside - expected) + _excess(rest, population - inside - (total - expected))
    return ratio
