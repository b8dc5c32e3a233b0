"""How long one tip takes, measured over made-up tips of many lengths; for `lamplighter bench triage`."""

from __future__ import annotations

import random
import statistics
import time

from lamplighter.signs import signs
from lamplighter.triage.assess import assess

OPENINGS = (
    "I live next door and",
    "My neighbour told me that",
    "Not sure if this helps but",
    "For a few weeks now",
    "",
)
ENDINGS = ("It is at 14 Mill Lane.", "Mostly after midnight.", "A grey Golf, reg KV19 ABC.", "Please do something.", "")


def bench(n: int = 300, *, seed: int = 1) -> dict[str, float]:
    """Assesses `n` tips one after another; the first, which loads the lexicon, is not counted."""
    chooser = random.Random(seed)  # noqa: S311 - made-up tips, not a secret
    tips = [_tip(chooser) for _ in range(n)]
    assess(tips[0])
    taken = sorted(_milliseconds(tip) for tip in tips)
    return {
        "tips": n,
        "median_ms": round(statistics.median(taken), 3),
        "p95_ms": round(taken[min(int(n * 0.95), n - 1)], 3),
    }


def _tip(chooser: random.Random) -> str:
    told = [sign.sentence for sign in chooser.sample(signs(), chooser.choice((1, 2, 3, 5, 8)))]
    return " ".join((chooser.choice(OPENINGS), *told, chooser.choice(ENDINGS))).strip()


def _milliseconds(tip: str) -> float:
    started = time.perf_counter()
    assess(tip)
    return (time.perf_counter() - started) * 1_000
