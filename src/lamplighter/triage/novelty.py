"""How new a tip is beside earlier ones, by MinHash: 64 numbers that say how much two texts share.

The words of a text are cut into overlapping runs of three; the share of equal numbers in two sketches estimates the
share of runs the two texts have in common (Broder 1997). A sketch cannot be turned back into the text's words, but it
can confirm a guess at a whole text, so it is kept as carefully as the tip.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from lamplighter.cues import Reading
from lamplighter.triage.assessment import Sketch, Sketches

HASHES = 64
RUN = 3
SEED = 20200714
EMPTY = np.iinfo(np.uint32).max

_random = np.random.default_rng(SEED)
# Multiply and shift in 64 bits that wrap round (Dietzfelbinger 1997); the factors are odd.
_FACTORS = _random.integers(0, 1 << 63, HASHES, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_SHIFTS = _random.integers(0, 1 << 63, HASHES, dtype=np.uint64)


def sketch(reading: Reading) -> Sketch:
    """The sketch of a text; two empty texts have the same."""
    runs = np.fromiter(_runs(reading.stems), dtype=np.uint64)
    if not runs.size:
        return np.full(HASHES, EMPTY, dtype=np.uint32)
    lowest = np.full(HASHES, EMPTY, dtype=np.uint32)
    # In slices, so that a very long text does not need memory 64 times its length.
    for start in range(0, runs.size, 4096):
        hashed = (runs[start : start + 4096, None] * _FACTORS + _SHIFTS) >> np.uint64(32)
        np.minimum(lowest, hashed.min(axis=0).astype(np.uint32), out=lowest)
    return lowest


def _runs(words: Sequence[str]) -> set[int]:
    # CRC-32 is the same on every machine and run, unlike Python's own hash.
    last = max(len(words) - RUN + 1, min(len(words), 1))
    return {zlib.crc32(" ".join(words[at : at + RUN]).encode("utf-8", "surrogatepass")) for at in range(last)}


def similarity(one: Sketch, other: Sketch) -> float:
    """The estimated share of runs in common, 0 to 1."""
    return float(np.mean(one == other))


def novelty(own: Sketch, earlier: Sketches) -> float:
    """1 where nothing like it came before, 0 where the same text did."""
    if not len(earlier):
        return 1.0
    return float(1.0 - (np.asarray(earlier) == own).mean(axis=1).max())
