"""From evidence to a probability a kind, as log-odds that add up; several kinds may be likely at once.

    log-odds(kind) = PRIOR + w1 + w2 * FADE + w3 * FADE**2 + ... - everyday talk

with the weights in falling order. They fade because the signs of one tip are not independent of one another. `none`
is the chance that no kind holds, so it comes first exactly where little speaks for any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import exp, prod

from lamplighter import signs
from lamplighter.triage.assessment import NONE, KindProbability
from lamplighter.triage.evidence import Evidence

# Before anything is read, each kind holds for about one tip in twelve.
PRIOR = -2.4
FADE = 0.75
TICKED_KIND = 2.4
EVERYDAY, MOST_EVERYDAY = 0.8, 2.4


def weigh(
    found: Iterable[Evidence], *, ticked_kinds: Iterable[str] = (), everyday: int = 0
) -> tuple[KindProbability, ...]:
    """The eight kinds and `none`, the likeliest first."""
    weights: defaultdict[str, list[float]] = defaultdict(list)
    for each in found:
        for kind, weight in each.kinds:
            weights[kind].append(weight)
    for kind in ticked_kinds:
        weights[signs.kind(kind).id].append(TICKED_KIND)
    against = min(everyday * EVERYDAY, MOST_EVERYDAY)
    odds = {kind.id: log_odds(weights[kind.id], against) for kind in signs.kinds()}
    return _ranked({kind: 1 / (1 + exp(-value)) for kind, value in odds.items()})


def log_odds(weights: Iterable[float], against: float = 0.0) -> float:
    """The prior and the fading sum of the weights, less what speaks against.

    >>> round(log_odds([3.0, 2.0]), 2)
    2.1
    """
    return PRIOR + sum(weight * FADE**place for place, weight in enumerate(sorted(weights, reverse=True))) - against


def _ranked(chances: Mapping[str, float]) -> tuple[KindProbability, ...]:
    none = prod(1 - chance for chance in chances.values())
    listed = [KindProbability(NONE, round(none, 4))]
    listed += [KindProbability(kind, round(chance, 4)) for kind, chance in chances.items()]
    return tuple(sorted(listed, key=lambda each: -each.probability))
